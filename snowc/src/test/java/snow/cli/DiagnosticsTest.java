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

    @Test
    void whatIsWrongWithTheModulesOfAProjectHasCodes() throws IOException {
        Files.writeString(directory.resolve("shop/main.snow"), "import Cart\nfn fn\n");
        Files.writeString(directory.resolve("shop/cart.snow"), "# a cart\nfrom Cart import total\n");
        var self = session.snowc("check", "--json", "shop").err().lines().toList();
        assertEquals(2, self.size(), "a module that imports itself comes before syntax errors");
        assertTrue(
                self.getFirst()
                        .startsWith("{\"code\":\"C0004\",\"severity\":\"error\","
                                + "\"message\":\"Module 'Cart' cannot import itself\",\"file\":\"shop/cart.snow\","
                                + "\"spans\":[{\"start\":9,\"end\":31,\"label\":\"imports itself\",\"line\":2"),
                self.getFirst());

        Files.writeString(directory.resolve("shop/Cart.snow"), "");
        assertEquals(
                "{\"code\":\"C0006\",\"severity\":\"error\",\"message\":\"modules 'Cart.snow' and 'cart.snow' are both named"
                        + " 'Cart'\",\"file\":\"\",\"spans\":[],\"fix\":null,\"suggestions\":[],\"notes\":[]}\n",
                session.snowc("check", "--json", "shop").err());
        assertEquals(
                "error: modules 'Cart.snow' and 'cart.snow' are both named 'Cart'\n",
                session.snowc("build", "shop").err());
    }

    @Test
    void aFileIsTheProgramWithWhatItImportsAndNothingElse() throws IOException {
        Files.writeString(
                directory.resolve("shop/seed.snow"), "import Cart\n\nfn main() do\n  println(Cart.total())\nend\n");
        Files.writeString(directory.resolve("shop/cart.snow"), "pub fn total() = \"3\"\n");
        var checked = session.snowc("check", "shop/seed.snow");
        assertEquals("Checked 2 module(s)\n", checked.err(), "the broken main.snow is not looked at");
        assertEquals("3\n", session.snowc("run", "shop/seed.snow").out());
        Files.writeString(
                directory.resolve("shop/seed.snow"), "import Main\nimport Crt\n\nfn main() do\n  Main.start()\nend\n");
        var text = session.snowc("check", "shop/seed.snow").err();
        assertTrue(text.contains("[C0004] Error: Module 'Main' cannot import itself\n"), text);
        assertTrue(text.contains("╭─[ shop/seed.snow:1:1 ]"), text);
    }

    @Test
    void aLibraryIsCheckedWithoutAMain() throws IOException {
        Files.createDirectory(directory.resolve("lib"));
        Files.writeString(directory.resolve("lib/lib.snow"), "pub fn twice(n :: Int) = n * 2\n");
        var outcome = session.snowc("check", "lib");
        assertEquals("Checked 1 module(s)\n", outcome.err());
        assertEquals(0, outcome.status());
        assertEquals("", session.snowc("check", "--quiet", "lib").err());
        Files.writeString(directory.resolve("lib/2nd.snow"), "");
        assertEquals(0, session.snowc("check", "lib").status());
        var denied = session.snowc("check", "--deny-warnings", "lib");
        assertEquals(1, denied.status());
        assertTrue(
                denied.err().startsWith("[W0010] Warning: module name `2nd` cannot be written in an import\n"),
                denied.err());
    }
}
