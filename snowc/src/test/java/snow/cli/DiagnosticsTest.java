package snow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How diagnostics reach the user: stream, colour, form, last line. */
class DiagnosticsTest {
    private static final String LAST_LINE = "error: Compilation failed due to errors above.";

    @TempDir
    Path directory;

    private Session session;

    @BeforeEach
    void writeABrokenProgram() throws IOException {
        session = new Session(directory);
        Files.createDirectory(directory.resolve("shop"));
        Files.writeString(directory.resolve("shop/main.snow"), "fn main() do\n  let = 3\nend\n");
    }

    @Test
    void errorsGoToStandardErrorWithALastLine() {
        for (var command : new String[] {"check", "build", "run"}) {
            var outcome = session.snowc(command, "shop");
            assertEquals(1, outcome.status());
            assertEquals("", outcome.out());
            assertTrue(outcome.err().contains("╭─[ shop/main.snow:2:"), outcome.err());
            assertTrue(outcome.err().endsWith("\n" + LAST_LINE + "\n"), outcome.err());
        }
    }

    @Test
    void redirectedErrorsHoldNoEscapes() {
        var text = session.snowc("check", "shop").err();
        assertFalse(text.contains("\u001b") || text.contains("\r"), text);
    }

    @Test
    void aTerminalIsColouredUnlessItsUserSaysNo() {
        session.terminal = true;
        assertTrue(session.snowc("check", "shop").err().contains("\u001b[31m"));
        assertFalse(session.snowc("check", "--no-color", "shop").err().contains("\u001b"));
        assertFalse(session.snowc("check", "--json", "shop").err().contains("\u001b"));
        session.environment.put("TERM", "dumb");
        assertFalse(session.snowc("check", "shop").err().contains("\u001b"));
        session.environment.put("TERM", "xterm");
        session.environment.put("NO_COLOR", "1");
        assertFalse(session.snowc("check", "shop").err().contains("\u001b"));
        assertTrue(session.snowc("check", "--color=always", "shop").err().contains("\u001b[31m"));
    }

    @Test
    void colourCanBeForced() {
        session.environment.put("CLICOLOR_FORCE", "1");
        assertTrue(session.snowc("check", "shop").err().contains("\u001b[31m"));
        assertFalse(session.snowc("check", "--color", "never", "shop").err().contains("\u001b"));
    }

    @Test
    void jsonIsOneObjectALineAndEndsWithTheFailure() {
        var lines = session.snowc("check", "--json", "shop").err().lines().toList();
        assertTrue(lines.size() >= 2);
        assertTrue(
                lines.getFirst().startsWith("{\"code\":\"P0001\",\"severity\":\"error\",\"message\":\"Parse error: "));
        assertTrue(lines.getFirst().contains("\"file\":\"shop/main.snow\""));
        assertEquals(
                "{\"code\":\"C0001\",\"severity\":\"error\",\"message\":\"Compilation failed due to errors above.\","
                        + "\"file\":\"\",\"spans\":[],\"fix\":null,\"suggestions\":[],\"notes\":[]}",
                lines.getLast());
        assertEquals(
                "{\"code\":\"C0010\",\"severity\":\"error\",\"message\":\"Project directory 'nope' does not exist\","
                        + "\"file\":\"\",\"spans\":[],\"fix\":null,\"suggestions\":[],\"notes\":[]}\n",
                session.snowc("check", "--json", "nope").err());
    }

    @Test
    void aCycleShowsEveryImportOfIt() throws IOException {
        Files.writeString(directory.resolve("shop/main.snow"), "");
        Files.writeString(directory.resolve("shop/cart.snow"), "import Pricing\n");
        Files.writeString(directory.resolve("shop/pricing.snow"), "# prices\nimport Cart\n");
        var text = session.snowc("check", "shop").err();
        assertTrue(text.startsWith("[C0003] Error: Circular dependency: Cart -> Pricing -> Cart\n"), text);
        assertTrue(text.contains("╭─[ shop/cart.snow:1:1 ]"), text);
        assertTrue(text.contains("├─[ shop/pricing.snow:2:1 ]"), text);
        assertTrue(text.endsWith(LAST_LINE + "\n"), text);
    }
}
