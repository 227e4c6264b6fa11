package snow.types;

import java.util.List;
import snow.diagnostics.Diagnostic;
import snow.syntax.Span;
import snow.types.tree.Expression.Iteration;

/** A type that {@code for} can walk, and the types of the loop variables (spec 02 §4.8). */
final class IterableOf extends Constraint {
    private final Inference in;
    private final Ty iterable;
    private final List<Ty> variables;
    private Iteration iteration = Iteration.LIST;

    IterableOf(Inference in, Span span, Ty iterable, List<Ty> variables) {
        super(in.module, span);
        this.in = in;
        this.iterable = iterable;
        this.variables = variables;
    }

    Iteration iteration() {
        return iteration;
    }

    @Override
    Ty head() {
        return iterable;
    }

    @Override
    List<Ty> related() {
        return variables;
    }

    @Override
    boolean settle(int step) {
        if (step != 2) {
            return false;
        }
        in.unifier.unify(
                iterable,
                variables.size() == 2
                        ? Ty.map(variables.getFirst(), variables.getLast())
                        : Ty.list(variables.getFirst()));
        return true;
    }

    @Override
    void solve() {
        var type = Ty.resolve(iterable);
        if (type instanceof Ty.Simple) {
            silence();
            return;
        }
        if (type instanceof Ty.Con con && con.name().isBuiltin()) {
            boolean isMap = con.isBuiltin("Map");
            if (isMap && variables.size() <= 2) {
                overMap(con);
                return;
            }
            if (variables.size() == 1) {
                switch (con.name().name()) {
                    case "Range" -> {
                        over(Iteration.RANGE, Ty.INT);
                        return;
                    }
                    case "List" -> {
                        over(Iteration.LIST, con.arguments().getFirst());
                        return;
                    }
                    case "Set" -> {
                        over(Iteration.SET, con.arguments().getFirst());
                        return;
                    }
                    default -> {}
                }
            }
        }
        var shown = TypeText.of(type);
        in.report(Diagnostic.error(
                "E0056",
                "cannot iterate over " + shown,
                span,
                variables.size() == 1
                        ? "expected a Range, List, Map or Set, found " + shown
                        : "expected a Map, found " + shown));
        silence();
    }

    private void over(Iteration kind, Ty element) {
        iteration = kind;
        in.require(variables.getFirst(), element, span, Cause.EXPECTED_FOUND);
    }

    private void overMap(Ty.Con map) {
        iteration = variables.size() == 2 ? Iteration.MAP_ENTRIES : Iteration.MAP_KEYS;
        for (int i = 0; i < variables.size(); i++) {
            in.require(variables.get(i), map.arguments().get(i), span, Cause.EXPECTED_FOUND);
        }
    }

    private void silence() {
        variables.forEach(variable -> in.unifier.unify(variable, Ty.ERROR));
    }
}
