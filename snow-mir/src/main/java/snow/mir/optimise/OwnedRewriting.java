package snow.mir.optimise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import snow.mir.Label;
import snow.mir.MethodRef;
import snow.mir.MirFunction;
import snow.mir.Node;
import snow.mir.Node.Step;
import snow.mir.Parts;
import snow.mir.Rep;
import snow.mir.Variable;
import snow.mir.optimise.OwnedFlow.Goal;

/**
 * Puts the operations that change collections in place into a function, and the seals that keep an open collection from having two references.
 *
 * <p>The function is gone through backwards, with the variables that are used later. An open variable hands its collection on where it is not used
 * later; everywhere else what it has is sealed first, so both have one that nobody changes.
 */
final class OwnedRewriting {
    private final OwnedFlow flow;
    private final UnaryOperator<MethodRef> taking;

    /** The open variables that are used after the place that has been reached. */
    private Set<Variable> live = new HashSet<>();

    /** Those that are used where the code at a label begins. */
    private final Map<Label, Set<Variable>> atLabels = new HashMap<>();

    /** Variables whose values wait as operands until later operands have been evaluated. */
    private final List<Variable> waiting = new ArrayList<>();

    /** @param taking the form of a method that takes its argument over */
    OwnedRewriting(OwnedFlow flow, UnaryOperator<MethodRef> taking) {
        this.flow = flow;
        this.taking = taking;
    }

    MirFunction rewrite(MirFunction function) {
        var body = rewrite(function.body(), OwnedFlow.RESULT);
        return new MirFunction(function.method(), function.parameters(), body, function.line());
    }

    private Node rewrite(Node node, Goal goal) {
        return switch (node) {
            case Node.Get get -> value(get, get.variable(), goal, live);
            case Node.Convert(Node.Get get, Rep rep) when rep.isRef() -> value(node, get.variable(), goal, live);
            case Node.Convert(var value, var rep) ->
                new Node.Convert(rewrite(value, rep.isRef() ? goal : OwnedFlow.LOOKED), rep);
            case Node.Block block -> block(block, goal);
            case Node.Choice choice -> choice(choice, goal);
            case Node.Join join -> {
                var after = live;
                live = new HashSet<>(after);
                var target = rewrite(join.target(), goal);
                atLabels.put(join.label(), live);
                live = new HashSet<>(after);
                var body = rewrite(join.body(), goal);
                yield new Node.Join(join.label(), join.parameters(), body, target, join.rep());
            }
            case Node.Loop loop -> loop(loop, goal);
            case Node.Jump jump -> {
                live = new HashSet<>(atLabels.get(jump.label()));
                yield new Node.Jump(jump.label(), operands(jump.arguments(), goals(flow.parameters(jump.label()))));
            }
            case Node.Return(var value) -> {
                live = new HashSet<>();
                yield new Node.Return(rewrite(value, OwnedFlow.RESULT));
            }
            case Node.CallStatic call -> call(call, goal);
            case Node.Leaf _ -> node;
            case Node.Apply _, Node.Concat _, Node.MapLiteral _ -> {
                var goals = new ArrayList<Goal>();
                var parts = Parts.of(node);
                for (int i = 0; i < parts.size(); i++) {
                    goals.add(OwnedFlow.goal(node, i));
                }
                yield Parts.with(node, operands(parts, goals));
            }
        };
    }

    /** The value of a variable, perhaps in another class, on its way to a goal. */
    private Node value(Node node, Variable variable, Goal goal, Set<Variable> later) {
        if (!flow.isOpen(variable)) {
            return node;
        }
        boolean stays = later.contains(variable) || waiting.contains(variable);
        live.add(variable);
        if (goal instanceof Goal.Looked || !stays && flow.keepsOpen(goal)) {
            return node;
        }
        return sealed(node);
    }

    private static Node sealed(Node node) {
        return new Node.CallStatic(0, OwnedOperations.seal(node.rep()), List.of(node));
    }

    private Node call(Node.CallStatic call, Goal goal) {
        var taken = flow.taken(call);
        var goals = new ArrayList<Goal>();
        for (int i = 0; i < call.arguments().size(); i++) {
            boolean over = taken.isPresent() && taken.getAsInt() == i;
            goals.add(over ? new Goal.Taken(call) : OwnedFlow.goal(call, i));
        }
        var arguments = operands(call.arguments(), goals);
        if (taken.isEmpty() || !flow.isOpen(call)) {
            return new Node.CallStatic(call.line(), call.method(), arguments);
        }
        var changed = new Node.CallStatic(call.line(), taking.apply(call.method()), arguments);
        return flow.keepsOpen(goal) || goal instanceof Goal.Looked ? changed : sealed(changed);
    }

    /** Operands that are evaluated in order before their node takes all of them. */
    private List<Node> operands(List<Node> operands, List<Goal> goals) {
        var after = Set.copyOf(live);
        var rewritten = new ArrayList<>(operands);
        for (int i = operands.size() - 1; i >= 0; i--) {
            int before = waiting.size();
            for (int j = 0; j < i; j++) {
                addValues(operands.get(j), waiting);
            }
            var operand = operands.get(i);
            // what later operands look at, they have seen when the node takes this one
            var variable = variableOf(operand);
            rewritten.set(
                    i,
                    variable == null ? rewrite(operand, goals.get(i)) : value(operand, variable, goals.get(i), after));
            waiting.subList(before, waiting.size()).clear();
        }
        return rewritten;
    }

    /** The variable whose value, perhaps in another class, a node gives; null when there is none. */
    private static Variable variableOf(Node node) {
        return switch (node) {
            case Node.Get get -> get.variable();
            case Node.Convert(Node.Get get, Rep rep) when rep.isRef() -> get.variable();
            default -> null;
        };
    }

    /** Adds the variables of which a node may give the value. */
    private static void addValues(Node node, List<Variable> values) {
        switch (node) {
            case Node.Get get -> values.add(get.variable());
            case Node.Convert convert -> addValues(convert.value(), values);
            default -> Parts.results(node).forEach(one -> addValues(one, values));
        }
    }

    private static List<Goal> goals(List<Variable> variables) {
        return variables.stream().<Goal>map(Goal.To::new).toList();
    }

    private Node block(Node.Block block, Goal goal) {
        var result = rewrite(block.result(), goal);
        var steps = new ArrayList<>(block.steps());
        for (int i = steps.size() - 1; i >= 0; i--) {
            steps.set(
                    i,
                    switch (steps.get(i)) {
                        case Step.Let(var line, var variable, var value) ->
                            new Step.Let(line, variable, rewrite(value, new Goal.To(variable)));
                        case Step.Evaluate(var line, var value) ->
                            new Step.Evaluate(line, rewrite(value, OwnedFlow.LOOKED));
                    });
        }
        return new Node.Block(steps, result);
    }

    /** Code of which one piece is evaluated. */
    private List<Node> branches(List<Node> branches, Goal goal) {
        var after = live;
        var before = new HashSet<Variable>();
        var rewritten = new ArrayList<Node>();
        for (var branch : branches) {
            live = new HashSet<>(after);
            rewritten.add(rewrite(branch, goal));
            before.addAll(live);
        }
        live = before;
        return rewritten;
    }

    private Node choice(Node.Choice choice, Goal goal) {
        var results = branches(Parts.results(choice), goal);
        var all = new ArrayList<Node>();
        all.add(rewrite(Parts.of(choice).getFirst(), OwnedFlow.LOOKED));
        all.addAll(results);
        return Parts.with(choice, all);
    }

    private Node loop(Node.Loop loop, Goal goal) {
        var after = live;
        // what the body uses of the variables outside, the next round uses again
        var again = new HashSet<>(after);
        Parts.walk(loop.body(), node -> {
            if (node instanceof Node.Get get && flow.isOpen(get.variable())) {
                again.add(get.variable());
            }
        });
        loop.parameters().forEach(again::remove);
        Parts.walk(loop.body(), node -> {
            switch (node) {
                case Node.Loop inner -> inner.parameters().forEach(again::remove);
                case Node.Join inner -> inner.parameters().forEach(again::remove);
                case Node.Block block -> {
                    for (var step : block.steps()) {
                        if (step instanceof Step.Let let) {
                            again.remove(let.variable());
                        }
                    }
                }
                default -> {}
            }
        });
        atLabels.put(loop.label(), again);
        live = new HashSet<>(after);
        var body = rewrite(loop.body(), goal);
        live = new HashSet<>(again);
        var initial = operands(loop.initial(), goals(loop.parameters()));
        return new Node.Loop(loop.label(), loop.parameters(), initial, body, loop.rep());
    }
}
