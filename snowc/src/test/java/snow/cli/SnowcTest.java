package snow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnowcTest {
    @TempDir
    Path directory;

    private Session session;

    @BeforeEach
    void begin() {
        session = new Session(directory);
    }

    private void file(String name, String text) throws IOException {
        var path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void withoutArgumentsTheHelpGoesToStandardError() {
        var outcome = session.snowc();
        assertEquals(2, outcome.status());
        assertEquals("", outcome.out());
        assertTrue(outcome.err().contains("Usage: snowc <COMMAND> [OPTIONS]"), outcome.err());
    }

    @Test
    void helpThatWasAskedForGoesToStandardOutput() {
        for (var words : List.of(new String[] {"--help"}, new String[] {"-h"}, new String[] {"help"})) {
            var outcome = session.snowc(words);
            assertEquals(0, outcome.status());
            assertEquals("", outcome.err());
            assertTrue(outcome.out().contains("  build  "), outcome.out());
        }
        assertEquals(session.snowc("help", "build"), session.snowc("build", "--help"));
        assertTrue(session.snowc("run", "-h").out().contains("Usage: snowc run [OPTIONS] [PATH] [--] [ARGS...]"));
    }

    @Test
    void theVersionIsOneLine() {
        assertEquals(new Session.Outcome(0, "snowc 0.1.0\n", ""), session.snowc("--version"));
        assertEquals(new Session.Outcome(0, "snowc 0.1.0\n", ""), session.snowc("check", "-V"));
        assertTrue(session.snowc("--version", "--verbose").out().contains("\nAOT cache: no\n"));
    }

    @Test
    void usageErrorsNameTheUsage() {
        assertEquals(new Session.Outcome(2, "", """
                        error: unrecognized subcommand 'biuld'; did you mean 'build'?

                        Usage: snowc <COMMAND> [OPTIONS]

                        For more information, try '--help'.
                        """), session.snowc("biuld"));
        var outcome = session.snowc("build", "--opt-level", "x");
        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains("\nUsage: snowc build [PATH] [OPTIONS]\n"), outcome.err());
    }

    @Test
    void aCodeIsExplainedOnStandardOutput() {
        var outcome = session.snowc("explain", "e0012");
        assertEquals(0, outcome.status());
        assertEquals("", outcome.err());
        assertTrue(outcome.out().startsWith("E0012: a match that misses cases\n\n"), outcome.out());
    }

    @Test
    void anUnknownCodeIsAnError() {
        assertEquals(
                new Session.Outcome(1, "", "error: unknown diagnostic code 'E9999'\n"),
                session.snowc("explain", "E9999"));
        assertEquals(2, session.snowc("explain").status());
    }

    @Test
    void llvmIsExplained() {
        var outcome = session.snowc("build", "--emit-llvm");
        assertEquals(2, outcome.status());
        assertEquals(
                "error: --emit-llvm is not available on the JVM; use --emit-mir or --emit-bytecode",
                outcome.firstErrorLine());
    }

    @Test
    void setUpFailuresAreOneLine() throws IOException {
        file("notes.txt", "");
        file("library/lib.snow", "");
        file("broken/main.snow", "");
        Files.write(directory.resolve("broken/main.snow"), new byte[] {'#', (byte) 0xff});
        assertFails("Project directory 'nope' does not exist", "build", "nope");
        assertFails("'notes.txt' is not a directory", "build", "notes.txt");
        assertFails("'notes.txt' is not a .snow file", "run", "notes.txt");
        assertFails(
                "No 'main.snow' found in 'library'. Snow projects must have a main.snow entry point.",
                "build",
                "library");
        assertFails("Failed to read 'broken/main.snow': stream did not contain valid UTF-8", "build", "broken");
        assertFails("Directory 'nope' does not exist", "-C", "nope", "build");
    }

    @Test
    void checkNeedsNoMainButSomeFile() throws IOException {
        Files.createDirectory(directory.resolve("empty"));
        assertFails("No .snow files found at 'empty'", "check", "empty");
        file("library/lib.snow", "");
        assertEquals(new Session.Outcome(0, "", "Checked 1 module(s)\n"), session.snowc("check", "library"));
        assertEquals(new Session.Outcome(0, "", ""), session.snowc("check", "-q", "library"));
    }

    private void assertFails(String text, String... words) {
        assertEquals(new Session.Outcome(1, "", "error: " + text + "\n"), session.snowc(words));
    }
}
