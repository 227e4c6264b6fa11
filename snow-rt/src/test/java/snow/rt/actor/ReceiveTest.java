package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.run;
import static snow.rt.actor.Programs.take;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import snow.rt.io.Console;

@ParameterizedClass(name = "fallback={0}")
@ValueSource(booleans = {false, true})
@Timeout(20)
record ReceiveTest(boolean fallback) {
    @Test
    void messagesThatDoNotMatchStayInOrder() {
        var outcome = run(fallback, () -> {
            Pid picky = Actors.spawn(actor("picky", () -> {
                Console.println("" + take(Integer.class, -1));
                Console.println("" + take(String.class, -1));
                Console.println("" + take(Integer.class, -1));
                Console.println("" + take(String.class, -1));
                Console.println("" + (take(Object.class, 0) == Receive.TIMEOUT));
            }));
            Actors.send(picky, "early");
            Actors.send(picky, "later");
            Actors.send(picky, 1);
            Actors.send(picky, 2);
        });
        assertEquals("1\nearly\n2\nlater\ntrue\n", outcome.out());
        assertEquals("", outcome.err());
        assertEquals(0, outcome.status());
    }

    @Test
    void takingTheLastOfSeveralLeavesAListThatCanGrow() {
        var outcome = run(fallback, () -> {
            Pid self = Actors.spawn(actor("keeper", () -> {
                Actors.send(Actors.self(), "a");
                Actors.send(Actors.self(), 1);
                take(Integer.class, -1);
                Actors.send(Actors.self(), "b");
                Console.println("" + take() + take());
                Actors.send(Actors.self(), "c");
                Console.println("" + take());
            }));
            assertTrue(self.number() > 0);
        });
        assertEquals("ab\nc\n", outcome.out());
    }

    @Test
    void theTimeLimitIsKeptAndUnmatchedMessagesDoNotExtendIt() {
        var outcome = run(fallback, () -> {
            Pid patient = Actors.spawn(actor("patient", () -> {
                long start = System.nanoTime();
                boolean timeout = take(Integer.class, 30) == Receive.TIMEOUT;
                boolean early = System.nanoTime() - start < 30_000_000;
                Console.println(timeout + " " + early + " " + take(String.class, 0));
            }));
            for (int i = 0; i < 20; i++) {
                Actors.sendAfter(patient, 3L * i, "no number");
            }
        });
        assertEquals("true false no number\n", outcome.out());
    }

    @Test
    void zeroLooksAtTheWholeMailboxOnce() {
        var outcome = run(
                fallback,
                () -> Actors.spawn(actor("quick", () -> {
                    Actors.send(Actors.self(), "x");
                    Actors.send(Actors.self(), 7);
                    Console.println(take(Integer.class, 0) + " " + (take(Integer.class, 0) == Receive.TIMEOUT));
                })));
        assertEquals("7 true\n", outcome.out());
    }

    @Test
    void negativeAndHugeLimitsWaitForEver() {
        var outcome = run(fallback, () -> {
            for (long limit : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1}) {
                Pid waiter = Actors.spawn(actor("waiter", () -> Console.println("" + take(String.class, limit))));
                Actors.sendAfter(waiter, 5, "come");
            }
        });
        assertEquals("come\ncome\ncome\ncome\n", outcome.out());
    }

    @Test
    void aFloodOfOtherMessagesDoesNotHoldUpTheTimeout() {
        var outcome = run(fallback, () -> {
            Pid flooded = Actors.spawn(actor("flooded", () -> {
                take(Integer.class, 20);
                Console.println("timeout");
            }));
            Actors.spawn(actor("flood", () -> {
                while (flooded.process().isAlive()) {
                    Actors.send(flooded, "drop");
                    Actors.sleep(0);
                }
            }));
        });
        assertEquals("timeout\n", outcome.out());
    }

    @Test
    void manyWaitingMessagesAreWarnedOfOncePerStep() {
        var outcome = run(fallback, () -> {
            Pid lazy = Actors.spawn(actor("lazy", () -> take(Integer.class, -1)));
            for (int i = 0; i < 25_000; i++) {
                Actors.send(lazy, "x");
            }
        });
        assertEquals(
                "[snow-rt] warning: process <0.1> (actor lazy) has more than 10000 waiting messages\n", outcome.err());
    }

    @Test
    void signalsAreNoWaitingMessages() {
        var outcome = run(fallback, () -> {
            Process self = Process.current();
            for (int i = 0; i < 10_000; i++) {
                Actors.send(self.pid, "x");
            }
            self.order(ExitReason.Normal.INSTANCE);
        });
        assertEquals("", outcome.err());
    }

    /** A sender does not see the messages that the receiver has taken out and not yet kept. */
    @Test
    void theReceiverWarnsOfMessagesThatNoSenderHasSeenTogether() {
        var outcome = run(fallback, () -> {
            Process self = Process.current();
            self.mailbox.push(new Node.Reply(this, "sends a message while the others are taken") {
                @Override
                ExitReason arriveAt(Process receiver) {
                    Actors.send(receiver.pid, "x");
                    return null;
                }
            });
            for (int i = 0; i < 10_000; i++) {
                Actors.send(self.pid, "x");
            }
            self.mailbox.drain();
            self.mailbox.drain();
        });
        assertEquals("[snow-rt] warning: process <0.0> (main) has more than 10000 waiting messages\n", outcome.err());
    }

    @Test
    void aSleepTakesNoMessages() {
        var outcome = run(fallback, () -> {
            Pid sleeper = Actors.spawn(actor("sleeper", () -> {
                long start = System.nanoTime();
                Actors.sleep(30);
                Console.println((System.nanoTime() - start >= 30_000_000) + " " + take() + take());
            }));
            Actors.send(sleeper, "a");
            Actors.sendAfter(sleeper, 5, "b");
        });
        assertEquals("true ab\n", outcome.out());
    }
}
