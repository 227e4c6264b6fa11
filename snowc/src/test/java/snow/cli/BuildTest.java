package snow.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {
    @TempDir
    Path directory;

    private Session session;

    @BeforeEach
    void writeAProgram() throws IOException {
        session = new Session(directory);
        Files.createDirectory(directory.resolve("shop"));
        Files.writeString(directory.resolve("shop/main.snow"), "fn main() do\n  println(\"open\")\nend\n");
    }

    private byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(directory.resolve(file));
    }

    @Test
    void theJarOfADirectoryIsNamedAfterIt() {
        assertEquals(new Session.Outcome(0, "", "  Compiled: shop/shop.jar\n"), session.snowc("build", "shop"));
        assertTrue(Files.isRegularFile(directory.resolve("shop/shop.jar")));
        var inside = new Session(directory.resolve("shop"));
        assertEquals(new Session.Outcome(0, "", "  Compiled: ./shop.jar\n"), inside.snowc("build", "."));
        assertEquals(new Session.Outcome(0, "", "  Compiled: ./shop.jar\n"), inside.snowc("build"));
        assertEquals(new Session.Outcome(0, "", ""), session.snowc("build", "-q", "shop"));
    }

    @Test
    void theJarOfAFileIsNamedAfterIt() {
        assertEquals(
                "  Compiled: shop/main.jar\n",
                session.snowc("build", "shop/main.snow").err());
    }

    @Test
    void theOutputMayGoElsewhere() {
        assertEquals(
                "  Compiled: out/deep/x.jar\n",
                session.snowc("build", "shop", "-o", "out/deep/x.jar").err());
        assertFalse(Files.isExecutable(directory.resolve("out/deep/x.jar")));
        assertEquals(
                "  Compiled: out/x\n", session.snowc("build", "shop", "-oout/x").err());
        assertTrue(Files.isExecutable(directory.resolve("out/x")));
    }

    @Test
    void theSameSourcesGiveTheSameBytes() throws IOException {
        session.snowc("build", "shop");
        var other = Files.createDirectories(directory.resolve("other/shop"));
        Files.copy(directory.resolve("shop/main.snow"), other.resolve("main.snow"));
        session.snowc("build", "other/shop");
        assertArrayEquals(bytes("shop/shop.jar"), bytes("other/shop/shop.jar"));
    }

    @Test
    void helloIsSmallAndHoldsNoServers() throws IOException {
        session.snowc("build", "shop");
        assertTrue(bytes("shop/shop.jar").length <= 600 << 10);
        try (var jar = new JarFile(directory.resolve("shop/shop.jar").toFile())) {
            jar.stream().forEach(entry -> {
                var name = entry.getName();
                assertFalse(name.startsWith("snow/rt/ws") || name.startsWith("snow/rt/web"), name);
                assertTrue(name.startsWith("snow/") || name.equals("META-INF/MANIFEST.MF"), name);
            });
        }
    }

    @Test
    void aFailedBuildLeavesTheOldJar() throws IOException {
        session.snowc("build", "shop");
        var before = bytes("shop/shop.jar");
        Files.writeString(directory.resolve("shop/main.snow"), "fn main() do\n  println(1)\nend\n");
        assertEquals(1, session.snowc("build", "shop").status());
        assertArrayEquals(before, bytes("shop/shop.jar"));
        try (var files = Files.list(directory.resolve("shop"))) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void anOutputThatCannotBeWrittenIsAFailure() throws IOException {
        Files.createDirectory(directory.resolve("taken.jar"));
        assertEquals(
                new Session.Outcome(1, "", "error: Failed to write 'taken.jar': Is a directory\n"),
                session.snowc("build", "shop", "-o", "taken.jar"));
        Files.writeString(directory.resolve("file"), "");
        assertEquals(1, session.snowc("build", "shop", "-o", "file/x.jar").status());
    }

    @Test
    void theSteppingStonesCanBeWritten() throws IOException {
        var outcome = session.snowc("build", "shop", "--emit-mir", "--emit-bytecode", "-o", "out/x.jar");
        assertEquals(
                new Session.Outcome(0, "", "  MIR: out/x.mir\n  Bytecode: out/x.bytecode\n  Compiled: out/x.jar\n"),
                outcome);
        assertTrue(Files.readString(directory.resolve("out/x.mir")).contains("main"));
        assertTrue(Files.readString(directory.resolve("out/x.bytecode")).contains("snow/rt/io/Console.println"));
    }

    @Test
    void theTargetIsIgnoredWithAWarning() {
        assertEquals(
                "warning: --target is ignored: the jar runs on every platform\n  Compiled: shop/shop.jar\n",
                session.snowc("build", "shop", "--target", "x86_64-linux").err());
    }

    @Test
    void timingsListThePhases() {
        var text = session.snowc("build", "shop", "--timings").err();
        assertTrue(text.startsWith("  Compiled: shop/shop.jar\n  reading "), text);
        assertTrue(text.lines().toList().getLast().matches("  total +[0-9.]+ ms"), text);
    }
}
