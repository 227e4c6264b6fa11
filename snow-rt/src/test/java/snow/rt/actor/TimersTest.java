package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TimersTest {
    private final Timers timers = new Timers();

    @AfterEach
    void stop() {
        timers.stop();
    }

    private static final class Probe extends Timers.Timer {
        final long millis;
        final long earliest;
        final int number;

        /** Due no later than this. */
        long latest;

        final List<Probe> order;
        final CountDownLatch done;
        boolean early;

        Probe(long millis, int number, List<Probe> order, CountDownLatch done) {
            this.millis = millis;
            this.earliest = System.nanoTime() + millis * 1_000_000;
            this.number = number;
            this.order = order;
            this.done = done;
        }

        @Override
        protected void expire() {
            early = System.nanoTime() < earliest;
            order.add(this);
            done.countDown();
        }
    }

    /** T-1 */
    @Test
    void noneIsEarlyAndAllComeInTheOrderOfTheirTimes() throws InterruptedException {
        int count = 100_000;
        SplittableRandom random = new SplittableRandom(11);
        List<Probe> order = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            int millis = random.nextInt(200);
            Probe probe = new Probe(millis, i, order, done);
            timers.set(probe, millis);
            probe.latest = System.nanoTime() + millis * 1_000_000;
        }
        done.await();
        assertEquals(count, order.size());
        Probe before = order.getFirst();
        for (Probe probe : order) {
            assertTrue(!probe.early, "timer " + probe.number);
            assertTrue(probe.latest >= before.earliest, before.number + " before " + probe.number);
            assertTrue(
                    probe.millis != before.millis || probe.number >= before.number,
                    before.number + " before " + probe.number);
            before = probe;
        }
    }

    @Test
    void aCancelledTimerNeverExpiresAndTheOthersDo() throws InterruptedException {
        int count = 5_000;
        SplittableRandom random = new SplittableRandom(12);
        List<Probe> order = new ArrayList<>();
        List<Probe> all = new ArrayList<>();
        CountDownLatch kept = new CountDownLatch(count / 2);
        for (int i = 0; i < count; i++) {
            int millis = 500 + random.nextInt(100);
            Probe probe = new Probe(millis, i, order, kept);
            all.add(probe);
            timers.set(probe, millis);
        }
        for (int i = 0; i < count; i += 2) {
            assertTrue(timers.cancel(all.get(i)));
            assertTrue(!timers.cancel(all.get(i)));
        }
        kept.await();
        assertEquals(count / 2, order.size());
        for (Probe probe : order) {
            assertEquals(1, probe.number % 2);
        }
    }

    @Test
    void settingAWaitingTimerAgainMovesIt() throws InterruptedException {
        List<Probe> order = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(2);
        Probe first = new Probe(0, 1, order, done);
        Probe second = new Probe(0, 2, order, done);
        timers.set(first, 3_600_000);
        timers.set(second, 30);
        timers.set(first, 1);
        done.await();
        assertEquals(List.of(first, second), order);
    }

    /** T-1 */
    @Test
    void timersOfDeadProcessesAreThrownOutBeforeTheyAreDue() {
        for (boolean fallback : new boolean[] {false, true}) {
            List<Integer> sizes = new ArrayList<>();
            Programs.run(fallback, () -> {
                Timers all = World.current().timers();
                Pid living = Actors.spawn(Programs.actor("living", Programs::take));
                for (int i = 0; i < 10; i++) {
                    Pid target = Actors.spawn(Programs.actor("target", Programs::take));
                    for (int k = 0; k < 1_000; k++) {
                        Actors.sendAfter(target, 3_600_000, "late");
                    }
                    Actors.sendAfter(living, 3_600_000, "late");
                    Processes.exit(target, ExitReason.Shutdown.INSTANCE);
                    Otp.awaitEnd(target);
                    sizes.add(all.size());
                }
                Processes.exit(living, ExitReason.Shutdown.INSTANCE);
            });
            assertEquals(10, sizes.size());
            for (int size : sizes) {
                assertTrue(size <= 22, sizes + " with fallback=" + fallback);
            }
        }
    }

    /** T-1 */
    @Test
    void throwingTimersOutKeepsThoseOfTheLiving() {
        SplittableRandom random = new SplittableRandom(13);
        List<Object> arrived = new ArrayList<>();
        Programs.run(false, () -> {
            Pid taker = Actors.spawn(Programs.actor("taker", () -> {
                for (int i = 0; i < 500; i++) {
                    arrived.add(Programs.take());
                }
            }));
            Pid dead = Actors.spawn(Programs.actor("dead", Programs::take));
            for (int i = 0; i < 500; i++) {
                long millis = 100 + random.nextInt(100);
                Actors.sendAfter(taker, millis, millis);
                Actors.sendAfter(dead, 100 + random.nextInt(100), "x");
                Actors.sendAfter(dead, 100 + random.nextInt(100), "x");
            }
            Processes.exit(dead, ExitReason.Shutdown.INSTANCE);
        });
        assertEquals(500, arrived.size());
    }

    /** When a message was due at the earliest and at the latest, since the clock was read before and after it was set. */
    private record Due(long millis, int number, long earliest, AtomicLong latest) {}

    /** T-1: for each of many processes. */
    @Test
    void messagesComeToEachProcessInTheOrderOfTheirTimesAndNoneIsEarly() {
        int targets = 100;
        int each = 1_000;
        for (boolean fallback : new boolean[] {false, true}) {
            SplittableRandom random = new SplittableRandom(14);
            List<String> problems = Collections.synchronizedList(new ArrayList<>());
            AtomicInteger arrived = new AtomicInteger();
            var outcome = Programs.run(fallback, () -> {
                Pid[] all = new Pid[targets];
                for (int i = 0; i < targets; i++) {
                    all[i] = Actors.spawn(Programs.actor("target", () -> {
                        Due before = null;
                        for (int k = 0; k < each; k++) {
                            Due due = (Due) Programs.take();
                            check(before, due, problems);
                            arrived.incrementAndGet();
                            before = due;
                        }
                    }));
                }
                for (int k = 0; k < targets * each; k++) {
                    int millis = random.nextInt(1, 200);
                    Due due =
                            new Due(millis, k, System.nanoTime() + millis * 1_000_000L, new AtomicLong(Long.MAX_VALUE));
                    Actors.sendAfter(all[k % targets], millis, due);
                    due.latest.set(System.nanoTime() + millis * 1_000_000L);
                }
            });
            assertEquals(List.of(), problems);
            assertEquals(targets * each, arrived.get(), outcome.err());
        }
    }

    private static void check(Due before, Due due, List<String> problems) {
        if (System.nanoTime() < due.earliest) {
            problems.add(due.number + " is early");
        }
        if (before == null) {
            return;
        }
        boolean isLater = due.latest.get() >= before.earliest;
        boolean inOrder = due.millis != before.millis || due.number > before.number;
        if (!isLater || !inOrder) {
            problems.add(before.number + " before " + due.number);
        }
    }
}
