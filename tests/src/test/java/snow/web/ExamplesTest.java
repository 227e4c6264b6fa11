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

    @Test
    void bankNeverLosesMoney() throws IOException {
        assertEquals("""
                Ada has 500
                Bob has 100
                Ok(380)
                Err(Ada lacks 20)
                together 600
                """, output("bank.snow"));
    }

    @Test
    void workerPoolDoesEveryTaskButThePoisonedOne() throws IOException {
        var ran = run("worker_pool.snow");
        assertEquals("""
                100 / 0 = lost: division by zero
                100 / 1 = 100
                100 / 3 = 33
                100 / 7 = 14
                100 / 20 = 5
                """, ran.out());
        assertTrue(ran.err().contains("exited: division by zero; restarting (1 of 10 in 5 s)"), ran.err());
    }

    @Test
    void pipelineLosesOnlyTheOrderThatCannotBeRead() throws IOException {
        var ran = run("pipeline.snow");
        assertEquals("""
                2 tea: Ok(6)
                1 cake: Ok(5)
                3: Err(List.get: index 1 out of bounds (len 1))
                4 tea: Ok(12)
                """, ran.out());
        assertTrue(ran.err().startsWith("Snow panic at main.snow:12: List.get: index 1 out of bounds"), ran.err());
    }

    private static String output(String example) throws IOException {
        var ran = run(example);
        assertEquals("", ran.err());
        return ran.out();
    }

    private record Ran(String out, String err) {}

    private static Ran run(String example) throws IOException {
        var source = Files.readString(Path.of("..", "examples", example));
        var compilation =
                Compiler.compile(Project.of(Map.of("main.snow", source)), Compiler.Goal.CLASS_FILES, 0, Phases.SILENT);
        assertTrue(compilation.diagnostics().isEmpty(), () -> "diagnostics: " + compilation.diagnostics());
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var program = compilation.program().orElseThrow().load();
        int status = World.run(program, new String[0], Settings.embedded(new Console(out, err, false)));
        assertEquals(0, status);
        return new Ran(out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
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

    @ParameterizedTest
    @EnumSource
    void rateLimiterSlowsDownWhoTalksTooFastAndNobodyElse(Server.Place place) throws Exception {
        try (var server = Server.start(Program.example("rate_limiter.snow"), place, directory);
                var hasty = new Client(server.port(), "/");
                var calm = new Client(server.port(), "/")) {
            int refused = 0;
            for (int i = 0; i < 200; i++) {
                hasty.send("w" + i);
                refused += hasty.next().equals(new Client.Event.Text("w" + i)) ? 0 : 1;
            }
            assertTrue(refused > 0, "200 words at once, and none was too fast");
            calm.send("hello");
            calm.expect("hello");
            do {
                hasty.send("again");
            } while (!hasty.next().equals(new Client.Event.Text("again")));
        }
    }
}
