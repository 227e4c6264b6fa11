package snow.rt.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import snow.rt.Crash;
import snow.rt.actor.Actors;
import snow.rt.actor.ExitReason;
import snow.rt.actor.Receive;

/** From the first byte to the last: handshake, callbacks, and every way in which a connection ends (spec 06 §§3, 4, 8). */
final class ConnectionLifeTest {
    private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();

    private HandlersBuilder echo() {
        return Callbacks.echo().onClose(Callbacks.closed((_, code, reason) -> closed.add(code + " " + reason)));
    }

    private String nextClosed() throws InterruptedException {
        return closed.poll(15, TimeUnit.SECONDS);
    }

    @Test
    void framesRightBehindTheRequestAreAnswered() throws Exception {
        try (var server = RunningServer.of(echo());
                var client = RawClient.tcp(server.port())) {
            var first = RawClient.request("/").getBytes(StandardCharsets.US_ASCII);
            var frame = ClientFrames.text("early");
            var both = java.util.Arrays.copyOf(first, first.length + frame.length);
            System.arraycopy(frame, 0, both, first.length, frame.length);
            client.send(both);
            assertTrue(client.head().startsWith("HTTP/1.1 101"));
            assertEquals("early", client.next());
        }
    }

    @Test
    void everySplitOfTheStreamIsAccepted() throws Exception {
        try (var server = RunningServer.of(echo());
                var client = RawClient.tcp(server.port())) {
            for (byte octet : RawClient.request("/").getBytes(StandardCharsets.US_ASCII)) {
                client.send(new byte[] {octet});
            }
            assertTrue(client.head().startsWith("HTTP/1.1 101"));
            for (byte octet : ClientFrames.text("in single bytes")) {
                client.send(new byte[] {octet});
            }
            assertEquals("in single bytes", client.next());
        }
    }

    @Test
    void aRefusedRequestIsAnsweredLoggedAndClosed() throws Exception {
        try (var server = RunningServer.of(echo());
                var client = RawClient.tcp(server.port())) {
            client.send("POST / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertTrue(client.head()
                    .startsWith("HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: "));
            assertEquals("Bad Request: method must be GET", client.rest());
            assertTrue(server.errors().contains("[snow-rt] WS upgrade failed: method must be GET\n"));
            assertEquals(1, server.stat("handshakes_refused"));
        }
    }

    @Test
    void tooManyConnectionsAreRefusedUntilOneGoes() throws Exception {
        try (var server = RunningServer.of(echo().maxConnections(1))) {
            try (var first = server.client();
                    var second = RawClient.tcp(server.port())) {
                second.send(RawClient.request("/").getBytes(StandardCharsets.US_ASCII));
                assertTrue(second.head().startsWith("HTTP/1.1 503 Service Unavailable"));
                assertEquals("Service Unavailable: too many connections", second.rest());
                first.send(ClientFrames.close(1000, ""));
                assertEquals("1000 ", nextClosed());
            }
            try (var third = server.client()) {
                third.text("in");
                assertEquals("in", third.next());
            }
        }
    }

    @Test
    void onConnectGetsTargetAndHeadersAndMaySend() throws Exception {
        var handlers = new HandlersBuilder().onConnect(Callbacks.connect((connection, target, headers) -> {
            Ws.send(connection, target + " " + headers.get("HOST", "") + " " + connection);
            Ws.send(connection, Ws.query(connection, "x") + " " + Ws.header(connection, "upgrade"));
            return null;
        }));
        try (var server = RunningServer.of(handlers);
                var client = RawClient.open(server.port(), "/chat?x=1")) {
            assertEquals("/chat?x=1 localhost WsConn(1)", client.next());
            assertEquals("Some(1) Some(websocket)", client.next());
        }
    }

    @Test
    void aRejectedConnectionGetsItsReasonAndIsInNoRoom() throws Exception {
        var handlers = echo().onConnect(Callbacks.connect((connection, _, _) -> {
            Ws.join(connection, "lobby");
            Ws.send(connection, "hello");
            return "no entry";
        }));
        try (var server = RunningServer.of(handlers);
                var client = server.client()) {
            client.text("ignored");
            assertEquals("hello", client.next());
            assertEquals("close 1008 no entry", client.next());
            client.assertEnd();
            server.run(() -> assertEquals(0, Ws.memberCount("lobby")));
            assertEquals(1, server.stat("connects_rejected"));
            assertTrue(closed.isEmpty());
        }
    }

    @Test
    void everyCloseFrameOfTheClientHasItsAnswer() throws Exception {
        Object[][] rows = {
            {ClientFrames.frame(0x88, new byte[0]), "close", "1005 "},
            {ClientFrames.close(1000, "bye"), "close 1000", "1000 bye"},
            {ClientFrames.close(4999, ""), "close 4999", "4999 "},
            {ClientFrames.frame(0x88, new byte[1]), "close 1002 invalid close payload", "1002 invalid close payload"},
            {ClientFrames.close(1005, ""), "close 1002 invalid close code", "1002 invalid close code"},
            {ClientFrames.close(999, ""), "close 1002 invalid close code", "1002 invalid close code"},
            {ClientFrames.close(5000, ""), "close 1002 invalid close code", "1002 invalid close code"},
            {
                ClientFrames.frame(0x88, new byte[] {3, (byte) 0xE8, (byte) 0xC0}),
                "close 1007 invalid UTF-8",
                "1007 invalid UTF-8"
            },
        };
        try (var server = RunningServer.of(echo())) {
            for (Object[] row : rows) {
                try (var client = server.client()) {
                    client.text("before");
                    client.send((byte[]) row[0]);
                    client.send(ClientFrames.text("ignored"));
                    assertEquals("before", client.next());
                    assertEquals(row[1], client.next());
                    client.assertEnd();
                    assertEquals(row[2], nextClosed());
                }
            }
        }
    }

    @Test
    void everyFaultFailsTheConnectionBehindWhatCameBefore() throws Exception {
        Object[][] rows = {
            {new byte[] {(byte) 0xC1}, "1002 reserved bits set"},
            {new byte[] {(byte) 0x83}, "1002 unknown opcode: 0x3"},
            {new byte[] {0x09}, "1002 fragmented control frame"},
            {new byte[] {(byte) 0x81, 0x05}, "1002 frame not masked"},
            {new byte[] {(byte) 0x89, (byte) 0xFE}, "1002 control frame too long"},
            {new byte[] {(byte) 0x80, (byte) 0x81}, "1002 unexpected continuation frame"},
            {ClientFrames.frame(0x82, new byte[] {(byte) 0xC0}), "1003 binary data not supported"},
            {ClientFrames.frame(0x81, new byte[] {(byte) 0xC0}), "1007 invalid UTF-8"},
            {new byte[] {(byte) 0x81, (byte) 0xFE, 0x10, 0x00}, "1009 message too big"},
        };
        try (var server = RunningServer.of(echo().maxMessageBytes(1000))) {
            for (Object[] row : rows) {
                try (var client = server.client()) {
                    client.text("before");
                    client.send((byte[]) row[0]);
                    assertEquals("before", client.next());
                    assertEquals("close " + row[1], client.next());
                    client.assertEnd();
                    assertEquals(row[1], nextClosed());
                }
            }
            assertEquals(rows.length, server.stat("protocol_errors"));
            assertEquals(0, server.stat("connections_open"));
        }
    }

    @Test
    void binaryWithoutItsOwnCallbackIsTextIfItCanBe() throws Exception {
        try (var server = RunningServer.of(echo());
                var client = server.client()) {
            client.send(ClientFrames.frame(0x82, "text".getBytes(StandardCharsets.UTF_8)));
            assertEquals("text", client.next());
        }
        var both = echo().onBinary(Callbacks.any(Ws::sendBinary));
        try (var server = RunningServer.of(both);
                var client = server.client()) {
            client.send(ClientFrames.frame(0x82, new byte[] {1, (byte) 0xFF}));
            assertEquals("binary 01ff", client.next());
        }
    }

    @Test
    void aLostConnectionEndsWith1006() throws Exception {
        try (var server = RunningServer.of(echo())) {
            try (var client = server.client()) {
                client.text("x");
                client.next();
                client.finishWriting();
                assertEquals("1006 ", nextClosed());
                client.assertEnd();
            }
            var client = server.client();
            client.text("x");
            client.next();
            client.reset();
            assertEquals("1006 ", nextClosed());
        }
    }

    @Test
    void closingFromACallbackLetsItRunToItsEnd() throws Exception {
        var seen = new CopyOnWriteArrayList<String>();
        var handlers = echo().onMessage(Callbacks.message((connection, text) -> {
            Ws.send(connection, "first");
            seen.add("close " + Ws.close(connection, 4001, "enough"));
            seen.add("again " + Ws.close(connection, 4002, "more"));
            seen.add("send " + Ws.send(connection, "late"));
            seen.add("open " + Ws.isOpen(connection));
            seen.add("join " + Ws.join(connection, "x"));
        }));
        try (var server = RunningServer.of(handlers);
                var client = server.client()) {
            client.text("go");
            client.text("discarded");
            assertEquals("first", client.next());
            assertEquals("close 4001 enough", client.next());
            client.text("also discarded");
            client.send(ClientFrames.close(4001, ""));
            client.assertEnd();
            assertEquals("4001 enough", nextClosed());
            assertEquals(List.of("close 0", "again -1", "send -1", "open false", "join -1"), seen);
        }
    }

    @Test
    void closeNeedsACodeThatMayBeSentAndCutsTheReasonAtACharacter() throws Exception {
        var reason = "x".repeat(122) + "é";
        var handlers = echo().onMessage(Callbacks.message((connection, _) -> {
            for (long code : new long[] {0, 999, 1004, 1005, 1006, 1015, 2999, 5000}) {
                assertEquals(-1, Ws.close(connection, code, ""));
            }
            Ws.close(connection, 3000, reason);
        }));
        try (var server = RunningServer.of(handlers);
                var client = server.client()) {
            client.text("go");
            assertEquals("close 3000 " + "x".repeat(122), client.next());
            client.send(ClientFrames.close(3000, ""));
            assertEquals("3000 " + reason, nextClosed());
        }
    }

    @Test
    void aCrashEndsItsConnectionOnlyAndIsReported() throws Exception {
        var handlers = echo().onMessage(Callbacks.message((connection, text) -> {
            if (text.equals("crash")) {
                throw new Crash("division by zero");
            }
            Ws.send(connection, text);
        }));
        try (var server = RunningServer.of(handlers);
                var victim = server.client();
                var other = server.client()) {
            victim.text("crash");
            assertEquals("close 1011 internal error", victim.next());
            victim.assertEnd();
            assertEquals("1011 internal error", nextClosed());
            other.text("still here");
            assertEquals("still here", other.next());
            RunningServer.await("report", () -> server.errors().contains("division by zero"));
            RunningServer.await("process", () -> server.errors().contains(" (ws)"));
            assertEquals(1, server.stat("crashes"));
        }
    }

    @Test
    void aCrashInOnConnectIsNoAcceptance() throws Exception {
        var handlers = echo().onConnect(Callbacks.connect((connection, _, _) -> {
            Ws.join(connection, "r");
            throw new Crash("boom");
        }));
        try (var server = RunningServer.of(handlers);
                var client = server.client()) {
            assertEquals("close 1011 internal error", client.next());
            client.assertEnd();
            server.run(() -> assertEquals(0, Ws.memberCount("r")));
            assertTrue(closed.isEmpty());
        }
    }

    @Test
    void aKilledConnectionIsCleanedUpWithoutOnClose() throws Exception {
        var connection = new AtomicReference<Connection>();
        var handlers = echo().onConnect(Callbacks.connect((c, _, _) -> {
            Ws.join(c, "r");
            connection.set(c);
            return null;
        }));
        try (var server = RunningServer.of(handlers);
                var client = server.client()) {
            client.text("x");
            assertEquals("x", client.next());
            Ws.pid(connection.get()).process().order(ExitReason.Killed.INSTANCE);
            assertEquals("close 1011 internal error", client.next());
            client.assertEnd();
            server.run(() -> assertEquals(0, Ws.memberCount("r")));
            assertTrue(closed.isEmpty());
        }
        try (var server = RunningServer.of(handlers);
                var client = server.client()) {
            client.text("x");
            assertEquals("x", client.next());
            Ws.pid(connection.get()).process().order(ExitReason.Shutdown.INSTANCE);
            assertEquals("close 1001 server shutdown", client.next());
            assertEquals("1001 server shutdown", nextClosed());
        }
    }

    @Test
    void onCloseCannotSendToItsConnectionButToTheRoom() throws Exception {
        var handlers = new HandlersBuilder()
                .onConnect(Callbacks.connect((connection, _, _) -> Ws.join(connection, "r") == 0 ? null : "full"))
                .onMessage(Callbacks.message(Ws::send))
                .onClose(Callbacks.closed((connection, code, _) -> {
                    long sent = Ws.send(connection, "late");
                    Ws.broadcast("r", code + " sent " + sent + " rooms " + Ws.rooms(connection));
                }));
        try (var server = RunningServer.of(handlers);
                var leaving = server.client();
                var staying = server.client()) {
            staying.text("x");
            assertEquals("x", staying.next());
            leaving.send(ClientFrames.close(1000, ""));
            assertEquals("close 1000", leaving.next());
            leaving.assertEnd();
            assertEquals("1000 sent -1 rooms []", staying.next());
        }
    }

    @Test
    void aDeadHandleStaysHarmless() throws Exception {
        var connection = new AtomicReference<Connection>();
        var handlers = echo().onConnect(Callbacks.connect((c, _, _) -> {
            connection.set(c);
            return null;
        }));
        try (var server = RunningServer.of(handlers)) {
            try (var client = server.client()) {
                client.send(ClientFrames.close(1000, ""));
                client.drain();
            }
            nextClosed();
            server.run(() -> {
                Connection dead = connection.get();
                assertEquals(-1, Ws.send(dead, "x"));
                assertEquals(-1, Ws.trySend(dead, "x"));
                assertEquals(-1, Ws.sendBinary(dead, "x"));
                assertEquals(-1, Ws.sendBinaryPart(dead, "x", 2));
                assertEquals(-1, Ws.close(dead, 1000, ""));
                assertEquals(-1, Ws.join(dead, "x"));
                assertEquals(0, Ws.leave(dead, "x"));
                assertEquals(0, Ws.rooms(dead).size());
                assertEquals(0, Ws.queued(dead));
                assertEquals("/", Ws.path(dead));
                assertTrue(Ws.remoteAddr(dead).startsWith("127.0.0.1:"), Ws.remoteAddr(dead));
                assertFalse(Ws.isOpen(dead));
            });
        }
    }

    @Test
    void messagesOfActorsComeInOrderWithFrames() throws Exception {
        var seen = new LinkedBlockingQueue<String>();
        var open = new CountDownLatch(1);
        var handlers = new HandlersBuilder()
                .onConnect(Callbacks.connect((c, _, _) -> {
                    for (int i = 0; i < 1000; i++) {
                        Actors.send(Ws.pid(c), "m" + i);
                    }
                    open.countDown();
                    return null;
                }))
                .onInfo(Callbacks.any((_, m) -> seen.add((String) m)))
                .onMessage(Callbacks.message((_, text) -> seen.add(text)));
        try (var server = RunningServer.of(handlers);
                var client = server.client()) {
            assertTrue(open.await(10, TimeUnit.SECONDS));
            for (int i = 0; i < 1000; i++) {
                client.text("f" + i);
            }
            RunningServer.await("all", () -> seen.size() == 2000);
            int message = 0;
            int frame = 0;
            for (String one : seen) {
                assertEquals(one.startsWith("m") ? "m" + message++ : "f" + frame++, one);
            }
        }
    }

    @Test
    void receiveInACallbackSeesMessagesOnlyAndLeavesTheFrames() throws Exception {
        var handlers = new HandlersBuilder().onMessage(Callbacks.message((c, text) -> {
            if (text.equals("wait")) {
                Ws.send(c, "waiting");
                Receive cursor = Receive.begin();
                while (!cursor.next().equals("go")) {
                    // not this one
                }
                cursor.take();
                Ws.send(c, "went");
            } else {
                Ws.send(c, text);
            }
        }));
        var connection = new AtomicReference<Connection>();
        handlers.onConnect(Callbacks.connect((c, _, _) -> {
            connection.set(c);
            return null;
        }));
        try (var server = RunningServer.of(handlers);
                var client = server.client()) {
            client.text("wait");
            assertEquals("waiting", client.next());
            client.text("after");
            client.send(ClientFrames.frame(0x89, new byte[] {7}));
            assertEquals("pong 07", client.next());
            Actors.send(Ws.pid(connection.get()), "other");
            Actors.send(Ws.pid(connection.get()), "go");
            assertEquals("went", client.next());
            assertEquals("after", client.next());
        }
    }

    @Test
    void aCloseIsAnsweredAfterFiveSecondsEvenIfACallbackStillRuns() throws Exception {
        var handlers = echo();
        var connection = new AtomicReference<Connection>();
        var late = new AtomicReference<Long>();
        handlers.onMessage(Callbacks.message((c, text) -> {
            connection.set(c);
            if (text.equals("block")) {
                Receive.begin().next();
                late.set(Ws.send(c, "late"));
            } else {
                closed.add("dispatched " + text);
            }
        }));
        try (var server = RunningServer.of(handlers);
                var client = server.client()) {
            client.text("block");
            client.text("rest");
            client.send(ClientFrames.close(1000, "bye"));
            assertEquals("close 1000", client.next());
            assertTrue(closed.isEmpty());
            Actors.send(Ws.pid(connection.get()), "go");
            assertEquals("dispatched rest", nextClosed());
            assertEquals("1000 bye", nextClosed());
            assertEquals(-1L, late.get());
            client.assertEnd();
        }
    }

    @Test
    void aBusyCallbackHoldsUpNobodyElse() throws Exception {
        var handlers = Callbacks.echo().onMessage(Callbacks.message((c, text) -> {
            if (text.equals("block")) {
                Receive.begin().next();
            }
            Ws.send(c, text);
        }));
        try (var server = RunningServer.of(handlers, 1)) {
            var blocked = new RawClient[20];
            for (int i = 0; i < blocked.length; i++) {
                blocked[i] = server.client();
                blocked[i].text("block");
            }
            try (var free = server.client()) {
                free.text("free");
                assertEquals("free", free.next());
            }
            for (RawClient client : blocked) {
                client.close();
            }
        }
    }
}
