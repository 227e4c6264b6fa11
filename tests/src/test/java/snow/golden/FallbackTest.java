package snow.golden;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import snow.rt.actor.Settings;
import snow.rt.actor.World;
import snow.rt.io.Console;

/** Z-2: the programs of {@code golden/run} where the JDK does not let us have carriers of our own. */
class FallbackTest {
    /** Recursion of actors as deep as on our own carriers: the JDK's have the stacks of ordinary threads, which only an option of the JVM changes. */
    private static final List<String> NEED_THE_STACK = List.of("actor_stack_overflow");

    static List<GoldenProgram> programs() {
        return GoldenProgram.in("run").stream()
                .filter(program -> !NEED_THE_STACK.contains(program.name()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("programs")
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void doesTheSame(GoldenProgram program) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var settings = Settings.embedded(new Console(out, err, false)).withFallback(true);
        int status = World.run(Compiled.withoutErrors(program).load(), new String[0], settings);
        new Outcome(out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), status)
                .assertExpectedOf(program);
    }

    static List<GoldenProgram> deepPrograms() {
        return GoldenProgram.in("run").stream()
                .filter(program -> NEED_THE_STACK.contains(program.name()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("deepPrograms")
    void doesTheSameWithALargerStack(GoldenProgram program, @TempDir Path directory) throws Exception {
        var jar = JarRun.write(Compiled.withoutErrors(program), directory.resolve("program.jar"));
        var command = JarRun.command(jar);
        command.command().add(1, "-Xss4m");
        command.environment().put("SNOW_FALLBACK", "1");
        JarRun.run(command, directory).assertExpectedOf(program);
    }
}
