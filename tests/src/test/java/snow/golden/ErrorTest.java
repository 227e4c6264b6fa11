package snow.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every program of {@code golden/error}: the compiler says what the comments expect, and nothing else. */
class ErrorTest {
    static List<GoldenProgram> programs() {
        return GoldenProgram.in("error");
    }

    @ParameterizedTest
    @MethodSource("programs")
    void givesExactlyTheseDiagnostics(GoldenProgram program) {
        var expected = ExpectedDiagnostic.of(program);
        assertFalse(expected.isEmpty(), program + " expects nothing");
        var actual = ExpectedDiagnostic.of(Compiled.compile(program).diagnostics(), expected);
        assertEquals(
                expected.stream().collect(Collectors.joining("\n")),
                actual.stream().collect(Collectors.joining("\n")),
                program.name());
    }
}
