package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.becoming;
import static snow.rt.actor.Programs.cleaning;
import static snow.rt.actor.Programs.run;
import static snow.rt.actor.Programs.take;
import static snow.rt.actor.Programs.waitForEver;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import snow.program.Fragile;
import snow.program.Idle;
import snow.rt.collection.PersistentList;
import snow.rt.io.Console;

@ParameterizedClass(name = "fallback={0}")
@ValueSource(booleans = {false, true})
@Timeout(30)
record LifeTest(boolean fallback) {
    @Test
    void aCrashEndsOnlyItsProcessAndIsReported() {
        var outcome = run(fallback, () -> {
            Pid fragile = Actors.spawn(actor("fragile", Fragile::fragile));
            while (fragile.process().isAlive()) {
                Actors.sleep(1);
            }
            Console.println("main is fine");
        });
        assertEquals("main is fine\n", outcome.out());
        assertEquals("""
                Snow panic at Fragile.java:9: division by zero
                  in process <0.1> (actor fragile)
                    at explode (Fragile.java:9)
                    at fragile (Fragile.java:13)
                """, outcome.err());
        assertEquals(0, outcome.status());
    }

    @Test
    void aCrashOfMainEndsTheProgramAtOnce() {
        var outcome = run(fallback, () -> {
            Actors.spawn(cleaning("other", Programs::waitForEver, () -> Console.println("no")));
            Console.println("before");
            Fragile.explode();
        });
        assertEquals("before\n", outcome.out());
        assertEquals("Snow panic at Fragile.java:9: division by zero\n", outcome.err());
        assertEquals(101, outcome.status());
    }

    @Test
    void aFailureOfTheRuntimeIsAnInternalError() {
        var outcome = run(fallback, () -> Actors.spawn(actor("unlucky", Fragile::bug)));
        assertEquals("""
                Snow panic at Fragile.java:17: internal error: java.lang.IllegalStateException: bug
                  in process <0.1> (actor unlucky)
                    at bug (Fragile.java:17)
                """, outcome.err());
    }

    /** Spec 05 §7.3: whoever is told to end with an error reports where it was. */
    @Test
    void anOrderToEndWithAnErrorIsReportedWithThePlace() {
        AtomicBoolean begun = new AtomicBoolean();
        var outcome = run(fallback, () -> {
            Pid busy = Actors.spawn(actor("busy", () -> {
                begun.set(true);
                Fragile.compute();
            }));
            Otp.until(begun::get);
            Processes.exit(busy, new ExitReason.Error_L("told to"));
        });
        assertEquals("""
                Snow panic at Fragile.java:44: told to
                  in process <0.1> (actor busy)
                    at compute (Fragile.java:44)
                """, outcome.err());
    }

    /** An actor that waits for a message without a thread of its own: the place is its {@code receive}. */
    @Test
    void anOrderToEndWithAnErrorFindsTheReceiveOfAnActorThatRests() {
        for (boolean hasKept : new boolean[] {false, true}) {
            var outcome = run(fallback, () -> {
                Pid idle = Actors.spawn(new Idle.Resting());
                Otp.until(() -> idle.process().mailbox.isParked());
                if (hasKept) {
                    Actors.send(idle, 1);
                    Otp.until(() -> idle.process().mailbox.isParked());
                }
                Processes.exit(idle, new ExitReason.Error_L("told to"));
                Otp.awaitEnd(idle);
            });
            assertEquals("""
                    Snow panic at Idle.java:14: told to
                      in process <0.1> (actor idle)
                        at idle (Idle.java:14)
                    """, outcome.err());
            assertEquals(hasKept ? "left: 1\n" : "left: nothing\n", outcome.out());
        }
    }

    @Test
    void anOrderToEndWithAnErrorRunsNoCodeOfAnActorThatHasNotBegun() {
        var outcome = run(settings -> settings.withFallback(fallback).withSchedulers(1), () -> {
            Pid lazy = Actors.spawn(actor("lazy", () -> Console.println("runs")));
            Processes.exit(lazy, new ExitReason.Error_L("told to"));
        });
        assertEquals("", outcome.out());
        assertEquals("Snow panic: told to\n  in process <0.1> (actor lazy)\n", outcome.err());
    }

    /** Spec 05 §4.3: a value out of a loosely typed message that is not what its use needs. */
    @Test
    void aCastOfASnowValueThatFailsIsABadMessage() {
        Object text = "text";
        Object list = PersistentList.EMPTY;
        var outcome = run(fallback, () -> {
            Pid first = Actors.spawn(actor("first", () -> Console.println("" + (Long) text)));
            Otp.awaitEnd(first);
            Pid second = Actors.spawn(actor("second", () -> Console.println("" + (Pid) list)));
            Otp.awaitEnd(second);
            Pid third = Actors.spawn(actor("third", () -> Console.println("" + (Thread) text)));
            Otp.awaitEnd(third);
        });
        assertEquals(
                List.of(
                        "Snow panic: bad message: expected Int, found String",
                        "Snow panic: bad message: expected Pid, found List",
                        "Snow panic: internal error: java.lang.ClassCastException: class java.lang.String cannot be cast to"
                                + " class java.lang.Thread (java.lang.String and java.lang.Thread are in module java.base of"
                                + " loader 'bootstrap')"),
                outcome.err()
                        .lines()
                        .filter(line -> line.startsWith("Snow panic"))
                        .toList());
    }

    @Test
    void aLinkPassesACrashOnAndTerminateRunsFirst() {
        var outcome = run(fallback, () -> {
            Pid bomb = Actors.spawn(actor("bomb", () -> {
                take();
                Fragile.explode();
            }));
            Actors.spawn(cleaning(
                    "partner",
                    () -> {
                        Actors.link(bomb);
                        Actors.send(bomb, 0);
                        waitForEver();
                    },
                    () -> Console.println("partner cleaning up")));
        });
        assertEquals("partner cleaning up\n", outcome.out());
        assertEquals("""
                Snow panic at Fragile.java:9: division by zero
                  in process <0.1> (actor bomb)
                    at explode (Fragile.java:9)
                [snow-rt] process <0.2> (actor partner) terminated: linked process <0.1> exited: division by zero
                """, outcome.err());
    }

    @Test
    void aNormalEndDoesNotHarmLinkedProcesses() {
        var outcome = run(
                fallback,
                () -> Actors.spawn(actor("owner", () -> {
                    Pid other = Actors.spawn(actor("other", Programs::take));
                    Actors.link(other);
                    Actors.link(other);
                    Actors.link(Actors.self());
                    Actors.send(other, "end");
                    while (other.process().isAlive()) {
                        Actors.sleep(1);
                    }
                    Actors.sleep(5);
                    Actors.link(other);
                    Console.println("alive");
                })));
        assertEquals("alive\n", outcome.out());
        assertEquals("", outcome.err());
    }

    @Test
    void aLinkToADeadProcessGivesItsReason() {
        var outcome = run(fallback, () -> {
            Pid dead = Actors.spawn(actor("dead", Fragile::explode));
            while (dead.process().isAlive()) {
                Actors.sleep(1);
            }
            Actors.spawn(actor("late", () -> {
                Actors.link(dead);
                Console.println("unreachable");
            }));
        });
        assertEquals("", outcome.out());
        assertTrue(
                outcome.err()
                        .endsWith(
                                "[snow-rt] process <0.2> (actor late) terminated: linked process <0.1> exited: division by zero\n"),
                outcome.err());
    }

    @Test
    void mainEndsByALinkWithItsPlace() {
        var outcome = run(fallback, () -> {
            Pid bomb = Actors.spawn(actor("bomb", () -> {
                take();
                Fragile.explode();
            }));
            Actors.link(bomb);
            Actors.send(bomb, "now");
            Fragile.sleepLong();
        });
        assertEquals(101, outcome.status());
        assertTrue(
                outcome.err()
                        .endsWith("Snow panic at Fragile.java:21: linked process <0.1> exited: division by zero\n"),
                outcome.err());
    }

    @Test
    void aKillReachesATightLoopAndSkipsTerminate() {
        var outcome = run(fallback, () -> {
            Pid busy = Actors.spawn(cleaning("busy", Programs::compute, () -> Console.println("no")));
            Actors.sleep(5);
            busy.process().order(ExitReason.Killed.INSTANCE);
            while (busy.process().isAlive()) {
                Actors.sleep(1);
            }
            Console.println("gone");
        });
        assertEquals("gone\n", outcome.out());
        assertEquals("[snow-rt] process <0.1> (actor busy) terminated: killed\n", outcome.err());
    }

    @Test
    void terminateSeesTheParametersOfTheCurrentRound() {
        var outcome = run(fallback, () -> {
            Pid runner = Actors.spawn(new Runner(0));
            Actors.send(runner, "work");
            Actors.send(runner, "work");
            Actors.send(runner, "quit");
        });
        assertEquals("quitting\ndid 2\n", outcome.out());
    }

    private static final class Runner extends Activity {
        private final long done;

        Runner(long done) {
            this.done = done;
        }

        @Override
        public String name() {
            return "runner";
        }

        @Override
        public Object run() {
            if (take().equals("work")) {
                return new Runner(done + 1);
            }
            Console.println("quitting");
            return null;
        }

        @Override
        public boolean hasTerminate() {
            return true;
        }

        @Override
        public void terminate() {
            Console.println("did " + done);
        }
    }

    @Test
    void aCrashInTerminateIsReportedAndChangesNothing() {
        var outcome = run(fallback, () -> Actors.spawn(cleaning("w", () -> {}, Fragile::explode)));
        assertEquals("""
                Snow panic at Fragile.java:9: division by zero
                  in process <0.1> (actor w), in terminate
                    at explode (Fragile.java:9)
                """, outcome.err());
    }

    @Test
    void becomingAnotherActorKeepsMailboxAndTakesNoStack() {
        var outcome = run(fallback, () -> {
            Pid light = Actors.spawn(green(0));
            for (int i = 0; i < 100_000; i++) {
                Actors.send(light, i % 2 == 0 ? (Object) "halt" : (Object) 1);
            }
            Actors.send(light, "halt");
            Actors.send(light, 0);
        });
        assertEquals("green left 50001 times\n", outcome.out());
    }

    private static Activity green(int left) {
        return becoming("green", () -> {
            take(String.class, -1);
            return red(left + 1);
        });
    }

    private static Activity red(int left) {
        return becoming("red", () -> {
            if (take(Integer.class, -1).equals(0)) {
                Console.println("green left " + left + " times");
                return null;
            }
            return green(left);
        });
    }

    @Test
    void anActorCanBeCalledLikeAFunction() {
        var outcome = run(
                fallback,
                () -> Actors.spawn(actor("caller", () -> {
                    Actors.send(Actors.self(), "mine");
                    Pid value = Actors.call(actor("callee", () -> Console.println("took " + take())));
                    Console.println("" + value.equals(Actors.self()));
                })));
        assertEquals("took mine\ntrue\n", outcome.out());
    }

    @Test
    void aFunctionValueThatIsAnActorsNameIsSpawnedAsThatActor() {
        ActorFunction function = arguments -> actor("named", () -> Console.println("got " + arguments[0]));
        Supplier<Activity> closure = () -> actor("<closure>", () -> Console.println("closure"));
        var outcome = run(fallback, () -> {
            Pid first = Actors.spawn(function, new Object[] {3L}, closure.get());
            while (first.process().isAlive()) {
                Actors.sleep(1);
            }
            Actors.spawn("no actor", new Object[0], closure.get());
        });
        assertEquals("got 3\nclosure\n", outcome.out());
    }

    @Test
    void anExhaustedStackIsACrashOfThatProcess() {
        var outcome = run(fallback, () -> {
            Pid deep = Actors.spawn(actor("deep", () -> Console.println("" + Fragile.deep(0))));
            while (deep.process().isAlive()) {
                Actors.sleep(1);
            }
            Console.println("still here");
        });
        assertEquals("still here\n", outcome.out());
        assertTrue(outcome.err().startsWith("Snow panic at Fragile.java:25: stack overflow\n"), outcome.err());
        assertTrue(outcome.err().contains("    at deep (Fragile.java:25)\n    … repeated 102"), outcome.err());
    }

    @Test
    void sendingToADeadProcessDoesNothing() {
        var outcome = run(fallback, () -> {
            Pid gone = Actors.spawn(actor("gone", () -> {}));
            while (gone.process().isAlive()) {
                Actors.sleep(1);
            }
            Actors.send(gone, "x");
            Actors.sendAfter(gone, 1, "x");
            Actors.sendAfter(gone, 1_000_000, "x");
            Console.println(gone + " " + gone.process().describe());
        });
        assertEquals("<0.1> <0.1> (actor gone)\n", outcome.out());
    }
}
