package snow.golden;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import snow.project.CompiledProgram;
import snow.rt.actor.Settings;
import snow.rt.actor.World;
import snow.rt.io.Console;

/** Every program of {@code golden/run}, compiled and run in this JVM, each in a world of its own. */
class RunInMemoryTest {
    private static final String[] NO_ARGUMENTS = {};

    static List<GoldenProgram> programs() {
        return GoldenProgram.in("run");
    }

    @ParameterizedTest
    @MethodSource("programs")
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void doesWhatIsExpected(GoldenProgram program) {
        var outcome = run(program);
        if (GoldenProgram.UPDATE) {
            outcome.updateExpectedOf(program);
        }
        outcome.assertExpectedOf(program);
    }

    static Outcome run(GoldenProgram program) {
        return run(Compiled.withoutErrors(program));
    }

    /** Runs a program whose warnings do not matter. */
    static Outcome runWhateverItWarnsOf(GoldenProgram program) {
        return run(Compiled.compile(program).program().orElseThrow());
    }

    private static Outcome run(CompiledProgram program) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var settings = Settings.embedded(new Console(out, err, false));
        int status = World.run(program.load(), NO_ARGUMENTS, settings);
        return new Outcome(out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8), status);
    }
}
