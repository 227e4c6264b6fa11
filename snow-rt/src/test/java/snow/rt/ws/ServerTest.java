package snow.rt.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import snow.rt.value.Result;

/** Starting, stopping, and many connections at once (spec 06 §§1, 11.7). */
final class ServerTest {
    private static String error(Handlers handlers, long port) {
        return ((Result.Err_L) Ws.start(handlers, port))._0.toString();
    }

    @Test
    void theLineNamesTheRealPort() throws Exception {
        try (var server = RunningServer.of(Callbacks.echo())) {
            assertTrue(server.port() > 0);
            assertEquals("[snow-rt] WebSocket server listening on 0.0.0.0:" + server.port() + "\n", server.errors());
        }
    }

    @Test
    void whatCannotStartSaysWhy() throws Exception {
        try (var server = RunningServer.of(Callbacks.echo())) {
            server.run(() -> {
                assertTrue(error(Callbacks.echo().build(), server.port()).contains("Address already in use"));
                assertEquals(
                        "0.0.0.0:70000: invalid port", error(Callbacks.echo().build(), 70_000));
                assertEquals("0.0.0.0:-1: invalid port", error(Callbacks.echo().build(), -1));
                assertEquals(
                        "0.0.0.0:0: invalid handler option max_message_bytes",
                        error(Callbacks.echo().maxMessageBytes(124).build(), 0));
                assertEquals(
                        "0.0.0.0:0: invalid handler option ping_interval_ms",
                        error(Callbacks.echo().pingIntervalMs(-1).build(), 0));
                assertEquals(
                        "0.0.0.0:0: invalid handler option send_queue_messages",
                        error(Callbacks.echo().sendQueueMessages(0).build(), 0));
                Ws.serve(Callbacks.echo().build(), 70_000);
            });
            assertTrue(server.errors()
                    .contains("[snow-rt] Failed to start WebSocket server on 0.0.0.0:70000: invalid port\n"));
        }
    }

    @Test
    void stoppingSaysFarewellAndReturnsWhenAllIsDone() throws Exception {
        var closed = new LinkedBlockingQueue<String>();
        var handlers = Callbacks.echo().onClose(Callbacks.closed((_, code, reason) -> closed.add(code + " " + reason)));
        try (var server = RunningServer.of(handlers);
                var client = server.client()) {
            client.text("x");
            assertEquals("x", client.next());
            var failure = new AtomicReference<Throwable>();
            var answering = Thread.ofPlatform().start(() -> {
                try {
                    assertEquals("close 1001 server shutdown", client.next());
                    client.send(ClientFrames.close(1001, ""));
                    client.assertEnd();
                    client.finishWriting();
                } catch (IOException | AssertionError e) {
                    failure.set(e);
                }
            });
            server.run(() -> {
                Server.stop(server.server(), 10_000);
                Server.stop(server.server(), 10_000);
                Server.await(server.server());
            });
            answering.join(10_000);
            assertNull(failure.get());
            assertEquals("1001 server shutdown", closed.poll(10, TimeUnit.SECONDS));
            assertEquals(0, server.stat("connections_open"));
        }
    }

    @Test
    void theJdksOwnClientIsServed() throws Exception {
        var texts = new LinkedBlockingQueue<String>();
        try (var server = RunningServer.of(Callbacks.echo());
                var http = HttpClient.newHttpClient()) {
            var socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/"), new WebSocket.Listener() {
                        private final StringBuilder text = new StringBuilder();

                        @Override
                        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                            text.append(data);
                            if (last) {
                                texts.add(text.toString());
                                text.setLength(0);
                            }
                            socket.request(1);
                            return null;
                        }

                        @Override
                        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                            texts.add("closed " + code);
                            return null;
                        }
                    })
                    .get(20, TimeUnit.SECONDS);
            String large = "grün ☃ ".repeat(50_000);
            socket.sendText(large.substring(0, 1000), false).get(10, TimeUnit.SECONDS);
            socket.sendText(large.substring(1000), true).get(10, TimeUnit.SECONDS);
            assertEquals(large, texts.poll(20, TimeUnit.SECONDS));
            socket.sendClose(1000, "bye").get(10, TimeUnit.SECONDS);
            assertEquals("closed 1000", texts.poll(20, TimeUnit.SECONDS));
        }
    }

    /** The messages of a room carry its name; a client that sees another name has got a stranger's message. */
    @Test
    void comingAndGoingUnderBroadcastsLosesNothingAndDeliversNothingToStrangers() throws Exception {
        var handlers = new HandlersBuilder()
                .onConnectShort(Callbacks.connectShort(c -> {
                    Ws.send(c, "welcome to " + Ws.path(c));
                    Ws.join(c, Ws.path(c));
                    return null;
                }))
                .onMessage(Callbacks.message((c, text) -> Ws.broadcast(Ws.path(c), text)));
        var strays = new LinkedBlockingQueue<String>();
        var cycles = new AtomicInteger();
        try (var server = RunningServer.of(handlers)) {
            var threads = new ArrayList<Thread>();
            long end = System.nanoTime() + 3_000_000_000L;
            for (int t = 0; t < 6; t++) {
                var random = new Random(t);
                threads.add(Thread.ofPlatform().start(() -> {
                    while (System.nanoTime() < end) {
                        churn(server.port(), random, strays);
                        cycles.incrementAndGet();
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join(30_000);
            }
            assertTrue(cycles.get() > 20, "only " + cycles);
            assertEquals("[]", strays.toString());
            RunningServer.await("all gone", () -> {
                try {
                    return server.stat("connections_open") == 0 && server.stat("rooms") == 0;
                } catch (InterruptedException _) {
                    return false;
                }
            });
            assertEquals(0, server.stat("crashes"));
            assertFalse(server.errors().contains("xception"), server.errors());
        }
    }

    private static void churn(int port, Random random, BlockingQueue<String> strays) {
        String room = "/r" + random.nextInt(4);
        try {
            var client = RawClient.open(port, room);
            if (!client.next().equals("welcome to " + room)) {
                strays.add("no welcome");
            }
            int messages = random.nextInt(20);
            String own = room + "#" + random.nextLong();
            for (int i = 0; i < messages; i++) {
                client.text(own + "#" + i);
            }
            int found = 0;
            while (found < messages) {
                String text = client.next();
                if (!text.startsWith(room + "#")) {
                    strays.add(room + " got " + text);
                } else if (text.startsWith(own)) {
                    if (!text.equals(own + "#" + found)) {
                        strays.add("lost " + own + "#" + found + ", got " + text);
                    }
                    found++;
                }
            }
            switch (random.nextInt(3)) {
                case 0 -> client.reset();
                case 1 -> client.send(ClientFrames.close(1000, ""));
                default -> client.finishWriting();
            }
            client.close();
        } catch (IOException e) {
            strays.add(e.toString());
        }
    }

    @Test
    void theTranscriptOfTheRooms() throws Exception {
        var handlers = new HandlersBuilder()
                .onConnectShort(Callbacks.connectShort(c -> {
                    String room = Ws.query(c, "room") instanceof snow.rt.value.Option.Some_L some
                            ? (String) some._0
                            : "lobby";
                    Ws.join(c, room);
                    Ws.broadcastExcept(room, "* somebody came in", c);
                    Ws.send(c, "* " + Ws.memberCount(room) + " here");
                    return null;
                }))
                .onMessage(Callbacks.message((c, text) -> {
                    for (var cursor = Ws.rooms(c).cursor(); cursor.next(); ) {
                        Ws.broadcastExcept((String) cursor.current(), text, c);
                    }
                }));
        try (var server = RunningServer.of(handlers);
                var a = RawClient.open(server.port(), "/?room=red")) {
            assertEquals("* 1 here", a.next());
            try (var b = RawClient.open(server.port(), "/?room=red");
                    var c = RawClient.open(server.port(), "/")) {
                assertEquals("* somebody came in", a.next());
                assertEquals("* 2 here", b.next());
                assertEquals("* 1 here", c.next());
                b.text("hi");
                assertEquals("hi", a.next());
                c.text("x");
                c.send(ClientFrames.close(1000, ""));
                assertEquals("close 1000", c.next());
                b.text("last");
                assertEquals("last", a.next());
            }
        }
    }

    @Test
    void allRoomsAreEmptyWhenAllHaveLeft() throws Exception {
        var members = new AtomicReference<Long>();
        var handlers = new HandlersBuilder()
                .onConnectShort(Callbacks.connectShort(c -> {
                    for (int i = 0; i < 200; i++) {
                        Ws.join(c, "r" + i);
                    }
                    return null;
                }))
                .onMessage(Callbacks.message((c, text) -> Ws.send(c, "" + Ws.broadcast(text, "to all"))));
        try (var server = RunningServer.of(handlers)) {
            var clients = new ArrayList<RawClient>();
            for (int i = 0; i < 30; i++) {
                clients.add(server.client());
            }
            clients.getFirst().text("r7");
            RunningServer.await("200 rooms", () -> {
                try {
                    return server.stat("rooms") == 200;
                } catch (InterruptedException _) {
                    return false;
                }
            });
            assertEquals("to all", clients.getFirst().next());
            assertEquals("0", clients.getFirst().next());
            for (RawClient client : clients) {
                client.close();
            }
            RunningServer.await("no room", () -> {
                try {
                    return server.stat("rooms") == 0;
                } catch (InterruptedException _) {
                    return false;
                }
            });
            server.run(() -> members.set(Ws.memberCount("r7")));
            assertEquals(0L, members.get());
        }
    }
}
