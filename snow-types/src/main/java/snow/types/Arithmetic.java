package snow.types;

import java.util.List;
import snow.syntax.Span;

/** {@code a + a : r}, and the other operators whose result an implementation chooses (spec 02 §4.3). */
final class Arithmetic extends Constraint {
    private final Inference in;
    private final TypeName interfaceName;
    private final String method;
    private final Ty operand;
    private final Ty result;

    Arithmetic(Inference in, Span span, TypeName interfaceName, String method, Ty operand, Ty result) {
        super(in.module, span);
        this.in = in;
        this.interfaceName = interfaceName;
        this.method = method;
        this.operand = operand;
        this.result = result;
    }

    @Override
    Ty head() {
        return operand;
    }

    @Override
    List<Ty> related() {
        return List.of(result);
    }

    @Override
    boolean allowsQuantifying() {
        return true;
    }

    @Override
    void solve() {
        var type = Ty.resolve(operand);
        var requirements = in.world.instances.requirements(interfaceName, type);
        if (requirements.isEmpty()) {
            in.unifier.unify(result, Ty.ERROR);
            return; // the predicate beside this constraint reports it
        }
        if (type instanceof Ty.Con con && !con.name().isBuiltin()) {
            var written = in.world.instances.find(interfaceName, con.name()).map(impl -> impl.methods.get(method));
            var chosen = written.map(fn -> in.calls.resultOf(fn, con, span)).orElse(Ty.ERROR);
            in.require(result, chosen, span, Cause.EXPECTED_FOUND);
        } else {
            in.require(result, type, span, Cause.EXPECTED_FOUND);
        }
    }

    @Override
    boolean settle(int step) {
        return step == 1 && close();
    }

    /** On a type variable the result is the same variable. */
    boolean close() {
        if (isDone() || !(Ty.resolve(operand) instanceof Ty.Var)) {
            return false;
        }
        markDone();
        in.require(operand, result, span, Cause.EXPECTED_FOUND);
        return true;
    }
}
