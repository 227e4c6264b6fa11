package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.size;
import static snow.rt.actor.Programs.take;

import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import snow.rt.io.Console;

/** {@code -Dsnow.stress.full=true -Djunit.jupiter.execution.timeout.mode=disabled} for the full sizes. */
@ParameterizedClass(name = "carriers={0}, fallback={1}")
@CsvSource({"1, false", "2, false", "8, false", "2, true"})
@Timeout(60)
record StressTest(int carriers, boolean fallback) {
    private Programs.Outcome run(Runnable main) {
        return Programs.run(settings -> settings.withFallback(fallback).withSchedulers(carriers), main);
    }

    /** M-1: nothing lost, nothing twice, and in order per sender. */
    @Test
    void allMessagesOfManySendersArriveOnceAndInOrder() {
        int senders = 8;
        int each = size(fallback ? 20_000 : 50_000, 1_000_000);
        var outcome = run(() -> {
            Pid receiver = Actors.spawn(actor("receiver", () -> {
                long[] expected = new long[senders];
                for (int i = 0; i < senders * each; i++) {
                    Safepoint.poll();
                    long message = (Long) take();
                    int sender = (int) (message >> 32);
                    if ((int) message != expected[sender]++) {
                        Console.println("sender " + sender + ": " + (int) message);
                        return;
                    }
                }
                Console.println("all");
            }));
            for (long sender = 0; sender < senders; sender++) {
                long mark = sender << 32;
                Actors.spawn(actor("sender", () -> {
                    for (int i = 0; i < each; i++) {
                        Safepoint.poll();
                        Actors.send(receiver, mark | i);
                    }
                }));
            }
        });
        assertEquals("all\n", outcome.out());
    }

    /** M-3: no wake-up is lost. The program would not end (or end early) if one were. */
    @Test
    void manyPairsPlayWithoutLosingAWakeUp() {
        int pairs = size(200, 1_000);
        int rounds = size(100, 10_000);
        AtomicInteger done = new AtomicInteger();
        LongAdder played = new LongAdder();
        var watchdog = new Watchdog(played);
        run(() -> {
            for (int pair = 0; pair < pairs; pair++) {
                SplittableRandom random = new SplittableRandom(pair);
                Pid answerer = Actors.spawn(actor("answerer", () -> {
                    for (int i = 0; i < rounds; i++) {
                        Actors.send((Pid) take(), "back");
                    }
                }));
                Actors.spawn(actor("caller", () -> {
                    for (int i = 0; i < rounds; i++) {
                        Actors.send(answerer, Actors.self());
                        take();
                        played.increment();
                        if (random.nextInt(20) == 0) {
                            Actors.sleep(random.nextInt(3));
                        }
                    }
                    done.incrementAndGet();
                }));
            }
        });
        watchdog.stop();
        assertEquals(pairs, done.get());
    }

    /** Gives the program up, in the thread that waits for it, when nothing has been counted for a while. */
    private static final class Watchdog {
        private static final int PATIENCE_SECONDS = 20;

        private final CountDownLatch ended = new CountDownLatch(1);

        Watchdog(LongAdder progress) {
            var waiting = Thread.currentThread();
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    long seen;
                    do {
                        seen = progress.sum();
                        if (ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                            return;
                        }
                    } while (seen != progress.sum());
                    waiting.interrupt();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("nobody does that", e);
                }
            });
        }

        void stop() {
            ended.countDown();
        }
    }

    @Test
    void aProcessThatBecomesRunnableRunsAmongComputingOnes() {
        var outcome = run(() -> {
            Process[] busy = new Process[8];
            for (int i = 0; i < busy.length; i++) {
                busy[i] = Actors.spawn(actor("busy", Programs::compute)).process();
            }
            Pid main = Actors.self();
            for (int i = 0; i < 20; i++) {
                Actors.spawn(actor("quick", () -> Actors.send(main, "ran")));
                take();
            }
            for (Process process : busy) {
                process.order(ExitReason.Killed.INSTANCE);
            }
            Console.println("served");
        });
        assertEquals("served\n", outcome.out());
    }

    @Test
    void computingProcessesAllMakeProgress() {
        int count = 6;
        AtomicLongArray rounds = new AtomicLongArray(count);
        var outcome = run(() -> {
            for (int i = 0; i < count; i++) {
                int mine = i;
                Actors.spawn(actor("worker", () -> {
                    while (!allBeyond(rounds, 20_000)) {
                        Safepoint.poll();
                        rounds.incrementAndGet(mine);
                    }
                }));
            }
        });
        assertEquals(0, outcome.status());
    }

    private static boolean allBeyond(AtomicLongArray rounds, long least) {
        for (int i = 0; i < rounds.length(); i++) {
            if (rounds.get(i) < least) {
                return false;
            }
        }
        return true;
    }

    @Test
    void manyShortLivesLeaveNothingInTheTable() {
        int[] left = {-1};
        run(() -> {
            World world = World.current();
            for (int i = 0; i < 20_000; i++) {
                Safepoint.poll();
                Pid one = Actors.spawn(actor("short", Programs::take));
                Actors.send(one, i);
            }
            while (world.table().size() > 1) {
                Actors.sleep(1);
            }
            left[0] = world.table().size();
        });
        assertEquals(1, left[0]);
    }
}
