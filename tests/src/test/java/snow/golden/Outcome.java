package snow.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What a run of a program shows to the outside. */
record Outcome(String stdout, String stderr, int status) {
    /** Compares with what is expected of the program. */
    void assertExpectedOf(GoldenProgram program) {
        ExpectedText.assertMatches(program.expected("stdout"), stdout, program + ": standard output");
        ExpectedText.assertMatches(program.expected("stderr"), stderr, program + ": standard error");
        assertEquals(expectedStatus(program), status, program + ": exit status");
    }

    /** Makes this what is expected of the program, but keeps a text with {@code ...} that fits. */
    void updateExpectedOf(GoldenProgram program) {
        update(program, "stdout", stdout);
        update(program, "stderr", stderr);
        program.update("status", status == 0 ? "" : status + "\n");
    }

    private static void update(GoldenProgram program, String extension, String actual) {
        var expected = program.expected(extension);
        if (!ExpectedText.matches(expected.lines().toList(), actual.lines().toList())) {
            program.update(extension, actual);
        }
    }

    private static int expectedStatus(GoldenProgram program) {
        var text = program.expected("status").strip();
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }
}
