package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static snow.rt.actor.Otp.awaitEnd;
import static snow.rt.actor.Otp.function;
import static snow.rt.actor.Otp.init;
import static snow.rt.actor.Otp.until;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.cleaning;
import static snow.rt.actor.Programs.run;
import static snow.rt.actor.Programs.size;
import static snow.rt.actor.Programs.take;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
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

@ParameterizedClass(name = "fallback={0}")
@ValueSource(booleans = {false, true})
@Timeout(60)
record SupervisorTest(boolean fallback) {
    private static final String RIG = "Main.Rig";

    /** What was started and stopped, in order. */
    private static List<String> log() {
        return Collections.synchronizedList(new ArrayList<>());
    }

    /** An actor that ends at the message "end", and logs its start and its end. */
    private static Supplier<Pid> part(String name, List<String> log) {
        return () -> {
            log.add("start " + name);
            return Actors.spawn(cleaning(
                    name,
                    () -> {
                        while (!take().equals("end")) {}
                    },
                    () -> log.add("stop " + name)));
        };
    }

    private static Pid child(Pid supervisor, String id) {
        Object[] flat = children(supervisor);
        for (int i = 0; i < flat.length; i += 2) {
            if (flat[i].equals(id)) {
                return (Pid) flat[i + 1];
            }
        }
        throw new AssertionError("no child " + id);
    }

    private static Object[] children(Pid supervisor) {
        return children(supervisor, RIG);
    }

    private static Object[] children(Pid supervisor, String type) {
        var flat = new ArrayList<Object>();
        for (var cursor = Supervisors.children(supervisor, type).cursor(); cursor.next(); ) {
            flat.add(cursor.current());
        }
        return flat.toArray();
    }

    private static String ids(Pid supervisor) {
        StringBuilder out = new StringBuilder();
        Object[] flat = children(supervisor);
        for (int i = 0; i < flat.length; i += 2) {
            out.append(flat[i]);
        }
        return out.toString();
    }

    private static void stop(Pid supervisor) {
        Processes.exit(supervisor, ExitReason.Shutdown.INSTANCE);
        awaitEnd(supervisor);
    }

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

    private static Supplier<Pid> fragile() {
        return () -> Actors.spawn(actor("fragile", Fragile::explode));
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

    /** V-3 */
    @Test
    void theEndOfTheProgramStopsTreesFromTheTopInReverseOrder() {
        List<String> log = log();
        var outcome = run(
                fallback,
                () -> new Supervision(RIG)
                        .strategy("rest_for_one")
                        .child("a", function(part("a", log)), "permanent", Supervision.DEFAULT)
                        .child(
                                "rest",
                                function(() -> new Supervision("Main.Inner")
                                        .child("b", function(part("b", log)), "permanent", Supervision.DEFAULT)
                                        .child("c", function(part("c", log)), "permanent", 1000)
                                        .start()),
                                "transient",
                                Supervision.DEFAULT)
                        .start());
        assertEquals("[start a, start b, start c, stop c, stop b, stop a]", log.toString());
        assertEquals("", outcome.err());
    }

    @Test
    void childrenThatDoNotStopInTimeAreKilled() {
        AtomicBoolean released = new AtomicBoolean();
        var outcome = run(fallback, () -> {
            Pid rig = new Supervision(RIG)
                    .child(
                            "stuck",
                            function(() -> Actors.spawn(actor("stuck", () -> {
                                while (!released.get()) {
                                    Thread.onSpinWait();
                                }
                            }))),
                            "permanent",
                            Supervision.BRUTAL_KILL)
                    .child(
                            "slow",
                            function(() -> Actors.spawn(cleaning("slow", Programs::take, Programs::compute))),
                            "permanent",
                            10)
                    .child(
                            "clumsy",
                            function(() -> Actors.spawn(cleaning("clumsy", Programs::take, Fragile::explode))),
                            "permanent",
                            Supervision.INFINITY)
                    .child(
                            "brutal",
                            function(() ->
                                    Actors.spawn(cleaning("brutal", Programs::take, () -> Console.println("no")))),
                            "permanent",
                            Supervision.BRUTAL_KILL)
                    .start();
            stop(rig);
            Console.println("stopped");
            released.set(true);
        });
        assertEquals("stopped\n", outcome.out());
        assertEquals("""
                Snow panic at Fragile.java:9: division by zero
                  in process <0.4> (actor clumsy), in terminate
                    at explode (Fragile.java:9)
                [snow-rt] supervisor Rig <0.1>: child stuck <0.2> does not stop
                """, outcome.err());
    }

    @Test
    void aKilledSupervisorTakesItsChildrenWithIt() {
        List<String> log = log();
        var outcome = run(fallback, () -> {
            Pid rig = new Supervision(RIG)
                    .child("a", function(part("a", log)), "permanent", Supervision.DEFAULT)
                    .child(
                            "inner",
                            function(() -> new Supervision("Main.Inner")
                                    .child("b", function(part("b", log)), "permanent", Supervision.DEFAULT)
                                    .start()),
                            "permanent",
                            Supervision.DEFAULT)
                    .start();
            Pid inner = child(rig, "inner");
            Processes.exit(rig, ExitReason.Killed.INSTANCE);
            awaitEnd(inner);
            until(() -> Processes.list().size() == 1);
            Console.println(inner.process().exitReason().text());
        });
        assertEquals("linked process <0.1> exited: killed\n", outcome.out());
        assertEquals(Set.of("start a", "start b", "stop a", "stop b"), Set.copyOf(log));
        assertTrue(outcome.err().contains("(supervisor Rig) terminated: killed\n"), outcome.err());
    }

    @Test
    void strangersCannotEndASupervisorThroughALink() {
        var outcome = run(fallback, () -> {
            Pid rig = new Supervision(RIG).start();
            Pid stranger = Actors.spawn(actor("stranger", () -> {
                Actors.link(rig);
                Fragile.explode();
            }));
            awaitEnd(stranger);
            Actors.send(rig, "dropped");
            Console.println(ids(rig) + "alive");
        });
        assertEquals("alive\n", outcome.out());
    }

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

    /** V-5: whatever is killed, a tree with restarts enough gets its full shape back, and nobody is left over. */
    @Test
    void aRandomTreeUnderRandomKillsGetsItsShapeBack() {
        for (long seed = 0; seed < 3; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<String> problems = log();
            long now = seed;
            run(fallback, () -> {
                Supplier<Pid> root = tree(random, 0);
                Pid top = root.get();
                String shape = shape(top);
                for (int i = 0; i < 150; i++) {
                    Object[] all = living();
                    Pid victim = (Pid) all[random.nextInt(all.length)];
                    if (victim.equals(top) || victim.number() == 0) {
                        continue;
                    }
                    ExitReason reason = switch (random.nextInt(3)) {
                        case 0 -> ExitReason.Killed.INSTANCE;
                        case 1 -> ExitReason.Shutdown.INSTANCE;
                        default -> new ExitReason.Custom_L("random");
                    };
                    Processes.exit(victim, reason);
                    if (random.nextInt(4) == 0) {
                        awaitEnd(victim);
                    }
                }
                // Requests wait behind the news of ends, so in the end the walk meets nobody who is not yet replaced.
                until(() -> shape(top).equals(shape));
                until(() -> living().length == count(shape) + 1);
                Set<Long> numbers = new TreeSet<>();
                collect(top, numbers);
                for (Object pid : living()) {
                    if (((Pid) pid).number() != 0 && !numbers.contains(((Pid) pid).number())) {
                        problems.add("seed " + now + ": " + pid + " is left over");
                    }
                }
            });
            assertEquals("[]", problems.toString());
        }
    }

    private static final String TREE = "Main.Tree";

    private static Supplier<Pid> tree(SplittableRandom random, int depth) {
        String strategy = List.of("one_for_one", "one_for_all", "rest_for_one").get(random.nextInt(3));
        int count = 1 + random.nextInt(4);
        List<Supplier<Pid>> starts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            starts.add(
                    depth < 3 && random.nextInt(3) > 0
                            ? tree(random, depth + 1)
                            : () -> Actors.spawn(actor("leaf", Programs::take)));
        }
        return () -> {
            Supervision supervision = new Supervision(TREE)
                    .strategy(strategy)
                    .maxRestarts(1_000_000)
                    .maxSeconds(1000);
            for (Supplier<Pid> start : starts) {
                supervision.child("c", function(start), "permanent", Supervision.DEFAULT);
            }
            return supervision.start();
        };
    }

    /** {@code (x(xx))}: a supervisor is a pair of parentheses, a leaf an x, one that has just ended an exclamation mark. */
    private static String shape(Pid node) {
        if (!node.process().isAlive()) {
            return "!";
        }
        if (!(node.process() instanceof SupervisorProcess)) {
            return "x";
        }
        try {
            StringBuilder out = new StringBuilder("(");
            Object[] flat = children(node, TREE);
            for (int i = 1; i < flat.length; i += 2) {
                out.append(shape((Pid) flat[i]));
            }
            return out.append(')').toString();
        } catch (Crash _) {
            return "!";
        }
    }

    private static int count(String shape) {
        return (int) shape.chars().filter(c -> c == '(' || c == 'x').count();
    }

    private static void collect(Pid node, Set<Long> numbers) {
        numbers.add(node.number());
        if (node.process() instanceof SupervisorProcess) {
            Object[] flat = children(node, TREE);
            for (int i = 1; i < flat.length; i += 2) {
                collect((Pid) flat[i], numbers);
            }
        }
    }

    private static Object[] living() {
        var all = new ArrayList<Object>();
        for (var cursor = Processes.list().cursor(); cursor.next(); ) {
            all.add(cursor.current());
        }
        return all.toArray();
    }
}
