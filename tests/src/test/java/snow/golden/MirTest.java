package snow.golden;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every program of {@code golden/mir}: what it is lowered to. */
class MirTest {
    static List<GoldenProgram> programs() {
        return GoldenProgram.in("mir");
    }

    @ParameterizedTest
    @MethodSource("programs")
    void isLoweredAsExpected(GoldenProgram program) {
        var mir = Compiled.withoutErrors(program).mir().get();
        if (GoldenProgram.UPDATE) {
            program.update("mir", mir);
        }
        ExpectedText.assertMatches(program.expected("mir"), mir, program.name());
    }
}
