package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.run;
import static snow.rt.actor.Programs.take;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import snow.program.Fragile;
import snow.rt.io.Console;

/** Actors whose bodies begin with a {@code receive} and leave the stack while they wait. */
@ParameterizedClass(name = "fallback={0}")
@ValueSource(booleans = {false, true})
@Timeout(60)
record RestTest(boolean fallback) {
    /** What compiled code makes of an actor that begins with a {@code receive}. */
    private static final class Loop extends Activity {
        private final Predicate<Object> wanted;
        private final Function<Object, Activity> handler;
        private final Runnable cleanup;

        Loop(Predicate<Object> wanted, Function<Object, Activity> handler, Runnable cleanup) {
            this.wanted = wanted;
            this.handler = handler;
            this.cleanup = cleanup;
        }

        @Override
        public String name() {
            return "loop";
        }

        @Override
        public Object run() {
            Receive cursor = Receive.begin();
            while (true) {
                Safepoint.poll();
                Object message = cursor.nextOrRestart();
                if (message == Receive.REST) {
                    return new Loop(wanted, handler, cleanup);
                }
                if (wanted.test(message)) {
                    cursor.take();
                    return handler.apply(message);
                }
            }
        }

        @Override
        public boolean hasTerminate() {
            return cleanup != null;
        }

        @Override
        public void terminate() {
            cleanup.run();
        }
    }

    /** What compiled code makes of a {@code receive} in the middle of a body: the cursor is one of the variables. */
    private static final class Inside extends Activity {
        private final Receive cursor;
        private final Predicate<Object> wanted;
        private final Function<Object, Activity> handler;

        Inside(Receive cursor, Predicate<Object> wanted, Function<Object, Activity> handler) {
            this.cursor = cursor;
            this.wanted = wanted;
            this.handler = handler;
        }

        @Override
        public String name() {
            return "inside";
        }

        @Override
        public Object run() {
            while (true) {
                Safepoint.poll();
                Object message = cursor.nextOrRest();
                if (message == Receive.REST) {
                    return new Inside(cursor, wanted, handler);
                }
                if (message == Receive.TIMEOUT) {
                    return handler.apply("after");
                }
                if (wanted.test(message)) {
                    cursor.take();
                    return handler.apply(message);
                }
            }
        }
    }

    /** An actor that waits at most so many milliseconds. */
    private static Activity waiting(long millis, Predicate<Object> wanted, Function<Object, Activity> handler) {
        return Programs.becoming("waiting", () -> new Inside(Receive.begin(millis), wanted, handler));
    }

    private static Activity loop(Function<Object, Activity> handler) {
        return new Loop(message -> true, handler, null);
    }

    private static Activity counter(int count, Pid reader) {
        return loop(message -> {
            if (message.equals("end")) {
                Actors.send(reader, count);
                return null;
            }
            return counter(count + 1, reader);
        });
    }

    @Test
    void anActorThatRestsGetsEveryMessageOfEverySender() {
        int senders = 8;
        int each = 20_000;
        var outcome = run(fallback, () -> {
            Pid counter = Actors.spawn(counter(0, Actors.self()));
            Pid main = Actors.self();
            for (int sender = 0; sender < senders; sender++) {
                SplittableRandom random = new SplittableRandom(sender);
                Actors.spawn(actor("sender", () -> {
                    for (int i = 0; i < each; i++) {
                        Safepoint.poll();
                        Actors.send(counter, i);
                        if (random.nextInt(1000) == 0) {
                            Actors.sleep(random.nextInt(2));
                        }
                    }
                    Actors.send(main, "done");
                }));
            }
            for (int sender = 0; sender < senders; sender++) {
                take();
            }
            Actors.send(counter, "end");
            Console.println("" + take());
        });
        assertEquals(senders * each + "\n", outcome.out());
    }

    @Test
    void manyPairsThatRestPlayWithoutLosingAWakeUp() {
        int pairs = 100;
        int rounds = 2_000;
        AtomicInteger done = new AtomicInteger();
        run(fallback, () -> {
            for (int pair = 0; pair < pairs; pair++) {
                Pid a = Actors.spawn(player(done));
                Pid b = Actors.spawn(player(done));
                Actors.send(a, new Ball(2 * rounds, b));
            }
        });
        assertEquals(pairs, done.get());
    }

    private record Ball(int left, Pid other) {}

    private static Activity player(AtomicInteger done) {
        return loop(message -> {
            Ball ball = (Ball) message;
            if (ball.left == 0) {
                done.incrementAndGet();
            } else {
                Actors.send(ball.other, new Ball(ball.left - 1, Actors.self()));
            }
            return player(done);
        });
    }

    @Test
    void messagesThatDoNotMatchStayInOrderWhileItWaits() {
        var outcome = run(fallback, () -> {
            Pid picky = Actors.spawn(new Loop(
                    "go"::equals,
                    go -> loop(first -> {
                        Console.println("" + first);
                        return loop(second -> {
                            Console.println("" + second);
                            return null;
                        });
                    }),
                    null));
            Actors.send(picky, 1);
            Actors.sleep(5);
            Actors.send(picky, 2);
            Actors.sleep(5);
            Actors.send(picky, "go");
        });
        assertEquals("1\n2\n", outcome.out());
    }

    @Test
    void aSignalEndsAnActorThatRestsAndItCleansUp() {
        var outcome = run(fallback, () -> {
            Pid resting = Actors.spawn(new Loop(message -> true, message -> null, () -> Console.println("cleaned up")));
            Pid partner = Actors.spawn(actor("partner", () -> {
                Actors.link(resting);
                Actors.sleep(5);
                Process.current().exitSelf(new ExitReason.Custom_L("enough"));
            }));
            while (resting.process().isAlive()) {
                Actors.sleep(1);
            }
            Console.println(resting.process().exitReason().text().replace(partner.toString(), "partner"));
        });
        assertEquals("cleaned up\nlinked process partner exited: enough\n", outcome.out());
    }

    @Test
    void anOrderToDieReachesAnActorThatRests() {
        var outcome = run(fallback, () -> {
            Process resting = Actors.spawn(loop(message -> null)).process();
            Actors.sleep(5);
            resting.order(ExitReason.Killed.INSTANCE);
            while (resting.isAlive()) {
                Actors.sleep(1);
            }
            Console.println(resting.exitReason().text());
        });
        assertEquals("killed\n", outcome.out());
    }

    /** A mark that stays up would keep every process of the program in the slow path of its yield points. */
    @Test
    void signalsThatMeetAProcessOnItsWayToRestLeaveNoMark() {
        int signals = fallback ? 20_000 : 200_000;
        var outcome = run(fallback, () -> {
            Pid a = Actors.spawn(player(new AtomicInteger()));
            Pid b = Actors.spawn(player(new AtomicInteger()));
            Actors.send(a, new Ball(Integer.MAX_VALUE, b));
            Pid main = Actors.self();
            for (int i = 0; i < 2; i++) {
                Process target = (i == 0 ? a : b).process();
                Actors.spawn(actor("signaller", () -> {
                    for (int j = 0; j < signals; j++) {
                        Safepoint.poll();
                        target.order(ExitReason.Normal.INSTANCE);
                    }
                    Actors.send(main, "done");
                }));
            }
            take();
            take();
            a.process().order(ExitReason.Killed.INSTANCE);
            b.process().order(ExitReason.Killed.INSTANCE);
            while (a.process().isUnfinished() || b.process().isUnfinished()) {
                Actors.sleep(1);
            }
            Console.println("" + World.current().unobservedSignals());
        });
        assertEquals("0\n", outcome.out());
    }

    @Test
    void calledAsAFunctionItWaitsWithItsCallersFrames() {
        var outcome = run(fallback, () -> {
            Pid caller = Actors.spawn(actor("caller", () -> {
                Actors.call(loop(message -> {
                    Console.println("called: " + message);
                    return null;
                }));
                Console.println("caller goes on: " + take());
            }));
            Actors.sleep(5);
            Actors.send(caller, 1);
            Actors.sleep(5);
            Actors.send(caller, 2);
        });
        assertEquals("called: 1\ncaller goes on: 2\n", outcome.out());
    }

    @Test
    void theProgramEndsWhenAllRestAndNotBefore() {
        var outcome = run(fallback, () -> {
            Pid late = Actors.spawn(loop(message -> {
                Console.println("" + message);
                return loop(never -> null);
            }));
            Actors.sendAfter(late, 30, "late");
        });
        assertEquals("late\n", outcome.out());
        assertEquals(0, outcome.status());
    }

    /** X-1, for receivers that rest. */
    @Test
    void aStackOverflowInSendLosesNoWakeUp() {
        if (fallback) {
            return;
        }
        AtomicInteger heard = new AtomicInteger();
        var outcome = run(settings -> settings.withSchedulers(2).withStackMegabytes(1), () -> {
            Pid main = Actors.self();
            Pid listener = Actors.spawn(listener(heard, main));
            for (int i = 0; i < 10; i++) {
                Process sender = Actors.spawn(actor("sender", () -> {
                            Actors.sleep(0);
                            Fragile.deepDoing(() -> Actors.send(listener, 1), 0);
                        }))
                        .process();
                while (sender.isAlive()) {
                    Actors.sleep(1);
                }
                Actors.send(listener, "asked");
                take();
            }
        });
        assertEquals(0, outcome.status());
        assertEquals(10, outcome.err().split("stack overflow", -1).length - 1);
    }

    private static Activity listener(AtomicInteger heard, Pid main) {
        return loop(message -> {
            heard.incrementAndGet();
            if (message.equals("asked")) {
                Actors.send(main, "answered");
            }
            return listener(heard, main);
        });
    }

    @Test
    void anActorThatRestsHasNoThread() {
        if (fallback) {
            return;
        }
        var outcome = run(false, () -> {
            Process resting = Actors.spawn(loop(message -> null)).process();
            while (!resting.isDormant()) {
                Actors.sleep(1);
            }
            Console.println("" + (resting.strand() == null));
        });
        assertEquals("true\n", outcome.out());
    }

    @Test
    void inTheMiddleOfABodyItExaminesEachMessageOnce() {
        AtomicInteger examined = new AtomicInteger();
        var outcome = run(fallback, () -> {
            Pid picky = Actors.spawn(waiting(
                    -1,
                    message -> {
                        examined.incrementAndGet();
                        return message.equals("go");
                    },
                    go -> loop(first -> {
                        Console.println("" + first);
                        return null;
                    })));
            for (int i = 0; i < 50; i++) {
                Actors.send(picky, i);
                Actors.sleep(i % 2);
            }
            Actors.send(picky, "go");
        });
        assertEquals("0\n", outcome.out());
        assertEquals(51, examined.get());
    }

    @Test
    void aTimeLimitEndsARestAlsoWhileMessagesComeThatDoNotMatch() {
        var outcome = run(fallback, () -> {
            Pid main = Actors.self();
            long begin = System.nanoTime();
            Pid picky = Actors.spawn(waiting(60, "go"::equals, message -> {
                Actors.send(main, message);
                return null;
            }));
            Actors.spawn(actor("talker", () -> {
                while (picky.process().isAlive()) {
                    Actors.send(picky, "talk");
                    Actors.sleep(1);
                }
            }));
            Console.println(take() + " " + (System.nanoTime() - begin >= 60_000_000));
        });
        assertEquals("after true\n", outcome.out());
    }

    @Test
    void aTimeLimitIsThatOfTheReceiveAndNotOfAnEarlierOne() {
        var outcome = run(fallback, () -> {
            Pid main = Actors.self();
            String ended;
            do {
                long begin = System.nanoTime();
                Pid patient = Actors.spawn(waiting(
                        20,
                        m -> true,
                        first -> waiting(90, m -> true, second -> {
                            Actors.send(main, first + " " + second + " " + (System.nanoTime() - begin >= 90_000_000));
                            return null;
                        })));
                Actors.send(patient, "early");
                ended = (String) take();
                // On a busy machine the first limit may have been over before the message was sent.
            } while (ended.startsWith("after"));
            Console.println(ended);
        });
        assertEquals("early after true\n", outcome.out());
    }

    @Test
    void aTimeLimitThatIsOverIsFollowedByAWaitWithoutOne() {
        var outcome = run(fallback, () -> {
            Pid main = Actors.self();
            Pid patient = Actors.spawn(waiting(5, m -> true, first -> {
                Actors.send(main, first);
                return waiting(-1, m -> true, second -> {
                    Console.println(first + " " + second);
                    return null;
                });
            }));
            take();
            Actors.sleep(20);
            Actors.send(patient, "late");
        });
        assertEquals("after late\n", outcome.out());
    }

    private static Activity listening(int left) {
        return waiting(100_000, m -> true, m -> left > 0 ? listening(left - 1) : null);
    }

    @Test
    void messagesInTimeSetOneTimerAndTheEndTakesItBack() {
        if (fallback) {
            return;
        }
        var outcome = run(false, () -> {
            World world = World.current();
            Process listener = Actors.spawn(listening(100)).process();
            int most = 0;
            for (int i = 0; i < 100; i++) {
                while (!listener.mailbox.isParked()) {
                    Actors.sleep(0);
                }
                most = Math.max(most, world.timers().size());
                Actors.send(listener.pid, i);
            }
            while (!listener.mailbox.isParked()) {
                Actors.sleep(0);
            }
            Console.println(most + " " + world.timers().size());
            Actors.send(listener.pid, "last");
            while (listener.isUnfinished()) {
                Actors.sleep(0);
            }
            Console.println("" + world.timers().size());
        });
        assertEquals("1 1\n0\n", outcome.out());
    }

    @Test
    void anActorThatRestsWithATimeLimitHasNoThread() {
        var outcome = run(fallback, () -> {
            Process resting = Actors.spawn(listening(0)).process();
            while (!resting.mailbox.isParked()) {
                Actors.sleep(0);
            }
            Console.println((fallback || resting.strand() == null) + " " + resting.isDormant());
            Actors.send(resting.pid, "end");
        });
        assertEquals("true false\n", outcome.out());
    }

    @Test
    void anActorThatRestsWithATimeLimitKeepsTheProgramAlive() {
        var outcome = run(
                fallback,
                () -> Actors.spawn(waiting(40, m -> true, m -> {
                    Console.println("" + m);
                    return null;
                })));
        assertEquals("after\n", outcome.out());
    }

    @Test
    void calledAsAFunctionItWaitsInTheMiddleWithItsCallersFrames() {
        var outcome = run(fallback, () -> {
            Pid main = Actors.self();
            Pid caller = Actors.spawn(actor("caller", () -> {
                Actors.call(waiting(5, m -> true, first -> {
                    Actors.send(main, first);
                    return waiting(-1, m -> true, second -> {
                        Console.println(first + " " + second);
                        return null;
                    });
                }));
                Console.println("caller goes on: " + take());
            }));
            take();
            Actors.send(caller, 1);
            Actors.send(caller, 2);
        });
        assertEquals("after 1\ncaller goes on: 2\n", outcome.out());
    }

    @Test
    void limitsThatEndWhenMessagesComeLoseNeither() {
        int rounds = fallback ? 200 : 2_000;
        var random = new SplittableRandom(5);
        var outcome = run(fallback, () -> {
            Pid main = Actors.self();
            for (int i = 0; i < rounds; i++) {
                Pid one = Actors.spawn(waiting(1, m -> true, first -> {
                    Actors.send(main, first);
                    return first.equals("after") ? waiting(-1, m -> true, second -> null) : null;
                }));
                Actors.sleep(random.nextInt(3));
                Actors.send(one, "message");
                take();
                while (one.process().isAlive()) {
                    Actors.sleep(0);
                }
            }
            Console.println("done");
        });
        assertEquals("done\n", outcome.out());
    }

    /** What it has handled, and what its end finds, are its messages in their order, up to one. */
    @Test
    void anOrderOfAnErrorLeavesTheMessagesOfAnActorThatRestsAsTheyAre() {
        int rounds = 500;
        var random = new SplittableRandom(6);
        List<String> problems = new ArrayList<>();
        run(fallback, () -> {
            for (int i = 0; i < rounds; i++) {
                List<Object> seen = new ArrayList<>();
                Pid one = Actors.spawn(noting(seen, random.nextBoolean()));
                int count = random.nextInt(6);
                Pid sender = Actors.spawn(actor("sender", () -> {
                    for (int k = 0; k < count; k++) {
                        Actors.send(one, k);
                        Actors.sleep(k % 2);
                    }
                }));
                Actors.sleep(random.nextInt(3));
                Processes.exit(one, new ExitReason.Error_L("told to"));
                Otp.awaitEnd(one);
                Otp.awaitEnd(sender);
                String end = one.process().exitReason().text();
                List<Integer> inOrder = IntStream.range(0, seen.size()).boxed().toList();
                if (!end.equals("told to") || !seen.equals(inOrder) || seen.size() > count) {
                    problems.add("round " + i + ": " + end + " " + seen);
                }
            }
        });
        assertEquals(List.of(), problems);
    }

    /** Notes its messages, or leaves them all until its end and notes them then. */
    private static Activity noting(List<Object> seen, boolean leaves) {
        return new Loop(
                message -> !leaves,
                message -> {
                    seen.add(message);
                    return noting(seen, leaves);
                },
                () -> {
                    for (Object left = take(Object.class, 0); left != Receive.TIMEOUT; left = take(Object.class, 0)) {
                        seen.add(left);
                    }
                });
    }
}
