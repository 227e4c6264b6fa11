package snow.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import snow.project.Compiler;
import snow.project.Phases;
import snow.project.Project;
import snow.rt.actor.Settings;
import snow.rt.actor.World;
import snow.rt.io.Console;

/** Every program of {@code examples} does what it says. */
class ExamplesTest {
    @TempDir
    Path directory;

    @Test
    void helloGreets() throws IOException {
        assertEquals("Hello from Snow!\n", output("hello.snow"));
    }

    @Test
    void fizzbuzzCountsToThirty() throws IOException {
        var lines = output("fizzbuzz.snow").lines().toList();
        assertEquals(30, lines.size());
        assertEquals(
                "1 2 Fizz 4 Buzz Fizz 7 8 Fizz Buzz 11 Fizz 13 14 FizzBuzz", String.join(" ", lines.subList(0, 15)));
        assertEquals("FizzBuzz", lines.getLast());
    }

    @Test
    void pingPongIsWonByTheOneWhoDoesNotMiss() throws IOException {
        assertEquals("""
                Ada hits ball 1
                Bob hits ball 2
                Ada hits ball 3
                Bob hits ball 4
                Ada misses ball 5
                Bob wins
                """, output("ping_pong.snow"));
    }

    private static String output(String example) throws IOException {
        var source = Files.readString(Path.of("..", "examples", example));
        var compilation =
                Compiler.compile(Project.of(Map.of("main.snow", source)), Compiler.Goal.CLASS_FILES, 0, Phases.SILENT);
        assertTrue(compilation.diagnostics().isEmpty(), () -> "diagnostics: " + compilation.diagnostics());
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var program = compilation.program().orElseThrow().load();
        int status = World.run(program, new String[0], Settings.embedded(new Console(out, err, false)));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
        assertEquals(0, status);
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void echoGivesEverybodyTheirOwnWords(Server.Place place) throws Exception {
        try (var server = Server.start(Program.example("echo.snow"), place, directory);
                var a = new Client(server.port(), "/");
                var b = new Client(server.port(), "/")) {
            a.send("one");
            b.send("two");
            a.expect("one");
            b.expect("two");
            var large = "ä".repeat(100_000);
            a.send(large);
            a.expect(large);
        }
    }

    @ParameterizedTest
    @EnumSource
    void chatKeepsRoomsApart(Server.Place place) throws Exception {
        try (var server = Server.start(Program.example("chat/main.snow"), place, directory);
                var ada = new Client(server.port(), "/tea?name=ada")) {
            ada.expect("* 1 in /tea");
            try (var bob = new Client(server.port(), "/tea");
                    var eve = new Client(server.port(), "/coffee")) {
                ada.expect("* somebody came in");
                bob.expect("* 2 in /tea");
                eve.expect("* 1 in /coffee");
                bob.send("hello");
                ada.expect("hello");
                eve.send("anybody?");
                ada.send("hi bob");
                bob.expect("hi bob");
                bob.closeAndWait(1000);
                ada.expect("* somebody left, 1 still here");
            }
        }
    }
}
