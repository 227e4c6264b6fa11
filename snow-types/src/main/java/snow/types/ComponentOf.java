package snow.types;

import java.util.ArrayList;
import java.util.List;
import snow.syntax.Span;

/** Component {@code i} of a tuple has a type (spec 02 §4.10). */
final class ComponentOf extends Constraint {
    /** Any component: all must have the one type. */
    static final int ANY = -1;
    /** No component in particular: only a tuple is asked for. */
    static final int NONE = -2;

    private static final int LARGEST_SHOWN = 8;

    private final Inference in;
    private final Ty tuple;
    private final int index;
    private final Ty result;

    ComponentOf(Inference in, Span span, Ty tuple, int index, Ty result) {
        super(in.module, span);
        this.in = in;
        this.tuple = tuple;
        this.index = index;
        this.result = result;
    }

    @Override
    Ty head() {
        return tuple;
    }

    @Override
    List<Ty> related() {
        return List.of(result);
    }

    @Override
    void solve() {
        var type = Ty.resolve(tuple);
        if (type instanceof Ty.Simple) {
            in.unifier.unify(result, Ty.ERROR);
            return;
        }
        if (type instanceof Ty.Tuple found && index < found.components().size()) {
            if (index == ANY) {
                found.components().forEach(component -> in.require(result, component, span, Cause.EXPECTED_FOUND));
            } else if (index >= 0) {
                in.require(result, found.components().get(index), span, Cause.EXPECTED_FOUND);
            }
            return;
        }
        var wanted = new ArrayList<Ty>();
        for (int i = 0; i <= Math.clamp(index, 1, LARGEST_SHOWN); i++) {
            wanted.add(in.unifier.fresh());
        }
        in.require(new Ty.Tuple(wanted), type, span, Cause.EXPECTED_FOUND);
        in.unifier.unify(result, Ty.ERROR);
    }

    @Override
    boolean settle(int step) {
        if (step != 2 || index < 0 || index > 1) {
            return false;
        }
        in.unifier.unify(tuple, new Ty.Tuple(List.of(in.unifier.fresh(), in.unifier.fresh())));
        return true;
    }
}
