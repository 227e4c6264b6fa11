package snow.types;

import java.util.Set;
import snow.syntax.Span;

/**
 * What a predicate such as {@code Add(a)} of a scheme asks for besides an implementation: on a type variable {@code a + a} is an
 * {@code a} again (spec 02 §8.3).
 */
final class SameResult extends Constraint {
    private static final Set<String> OPERATORS = Set.of("Add", "Sub", "Mul", "Div", "Mod", "Neg");

    private final Inference in;
    private final TypeName interfaceName;
    private final Ty type;

    SameResult(Inference in, Span span, TypeName interfaceName, Ty type) {
        super(in.module, span);
        this.in = in;
        this.interfaceName = interfaceName;
        this.type = type;
    }

    static boolean isAskedBy(TypeName interfaceName) {
        return interfaceName.isBuiltin() && OPERATORS.contains(interfaceName.name());
    }

    @Override
    Ty head() {
        return type;
    }

    @Override
    boolean allowsQuantifying() {
        return true;
    }

    @Override
    void solve() {
        if (!(Ty.resolve(type) instanceof Ty.Con con)) {
            return;
        }
        var method = in.world.interfaces.get(interfaceName).methods.getFirst().name();
        in.world
                .instances
                .find(interfaceName, con.name())
                .map(impl -> impl.methods.get(method))
                .ifPresent(fn -> {
                    if (in.unifier.unify(con, in.calls.resultOf(fn, con, span)) != Unifier.EQUAL) {
                        in.report(Messages.notImplemented(con, interfaceName.name(), span)
                                .note("here `" + method + "` must return `" + TypeText.of(con) + "`"));
                    }
                });
    }
}
