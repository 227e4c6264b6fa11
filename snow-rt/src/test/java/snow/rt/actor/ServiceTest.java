package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static snow.rt.actor.Otp.awaitEnd;
import static snow.rt.actor.Otp.call;
import static snow.rt.actor.Otp.cast;
import static snow.rt.actor.Otp.init;
import static snow.rt.actor.Otp.until;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.run;
import static snow.rt.actor.Programs.size;
import static snow.rt.actor.Programs.take;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import snow.program.Fragile;
import snow.rt.Crash;
import snow.rt.io.Console;

@ParameterizedClass(name = "fallback={0}")
@ValueSource(booleans = {false, true})
@Timeout(60)
record ServiceTest(boolean fallback) {
    private static final String TILL = "Main.Till";

    private static Pid till(long opening) {
        return Services.start(init(TILL, () -> opening));
    }

    private static Request balance() {
        return call(TILL, "balance", cash -> cash);
    }

    private static Request sell(long price) {
        return call(TILL, "sell", cash -> "sold", cash -> (Long) cash + price);
    }

    private static Request share() {
        return call(TILL, "share", _ -> {
            Fragile.explode();
            return 0;
        });
    }

    private static Request empty() {
        return cast(TILL, "empty", _ -> 0L);
    }

    private static void crashes(Runnable body) {
        try {
            body.run();
            Console.println("no crash");
        } catch (Crash e) {
            Console.println(e.getMessage());
        }
    }

    @Test
    void callsReplyAndCastsChangeTheStateInOrder() {
        var outcome = run(fallback, () -> {
            Pid till = till(50);
            Console.println(Services.call(till, sell(3)) + " " + Services.call(till, balance()));
            Services.cast(till, empty());
            Console.println("" + Services.call(till, balance()));
        });
        assertEquals("sold 53\n0\n", outcome.out());
        assertEquals("", outcome.err());
        assertEquals(0, outcome.status());
    }

    @Test
    void aCrashInAHandlerFailsTheCallWithItsReasonAndLaterCallsFindNobody() {
        var outcome = run(fallback, () -> {
            Pid till = till(50);
            crashes(() -> Services.call(till, share()));
            awaitEnd(till);
            crashes(() -> Services.call(till, balance()));
            Services.cast(till, empty());
        });
        assertEquals("""
                call Till.share failed: process <0.1> exited: division by zero
                call Till.balance failed: process <0.1> is not running
                """, outcome.out());
        assertEquals("""
                Snow panic at Fragile.java:9: division by zero
                  in process <0.1> (service Till)
                    at explode (Fragile.java:9)
                """, outcome.err());
    }

    @Test
    void callersWhoseRequestsStillWaitFailWithTheSameReason() {
        var outcome = run(fallback, () -> {
            Pid till = till(0);
            AtomicInteger failed = new AtomicInteger();
            Pid first = Actors.spawn(actor("first", () -> crashesInto(failed, () -> Services.call(till, slowShare()))));
            until(() -> first.process().mailbox.isParked());
            Pid second = Actors.spawn(actor("second", () -> crashesInto(failed, () -> Services.call(till, balance()))));
            awaitEnd(first);
            awaitEnd(second);
            Console.println(failed + " failed");
        });
        assertEquals("2 failed\n", outcome.out());
    }

    /** Crashes only when another request waits behind it. */
    private static Request slowShare() {
        return call(TILL, "share", _ -> {
            until(() -> !((SystemProcess) Process.current()).news.isEmpty());
            Fragile.explode();
            return 0;
        });
    }

    private static void crashesInto(AtomicInteger failed, Runnable body) {
        try {
            body.run();
        } catch (Crash e) {
            if (e.getMessage().endsWith("failed: process <0.1> exited: division by zero")) {
                failed.incrementAndGet();
            }
        }
    }

    @Test
    void wrongServicesAndSelfCallsAreRefused() {
        var outcome = run(fallback, () -> {
            Pid till = till(0);
            Pid other = Services.start(init("Main.Other", () -> 0L));
            Pid plain = Actors.spawn(actor("plain", Programs::take));
            crashes(() -> Services.call(other, balance()));
            crashes(() -> Services.call(plain, balance()));
            Services.cast(plain, empty());
            Actors.send(till, "dropped");
            crashes(() -> Services.call(till, call(TILL, "twice", _ -> {
                crashes(() -> Services.call(till, balance()));
                return 0;
            })));
            Actors.send(plain, "end");
        });
        assertEquals("""
                call Till.balance failed: process <0.2> is not a Till service
                call Till.balance failed: process <0.3> is not a Till service
                call Till.balance failed: a service cannot call itself
                no crash
                """, outcome.out());
        assertEquals(
                "[snow-rt] warning: cast Till.empty dropped: process <0.3> is not a Till service\n", outcome.err());
    }

    @Test
    void aCrashOfInitCrashesTheStarter() {
        var outcome = run(fallback, () -> {
            crashes(() -> Services.start(init(TILL, () -> {
                Fragile.explode();
                return 0;
            })));
            Console.println("" + Processes.list());
        });
        assertEquals("service Till failed to start: division by zero\n[<0.0>]\n", outcome.out());
        assertTrue(outcome.err().contains("  in process <0.1> (service Till)\n"), outcome.err());
    }

    @Test
    void aTimedCallNeverCrashesAndItsLateReplyIsNobodys() {
        var outcome = run(fallback, () -> {
            Pid till = till(7);
            Request slow = call(TILL, "slow", _ -> {
                Actors.sleep(30);
                return "late";
            });
            Console.println(Services.tryCall(till, slow, 1) + " " + slow.failure());
            Request now = balance();
            Console.println(Services.tryCall(till, now, -1) + " " + now.reply());
            till.process().order(ExitReason.Killed.INSTANCE);
            awaitEnd(till);
            Request gone = balance();
            Console.println(Services.tryCall(till, gone, 0) + " " + gone.failure());
        });
        assertEquals("false timeout\ntrue 7\nfalse process <0.1> is not running\n", outcome.out());
    }

    @Test
    void messagesThatComeDuringACallAreKeptInOrder() {
        var outcome = run(
                fallback,
                () -> Actors.spawn(actor("caller", () -> {
                    Pid me = Actors.self();
                    Pid till = till(1);
                    Actors.send(me, "before");
                    Services.call(till, call(TILL, "gossip", _ -> {
                        Actors.send(me, "during");
                        return 0;
                    }));
                    Actors.send(me, "after");
                    Console.println(take() + " " + take() + " " + take());
                })));
        assertEquals("before during after\n", outcome.out());
    }

    @Test
    void aWaitingCallerCanBeEndedAndTheServiceGoesOn() {
        var outcome = run(fallback, () -> {
            Pid till = till(3);
            Pid caller = Actors.spawn(actor(
                    "caller",
                    () -> Services.call(till, call(TILL, "slow", _ -> {
                        Actors.sleep(20);
                        return 0;
                    }))));
            until(() -> caller.process().mailbox.isParked());
            caller.process().order(ExitReason.Shutdown.INSTANCE);
            awaitEnd(caller);
            Console.println("" + Services.call(till, balance()));
        });
        assertEquals("3\n", outcome.out());
        assertEquals("", outcome.err());
    }

    @Test
    void aProgramWhoseMainCallsAServiceThatCallsBackIsDeadlocked() {
        var outcome = run(fallback, () -> {
            AtomicReference<Pid> b = new AtomicReference<>();
            Pid a = till(0);
            b.set(Services.start(init("Main.Other", () -> 0L)));
            Services.call(
                    a,
                    call(
                            TILL,
                            "there",
                            _ -> Services.call(b.get(), call("Main.Other", "back", _ -> Services.call(a, balance())))));
        });
        assertEquals("Snow panic: deadlock: all processes are waiting\n", outcome.err());
        assertEquals(101, outcome.status());
    }

    /** C-1: every call ends with its own reply or a failure; nothing stray reaches a mailbox. */
    @Test
    void everyCallEndsWithItsOwnReplyOrFailure() {
        long seed = 41;
        int callers = size(20, 100);
        int calls = size(500, 10_000);
        var problems = new java.util.concurrent.ConcurrentLinkedQueue<String>();
        AtomicInteger replies = new AtomicInteger();
        AtomicInteger failures = new AtomicInteger();
        var outcome = run(fallback, () -> {
            var services = new java.util.concurrent.atomic.AtomicReferenceArray<Pid>(10);
            for (int i = 0; i < services.length(); i++) {
                services.set(i, till(i));
            }
            Pid[] all = new Pid[callers];
            for (int c = 0; c < callers; c++) {
                int caller = c;
                all[c] = Actors.spawn(actor("caller", () -> {
                    SplittableRandom random = new SplittableRandom(seed + caller);
                    for (int i = 0; i < calls; i++) {
                        int slot = random.nextInt(services.length());
                        String mine = caller + "/" + i;
                        int kind = random.nextInt(200);
                        Request request = call(TILL, "echo", _ -> {
                            if (kind == 0) {
                                throw new Crash("planned");
                            }
                            if (kind < 6) {
                                Actors.sleep(1);
                            }
                            return mine;
                        });
                        if (Services.tryCall(services.get(slot), request, kind < 8 ? 0 : -1)) {
                            replies.incrementAndGet();
                            if (!mine.equals(request.reply())) {
                                problems.add(mine + " got " + request.reply());
                            }
                        } else {
                            failures.incrementAndGet();
                            String why = request.failure();
                            if (!why.equals("timeout")
                                    && !why.endsWith(" exited: planned")
                                    && !why.endsWith(" is not running")) {
                                problems.add(why);
                            }
                            if (!services.get(slot).process().isAlive()) {
                                services.set(slot, till(slot));
                            }
                        }
                    }
                    Receive cursor = Receive.begin(0);
                    Object stray = cursor.next();
                    if (stray != Receive.TIMEOUT) {
                        problems.add("stray " + stray);
                    }
                }));
            }
            for (Pid one : all) {
                awaitEnd(one);
            }
        });
        assertEquals("[]", problems.toString(), "seed " + seed);
        assertEquals(callers * calls, replies.get() + failures.get(), "seed " + seed);
        assertTrue(replies.get() > callers * calls / 2, "seed " + seed);
        assertEquals(0, outcome.status());
    }
}
