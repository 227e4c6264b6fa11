package snow.rt.actor;

import static snow.rt.actor.Otp.function;
import static snow.rt.actor.Programs.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What becomes of a tree of supervisors by the rules of spec 05 §12.5 and §12.6, when one process after the other ends. */
final class PlannedTree {
    static final String TYPE = "Main.Tree";

    private static final List<String> STRATEGIES = List.of("one_for_one", "one_for_all", "rest_for_one");
    private static final List<String> RESTARTS = List.of("permanent", "permanent", "transient", "temporary");

    /** A child as it is declared. One without a strategy is a leaf: an actor that ends at the first message. */
    record Plan(String id, String restart, String strategy, long maxRestarts, long maxSeconds, List<Plan> children) {
        boolean isLeaf() {
            return strategy.isEmpty();
        }

        Pid start() {
            if (isLeaf()) {
                return Actors.spawn(actor(id, Programs::take));
            }
            Supervision supervision = new Supervision(TYPE)
                    .strategy(strategy)
                    .maxRestarts(maxRestarts)
                    .maxSeconds(maxSeconds);
            for (Plan child : children) {
                supervision.child(child.id, function(child::start), child.restart, Supervision.DEFAULT);
            }
            return supervision.start();
        }
    }

    /** Chooses plans: trees at most four supervisors deep, of about a hundred processes, in which all or some children are permanent. */
    record Planner(SplittableRandom random, boolean onlyPermanent, long[] limits) {
        private static final int DEPTH = 4;

        Plan tree() {
            int[] left = {100};
            return supervisor("top", "permanent", 1, left);
        }

        private Plan supervisor(String id, String restart, int depth, int[] left) {
            List<Plan> children = new ArrayList<>();
            for (int i = random.nextInt(2, 6); i > 0 && left[0] > 0; i--) {
                left[0]--;
                String name = "abcde".substring(children.size(), children.size() + 1);
                String how = onlyPermanent ? "permanent" : RESTARTS.get(random.nextInt(RESTARTS.size()));
                children.add(
                        depth < DEPTH && random.nextInt(4) > 0
                                ? supervisor(name, how, depth + 1, left)
                                : new Plan(name, how, "", 0, 0, List.of()));
            }
            long limit = limits[random.nextInt(limits.length)];
            // With no seconds, restarts are never counted together; otherwise the test is over before one is forgotten.
            long seconds = random.nextInt(8) == 0 ? 0 : 1_000;
            return new Plan(id, restart, STRATEGIES.get(random.nextInt(STRATEGIES.size())), limit, seconds, children);
        }
    }

    final Plan plan;
    private final List<PlannedTree> children = new ArrayList<>();
    private boolean running = true;
    private int restarts;

    PlannedTree(Plan plan) {
        this.plan = plan;
        for (Plan child : plan.children) {
            children.add(new PlannedTree(child));
        }
    }

    /** {@code a(bc(de))}: a supervisor has parentheses, with its running children in order of start. */
    String shape() {
        return plan.isLeaf()
                ? plan.id
                : plan.id
                        + runningChildren().stream().map(PlannedTree::shape).collect(Collectors.joining("", "(", ")"));
    }

    /** How many processes run. */
    int size() {
        return 1 + runningChildren().stream().mapToInt(PlannedTree::size).sum();
    }

    private List<PlannedTree> runningChildren() {
        return children.stream().filter(child -> child.running).toList();
    }

    /** Every running process below this one, as the way to it: what is below what, and its place among the running children. */
    void ways(List<Step> above, Consumer<List<Step>> each) {
        List<PlannedTree> present = runningChildren();
        for (int i = 0; i < present.size(); i++) {
            List<Step> way = new ArrayList<>(above);
            way.add(new Step(this, present.get(i), i));
            each.accept(way);
            present.get(i).ways(way, each);
        }
    }

    record Step(PlannedTree supervisor, PlannedTree child, int place) {}

    /** The last process of a way has ended. False: all supervisors up to the top have given up. */
    static boolean end(List<Step> way, boolean abnormal) {
        boolean failed = abnormal;
        for (Step step : way.reversed()) {
            if (step.supervisor.goesOn(step.child, failed)) {
                return true;
            }
            failed = true;
        }
        return false;
    }

    private boolean goesOn(PlannedTree child, boolean abnormal) {
        child.running = false;
        switch (child.plan.restart) {
            case "temporary" -> children.remove(child);
            case "transient" -> {
                return !abnormal || restart(child);
            }
            default -> {
                return restart(child);
            }
        }
        return true;
    }

    private boolean restart(PlannedTree failed) {
        if ((plan.maxSeconds == 0 ? 0 : restarts) >= plan.maxRestarts) {
            return false;
        }
        restarts++;
        int from = switch (plan.strategy) {
            case "one_for_all" -> 0;
            default -> children.indexOf(failed);
        };
        int to = plan.strategy.equals("one_for_one") ? from + 1 : children.size();
        List<PlannedTree> affected = children.subList(from, to);
        affected.removeIf(child -> child.running && child.plan.restart.equals("temporary"));
        affected.replaceAll(child -> new PlannedTree(child.plan));
        return true;
    }
}
