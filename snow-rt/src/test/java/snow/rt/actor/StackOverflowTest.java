package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static snow.rt.actor.Otp.awaitEnd;
import static snow.rt.actor.Otp.function;
import static snow.rt.actor.Otp.until;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.cleaning;
import static snow.rt.actor.Programs.run;
import static snow.rt.actor.Programs.take;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import snow.program.Fragile;
import snow.rt.fn.Fn_LL_L;

/**
 * the stack ends inside an operation of the runtime, at many different depths. The process crashes; all others and the
 * runtime stay as they should be.
 */
@ParameterizedClass(name = "fallback={0}")
@ValueSource(booleans = {false, true})
@Timeout(120)
record StackOverflowTest(boolean fallback) {
    /** How many processes run out of stack in each operation; each does the operation on every level. */
    private static final int TRIALS = Integer.getInteger("snow.stress.depths", 25);

    /** Runs trials of which each recurses until the stack ends, doing something on each level, then looks at what is left. */
    private void overflowIn(Consumer<Pid> operation, Consumer<Pid> consistent) {
        overflow((trial, partner) -> Fragile.deepDoing(trial, () -> operation.accept(partner), 0), consistent);
    }

    /**
     * The same with an operation that waits: the stack of a process that waits is put away, and it goes on with an empty one. So
     * each trial does the operation once, a few levels above the end.
     */
    private void overflowInWaiting(Consumer<Pid> operation, Consumer<Pid> consistent) {
        overflow(
                (trial, partner) -> {
                    int due = limit() - 5 * trial;
                    int[] level = {0};
                    Fragile.deepDoing(
                            0,
                            () -> {
                                if (++level[0] == due) {
                                    operation.accept(partner);
                                }
                            },
                            0);
                },
                consistent);
    }

    /** How deep the recursion of a process goes. */
    private static int limit() {
        int[] level = {0};
        awaitEnd(Actors.spawn(actor("probe", () -> Fragile.deepDoing(0, () -> level[0]++, 0))));
        return level[0];
    }

    private void overflow(Trial trialOf, Consumer<Pid> consistent) {
        var problems = new ArrayList<String>();
        var outcome = run(
                settings -> settings.withFallback(fallback).withSchedulers(2).withStackMegabytes(1), () -> {
                    for (int trial = 0; trial < TRIALS; trial++) {
                        Pid partner = Actors.spawn(actor("partner", StackOverflowTest::answer));
                        until(() -> partner.process().mailbox.isParked());
                        int number = trial;
                        Pid deep = Actors.spawn(actor("deep", () -> {
                            Processes.trapExit(Actors.self(), ignoring());
                            trialOf.accept(number, partner);
                        }));
                        awaitEnd(deep);
                        if (!deep.process().exitReason().text().equals("stack overflow")) {
                            problems.add(
                                    trial + ": " + deep.process().exitReason().text());
                        }
                        consistent.accept(partner);
                        Actors.send(partner, Actors.self());
                        if (Programs.take(String.class, 20_000) == Receive.TIMEOUT) {
                            problems.add(trial + ": the partner does not answer");
                        }
                        Actors.send(partner, "end");
                        awaitEnd(partner);
                    }
                });
        assertEquals(List.of(), problems);
        assertEquals(0, outcome.status(), outcome.err());
    }

    @FunctionalInterface
    private interface Trial {
        void accept(int trial, Pid partner);
    }

    private static Fn_LL_L ignoring() {
        return function((Object from, Object reason) -> reason);
    }

    /** Traps exits, answers pids, drops everything else, and leaves at a text. */
    private static void answer() {
        Processes.trapExit(Actors.self(), ignoring());
        for (Object message = take(); !(message instanceof String); message = take()) {
            if (message instanceof Pid asker) {
                Actors.send(asker, "here");
            }
        }
    }

    private static void nothing(Pid partner) {}

    @Test
    void insideSend() {
        overflowIn(partner -> Actors.send(partner, 1), StackOverflowTest::nothing);
    }

    @Test
    void insideSpawn() {
        AtomicInteger begun = new AtomicInteger();
        int[] level = {0};
        List<Pid> children = new ArrayList<>();
        overflowIn(
                partner -> {
                    if (++level[0] % 7 == 0) {
                        children.add(Actors.spawn(actor("child", begun::incrementAndGet)));
                    }
                },
                partner -> {
                    // Whoever got a pid got a process that runs.
                    children.forEach(Otp::awaitEnd);
                    children.clear();
                    until(() -> World.current().table().size() == 2);
                });
    }

    @Test
    void insideLinkAndUnlink() {
        overflowIn(
                partner -> {
                    Actors.link(partner);
                    Processes.unlink(partner);
                },
                partner -> assertEquals(0, linksOf(partner)));
    }

    @Test
    void insideLinkToADeadProcess() {
        Pid[] dead = new Pid[1];
        overflowIn(
                partner -> {
                    if (dead[0] == null) {
                        dead[0] = Actors.spawn(actor("dead", Fragile::explode));
                        awaitEnd(dead[0]);
                    }
                    Actors.link(dead[0]);
                },
                StackOverflowTest::nothing);
    }

    private static int linksOf(Pid pid) {
        return pid.process().links();
    }

    @Test
    void insideMonitor() {
        overflowIn(
                partner -> Processes.demonitor(
                        Processes.monitor(Actors.self(), partner, function((Object reason) -> reason))),
                StackOverflowTest::nothing);
    }

    @Test
    void insideRegisterAndUnregister() {
        overflowIn(
                partner -> {
                    Processes.register("deep", Actors.self());
                    Processes.register("partner", partner);
                    Processes.unregister("partner");
                },
                partner -> {
                    assertEquals("None", "" + Processes.whereis("deep"));
                    Processes.unregister("partner");
                    assertEquals("Ok(())", "" + Processes.register("partner", partner));
                });
    }

    @Test
    void insideAnOrderToAnother() {
        overflowIn(
                partner -> Processes.exit(partner, ExitReason.Shutdown.INSTANCE),
                partner -> until(() -> World.current().unobservedSignals() == 0));
    }

    @Test
    void insideTimersAndSleeps() {
        overflowIn(
                partner -> {
                    if (partner.process().inboundTimers() < 100) {
                        Actors.sendAfter(partner, 1, 1);
                    }
                },
                partner -> until(() -> partner.process().isDormant()));
        overflowInWaiting(
                partner -> {
                    Receive.begin(1).next();
                    Actors.sleep(1);
                },
                StackOverflowTest::nothing);
    }

    /** Repeated, since the frames of the carriers change their sizes when they are compiled: they must not become too large. */
    @RepeatedTest(15)
    void insideAServiceCall() {
        Pid[] counter = new Pid[1];
        overflowInWaiting(
                partner -> Services.call(counter(counter), Otp.call("Main.Counter", "get", state -> state)),
                partner -> assertEquals(
                        7L, Services.call(counter(counter), Otp.call("Main.Counter", "get", state -> state))));
    }

    private static Pid counter(Pid[] holder) {
        if (holder[0] == null) {
            holder[0] = Services.start(Otp.init("Main.Counter", () -> 7L));
        }
        return holder[0];
    }

    /** The stack ends in a handler that has other requests waiting: their callers learn of it. */
    @Test
    void insideAHandlerWithCallersThatWait() {
        AtomicInteger told = new AtomicInteger();
        int callers = 8;
        run(settings -> settings.withFallback(fallback).withSchedulers(2).withStackMegabytes(1), () -> {
            for (int trial = 0; trial < TRIALS; trial++) {
                int shift = trial;
                Pid service = Services.start(Otp.init("Main.Deep", () -> 0L));
                Pid[] all = new Pid[callers];
                for (int i = 0; i < callers; i++) {
                    all[i] = Actors.spawn(actor("caller", () -> {
                        Request dive = Otp.call(
                                "Main.Deep",
                                "dive",
                                _ -> Fragile.deepDoing(
                                        shift, () -> Receive.begin(0).next(), 0));
                        if (!Services.tryCall(service, dive, -1)) {
                            told.incrementAndGet();
                        }
                    }));
                }
                for (Pid one : all) {
                    awaitEnd(one);
                }
            }
        });
        assertEquals(TRIALS * callers, told.get());
    }

    @Test
    void whileTerminateFollows() {
        AtomicInteger cleaned = new AtomicInteger();
        run(settings -> settings.withFallback(fallback).withSchedulers(2).withStackMegabytes(1), () -> {
            for (int trial = 0; trial < TRIALS; trial++) {
                int shift = trial;
                awaitEnd(Actors.spawn(cleaning(
                        "deep",
                        () -> Fragile.deepDoing(
                                shift,
                                () -> {
                                    Actors.send(Actors.self(), 1);
                                    Receive.begin(0).next();
                                    Actors.sleep(0);
                                },
                                0),
                        () -> {
                            Actors.sleep(1);
                            for (int i = 0; i < 3; i++) {
                                Actors.sleep(0);
                            }
                            cleaned.incrementAndGet();
                        })));
            }
        });
        assertEquals(TRIALS, cleaned.get());
    }

    @Test
    void insideTerminate() {
        AtomicInteger learned = new AtomicInteger();
        run(settings -> settings.withFallback(fallback).withSchedulers(2).withStackMegabytes(1), () -> {
            for (int trial = 0; trial < TRIALS; trial++) {
                int shift = trial;
                Pid deep = Actors.spawn(cleaning(
                        "deep", () -> {}, () -> Fragile.deepDoing(shift, () -> Actors.send(Actors.self(), 1), 0)));
                awaitEnd(deep);
                if (deep.process().exitReason() == ExitReason.Normal.INSTANCE) {
                    learned.incrementAndGet();
                }
            }
        });
        assertEquals(TRIALS, learned.get());
    }
}
