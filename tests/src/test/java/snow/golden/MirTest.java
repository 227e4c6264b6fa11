package snow.golden;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every program of {@code golden/mir}: what it is lowered to; of {@code golden/optimised}: what that becomes. */
class MirTest {
    static List<GoldenProgram> programs() {
        return GoldenProgram.in("mir");
    }

    @ParameterizedTest
    @MethodSource("programs")
    void isLoweredAsExpected(GoldenProgram program) {
        assertMir(program, "mir", 0);
    }

    static List<GoldenProgram> optimised() {
        return GoldenProgram.in("optimised");
    }

    @ParameterizedTest
    @MethodSource("optimised")
    void isOptimisedAsExpected(GoldenProgram program) {
        assertMir(program, "before.mir", 0);
        assertMir(program, "after.mir", 1);
    }

    private static void assertMir(GoldenProgram program, String extension, int optLevel) {
        var mir = Compiled.withoutErrors(program, optLevel).mir().get();
        if (GoldenProgram.UPDATE) {
            program.update(extension, mir);
        }
        ExpectedText.assertMatches(program.expected(extension), mir, program.name());
    }
}
