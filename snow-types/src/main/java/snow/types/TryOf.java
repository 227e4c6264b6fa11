package snow.types;

import java.util.List;
import snow.diagnostics.Diagnostic;
import snow.syntax.Span;

/** {@code e? : r} (spec 02 §4.7). */
final class TryOf extends Constraint {
    final Ty result;

    private final Inference in;
    private final Frame frame;
    private final Ty operand;

    TryOf(Inference in, Frame frame, Span span, Ty operand) {
        super(in.module, span);
        this.in = in;
        this.frame = frame;
        this.operand = operand;
        this.result = in.unifier.fresh();
    }

    @Override
    Ty head() {
        return operand;
    }

    @Override
    List<Ty> related() {
        return List.of(result, frame.result);
    }

    @Override
    boolean settle(int step) {
        if (step != 1) {
            return false;
        }
        in.unifier.unify(operand, Ty.result(result, in.unifier.fresh()));
        return true;
    }

    @Override
    void solve() {
        var type = Ty.resolve(operand);
        if (type instanceof Ty.Simple) {
            in.unifier.unify(result, Ty.ERROR);
            return;
        }
        if (!(type instanceof Ty.Con con) || !con.isBuiltin("Result") && !con.isBuiltin("Option")) {
            in.unifier.unify(result, Ty.ERROR);
            var shown = TypeText.of(type);
            in.report(Diagnostic.error(
                            "E0037",
                            "`?` requires `Result` or `Option`",
                            span,
                            "type `" + shown + "` is not `Result` or `Option`")
                    .help("the `?` operator can only be used on `Result<T, E>` or `Option<T>` values"));
            return;
        }
        in.require(result, con.arguments().getFirst(), span, Cause.EXPECTED_FOUND);
        if (frame.kind == Frame.Kind.ACTOR) {
            return;
        }
        if (frame.isEnded || frame.annotation.isPresent()) {
            leave(con);
        } else {
            frame.atEnd.add(() -> leave(con));
        }
    }

    /** The function around it must be able to yield the failure. */
    private void leave(Ty.Con operandType) {
        var outer = Ty.resolve(frame.result);
        if (outer instanceof Ty.Simple) {
            return;
        }
        boolean isResult = operandType.isBuiltin("Result");
        if (outer instanceof Ty.Var) {
            in.unifier.unify(
                    outer,
                    isResult
                            ? Ty.result(
                                    in.unifier.fresh(), operandType.arguments().get(1))
                            : Ty.option(in.unifier.fresh()));
            return;
        }
        if (outer instanceof Ty.Con con && con.is(operandType)) {
            if (isResult) {
                in.require(con.arguments().get(1), operandType.arguments().get(1), span, Cause.EXPECTED_FOUND);
            }
            return;
        }
        in.report(Diagnostic.error(
                        "E0036",
                        "`?` operator requires function to return `Result` or `Option`",
                        span,
                        "cannot use `?` here")
                .note("the enclosing function returns `" + TypeText.of(outer)
                        + "`, but `?` requires `Result<_, _>` or `Option<_>`"));
    }
}
