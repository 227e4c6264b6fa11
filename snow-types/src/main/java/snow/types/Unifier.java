package snow.types;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes types equal (spec 02 §3.2). A failed attempt changes nothing. Constraints that wait at variables which become known are
 * solved before {@link #unify} returns, unless it was called while solving one.
 */
final class Unifier {
    /** How an attempt ended. */
    sealed interface Outcome {
        record Equal() implements Outcome {}

        record Different() implements Outcome {}

        record Arity(int expected, int found) implements Outcome {}

        record Infinite(Ty variable, Ty type) implements Outcome {}

        /** The type has more parts than {@link Ty#LARGEST}. */
        record TooLarge() implements Outcome {}
    }

    static final Outcome EQUAL = new Outcome.Equal();
    private static final Outcome DIFFERENT = new Outcome.Different();

    private final List<Ty.Var> trail = new ArrayList<>();
    private final ArrayDeque<Constraint> ready = new ArrayDeque<>();
    private boolean solving;
    private int level;
    private List<Constraint> waitingLog = new ArrayList<>();

    /** Constraints that have to wait are added to a list from now on. */
    void logWaiting(List<Constraint> log) {
        waitingLog = log;
    }

    int level() {
        return level;
    }

    void enterLevel() {
        level++;
    }

    void leaveLevel() {
        level--;
    }

    Ty.Var fresh() {
        return new Ty.Var("", level);
    }

    Ty.Var fresh(String name) {
        return new Ty.Var(name, level);
    }

    /** A variable that only stands for tuples. */
    Ty.Var freshTuple() {
        return new Ty.Var("", level, true);
    }

    /** A variable for one use of a quantified one. */
    Ty.Var fresh(TypeParameter parameter) {
        return parameter.isTuple ? freshTuple() : fresh();
    }

    Outcome unify(Ty expected, Ty found) {
        int mark = trail.size();
        var outcome = equate(expected, found);
        if (outcome == EQUAL) {
            commit(mark);
        } else {
            undo(mark);
        }
        return outcome;
    }

    /** After a reported failure: equates what can be equated, so that the mistake is not reported again in other words. */
    void unifyWhatFits(Ty expected, Ty found) {
        if (Ty.isTooLarge(expected) || Ty.isTooLarge(found)) {
            return;
        }
        var left = Ty.resolve(expected);
        var right = Ty.resolve(found);
        switch (left) {
            case Ty.Con a when right instanceof Ty.Con b && a.is(b) -> eachThatFits(a.arguments(), b.arguments());
            case Ty.Tuple a when right instanceof Ty.Tuple b -> eachThatFits(a.components(), b.components());
            case Ty.Function a
            when right instanceof Ty.Function b -> {
                eachThatFits(a.parameters(), b.parameters());
                unifyWhatFits(a.result(), b.result());
            }
            case Ty.Var _, Ty.Con _, Ty.Tuple _, Ty.Function _, Ty.Parameter _, Ty.Simple _ -> unify(left, right);
        }
        silence(left);
        silence(right);
    }

    private void eachThatFits(List<Ty> left, List<Ty> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            unifyWhatFits(left.get(i), right.get(i));
        }
    }

    /** Open variables of a type in error must cause no further error. */
    void silence(Ty type) {
        var open = new java.util.LinkedHashSet<Ty.Var>();
        Ty.variables(type, open);
        for (var variable : open) {
            if (variable.level > 0 && variable.name.isEmpty()) {
                unify(variable, Ty.ERROR);
            }
        }
    }

    private Outcome equate(Ty expected, Ty found) {
        var left = Ty.resolve(expected);
        var right = Ty.resolve(found);
        if (left == right || left instanceof Ty.Simple || right instanceof Ty.Simple) {
            return equateSimple(left, right);
        }
        if (left instanceof Ty.Var variable) {
            return bind(variable, right);
        }
        if (right instanceof Ty.Var variable) {
            return bind(variable, left);
        }
        return switch (left) {
            case Ty.Con a -> right instanceof Ty.Con b && a.is(b) ? equateArguments(a, b) : DIFFERENT;
            case Ty.Tuple a ->
                right instanceof Ty.Tuple b
                                && a.components().size() == b.components().size()
                        ? equateAll(a.components(), b.components())
                        : DIFFERENT;
            case Ty.Function a -> right instanceof Ty.Function b ? equateFunctions(a, b) : DIFFERENT;
            case Ty.Parameter a ->
                right instanceof Ty.Parameter b && a.parameter() == b.parameter() ? EQUAL : DIFFERENT;
            case Ty.Var _, Ty.Simple _ -> throw new IllegalStateException("handled above");
        };
    }

    /** The error type silences what it meets; a type that never yields a value fits everywhere and fixes nothing. */
    private Outcome equateSimple(Ty left, Ty right) {
        if (left == Ty.ERROR && right instanceof Ty.Var variable) {
            return bind(variable, Ty.ERROR);
        }
        if (right == Ty.ERROR && left instanceof Ty.Var variable) {
            return bind(variable, Ty.ERROR);
        }
        return EQUAL;
    }

    private Outcome equateArguments(Ty.Con left, Ty.Con right) {
        if (left.arguments().size() != right.arguments().size()) {
            return EQUAL; // Pid and Pid<M>; every other name has one number of arguments
        }
        return equateAll(left.arguments(), right.arguments());
    }

    private Outcome equateFunctions(Ty.Function left, Ty.Function right) {
        if (left.parameters().size() != right.parameters().size()) {
            return new Outcome.Arity(
                    left.parameters().size(), right.parameters().size());
        }
        var outcome = equateAll(left.parameters(), right.parameters());
        return outcome == EQUAL ? equate(left.result(), right.result()) : outcome;
    }

    private Outcome equateAll(List<Ty> left, List<Ty> right) {
        for (int i = 0; i < left.size(); i++) {
            var outcome = equate(left.get(i), right.get(i));
            if (outcome != EQUAL) {
                return outcome;
            }
        }
        return EQUAL;
    }

    private Outcome bind(Ty.Var variable, Ty type) {
        if (type instanceof Ty.Var other && variable.isTuple != other.isTuple) {
            return variable.isTuple ? bindTo(other, variable) : bindTo(variable, other);
        }
        if (type instanceof Ty.Var other) {
            // A declared type parameter stays the representative, so that warnings can name it; else the one with more
            // to do.
            boolean swap = variable.name.isEmpty() == other.name.isEmpty()
                    ? variable.waiting.size() > other.waiting.size()
                    : !variable.name.isEmpty();
            return swap ? bindTo(other, variable) : bindTo(variable, other);
        }
        if (variable.isTuple && !mayBeTuple(type)) {
            return DIFFERENT;
        }
        if (Ty.isTooLarge(type)) {
            return new Outcome.TooLarge();
        }
        if (!adjust(variable, type)) {
            return new Outcome.Infinite(variable, type);
        }
        variable.bind(type);
        trail.add(variable);
        return EQUAL;
    }

    private static boolean mayBeTuple(Ty type) {
        return switch (type) {
            case Ty.Tuple _, Ty.Simple _ -> true;
            case Ty.Parameter parameter -> parameter.parameter().isTuple;
            case Ty.Con _, Ty.Function _ -> false;
            case Ty.Var variable -> variable.isTuple;
        };
    }

    private Outcome bindTo(Ty.Var variable, Ty.Var other) {
        lower(other, variable.level);
        variable.bind(other);
        trail.add(variable);
        return EQUAL;
    }

    /** Lowers the levels inside a type to a variable's; false when the variable occurs in it. */
    private boolean adjust(Ty.Var variable, Ty type) {
        return switch (Ty.resolve(type)) {
            case Ty.Var other -> {
                if (other == variable) {
                    yield false;
                }
                lower(other, variable.level);
                yield true;
            }
            case Ty.Con con -> adjustAll(variable, con.arguments());
            case Ty.Tuple tuple -> adjustAll(variable, tuple.components());
            case Ty.Function function ->
                adjustAll(variable, function.parameters()) && adjust(variable, function.result());
            case Ty.Parameter _, Ty.Simple _ -> true;
        };
    }

    private boolean adjustAll(Ty.Var variable, List<Ty> types) {
        for (var type : types) {
            if (!adjust(variable, type)) {
                return false;
            }
        }
        return true;
    }

    /** A variable that can be reached from further out lives there, with all that waits for it. */
    void lower(Ty.Var variable, int limit) {
        if (variable.level <= limit) {
            return;
        }
        variable.level = limit;
        for (var constraint : variable.waiting) {
            lowerRelated(constraint, limit);
        }
    }

    private void lowerRelated(Constraint constraint, int limit) {
        for (var type : constraint.related()) {
            lowerAll(type, limit);
        }
    }

    void lowerAll(Ty type, int limit) {
        switch (Ty.resolve(type)) {
            case Ty.Var variable -> lower(variable, limit);
            case Ty.Con con -> con.arguments().forEach(argument -> lowerAll(argument, limit));
            case Ty.Tuple tuple -> tuple.components().forEach(component -> lowerAll(component, limit));
            case Ty.Function function -> {
                function.parameters().forEach(parameter -> lowerAll(parameter, limit));
                lowerAll(function.result(), limit);
            }
            case Ty.Parameter _, Ty.Simple _ -> {}
        }
    }

    private void undo(int mark) {
        while (trail.size() > mark) {
            trail.removeLast().release();
        }
    }

    private void commit(int mark) {
        if (mark > 0) {
            return; // nested in an attempt that has not ended
        }
        for (var variable : trail) {
            var waiting = variable.waiting;
            variable.waiting = List.of();
            if (waiting.isEmpty()) {
                continue;
            }
            if (Ty.resolve(variable) instanceof Ty.Var other) {
                moveWaiting(waiting, other);
            } else {
                ready.addAll(waiting);
            }
        }
        trail.clear();
        solve();
    }

    private void moveWaiting(List<Constraint> waiting, Ty.Var other) {
        for (var constraint : waiting) {
            lowerRelated(constraint, other.level);
        }
        if (other.waiting.size() < waiting.size()) {
            waiting.addAll(other.waiting);
            other.waiting = waiting;
        } else {
            other.waiting.addAll(waiting);
        }
    }

    /** Solves a constraint now if its head is known, else when it becomes known. */
    void require(Constraint constraint) {
        if (Ty.resolve(constraint.head()) instanceof Ty.Var variable) {
            variable.waiting.add(constraint);
            waitingLog.add(constraint);
            lowerRelated(constraint, variable.level);
        } else {
            ready.add(constraint);
            solve();
        }
    }

    private void solve() {
        if (solving) {
            return;
        }
        solving = true;
        try {
            while (!ready.isEmpty()) {
                var constraint = ready.poll();
                if (constraint.isDone()) {
                    continue;
                }
                if (Ty.resolve(constraint.head()) instanceof Ty.Var variable) {
                    variable.waiting.add(constraint);
                    continue;
                }
                constraint.markDone();
                constraint.solve();
            }
        } finally {
            solving = false;
        }
    }
}
