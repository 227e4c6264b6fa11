package snow.mir.optimise;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import snow.mir.Label;
import snow.mir.MethodRef;
import snow.mir.MirFunction;
import snow.mir.Node;
import snow.mir.Node.Step;
import snow.mir.Parts;
import snow.mir.Variable;

/**
 * Where collections go in one function: from variables and from calls that take one over (takers) into variables, takers and the function's
 * result. From that follows which of them may be open.
 *
 * <p>A place is of <em>use</em> when what is there can come to a taker. Only there open collections are kept; on their way to any other place they
 * are sealed.
 */
final class OwnedFlow {
    /** Where a value goes. */
    sealed interface Goal {
        /** To a variable. */
        record To(Variable variable) implements Goal {}

        /** To a call that can take it over. */
        record Taken(Node.CallStatic taker) implements Goal {
            @Override
            public boolean equals(Object other) {
                return other instanceof Taken that && that.taker == taker;
            }

            @Override
            public int hashCode() {
                return System.identityHashCode(taker);
            }
        }

        /** The result of the function. */
        record Result() implements Goal {}

        /** Somewhere where it is only looked at, or dropped. */
        record Looked() implements Goal {}

        /** Anywhere else. */
        record Away() implements Goal {}
    }

    static final Goal LOOKED = new Goal.Looked();
    static final Goal AWAY = new Goal.Away();
    static final Goal RESULT = new Goal.Result();

    private final Function<MethodRef, OptionalInt> takes;

    /** Whether the function may give an open collection. */
    private final boolean givesOpen;

    private final List<Variable> parameters;
    private final Map<Label, List<Variable>> labels = new HashMap<>();

    /** From variables, and from takers: to where their values go. */
    private final Map<Variable, Set<Goal>> fromVariables = new HashMap<>();

    private final Map<Node.CallStatic, Set<Goal>> fromTakers = new IdentityHashMap<>();

    /** Lists that are walked by pattern stay closed, so that the walk stays one over arrays. */
    private final Set<Variable> walked = new HashSet<>();

    private final Set<Goal> useful = new HashSet<>();
    private final Set<Variable> open = new HashSet<>();
    private final Set<Node.CallStatic> openTakers = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * @param takes the argument that a call of a method can take over
     * @param taken the parameter that the function takes over and gives back, or -1
     */
    OwnedFlow(MirFunction function, Function<MethodRef, OptionalInt> takes, int taken) {
        this.takes = takes;
        this.givesOpen = taken >= 0;
        this.parameters = function.parameters();
        follow(function.body(), RESULT);
        findUseful();
        findOpen(taken);
    }

    /** The parameter that the function gives back, changed by a taker. */
    OptionalInt changedParameter() {
        for (int i = 0; i < parameters.size(); i++) {
            if (OwnedOperations.mayHold(parameters.get(i).rep()) && isChanged(parameters.get(i))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    boolean hasOpen() {
        return !open.isEmpty() || !openTakers.isEmpty();
    }

    boolean isOpen(Variable variable) {
        return open.contains(variable);
    }

    /** Whether the call takes over an open collection, or gives one for another that does. */
    boolean isOpen(Node.CallStatic call) {
        return openTakers.contains(call);
    }

    boolean keepsOpen(Goal goal) {
        return useful.contains(goal);
    }

    OptionalInt taken(Node.CallStatic call) {
        return takes.apply(call.method());
    }

    // ---- goals of parts

    /** What happens to an operand of a node that is neither control flow nor a taker. */
    static Goal goal(Node node, int operand) {
        return switch (node) {
            case Node.CallStatic call when operand == 0 && OwnedOperations.reads(call.method()) -> LOOKED;
            case Node.CallVirtual call when operand == 0 && OwnedOperations.readsReceiver(call.method()) -> LOOKED;
            case Node.Field _, Node.InstanceOf _, Node.Primitive _, Node.Convert _ -> LOOKED;
            default -> AWAY;
        };
    }

    List<Variable> parameters(Label label) {
        return labels.get(label);
    }

    // ---- following values

    private void follow(Node node, Goal goal) {
        switch (node) {
            case Node.Get get -> go(get.variable(), goal);
            case Node.Convert convert -> follow(convert.value(), convert.rep().isRef() ? goal : LOOKED);
            case Node.Block block -> {
                for (var step : block.steps()) {
                    switch (step) {
                        case Step.Let let -> follow(let.value(), new Goal.To(let.variable()));
                        case Step.Evaluate evaluate -> follow(evaluate.node(), LOOKED);
                    }
                }
                follow(block.result(), goal);
            }
            case Node.Choice choice -> {
                follow(Parts.of(choice).getFirst(), LOOKED);
                Parts.results(choice).forEach(one -> follow(one, goal));
            }
            case Node.Join join -> {
                labels.put(join.label(), join.parameters());
                follow(join.body(), goal);
                follow(join.target(), goal);
            }
            case Node.Loop loop -> {
                labels.put(loop.label(), loop.parameters());
                followInto(loop.initial(), loop.parameters());
                follow(loop.body(), goal);
            }
            case Node.Jump jump -> followInto(jump.arguments(), labels.get(jump.label()));
            case Node.Return leave -> follow(leave.value(), RESULT);
            case Node.CallStatic call -> {
                var taken = taken(call);
                if (taken.isPresent()) {
                    fromTakers.computeIfAbsent(call, _ -> new HashSet<>()).add(goal);
                }
                for (int i = 0; i < call.arguments().size(); i++) {
                    boolean over = taken.isPresent() && taken.getAsInt() == i;
                    follow(call.arguments().get(i), over ? new Goal.Taken(call) : goal(call, i));
                }
            }
            case Node.CallVirtual call -> {
                if (OwnedOperations.isTail(call.method())) {
                    var receiver = call.receiver();
                    while (receiver instanceof Node.Convert convert) {
                        receiver = convert.value();
                    }
                    if (receiver instanceof Node.Get get) {
                        walked.add(get.variable());
                    }
                }
                followAll(call);
            }
            case Node.Leaf _ -> {}
            case Node.Apply _, Node.Concat _, Node.MapLiteral _ -> followAll(node);
        }
    }

    private void followAll(Node node) {
        var parts = Parts.of(node);
        for (int i = 0; i < parts.size(); i++) {
            follow(parts.get(i), goal(node, i));
        }
    }

    private void followInto(List<Node> values, List<Variable> variables) {
        for (int i = 0; i < values.size(); i++) {
            follow(values.get(i), new Goal.To(variables.get(i)));
        }
    }

    private void go(Variable variable, Goal goal) {
        if (OwnedOperations.mayHold(variable.rep())) {
            fromVariables.computeIfAbsent(variable, _ -> new HashSet<>()).add(goal);
        }
    }

    // ---- what follows from it

    private void findUseful() {
        if (givesOpen) {
            useful.add(RESULT);
        }
        fromTakers.keySet().forEach(taker -> useful.add(new Goal.Taken(taker)));
        for (boolean more = true; more; ) {
            more = false;
            for (var entry : fromVariables.entrySet()) {
                if (!walked.contains(entry.getKey())
                        && entry.getValue().stream().anyMatch(useful::contains)) {
                    more |= useful.add(new Goal.To(entry.getKey()));
                }
            }
        }
    }

    private void findOpen(int taken) {
        var todo = new ArrayDeque<Goal>();
        if (taken >= 0) {
            open(new Goal.To(parameters.get(taken)), todo);
        }
        fromTakers.forEach((taker, goals) -> {
            if (goals.stream().anyMatch(useful::contains)) {
                open(new Goal.Taken(taker), todo);
            }
        });
        for (var goal = todo.poll(); goal != null; goal = todo.poll()) {
            for (var next : from(goal)) {
                if (useful.contains(next)) {
                    open(next, todo);
                }
            }
        }
    }

    private void open(Goal goal, ArrayDeque<Goal> todo) {
        boolean added = switch (goal) {
            case Goal.To(var variable) -> useful.contains(goal) && open.add(variable);
            case Goal.Taken(var taker) -> openTakers.add(taker);
            case Goal.Result _, Goal.Looked _, Goal.Away _ -> false;
        };
        if (added) {
            todo.add(goal);
        }
    }

    /** Where what has come to a goal goes on to. */
    private Set<Goal> from(Goal goal) {
        return switch (goal) {
            case Goal.To(var variable) -> fromVariables.getOrDefault(variable, Set.of());
            case Goal.Taken(var taker) -> fromTakers.get(taker);
            case Goal.Result _, Goal.Looked _, Goal.Away _ -> Set.of();
        };
    }

    /** Whether a path leads from a variable through a taker to the result. */
    private boolean isChanged(Variable parameter) {
        var takers = new ArrayList<Goal>();
        for (var goal : reached(List.of(new Goal.To(parameter)), false)) {
            if (goal instanceof Goal.Taken) {
                takers.add(goal);
            }
        }
        return reached(takers, true).contains(RESULT);
    }

    private Set<Goal> reached(List<Goal> start, boolean throughTakers) {
        var reached = new HashSet<>(start);
        var todo = new ArrayDeque<>(start);
        for (var goal = todo.poll(); goal != null; goal = todo.poll()) {
            if (goal instanceof Goal.Taken && !throughTakers) {
                continue;
            }
            for (var next : from(goal)) {
                if (reached.add(next)) {
                    todo.add(next);
                }
            }
        }
        return reached;
    }
}
