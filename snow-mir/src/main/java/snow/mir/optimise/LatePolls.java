package snow.mir.optimise;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import snow.mir.MirFunction;
import snow.mir.Node;
import snow.mir.Node.Step;
import snow.mir.Parts;

/**
 * The yield point at the entry of a function moves to those of its paths that call something: {@code fib} does not poll where it returns
 * its argument. Every endless computation still polls again and again, since it calls again and again; a path without a call or a
 * loop may do without (spec 05 §17.4).
 */
final class LatePolls {
    private static final Step POLL = new Step.Evaluate(0, new Node.Poll());

    /** The nodes that call or loop, so that they may take long. */
    private final Set<Node> slow = Collections.newSetFromMap(new IdentityHashMap<>());

    private LatePolls(Node body) {
        Parts.rewrite(body, node -> {
            if (isSlow(node)) {
                slow.add(node);
            }
            return node;
        });
    }

    static MirFunction in(MirFunction function) {
        if (!(function.body() instanceof Node.Block block)
                || !block.steps().getFirst().equals(POLL)) {
            return function;
        }
        var body = without(block);
        boolean choice = isChoice(body instanceof Node.Block inner ? inner.result() : body);
        if (!choice && Parts.any(body, LatePolls::isSlowItself)) {
            return function;
        }
        var late = new LatePolls(body).place(body);
        return new MirFunction(function.method(), function.parameters(), late, function.line());
    }

    private static boolean isChoice(Node node) {
        return node instanceof Node.If || node instanceof Node.TagSwitch;
    }

    private static Node without(Node.Block block) {
        var rest = block.steps().subList(1, block.steps().size());
        return rest.isEmpty() ? block.result() : new Node.Block(rest, block.result());
    }

    /** The node with a poll wherever it goes on to a call. */
    private Node place(Node node) {
        if (isQuick(node)) {
            return node;
        }
        if (!divides(node)) {
            return polled(node);
        }
        return switch (node) {
            case Node.Block block -> new Node.Block(block.steps(), place(block.result()));
            case Node.If(var condition, var yes, var no, var rep) -> new Node.If(condition, place(yes), place(no), rep);
            case Node.TagSwitch(var scrutinee, var cases, var otherwise, var rep) -> {
                var only = cases.getFirst();
                var one = new Node.TagSwitch.Case(only.tag(), place(only.body()));
                yield new Node.TagSwitch(scrutinee, List.of(one), place(otherwise), rep);
            }
            default -> polled(node);
        };
    }

    /** Whether the node comes soon to a choice with a path that needs no poll. */
    private boolean divides(Node node) {
        return switch (node) {
            case Node.Block block ->
                !(block.result() instanceof Node.Block)
                        && block.steps().stream().allMatch(this::isQuick)
                        && divides(block.result());
            case Node.If choice ->
                isQuick(choice.condition()) && (isQuick(choice.thenBranch()) || isQuick(choice.elseBranch()));
            case Node.TagSwitch choice ->
                choice.cases().size() == 1
                        && isQuick(choice.scrutinee())
                        && (isQuick(choice.cases().getFirst().body()) || isQuick(choice.otherwise()));
            default -> false;
        };
    }

    private static Node polled(Node node) {
        var steps = new ArrayList<Step>();
        steps.add(POLL);
        if (node instanceof Node.Block block) {
            steps.addAll(block.steps());
            return new Node.Block(steps, block.result());
        }
        return new Node.Block(steps, node);
    }

    private boolean isQuick(Step step) {
        return isQuick(
                switch (step) {
                    case Step.Let let -> let.value();
                    case Step.Evaluate evaluate -> evaluate.node();
                });
    }

    private boolean isQuick(Node node) {
        return !slow.contains(node);
    }

    private boolean isSlow(Node node) {
        return isSlowItself(node) || Parts.of(node).stream().anyMatch(slow::contains);
    }

    private static boolean isSlowItself(Node node) {
        return switch (node) {
            case Node.CallStatic call -> !Total.isQuick(call.method());
            case Node.CallVirtual call -> !Total.isQuick(call.method());
            case Node.Loop _, Node.Concat _ -> true;
            default -> false;
        };
    }
}
