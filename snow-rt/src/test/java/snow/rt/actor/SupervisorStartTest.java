package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static snow.rt.actor.Otp.awaitEnd;
import static snow.rt.actor.Otp.function;
import static snow.rt.actor.Otp.init;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.run;
import static snow.rt.actor.Programs.take;
import static snow.rt.actor.Rigs.RIG;
import static snow.rt.actor.Rigs.child;
import static snow.rt.actor.Rigs.children;
import static snow.rt.actor.Rigs.ids;
import static snow.rt.actor.Rigs.log;
import static snow.rt.actor.Rigs.part;
import static snow.rt.actor.Rigs.stop;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import snow.program.Fragile;
import snow.rt.Crash;
import snow.rt.io.Console;

/** How a supervisor starts its children, those of its description and those that come later (spec 05 §12.2, §12.4, §12.10). */
@ParameterizedClass(name = "fallback={0}")
@ValueSource(booleans = {false, true})
@Timeout(60)
record SupervisorStartTest(boolean fallback) {
    /** V-4 */
    @Test
    void aStartThatFailsStopsWhatWasStarted() {
        for (int failing = 0; failing < 3; failing++) {
            int number = failing;
            List<String> log = log();
            var outcome = run(fallback, () -> {
                Supervision supervision = new Supervision(RIG);
                for (int i = 0; i < 3; i++) {
                    String id = "abc".substring(i, i + 1);
                    Supplier<Pid> start = i == number
                            ? () -> {
                                Fragile.explode();
                                return null;
                            }
                            : part(id, log);
                    supervision.child(id, function(start), "permanent", Supervision.DEFAULT);
                }
                Pid rig = supervision.start();
                Console.println(rig + " " + rig.process().exitReason().text() + " " + Processes.list());
            });
            String id = "abc".substring(failing, failing + 1);
            assertEquals("<0.1> failed to start child " + id + ": division by zero [<0.0>]\n", outcome.out());
            assertEquals("""
                    Snow panic at Fragile.java:9: division by zero
                      in process <0.1> (supervisor Rig), in start of child %1$s
                        at explode (Fragile.java:9)
                    [snow-rt] supervisor Rig <0.1>: failed to start child %1$s: division by zero
                    """.formatted(id), outcome.err());
            assertEquals(
                    List.of("[]", "[start a, stop a]", "[start a, start b, stop b, stop a]")
                            .get(failing),
                    log.toString());
        }
    }

    @Test
    void aStartThatFailsOnARestartIsANewFailure() {
        AtomicInteger starts = new AtomicInteger();
        var outcome = run(fallback, () -> {
            Pid rig = new Supervision(RIG)
                    .child(
                            "kid",
                            function(() -> {
                                if (starts.incrementAndGet() == 2) {
                                    Fragile.explode();
                                }
                                return Actors.spawn(actor("kid", Programs::take));
                            }),
                            "permanent",
                            Supervision.DEFAULT)
                    .start();
            Pid kid = child(rig, "kid");
            Actors.send(kid, "end");
            awaitEnd(kid);
            Console.println(ids(rig) + " " + starts);
        });
        assertEquals("kid 3\n", outcome.out());
        assertEquals("""
                [snow-rt] supervisor Rig <0.1>: child kid <0.2> exited: normal; restarting (1 of 3 in 5 s)
                Snow panic at Fragile.java:9: division by zero
                  in process <0.1> (supervisor Rig), in start of child kid
                    at explode (Fragile.java:9)
                [snow-rt] supervisor Rig <0.1>: child kid <0.2> exited: division by zero; restarting (2 of 3 in 5 s)
                """, outcome.err());
    }

    @Test
    void aNestedStartThatFailsIsTheEndOfThatChild() {
        var outcome = run(fallback, () -> {
            Pid rig = new Supervision(RIG)
                    .maxRestarts(1)
                    .child(
                            "inner",
                            function(() -> new Supervision("Main.Inner")
                                    .child(
                                            "x",
                                            function(() -> {
                                                throw new Crash("no");
                                            }),
                                            "permanent",
                                            Supervision.DEFAULT)
                                    .start()),
                            "permanent",
                            Supervision.DEFAULT)
                    .start();
            awaitEnd(rig);
            Console.println(rig.process().exitReason().text());
        });
        assertEquals("restart limit exceeded: 1 restarts in 5 seconds\n", outcome.out());
        assertTrue(
                outcome.err()
                        .contains(
                                "[snow-rt] supervisor Rig <0.1>: child inner <0.2> exited: failed to start child x: no; restarting (1 of 1 in 5 s)\n"),
                outcome.err());
    }

    @Test
    void servicesAreChildrenToo() {
        var outcome = run(fallback, () -> {
            Pid rig = new Supervision(RIG)
                    .child(
                            "till",
                            function(() -> Services.start(init("Main.Till", () -> 4L))),
                            "permanent",
                            Supervision.DEFAULT)
                    .start();
            Pid till = child(rig, "till");
            Processes.exit(till, new ExitReason.Custom_L("enough"));
            awaitEnd(till);
            Console.println("" + Services.call(child(rig, "till"), Otp.call("Main.Till", "get", state -> state)));
        });
        assertEquals("4\n", outcome.out());
    }

    @Test
    void dynamicChildrenAreStartedStoppedAndRestarted() {
        var outcome = run(fallback, () -> {
            List<String> log = log();
            Pid rig = new Supervision(RIG)
                    .strategy("simple_one_for_one")
                    .dynamicChild("w", "permanent", Supervision.DEFAULT)
                    .start();
            Pid x = Supervisors.startChild(rig, function(part("x", log)), RIG);
            Pid y = Supervisors.startChild(rig, function(part("y", log)), RIG);
            Actors.send(y, "end");
            awaitEnd(y);
            Console.println(ids(rig) + " " + Supervisors.countChildren(rig, RIG));
            Console.println(Supervisors.terminateChild(rig, x, RIG) + " " + Supervisors.terminateChild(rig, x, RIG));
            Console.println(ids(rig) + " " + log);
            try {
                Supervisors.startChild(
                        rig,
                        function(() -> {
                            throw new Crash("no");
                        }),
                        RIG);
            } catch (Crash e) {
                Console.println(e.getMessage());
            }
            stop(rig);
            try {
                ids(rig);
            } catch (Crash e) {
                Console.println(e.getMessage());
            }
            try {
                children(rig, "Main.Other");
            } catch (Crash e) {
                Console.println(e.getMessage());
            }
        });
        assertEquals("""
                dynamic_0dynamic_1 2
                true false
                dynamic_1 [start x, start y, stop y, start y, stop x]
                failed to start child dynamic_2: no
                call Rig.children failed: process <0.1> is not running
                call Other.children failed: process <0.1> is not a Other supervisor
                """, outcome.out());
    }

    @Test
    void aChildDoesNotOutliveASupervisorThatIsKilledWhileItIsBeingStarted() {
        List<Supplier<Pid>> starts = List.of(
                () -> Actors.spawn(actor("kid", () -> Console.println("orphan " + take()))),
                () -> Services.start(init("Main.Kid", () -> 0)),
                () -> new Supervision(RIG)
                        .child(
                                "x",
                                function(() -> Actors.spawn(actor("grandchild", Programs::take))),
                                "permanent",
                                Supervision.DEFAULT)
                        .start());
        for (Supplier<Pid> start : starts) {
            var outcome = run(fallback, () -> {
                AtomicReference<Pid> started = new AtomicReference<>();
                new Supervision(RIG)
                        .child(
                                "kid",
                                function(() -> {
                                    started.set(start.get());
                                    Processes.exit(Actors.self(), ExitReason.Killed.INSTANCE);
                                    return started.get();
                                }),
                                "permanent",
                                Supervision.DEFAULT)
                        .start();
                Pid kid = started.get();
                // The signal is older than the message, so no code of a child that is told in time ever sees it.
                Actors.send(kid, "is working");
                awaitEnd(kid);
                Console.println("ended: " + kid.process().exitReason().text());
            });
            assertEquals("ended: linked process <0.1> exited: killed\n", outcome.out());
        }
    }

    @Test
    void aProcessThatAStartFunctionSpawnsBesideTheChildIsNotTiedToTheSupervisor() {
        for (boolean fails : new boolean[] {false, true}) {
            var outcome = run(fallback, () -> {
                AtomicReference<Pid> beside = new AtomicReference<>();
                Pid rig = new Supervision(RIG)
                        .child(
                                "kid",
                                function(() -> {
                                    beside.set(Actors.spawn(actor("beside", Programs::take)));
                                    if (fails) {
                                        throw new Crash("no child");
                                    }
                                    return Actors.spawn(actor("kid", Programs::take));
                                }),
                                "permanent",
                                Supervision.DEFAULT)
                        .start();
                Processes.exit(rig, ExitReason.Killed.INSTANCE);
                awaitEnd(rig);
                Console.println(beside.get().process().isAlive() + " "
                        + beside.get().process().links());
            });
            assertEquals("true 0\n", outcome.out());
        }
    }
}
