package snow.types;

import java.util.List;
import java.util.Optional;
import snow.syntax.Span;
import snow.types.tree.Expression;

/**
 * A call of an interface's method whose implementation is chosen when the type is known; what the interface leaves open is then
 * taken from the implementation.
 */
final class InterfaceCall extends Constraint {
    private final Inference in;
    private final InterfaceDefinition.Method method;
    private final Ty self;
    private final Ty.Function type;
    private Optional<Definition.Fn> chosen = Optional.empty();
    private Optional<Names.Use> use = Optional.empty();

    InterfaceCall(Inference in, InterfaceDefinition.Method method, Ty self, Span span) {
        super(in.module, span);
        this.in = in;
        this.method = method;
        this.self = self;
        this.type = Methods.typeOf(method, self, in.unifier);
    }

    Ty.Function type() {
        return type;
    }

    private boolean hasOpenParts() {
        return !method.isClosed();
    }

    @Override
    Ty head() {
        return self;
    }

    @Override
    List<Ty> related() {
        return hasOpenParts() ? List.of(type) : List.of();
    }

    @Override
    boolean allowsQuantifying() {
        return !hasOpenParts();
    }

    @Override
    boolean settle(int step) {
        if (step != 1 || !hasOpenParts() || !method.owner().name.isBuiltin()) {
            return false;
        }
        markDone();
        in.unifier.unify(self, type.result()); // arithmetic on a type variable
        return true;
    }

    @Override
    void solve() {
        if (Ty.resolve(self) instanceof Ty.Parameter parameter && parameter.parameter() == method.owner().self) {
            inside();
            return;
        }
        if (!(Ty.resolve(self) instanceof Ty.Con con)) {
            if (hasOpenParts()) {
                in.unifier.unify(type.result(), Ty.ERROR);
            }
            return;
        }
        chosen = in.world
                .instances
                .find(method.owner().name, con.name())
                .flatMap(impl -> Optional.ofNullable(impl.methods.get(method.name())))
                .filter(fn -> in.methods.isNeeded(fn, method));
        if (chosen.isPresent()) {
            if (in.names.isTooEarly(chosen.get())) {
                in.report(Messages.cannotInfer(in.module.textOf(span), span));
                in.unifier.unify(type.result(), Ty.ERROR);
                return;
            }
            use = Optional.of(in.names.method(chosen.get()).use());
            in.require(use.get().type(), type, span, Cause.EXPECTED_FOUND);
            use.get().bounds().forEach(bound -> in.implement(bound, span));
        } else if (hasOpenParts()) {
            in.unifier.unify(type.result(), con);
        }
    }

    /** A call at the interface's own {@code Self}, in a default method. */
    private void inside() {
        in.require(Methods.typeInside(method, in.unifier), type, span, Cause.EXPECTED_FOUND);
        if (method.resultInside().isEmpty()
                || method.parametersInside().stream().anyMatch(Optional::isEmpty)) {
            in.report(Messages.cannotInfer(in.module.textOf(span), span));
            in.unifier.silence(type);
        }
    }

    Expression build(Zonk zonk, List<Expression> arguments) {
        var result = zonk.type(type.result());
        if (chosen.isPresent()) {
            return new Expression.Call(
                    span,
                    result,
                    chosen.get().function,
                    use.orElseThrow().typeArguments().apply(zonk),
                    arguments);
        }
        return new Expression.CallMethod(span, result, method.owner().name, method.name(), zonk.type(self), arguments);
    }
}
