package snow.rt.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import snow.rt.actor.Actors;
import snow.rt.value.Atom;

/** Slow clients, full queues, heartbeats, and reading that must wait (spec 06 §§4.3, 9, 10). */
final class FlowTest {
    private static final String BLOCK = "x".repeat(10_000);

    private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
    private final AtomicReference<Connection> connection = new AtomicReference<>();

    /** Echoes, joins everybody to {@code all}, and remembers the last connection and the ends. */
    private HandlersBuilder handlers() {
        return Callbacks.echo()
                .onConnect(Callbacks.connect((c, _, _) -> {
                    Ws.join(c, "all");
                    connection.set(c);
                    return null;
                }))
                .onClose(Callbacks.closed((_, code, reason) -> closed.add(code + " " + reason)));
    }

    private String nextClosed() throws InterruptedException {
        return closed.poll(20, TimeUnit.SECONDS);
    }

    private static void awaitMembers(RunningServer server, int count) throws InterruptedException {
        var seen = new AtomicLong();
        RunningServer.await("members", () -> {
            try {
                server.run(() -> seen.set(Ws.memberCount("all")));
            } catch (InterruptedException _) {
                return false;
            }
            return seen.get() == count;
        });
    }

    @Test
    void aPingThatIsNotAnsweredClosesTheConnection() throws Exception {
        try (var server = RunningServer.of(handlers().pingIntervalMs(50).pongTimeoutMs(200));
                var client = server.client()) {
            assertTrue(client.next().startsWith("ping "));
            client.send(ClientFrames.frame(0x8A, new byte[] {1, 2, 3, 4}));
            client.send(ClientFrames.frame(0x8A, new byte[0]));
            assertEquals("close 1001 pong timeout", client.next());
            assertEquals("1001 pong timeout", nextClosed());
            client.assertEnd();
            assertEquals(1, server.stat("pong_timeouts"));
        }
    }

    @Test
    void anAnsweredPingIsFollowedByAnotherWithOtherBytes() throws Exception {
        try (var server = RunningServer.of(handlers().pingIntervalMs(20).pongTimeoutMs(10_000));
                var client = server.client()) {
            var pings = new ArrayList<String>();
            for (int i = 0; i < 5; i++) {
                String ping = client.next();
                assertTrue(ping.matches("ping [0-9a-f]{8}"), ping);
                pings.add(ping);
                client.send(ClientFrames.frame(0x8A, java.util.HexFormat.of().parseHex(ping.substring(5))));
            }
            assertEquals(5, pings.stream().distinct().count());
            client.text("still open");
            String next = client.next();
            assertEquals("still open", next.startsWith("ping") ? client.next() : next);
        }
    }

    @Test
    void readingStopsWhileTooMuchWaitsAndGoesOnAfterwards() throws Exception {
        var handled = new AtomicInteger();
        var handlers = handlers().onMessage(Callbacks.message((c, text) -> {
            if (handled.getAndIncrement() == 0) {
                snow.rt.actor.Receive.begin().next();
            }
        }));
        try (var server = RunningServer.of(handlers);
                var client = server.client()) {
            byte[] frame = ClientFrames.text(BLOCK);
            int count = 10_000;
            var writer = Thread.ofPlatform().start(() -> {
                try {
                    for (int i = 0; i < count; i++) {
                        client.send(frame);
                    }
                } catch (java.io.IOException _) {
                    // seen by the count
                }
            });
            RunningServer.await("first", () -> handled.get() == 1);
            var inbound = connection.get().session().inbound();
            RunningServer.await("pause", inbound::isPaused);
            // What has not been read does not fit into the buffers of the system.
            long read = server.stat("messages_in");
            assertTrue(read < count / 2, read + " messages have been read");
            assertTrue(writer.isAlive(), "the client is not slowed down");
            assertEquals(1, handled.get());
            assertTrue(inbound.isPaused());
            Actors.send(Ws.pid(connection.get()), "go");
            writer.join(20_000);
            RunningServer.await("all", () -> handled.get() == count);
        }
    }

    @Test
    void sendWaitsForRoomAndAllArrivesInOrder() throws Exception {
        try (var server = RunningServer.of(handlers().sendQueueMessages(10));
                var client = server.client()) {
            awaitMembers(server, 1);
            server.spawn(() -> {
                for (int i = 0; i < 2000; i++) {
                    Ws.send(connection.get(), i + BLOCK);
                }
            });
            for (int i = 0; i < 2000; i++) {
                assertEquals(i + BLOCK, client.next());
            }
            assertTrue(server.stat("queue_high_water") <= 10);
        }
    }

    @Test
    void trySendAndBroadcastCloseASlowConsumer() throws Exception {
        try (var server = RunningServer.of(handlers().sendQueueBytes(100_000));
                var client = RawClient.narrow(server.port())) {
            awaitMembers(server, 1);
            server.run(() -> {
                long failures = 0;
                for (int i = 0; i < 2000 && failures == 0; i++) {
                    failures = Ws.broadcast("all", BLOCK);
                }
                assertEquals(1, failures);
                assertFalse(Ws.isOpen(connection.get()));
                assertEquals(0, Ws.memberCount("all"));
                assertEquals(0, Ws.broadcast("all", BLOCK));
                assertEquals(-1, Ws.trySend(connection.get(), "x"));
            });
            assertEquals("1008 slow consumer", nextClosed());
            assertEquals(1, server.stat("slow_consumer_closes"));
            String last = client.next();
            while (last.equals(BLOCK)) {
                last = client.next();
            }
            assertEquals("close 1008 slow consumer", last);
        }
    }

    @Test
    void theNewestOrTheOldestAreDroppedIfThatIsThePolicy() throws Exception {
        for (String policy : List.of("drop_newest", "drop_oldest")) {
            var options = handlers().sendQueueMessages(20).overflow(Atom.of(policy));
            try (var server = RunningServer.of(options);
                    var client = RawClient.narrow(server.port())) {
                awaitMembers(server, 1);
                var failures = new AtomicLong();
                server.run(() -> {
                    for (int i = 0; i < 1500; i++) {
                        failures.addAndGet(Ws.broadcast("all", i + " " + BLOCK));
                    }
                });
                assertEquals(policy.equals("drop_newest"), failures.get() > 0);
                assertTrue(server.stat("messages_dropped") > 100);
                server.spawn(() -> Ws.send(connection.get(), "end"));
                int previous = -1;
                String text = client.next();
                while (!text.equals("end")) {
                    int number = Integer.parseInt(text.substring(0, text.indexOf(' ')));
                    assertTrue(number > previous, "in order");
                    previous = number;
                    text = client.next();
                }
                assertEquals(policy.equals("drop_oldest"), previous == 1499);
            }
        }
    }

    @Test
    void aClientThatReadsNothingIsClosedAsStalled() throws Exception {
        try (var server = RunningServer.of(handlers().stallTimeoutMs(300));
                var client = RawClient.narrow(server.port())) {
            awaitMembers(server, 1);
            server.run(() -> {
                for (int i = 0; i < 700; i++) {
                    Ws.trySend(connection.get(), BLOCK);
                }
            });
            assertEquals("1008 slow consumer", nextClosed());
            client.drain();
        }
    }

    @Test
    void aSenderThatWaitsIsToldWhenTheConnectionEnds() throws Exception {
        var result = new AtomicLong(7);
        try (var server = RunningServer.of(handlers().sendQueueBytes(50_000))) {
            var client = RawClient.narrow(server.port());
            awaitMembers(server, 1);
            server.spawn(() -> {
                long sent = 0;
                while (sent == 0) {
                    sent = Ws.send(connection.get(), BLOCK);
                }
                result.set(sent);
            });
            RunningServer.await("full", () -> Ws.queued(connection.get()) >= 5);
            client.reset();
            RunningServer.await("told", () -> result.get() == -1);
            assertEquals("1006 ", nextClosed());
        }
    }

    /** Clients that expect numbered messages in order, each on a thread of its own. */
    private static final class Readers {
        private final int messages;
        private final AtomicIntegerArray read;
        private final List<Thread> threads = new ArrayList<>();

        Readers(RunningServer server, int count, int messages) throws java.io.IOException {
            this.messages = messages;
            this.read = new AtomicIntegerArray(count);
            for (int i = 0; i < count; i++) {
                int index = i;
                var client = server.client();
                threads.add(Thread.ofPlatform().start(() -> {
                    try (client) {
                        while (read.get(index) < messages && client.next().startsWith(read.get(index) + " ")) {
                            read.incrementAndGet(index);
                        }
                    } catch (java.io.IOException _) {
                        // seen by the count
                    }
                }));
            }
        }

        int slowest() {
            int least = Integer.MAX_VALUE;
            for (int i = 0; i < read.length(); i++) {
                least = Math.min(least, read.get(i));
            }
            return least;
        }

        void awaitAll() throws InterruptedException {
            for (Thread thread : threads) {
                thread.join(40_000);
            }
            assertEquals(messages, slowest());
        }
    }

    @Test
    void aFastBroadcasterIsSlowedDownAndNobodyIsCutOff() throws Exception {
        // fewer than a queue holds: on a busy machine a single reader may lag behind the crowd as far as it likes
        int messages = 16_000;
        try (var server = RunningServer.of(handlers())) {
            var readers = new Readers(server, 20, messages);
            awaitMembers(server, 20);
            server.spawn(() -> {
                for (int i = 0; i < messages; i++) {
                    Ws.broadcast("all", i + " ");
                }
            });
            readers.awaitAll();
            assertEquals(0, server.stat("slow_consumer_closes"));
            assertEquals(0, server.stat("send_failures"));
        }
    }

    @Test
    void aSilentMemberIsCutOffAndTheOthersGetEverything() throws Exception {
        int messages = 20_000;
        String filler = BLOCK.substring(0, 1000);
        try (var server = RunningServer.of(handlers());
                var silent = RawClient.narrow(server.port())) {
            awaitMembers(server, 1);
            var readers = new Readers(server, 8, messages);
            awaitMembers(server, 9);
            server.spawn(() -> {
                for (int i = 0; i < messages; i++) {
                    // as fast as they read, so that none of them comes near the bound
                    while (readers.slowest() < i - 3000) {
                        Actors.sleep(1);
                    }
                    Ws.broadcast("all", i + " " + filler);
                }
            });
            readers.awaitAll();
            assertEquals(1, server.stat("slow_consumer_closes"));
            assertTrue(closed.contains("1008 slow consumer"));
            silent.drain();
        }
    }

    @Test
    void whatOneProcessSendsArrivesInTheOrderOfTheCalls() throws Exception {
        try (var server = RunningServer.of(handlers());
                var client = server.client()) {
            awaitMembers(server, 1);
            server.run(() -> {
                for (int i = 0; i < 300; i++) {
                    switch (i % 4) {
                        case 0 -> Ws.send(connection.get(), "" + i);
                        case 1 -> Ws.broadcast("all", "" + i);
                        case 2 -> Ws.trySend(connection.get(), "" + i);
                        default -> Ws.broadcastExcept("all", "" + i, null);
                    }
                }
                Ws.close(connection.get(), 1000, "done");
            });
            for (int i = 0; i < 300; i++) {
                assertEquals("" + i, client.next());
            }
            assertEquals("close 1000 done", client.next());
        }
    }

    @Test
    void theAnswerToOurCloseIsFoundBehindAnyNumberOfDiscardedMessages() throws Exception {
        var handlers = handlers().onMessage(Callbacks.message((c, text) -> Ws.close(c, 4000, "enough")));
        try (var server = RunningServer.of(handlers);
                var client = server.client()) {
            client.text("go");
            assertEquals("close 4000 enough", client.next());
            for (int i = 0; i < 2000; i++) {
                client.text("discarded " + i);
            }
            client.send(ClientFrames.close(4000, ""));
            assertEquals("4000 enough", nextClosed());
            client.assertEnd();
        }
    }

    @Test
    void pingsAreAnsweredWhileACallbackRuns() throws Exception {
        var handlers = handlers()
                .onMessage(Callbacks.message(
                        (c, _) -> snow.rt.actor.Receive.begin().next()));
        try (var server = RunningServer.of(handlers);
                var client = server.client()) {
            client.text("block");
            for (int i = 0; i < 10; i++) {
                client.send(ClientFrames.frame(0x89, new byte[] {(byte) i}));
            }
            for (int i = 0; i < 10; i++) {
                assertEquals("pong 0" + i, client.next());
            }
        }
    }
}
