package snow.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiled programs with one room, in both forms of {@code Ws.serve}, in memory and from a jar, and clients that talk to them. */
class LobbyTest {
    /** What is tested, and where it runs. */
    record Case(String program, Server.Place place) {
        @Override
        public String toString() {
            return program + " " + place;
        }
    }

    @TempDir
    Path directory;

    static Stream<Case> cases() {
        return Stream.of("lobby", "lobby_of_functions")
                .flatMap(program -> Stream.of(Server.Place.values()).map(place -> new Case(program, place)));
    }

    private Server start(Case test) throws IOException {
        return Server.start(Program.named(test.program), test.place, directory);
    }

    private static Client enter(Server server) throws InterruptedException {
        var client = new Client(server.port(), "/a?b=c");
        client.expect("welcome to /a?b=c");
        return client;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void broadcastExceptReachesExactlyTheOthers(Case test) throws Exception {
        try (var server = start(test);
                var a = enter(server);
                var b = enter(server);
                var c = enter(server)) {
            a.send("from a");
            b.expect("from a");
            c.expect("from a");
            b.send("from b ü 😀");
            a.expect("from b ü 😀");
            c.expect("from b ü 😀");
            c.send("count");
            c.expect("3");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whoClosesIsOutOfTheRoom(Case test) throws Exception {
        try (var server = start(test);
                var a = enter(server);
                var b = enter(server)) {
            a.closeAndWait(1000);
            b.expect("left: 1000 ");
            b.send("count");
            b.expect("1");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whoVanishesWithoutAWordIsOutOfTheRoom(Case test) throws Exception {
        try (var server = start(test);
                var a = enter(server);
                var raw = RawClient.connected(server.port())) {
            assertEquals("welcome to /raw", raw.frame().text());
            a.send("count");
            a.expect("2");
            raw.vanish();
            a.expect("left: 1006 ");
            a.send("count");
            a.expect("1");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aCrashInACallbackEndsItsConnectionOnly(Case test) throws Exception {
        try (var server = start(test);
                var a = enter(server);
                var b = enter(server)) {
            a.send("crash");
            a.expectClose(1011, "internal error");
            b.expect("left: 1011 internal error");
            b.send("count");
            b.expect("1");
            try (var c = enter(server)) {
                c.send("still here");
                b.expect("still here");
            }
            b.expect("left: 1006 ");
            server.expectError(": division by zero\n  in process <0.");
            server.expectError("    at answer (main.snow:");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ctrlCTellsTheClientsAndEndsTheProgram(Case test) throws Exception {
        try (var server = start(test);
                var a = enter(server);
                var b = enter(server)) {
            server.interrupt();
            for (var client : List.of(a, b)) {
                var last = client.next();
                while (last instanceof Client.Event.Text) {
                    last = client.next();
                }
                assertEquals(new Client.Event.Closed(1001, "server shutdown"), last);
            }
            assertEquals(130, server.status());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void malformedFramesFailTheirConnectionOnly(Case test) throws Exception {
        byte[] unmasked = {(byte) 0x81, 1, 'x'};
        byte[] notText = {(byte) 0xC3, 0x28};
        byte[] fragmentedPing = RawClient.masked(0x09, new byte[0]);
        try (var server = start(test);
                var a = enter(server)) {
            expectFailure(server, unmasked, 1002, "frame not masked");
            a.expect("left: 1002 frame not masked");
            expectFailure(server, RawClient.masked(RawClient.FIN | 0x3, new byte[0]), 1002, "unknown opcode: 0x3");
            a.expect("left: 1002 unknown opcode: 0x3");
            expectFailure(server, RawClient.masked(RawClient.FIN | RawClient.TEXT, notText), 1007, "invalid UTF-8");
            a.expect("left: 1007 invalid UTF-8");
            expectFailure(server, fragmentedPing, 1002, "fragmented control frame");
            a.expect("left: 1002 fragmented control frame");
            a.send("count");
            a.expect("1");
        }
    }

    private static void expectFailure(Server server, byte[] bytes, int code, String reason) throws IOException {
        try (var raw = RawClient.connected(server.port())) {
            assertEquals("welcome to /raw", raw.frame().text());
            raw.send(bytes);
            var close = raw.frame();
            assertEquals(RawClient.CLOSE, close.opcode());
            assertEquals(code, close.closeCode());
            assertEquals(reason, close.closeReason());
            assertEquals("", raw.rest());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aMessageMayArriveByteByByteAndInFragments(Case test) throws Exception {
        try (var server = start(test);
                var a = enter(server);
                var raw = RawClient.connected(server.port())) {
            assertEquals("welcome to /raw", raw.frame().text());
            raw.sendByteByByte(RawClient.text("slowly ü"));
            a.expect("slowly ü");
            raw.send(RawClient.masked(RawClient.TEXT, "in ".getBytes()));
            raw.send(RawClient.masked(0, "three ".getBytes()));
            raw.send(RawClient.masked(RawClient.FIN, "parts".getBytes()));
            a.expect("in three parts");
            raw.send(RawClient.masked(RawClient.FIN | RawClient.CLOSE, new byte[] {0x03, (byte) 0xE8}));
            assertEquals(1000, raw.frame().closeCode());
            assertEquals("", raw.rest());
            a.expect("left: 1000 ");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsNoHandshakeIsRefused(Case test) throws Exception {
        try (var server = start(test)) {
            try (var raw = new RawClient(server.port())) {
                raw.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes());
                var head = raw.head();
                assertTrue(head.startsWith("HTTP/1.1 400 Bad Request\r\n"), head);
                assertEquals("Bad Request: missing or invalid Upgrade header", raw.rest());
            }
            try (var a = enter(server)) {
                a.send("count");
                assertInstanceOf(Client.Event.Text.class, a.next());
            }
        }
    }
}
