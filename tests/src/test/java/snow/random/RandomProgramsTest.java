package snow.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import snow.project.Compiler;
import snow.project.Phases;
import snow.project.Project;
import snow.rt.actor.Settings;
import snow.rt.actor.World;
import snow.rt.io.Console;

/**
 * Random programs, optimised or not, do what an interpreter that knows nothing of the compiler says: {@code -Dsnow.random.programs=N} runs more of them,
 * {@code -Dsnow.random.seed=S} begins with another.
 */
class RandomProgramsTest {
    private static final int STEPS = 100_000;

    @Test
    void compiledProgramsDoWhatTheInterpreterSays() {
        int programs = Integer.getInteger("snow.random.programs", 300);
        long first = Long.getLong("snow.random.seed", 1);
        int compared = 0;
        for (long seed = first; seed < first + programs; seed++) {
            compared += holds(seed) ? 1 : 0;
        }
        assertTrue(compared > programs / 2, "only " + compared + " programs come to an end");
    }

    /** Compares one program; false when it takes too long to be interpreted. */
    private static boolean holds(long seed) {
        var program = Programs.of(seed);
        var source = Source.of(program);
        var expected = Interpreter.run(program, source.lines(), STEPS);
        expected.ifPresent(result -> {
            int status = result.err().isEmpty() ? 0 : 101;
            var text = text(seed, source.text(), result.out(), result.err(), status);
            assertEquals(text, run(seed, source.text(), 0), "as written");
            assertEquals(text, run(seed, source.text(), 2), "optimised");
        });
        return expected.isPresent();
    }

    private static String run(long seed, String source, int optLevel) {
        var compilation = Compiler.compile(
                Project.of(Map.of("main.snow", source)), Compiler.Goal.CLASS_FILES, optLevel, Phases.SILENT);
        Optional<String> ran = compilation.program().map(program -> {
            var out = new ByteArrayOutputStream();
            var err = new ByteArrayOutputStream();
            int status = World.run(program.load(), new String[0], Settings.embedded(new Console(out, err, false)));
            return text(
                    seed, source, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), status);
        });
        return ran.orElseGet(() -> "seed " + seed + "\n" + source + "\ndiagnostics: " + compilation.diagnostics());
    }

    private static String text(long seed, String source, String out, String err, int status) {
        return "seed " + seed + "\n" + source + "\nstandard output:\n" + out + "standard error:\n" + err + "status "
                + status;
    }
}
