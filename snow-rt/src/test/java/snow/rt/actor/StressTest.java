package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.run;
import static snow.rt.actor.Programs.take;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import snow.rt.io.Console;

@ParameterizedClass(name = "fallback={0}")
@ValueSource(booleans = {false, true})
@Timeout(60)
record StressTest(boolean fallback) {
    /** M-1: nothing lost, nothing twice, and in order per sender. */
    @Test
    void allMessagesOfManySendersArriveOnceAndInOrder() {
        int senders = 8;
        int each = fallback ? 20_000 : 100_000;
        var outcome = run(fallback, () -> {
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
        int pairs = 200;
        int rounds = 200;
        AtomicInteger done = new AtomicInteger();
        run(fallback, () -> {
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
                        if (random.nextInt(20) == 0) {
                            Actors.sleep(random.nextInt(3));
                        }
                    }
                    done.incrementAndGet();
                }));
            }
        });
        assertEquals(pairs, done.get());
    }

    @Test
    void aProcessThatBecomesRunnableRunsAmongComputingOnes() {
        var outcome = run(fallback, () -> {
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
        var outcome = run(fallback, () -> {
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

    /** S-2: every process ends once, and nobody survives a path of links to a killed one. */
    @Test
    void killsAndEndsRaceOnRandomGraphsOfLinks() {
        for (long seed = 1; seed <= 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int size = 200;
            AtomicInteger survivors = new AtomicInteger();
            run(fallback, () -> {
                Process[] nodes = new Process[size];
                for (int i = 0; i < size; i++) {
                    nodes[i] = Actors.spawn(actor("node", () -> {
                                while (take() instanceof Pid other) {
                                    Actors.link(other);
                                }
                            }))
                            .process();
                }
                // A ring, so that the whole graph hangs together, and chords.
                for (int i = 0; i < size; i++) {
                    Actors.send(nodes[i].pid, nodes[(i + 1) % size].pid);
                    Actors.send(nodes[i].pid, nodes[random.nextInt(size)].pid);
                }
                for (int i = 0; i < 3; i++) {
                    nodes[random.nextInt(size)].order(ExitReason.Killed.INSTANCE);
                }
                // Whoever dies before its neighbours have linked still infects them: a link to the dead gives the
                // reason.
                for (Process node : nodes) {
                    for (int wait = 0; wait < 5000 && node.isAlive(); wait++) {
                        Actors.sleep(1);
                    }
                    if (node.isAlive()) {
                        survivors.incrementAndGet();
                    }
                }
            });
            assertEquals(0, survivors.get(), "seed " + seed);
        }
    }

    @Test
    void manyShortLivesLeaveNothingInTheTable() {
        int[] left = {-1};
        run(fallback, () -> {
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
