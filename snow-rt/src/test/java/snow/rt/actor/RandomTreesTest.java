package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static snow.rt.actor.Otp.awaitEnd;
import static snow.rt.actor.Otp.until;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.run;
import static snow.rt.actor.Programs.size;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import snow.rt.Crash;

/** V-5: random trees of supervisors in which random processes end. */
@ParameterizedClass(name = "fallback={0}")
@ValueSource(booleans = {false, true})
@Timeout(600)
record RandomTreesTest(boolean fallback) {
    /** Kills one, waits for what follows, and compares with the model. */
    @Test
    void afterEachEndTheTreeHasTheShapeThatTheRulesSayOrHasGivenUp() {
        List<String> problems = new ArrayList<>();
        int[] outcomes = new int[2];
        for (long seed = 0; seed < size(10, 500); seed++) {
            var random = new SplittableRandom(seed);
            var plan = new PlannedTree.Planner(random, false, new long[] {0, 1, 2, 3, 5, 8}).tree();
            String name = "seed " + seed + ": ";
            run(fallback, () -> outcomes[killed(plan, random, name, problems) ? 1 : 0]++);
        }
        assertEquals(List.of(), problems);
        assertTrue(
                outcomes[0] > 0 && outcomes[1] > 0,
                "trees that gave up and that did not: " + List.of(outcomes[0], outcomes[1]));
    }

    /** Whether the tree goes on in the end. */
    private static boolean killed(PlannedTree.Plan plan, SplittableRandom random, String name, List<String> problems) {
        Pid top = plan.start();
        var model = new PlannedTree(plan);
        boolean goesOn = true;
        for (int step = 0; step < 60 && goesOn && problems.isEmpty(); step++) {
            List<List<PlannedTree.Step>> ways = new ArrayList<>();
            model.ways(List.of(), ways::add);
            if (ways.isEmpty()) {
                break;
            }
            var way = ways.get(random.nextInt(ways.size()));
            ExitReason reason = reason(random);
            String before = model.shape();
            Pid victim = find(top, way);
            Processes.exit(victim, reason);
            awaitEnd(victim);
            goesOn = PlannedTree.end(way, reason.isAbnormal());
            String expected = goesOn
                    ? model.shape()
                    : "restart limit exceeded: %d restarts in %d seconds"
                            .formatted(plan.maxRestarts(), plan.maxSeconds());
            if (!goesOn) {
                awaitEnd(top);
            }
            String found = top.process().isAlive()
                    ? settled(top)
                    : top.process().exitReason().text();
            if (!found.equals(expected)) {
                problems.add(name + "step " + step + ", " + before + ", " + names(way) + " ended: " + reason.text()
                        + ": " + found + " instead of " + expected);
            }
        }
        int left = goesOn ? model.size() : 0;
        until(() -> living().size() == left + 1 || !problems.isEmpty());
        return goesOn;
    }

    private static ExitReason reason(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> ExitReason.Killed.INSTANCE;
            case 1 -> ExitReason.Shutdown.INSTANCE;
            case 2 -> new ExitReason.Error_L("told to");
            default -> new ExitReason.Custom_L("random");
        };
    }

    private static String names(List<PlannedTree.Step> way) {
        return way.stream().map(step -> step.child().plan.id()).collect(Collectors.joining("."));
    }

    private static Pid find(Pid top, List<PlannedTree.Step> way) {
        Pid found = top;
        for (PlannedTree.Step step : way) {
            found = (Pid) Rigs.children(found, PlannedTree.TYPE)[2 * step.place() + 1];
        }
        return found;
    }

    /**
     * Processes end faster than supervisors look, from several places at once. Then the tree gets its full shape back, or it has given up; what
     * the supervisors have reported says which, by the rules.
     */
    @Test
    void endsAtTheSameTimeLeaveTheFullShapeOrGiveUpByTheRules() {
        List<String> problems = new ArrayList<>();
        for (long seed = 0; seed < size(8, 200); seed++) {
            var random = new SplittableRandom(seed);
            long[] limits = seed % 2 == 0 ? new long[] {1_000_000} : new long[] {2, 4, 10, 40};
            var plan = new PlannedTree.Planner(random, true, limits).tree();
            String name = "seed " + seed + ": ";
            ExitReason[] end = new ExitReason[1];
            var outcome = run(fallback, () -> end[0] = killedTogether(plan, random, name, problems));
            checkReports(outcome.err(), end[0], name, problems);
        }
        assertEquals(List.of(), problems);
    }

    /** Why the tree has ended; null: it has its full shape. */
    private static ExitReason killedTogether(
            PlannedTree.Plan plan, SplittableRandom random, String name, List<String> problems) {
        Pid top = plan.start();
        List<Pid> killers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            var own = random.split();
            killers.add(Actors.spawn(actor("killer", () -> kill(own, top))));
        }
        killers.forEach(Otp::awaitEnd);
        String full = new PlannedTree(plan).shape();
        String found = settled(top);
        boolean goesOn = top.process().isAlive();
        if (goesOn && !found.equals(full)) {
            problems.add(name + found + " instead of " + full);
            return null;
        }
        int left = goesOn ? new PlannedTree(plan).size() : 0;
        until(() -> living().size() == left + 1);
        return top.process().exitReason();
    }

    /** Only what belongs to the tree: not main, the killers, or the top. */
    private static void kill(SplittableRandom random, Pid top) {
        for (int i = 0; i < 60 && top.process().isAlive(); i++) {
            List<Pid> all = living();
            Pid victim = all.get(random.nextInt(all.size()));
            if (victim.process().kind != Kind.MAIN
                    && !victim.process().name().equals("killer")
                    && !victim.equals(top)) {
                Processes.exit(victim, reason(random));
                if (random.nextInt(3) == 0) {
                    awaitEnd(victim);
                }
            }
        }
    }

    /**
     * The shape when all ends up to now have been dealt with. A supervisor answers after it has dealt with what it knows of, and who has ended has
     * told its supervisor; so a walk that meets nobody who has ended sees everything.
     */
    private static String settled(Pid top) {
        while (true) {
            if (!top.process().isAlive()) {
                awaitEnd(top);
                return "";
            }
            StringBuilder shape = new StringBuilder();
            Pid ended = walk("top", top, shape);
            if (ended == null) {
                return shape.toString();
            }
            awaitEnd(ended);
        }
    }

    /** Null, or somebody who has ended. */
    private static Pid walk(String id, Pid node, StringBuilder shape) {
        shape.append(id);
        if (!node.process().isAlive()) {
            return node;
        }
        if (!(node.process() instanceof SupervisorProcess)) {
            return null;
        }
        Object[] flat;
        try {
            flat = Rigs.children(node, PlannedTree.TYPE);
        } catch (Crash _) {
            return node;
        }
        shape.append('(');
        for (int i = 0; i < flat.length; i += 2) {
            Pid ended = walk((String) flat[i], (Pid) flat[i + 1], shape);
            if (ended != null) {
                return ended;
            }
        }
        shape.append(')');
        return null;
    }

    /** Each supervisor counts its restarts one by one, and gives up where it would need one more than it may. */
    private static void checkReports(String err, ExitReason end, String name, List<String> problems) {
        Map<String, Integer> restarts = new HashMap<>();
        boolean topHasGivenUp = false;
        for (String line : err.lines()
                .filter(text -> text.startsWith("[snow-rt] supervisor "))
                .toList()) {
            String pid = line.substring(line.indexOf('<'), line.indexOf('>') + 1);
            int cut = line.lastIndexOf("; ");
            if (cut < 0) {
                continue;
            }
            String what = line.substring(cut + 2);
            int before = restarts.getOrDefault(pid, 0);
            String[] words = what.replace("(", "").split(" ");
            if (what.startsWith("restarting (")) {
                // restarting (N of R in S s)
                boolean counted = words[5].equals("0") ? words[1].equals("1") : words[1].equals("" + (before + 1));
                if (!counted || Long.parseLong(words[1]) > Long.parseLong(words[3])) {
                    problems.add(name + "after " + before + " restarts: " + line);
                }
                restarts.put(pid, before + 1);
            } else {
                // restart limit exceeded: R restarts in S seconds
                if (!words[3].equals("" + before)) {
                    problems.add(name + "after " + before + " restarts: " + line);
                }
                topHasGivenUp = topHasGivenUp || pid.equals("<0.1>");
            }
        }
        if (topHasGivenUp != (end != null)) {
            problems.add(name + "the top " + (topHasGivenUp ? "has given up and is" : "has not given up and is not")
                    + " there");
        }
    }

    private static List<Pid> living() {
        List<Pid> all = new ArrayList<>();
        for (var cursor = Processes.list().cursor(); cursor.next(); ) {
            all.add((Pid) cursor.current());
        }
        return all;
    }
}
