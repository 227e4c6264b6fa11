package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.run;
import static snow.rt.actor.Programs.take;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import snow.program.Fragile;
import snow.rt.io.Console;

@ParameterizedClass(name = "fallback={0}")
@ValueSource(booleans = {false, true})
@Timeout(60)
record EventProcessTest(boolean fallback) {
    /** A connection that hands each event to a function. */
    private static final class Connection extends EventProcess {
        private final BiConsumer<Connection, Object> handler;
        private final boolean withMessages;

        Connection(boolean withMessages, BiConsumer<Connection, Object> handler) {
            super(Group.current(), Kind.WS, "");
            this.withMessages = withMessages;
            this.handler = handler;
        }

        @Override
        protected boolean onReady() {
            for (Object event = poll(withMessages); event != NOTHING; event = poll(withMessages)) {
                if (event.equals("end")) {
                    return false;
                }
                handler.accept(this, event);
            }
            return true;
        }

        @Override
        protected void onExit(ExitReason reason) {
            Console.println("exit " + reason.text());
        }
    }

    @Test
    void eventsAndMessagesComeInOrderOfArrival() {
        var outcome = run(fallback, () -> {
            StringBuilder seen = new StringBuilder();
            Connection connection = new Connection(
                    true, (_, event) -> seen.append(event instanceof EventProcess.Letter(Object m) ? "m" + m : event));
            connection.start();
            for (int i = 0; i < 5; i++) {
                connection.post("e" + i);
                Actors.send(connection.pid(), i);
            }
            connection.post("end");
            while (connection.isAlive()) {
                Actors.sleep(1);
            }
            Console.println(seen.toString());
        });
        assertEquals("exit normal\ne0m0e1m1e2m2e3m3e4m4\n", outcome.out());
    }

    @Test
    void eventsPostedTogetherComeOneByOneInTheirPlace() {
        var outcome = run(fallback, () -> {
            StringBuilder seen = new StringBuilder();
            Connection connection = new Connection(
                    true, (_, event) -> seen.append(event instanceof EventProcess.Letter(Object m) ? "m" + m : event));
            connection.start();
            connection.post("a");
            connection.post(new Object[] {"b", "c", "d"});
            Actors.send(connection.pid(), 1);
            connection.post(new Object[] {"e"});
            connection.post(new Object[] {"f", "end", "never"});
            while (connection.isAlive()) {
                Actors.sleep(1);
            }
            Console.println(seen.toString());
        });
        assertEquals("exit normal\nabcdm1ef\n", outcome.out());
    }

    @Test
    void aCallbackMayReceiveAndEventsWait() {
        var outcome = run(fallback, () -> {
            Connection connection = new Connection(
                    false, (self, event) -> Console.println(Actors.self().equals(self.pid()) + " " + event + take()));
            connection.start();
            connection.post("a");
            connection.post("b");
            Actors.sleep(5);
            Actors.send(connection.pid(), 1);
            Actors.sleep(5);
            Actors.send(connection.pid(), 2);
            connection.post("end");
            while (connection.isAlive()) {
                Actors.sleep(1);
            }
        });
        assertEquals("true a1\ntrue b2\nexit normal\n", outcome.out());
    }

    @Test
    void aCrashIsReportedAfterTheCleanUpAndHarmsLinkedProcesses() {
        var outcome = run(fallback, () -> {
            Connection connection = new Connection(false, (_, _) -> Fragile.explode());
            connection.start();
            Process partner = Actors.spawn(actor("partner", () -> {
                        Actors.link(connection.pid());
                        connection.post("x");
                        Programs.waitForEver();
                    }))
                    .process();
            while (partner.isAlive()) {
                Actors.sleep(1);
            }
        });
        assertEquals("exit division by zero\n", outcome.out());
        assertEquals("""
                Snow panic at Fragile.java:9: division by zero
                  in process <0.1> (ws)
                    at explode (Fragile.java:9)
                [snow-rt] process <0.2> (actor partner) terminated: linked process <0.1> exited: division by zero
                """, outcome.err());
    }

    @Test
    void aKillReachesAnIdleAWaitingAndAComputingOne() {
        var outcome = run(fallback, () -> {
            Connection idle = new Connection(false, (_, _) -> {});
            Connection waiting = new Connection(false, (_, _) -> take());
            Connection computing = new Connection(false, (_, _) -> Programs.compute());
            for (Connection connection : new Connection[] {idle, waiting, computing}) {
                connection.start();
                connection.post("x");
                Actors.sleep(5);
                connection.order(ExitReason.Killed.INSTANCE);
                while (connection.isAlive()) {
                    Actors.sleep(1);
                }
                assertTrue(!connection.post("late"));
            }
        });
        assertEquals("exit killed\nexit killed\nexit killed\n", outcome.out());
    }

    @Test
    void aBlockedBurstDoesNotHoldUpOtherConnections() {
        var outcome = run(settings -> settings.withFallback(fallback).withSchedulers(1), () -> {
            Connection blocked = new Connection(false, (_, _) -> Console.println("freed " + take()));
            blocked.start();
            blocked.post("x");
            Connection[] others = new Connection[20];
            AtomicInteger served = new AtomicInteger();
            for (int i = 0; i < others.length; i++) {
                others[i] = new Connection(false, (_, _) -> served.incrementAndGet());
                others[i].start();
                others[i].post("x");
            }
            while (served.get() < others.length) {
                Actors.sleep(1);
            }
            Console.println("served");
            Actors.send(blocked.pid(), "now");
            while (blocked.mailbox.saved > 0 || !blocked.mailbox.isParked()) {
                Actors.sleep(1);
            }
            blocked.post("end");
            for (Connection other : others) {
                other.post("end");
            }
        });
        assertTrue(outcome.out().startsWith("served\nfreed now\n"), outcome.out());
    }

    /** Bursts never overlap and no event is lost, with several posters. */
    @Test
    void eventsOfManyPostersAreHandledOneByOne() {
        int posters = 4;
        int each = 20_000;
        AtomicInteger handled = new AtomicInteger();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        run(fallback, () -> {
            Connection connection = new Connection(true, (_, _) -> {
                if (inside.incrementAndGet() != 1) {
                    overlaps.incrementAndGet();
                }
                handled.incrementAndGet();
                inside.decrementAndGet();
            });
            connection.start();
            for (int i = 0; i < posters; i++) {
                boolean messages = i % 2 == 0;
                Actors.spawn(actor("poster", () -> {
                    for (int k = 0; k < each; k++) {
                        Safepoint.poll();
                        if (messages) {
                            Actors.send(connection.pid(), k);
                        } else {
                            connection.post(k);
                        }
                    }
                }));
            }
            while (handled.get() < posters * each) {
                Actors.sleep(1);
            }
            connection.post("end");
        });
        assertEquals(posters * each, handled.get());
        assertEquals(0, overlaps.get());
    }

    /** Selectors are stood in for by a queue. */
    private static final class QueuePoller implements Poller {
        private static final Object WAKE = new Object();
        final LinkedBlockingQueue<Object> ready = new LinkedBlockingQueue<>();
        final ConcurrentLinkedQueue<String> strangers = new ConcurrentLinkedQueue<>();
        final AtomicInteger selecting = new AtomicInteger();
        volatile boolean closed;
        volatile Connection target;

        @Override
        public void select(long timeoutNanos) {
            if (selecting.incrementAndGet() != 1 || Process.isCurrent()) {
                strangers.add(Thread.currentThread().getName());
            }
            try {
                Object event = timeoutNanos == 0 ? ready.poll() : ready.poll(1, TimeUnit.HOURS);
                while (event != null) {
                    if (event != WAKE) {
                        target.post(event);
                    }
                    event = ready.poll();
                }
            } catch (InterruptedException e) {
                strangers.add(e.toString());
            } finally {
                selecting.decrementAndGet();
            }
        }

        @Override
        public void wakeup() {
            ready.add(WAKE);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void readinessIsNoticedByIdleAndByBusyCarriers() {
        QueuePoller[] used = new QueuePoller[1];
        int events = 300;
        AtomicInteger handled = new AtomicInteger();
        AtomicInteger flushed = new AtomicInteger();
        run(fallback, () -> {
            World world = World.current();
            QueuePoller poller = world.transport(QueuePoller.class, QueuePoller::new);
            used[0] = poller;
            Connection connection = new Connection(false, (_, _) -> {
                handled.incrementAndGet();
                Actors.flushLater(world, flushed::incrementAndGet);
            });
            connection.start();
            poller.target = connection;
            Process[] busy = new Process[4];
            for (int round = 0; round < 3; round++) {
                // In the second round all carriers compute: they poll between slices.
                if (round == 1) {
                    for (int i = 0; i < busy.length; i++) {
                        busy[i] = Actors.spawn(actor("busy", Programs::compute)).process();
                    }
                }
                for (int i = 0; i < events / 3; i++) {
                    int before = handled.get();
                    poller.ready.add("x");
                    while (handled.get() == before) {
                        Actors.sleep(0);
                        Safepoint.poll();
                        Thread.onSpinWait();
                    }
                }
                if (round == 1) {
                    for (Process process : busy) {
                        process.order(ExitReason.Killed.INSTANCE);
                    }
                }
            }
            connection.post("end");
            while (flushed.get() < events) {
                Actors.sleep(1);
            }
        });
        assertEquals(events, handled.get());
        assertEquals(events, flushed.get());
        assertEquals("[]", used[0].strangers.toString());
        assertTrue(used[0].closed);
    }

    @Test
    void aLoneComputingProcessKeepsNeitherReadinessNorOutputWaiting() {
        AtomicInteger handled = new AtomicInteger();
        AtomicInteger flushed = new AtomicInteger();
        Programs.run(settings -> settings.withFallback(fallback).withSchedulers(1), () -> {
            World world = World.current();
            QueuePoller poller = world.transport(QueuePoller.class, QueuePoller::new);
            Connection connection = new Connection(false, (_, _) -> {
                handled.incrementAndGet();
                Actors.flushLater(world, flushed::incrementAndGet);
            });
            connection.start();
            poller.target = connection;
            long deadline = System.nanoTime() + 20_000_000_000L;
            for (int i = 1; i <= 20; i++) {
                poller.ready.add("x");
                while ((handled.get() < i || flushed.get() < i) && System.nanoTime() - deadline < 0) {
                    Safepoint.poll();
                }
            }
            connection.post("end");
        });
        assertEquals("20 20", handled + " " + flushed);
    }
}
