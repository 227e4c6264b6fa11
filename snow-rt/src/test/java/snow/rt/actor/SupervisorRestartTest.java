package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static snow.rt.actor.Otp.awaitEnd;
import static snow.rt.actor.Otp.function;
import static snow.rt.actor.Otp.until;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.run;
import static snow.rt.actor.Programs.size;
import static snow.rt.actor.Programs.take;
import static snow.rt.actor.Rigs.RIG;
import static snow.rt.actor.Rigs.child;
import static snow.rt.actor.Rigs.fragile;
import static snow.rt.actor.Rigs.ids;
import static snow.rt.actor.Rigs.log;
import static snow.rt.actor.Rigs.part;
import static snow.rt.actor.Rigs.stop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import snow.program.Fragile;
import snow.rt.io.Console;

/** What a supervisor restarts, and when it gives up (spec 05 §12.5, §12.6). */
@ParameterizedClass(name = "fallback={0}")
@ValueSource(booleans = {false, true})
@Timeout(60)
record SupervisorRestartTest(boolean fallback) {
    /** V-1 */
    @Test
    void everyStrategyRestartTypeReasonAndPositionStopsAndStartsTheRightChildren() {
        ExitReason[] reasons = {
            ExitReason.Normal.INSTANCE,
            ExitReason.Shutdown.INSTANCE,
            new ExitReason.Error_L("broken"),
            ExitReason.Killed.INSTANCE,
            new ExitReason.Custom_L("tired")
        };
        List<String> problems = log();
        AtomicInteger cases = new AtomicInteger();
        run(fallback, () -> {
            for (String strategy : List.of("one_for_one", "one_for_all", "rest_for_one", "simple_one_for_one")) {
                for (String restart : List.of("permanent", "transient", "temporary")) {
                    for (ExitReason reason : reasons) {
                        for (String failing : List.of("a", "b", "c")) {
                            check(strategy, restart, reason, failing, problems);
                            cases.incrementAndGet();
                        }
                    }
                }
            }
        });
        assertEquals("[]", problems.toString());
        assertEquals(4 * 3 * 5 * 3, cases.get());
    }

    private static void check(
            String strategy, String restart, ExitReason reason, String failing, List<String> problems) {
        List<String> log = log();
        Supervision supervision = new Supervision(RIG).strategy(strategy);
        for (String id : List.of("a", "b", "c")) {
            supervision.child(id, function(part(id, log)), restart, Supervision.DEFAULT);
        }
        Pid supervisor = supervision.start();
        List<String> expected = new ArrayList<>(List.of("start a", "start b", "start c"));
        Pid child = child(supervisor, failing);
        if (reason == ExitReason.Normal.INSTANCE) {
            Actors.send(child, "end");
        } else {
            Processes.exit(child, reason);
        }
        awaitEnd(child);
        String left = ids(supervisor);
        if (reason != ExitReason.Killed.INSTANCE) {
            expected.add("stop " + failing);
        }
        List<String> all = List.of("a", "b", "c");
        List<String> affected = switch (strategy) {
            case "one_for_all" -> all;
            case "rest_for_one" -> all.subList(all.indexOf(failing), 3);
            default -> List.of(failing);
        };
        boolean due = restart.equals("permanent") || restart.equals("transient") && reason.isAbnormal();
        String shape = due ? "abc" : "abc".replace(failing, "");
        if (due) {
            for (String id : affected.reversed()) {
                if (!id.equals(failing)) {
                    expected.add("stop " + id);
                }
            }
            affected.forEach(id -> expected.add("start " + id));
        }
        stop(supervisor);
        for (String id : new StringBuilder(shape).reverse().toString().split("")) {
            expected.add("stop " + id);
        }
        if (!left.equals(shape) || !log.equals(expected)) {
            problems.add(strategy + " " + restart + " " + reason + " " + failing + ": " + left + " " + log
                    + " instead of " + shape + " " + expected);
        }
    }

    @Test
    void temporarySiblingsAreRemovedAndEndedTransientOnesComeBack() {
        var outcome = run(fallback, () -> {
            List<String> log = log();
            Pid rig = new Supervision(RIG)
                    .strategy("one_for_all")
                    .child("p", function(part("p", log)), "permanent", Supervision.DEFAULT)
                    .child("q", function(part("q", log)), "transient", Supervision.DEFAULT)
                    .child("r", function(part("r", log)), "temporary", Supervision.DEFAULT)
                    .start();
            Pid q = child(rig, "q");
            Actors.send(q, "end");
            awaitEnd(q);
            Console.println(ids(rig));
            Pid p = child(rig, "p");
            Actors.send(p, "end");
            awaitEnd(p);
            Console.println(ids(rig) + " " + log);
        });
        assertEquals("pr\npq [start p, start q, start r, stop q, stop p, stop r, start p, start q]\n", outcome.out());
    }

    /** V-2 */
    @Test
    void theLimitAllowsExactlySoManyRestarts() {
        var outcome = run(
                fallback,
                () -> awaitEnd(new Supervision("Main.Nursery")
                        .maxRestarts(2)
                        .maxSeconds(10)
                        .child("kid", function(fragile()), "permanent", Supervision.DEFAULT)
                        .start()));
        String report = """
                Snow panic at Fragile.java:9: division by zero
                  in process <0.%d> (actor fragile)
                    at explode (Fragile.java:9)
                [snow-rt] supervisor Nursery <0.1>: child kid <0.%d> exited: division by zero; %s
                """;
        assertEquals(
                report.formatted(2, 2, "restarting (1 of 2 in 10 s)")
                        + report.formatted(3, 3, "restarting (2 of 2 in 10 s)")
                        + report.formatted(4, 4, "restart limit exceeded: 2 restarts in 10 seconds"),
                outcome.err());
        assertEquals(0, outcome.status());
    }

    @Test
    void noRestartsMeansTheFirstFailureIsOneTooMany() {
        var outcome = run(
                fallback,
                () -> awaitEnd(new Supervision(RIG)
                        .maxRestarts(0)
                        .child("kid", function(fragile()), "permanent", Supervision.DEFAULT)
                        .start()));
        assertTrue(outcome.err().endsWith("; restart limit exceeded: 0 restarts in 5 seconds\n"), outcome.err());
    }

    @Test
    void noSecondsMeansThatRestartsAreNeverCountedTogether() {
        AtomicInteger starts = new AtomicInteger();
        var outcome = run(fallback, () -> {
            Pid rig = new Supervision(RIG)
                    .maxRestarts(1)
                    .maxSeconds(0)
                    .child(
                            "kid",
                            function(() -> Actors.spawn(actor("kid", () -> {
                                if (starts.incrementAndGet() < 50) {
                                    Fragile.explode();
                                }
                                take();
                            }))),
                            "permanent",
                            Supervision.DEFAULT)
                    .start();
            until(() -> starts.get() == 50);
            Console.println(ids(rig));
        });
        assertEquals("kid\n", outcome.out());
        assertTrue(outcome.err().contains("restarting (1 of 1 in 0 s)"), outcome.err());
    }

    @Test
    void restartsOutsideTheWindowAreForgotten() {
        AtomicInteger starts = new AtomicInteger();
        var outcome = run(fallback, () -> {
            Pid rig = new Supervision(RIG)
                    .maxRestarts(1)
                    .maxSeconds(1)
                    .child(
                            "kid",
                            function(() -> Actors.spawn(actor("kid", () -> {
                                starts.incrementAndGet();
                                take();
                                Fragile.explode();
                            }))),
                            "permanent",
                            Supervision.DEFAULT)
                    .start();
            Actors.send(child(rig, "kid"), "crash");
            until(() -> starts.get() == 2);
            Actors.sleep(1010);
            Actors.send(child(rig, "kid"), "crash");
            until(() -> starts.get() == 3);
            Actors.send(child(rig, "kid"), "crash");
            awaitEnd(rig);
        });
        assertEquals(2, outcome.err().split("restarting \\(1 of 1 in 1 s\\)", -1).length - 1, outcome.err());
        assertTrue(outcome.err().endsWith("; restart limit exceeded: 1 restarts in 1 seconds\n"), outcome.err());
    }

    @Test
    void givingUpEscalatesToTheTop() {
        var outcome = run(fallback, () -> {
            Pid top = new Supervision("Main.Top")
                    .maxRestarts(1)
                    .child(
                            "middle",
                            function(() -> new Supervision("Main.Middle")
                                    .maxRestarts(1)
                                    .child("kid", function(fragile()), "permanent", Supervision.DEFAULT)
                                    .start()),
                            "permanent",
                            Supervision.DEFAULT)
                    .start();
            awaitEnd(top);
            Console.println(top.process().exitReason().text() + " " + Processes.list());
        });
        assertEquals("restart limit exceeded: 1 restarts in 5 seconds [<0.0>]\n", outcome.out());
        String[] lines = outcome.err()
                .lines()
                .filter(line -> line.startsWith("[snow-rt]"))
                .toArray(String[]::new);
        assertEquals(6, lines.length, outcome.err());
        assertEquals(
                "[snow-rt] supervisor Top <0.1>: child middle <0.2> exited: restart limit exceeded: 1 restarts in 5 seconds;"
                        + " restarting (1 of 1 in 5 s)",
                lines[2]);
        assertTrue(lines[5].startsWith("[snow-rt] supervisor Top <0.1>: child middle <0.5> exited: "), lines[5]);
    }

    /** */
    @Test
    void aRestartedChildNeverFindsItsNameTaken() {
        int rounds = size(1_000, 10_000);
        AtomicInteger starts = new AtomicInteger();
        List<String> problems = log();
        run(fallback, () -> {
            Pid rig = new Supervision(RIG)
                    .maxRestarts(2 * rounds)
                    .maxSeconds(1000)
                    .child(
                            "kid",
                            function(() -> Actors.spawn(actor("kid", () -> {
                                String result = "" + Processes.register("kid", Actors.self());
                                if (!result.equals("Ok(())")) {
                                    problems.add(result);
                                }
                                starts.incrementAndGet();
                                take();
                            }))),
                            "permanent",
                            Supervision.DEFAULT)
                    .start();
            for (int i = 1; i <= rounds; i++) {
                int round = i;
                until(() -> starts.get() == round);
                Processes.exit(
                        child(rig, "kid"), i % 2 == 0 ? ExitReason.Killed.INSTANCE : ExitReason.Shutdown.INSTANCE);
            }
            until(() -> starts.get() == rounds + 1);
        });
        assertEquals("[]", problems.toString());
    }

    /** Spec 05 §12.7: a supervisor that is killed between the spawn of a child and the return of its start function. */
}
