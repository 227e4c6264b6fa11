package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.cleaning;
import static snow.rt.actor.Programs.run;
import static snow.rt.actor.Programs.take;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import snow.rt.io.Console;

@ParameterizedClass(name = "fallback={0}")
@ValueSource(booleans = {false, true})
@Timeout(60)
record EndTest(boolean fallback) {
    @Test
    void theProgramWaitsForWhoCanStillRunAndEndsTheOthers() {
        var outcome = run(fallback, () -> {
            Actors.spawn(actor("late", () -> {
                Actors.sleep(30);
                Console.println("late");
            }));
            Actors.spawn(cleaning("stuck", Programs::waitForEver, () -> Console.println("cleaned up")));
            Console.println("main done");
        });
        assertEquals("main done\nlate\ncleaned up\n", outcome.out());
        assertEquals("", outcome.err());
        assertEquals(0, outcome.status());
    }

    @Test
    void pendingTimersAreWaitedForInOrderOfTheirTimes() {
        var outcome = run(fallback, () -> {
            Pid logger = Actors.spawn(actor("logger", () -> {
                for (Object line = take(); !line.equals("end"); line = take()) {
                    Console.println((String) line);
                }
                Console.println("end");
            }));
            Actors.sendAfter(logger, 60, "second");
            Actors.sendAfter(logger, 90, "end");
            Actors.sendAfter(logger, 30, "first");
            Actors.sendAfter(logger, 60, "third");
        });
        assertEquals("first\nsecond\nthird\nend\n", outcome.out());
    }

    @Test
    void processesAreStoppedYoungestFirst() {
        var outcome = run(fallback, () -> {
            for (int i = 0; i < 5; i++) {
                int number = i;
                Actors.spawn(cleaning("a", Programs::waitForEver, () -> Console.println("stop " + number)));
            }
        });
        assertEquals("stop 4\nstop 3\nstop 2\nstop 1\nstop 0\n", outcome.out());
    }

    @Test
    void whoDoesNotStopInTimeIsKilled() {
        var outcome = run(
                settings -> settings.withFallback(fallback).withShutdownMillis(50),
                () -> Actors.spawn(cleaning("stubborn", Programs::waitForEver, Programs::compute)));
        assertEquals(0, outcome.status());
        assertEquals("", outcome.err());
    }

    @Test
    void blockingWorkIsWaitedFor() {
        var outcome = run(
                fallback,
                () -> Actors.spawn(actor("reader", () -> {
                    CountDownLatch never = new CountDownLatch(1);
                    boolean arrived = Blocking.call(() -> {
                        try {
                            return never.await(30, java.util.concurrent.TimeUnit.MILLISECONDS);
                        } catch (InterruptedException _) {
                            return true;
                        }
                    });
                    Console.println("read " + arrived);
                })));
        assertEquals("read false\n", outcome.out());
    }

    @Test
    void aFailureOfBlockingWorkIsThatOfTheCaller() {
        var outcome = run(
                fallback,
                () -> Actors.spawn(actor(
                        "reader",
                        () -> Blocking.call(() -> {
                            throw new snow.rt.Crash("no such file");
                        }))));
        assertTrue(outcome.err().startsWith("Snow panic: no such file\n  in process <0.1> (actor reader)\n"));
    }

    /** E-1: a process that has ended, but has not yet told those who wait for it. */
    @Test
    void theProgramWaitsUntilAnEndHasBeenTold() {
        var outcome = run(fallback, () -> {
            Pid heir = Actors.spawn(actor("heir", () -> Console.println("" + take())));
            Process.begin(new SlowToTell(Group.current(), heir), actor("slow", () -> {}));
        });
        assertEquals("it has ended\n", outcome.out());
    }

    private static final class SlowToTell extends Process {
        private final Pid heir;

        SlowToTell(Group group, Pid heir) {
            super(group, Kind.ACTOR, "slow");
            this.heir = heir;
        }

        @Override
        void tellWaiting(ExitReason reason) {
            LockSupport.parkNanos(100_000_000);
            Actors.send(heir, "it has ended");
        }
    }

    @Test
    void aDeadlockOfMainIsFound() {
        var outcome = run(fallback, () -> Process.current().awaitReply(new Object(), Mailbox.Wait.OTHERS));
        assertEquals("Snow panic: deadlock: all processes are waiting\n", outcome.err());
        assertEquals(101, outcome.status());
    }

    /** E-1: random topologies end, and not before the last output. */
    @Test
    void randomProgramsEndAfterTheirLastMessage() {
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int actors = 1 + random.nextInt(20);
            int hops = random.nextInt(60);
            AtomicInteger arrived = new AtomicInteger();
            var outcome = run(fallback, () -> {
                Pid[] pids = new Pid[actors];
                for (int i = 0; i < actors; i++) {
                    SplittableRandom own = random.split();
                    pids[i] = Actors.spawn(actor("relay", () -> relay(pids, own, arrived)));
                }
                for (int i = 0; i < 3; i++) {
                    Actors.send(pids[random.nextInt(actors)], hops);
                }
            });
            assertEquals(0, outcome.status(), "seed " + seed);
            assertEquals(3, arrived.get(), "seed " + seed);
        }
    }

    private static void relay(Pid[] pids, SplittableRandom random, AtomicInteger arrived) {
        while (true) {
            int hops = (Integer) take();
            Pid next = pids[random.nextInt(pids.length)];
            if (hops == 0) {
                arrived.incrementAndGet();
            } else if (random.nextInt(10) == 0) {
                Actors.sendAfter(next, 1, hops - 1);
            } else {
                Actors.send(next, hops - 1);
            }
        }
    }

    @Test
    void stoppingFromOutsideStopsServersThenProcessesThenMain() throws InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        World world = new World(Settings.embedded(new Console(out, err, false)).withFallback(fallback));
        CountDownLatch ready = new CountDownLatch(1);
        Thread stopper = new Thread(() -> {
            try {
                ready.await();
                world.stop(143);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        stopper.start();
        int status = world.run(
                Programs.program(() -> {
                    World.current().opened(_ -> {
                        try {
                            out.write("server\n".getBytes(StandardCharsets.UTF_8));
                        } catch (java.io.IOException e) {
                            throw new AssertionError(e);
                        }
                    });
                    Actors.spawn(cleaning("a", Programs::waitForEver, () -> Console.println("actor")));
                    ready.countDown();
                    Programs.compute();
                }),
                new String[0]);
        stopper.join();
        assertEquals(143, status);
        assertEquals("server\nactor\n", out.toString(StandardCharsets.UTF_8));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void worldsLeaveNoThreadBehind() {
        // The JDK's own helpers for virtual threads live as long as the JVM; the first world makes them.
        run(fallback, EndTest::busyProgram);
        for (int i = 0; i < 50; i++) {
            run(fallback, EndTest::busyProgram);
        }
        StringBuilder left = new StringBuilder();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("snow-")) {
                left.append(thread.getName()).append(' ');
            }
        }
        assertEquals("", left.toString());
    }

    private static void busyProgram() {
        for (int i = 0; i < 5; i++) {
            Pid waiter = Actors.spawn(actor("waiter", Programs::waitForEver));
            Actors.sendAfter(waiter, 1, "x");
        }
        Blocking.call(() -> "done");
    }
}
