package snow.types;

import java.util.Optional;
import snow.syntax.Expr;

/** What the guard of an arm may consist of (spec 02 §13). */
final class Guards {
    private Guards() {}

    /** The first part of a guard that may not stand there. */
    static Optional<Expr> forbidden(Expr guard) {
        var current = guard;
        while (true) {
            switch (current) {
                case Expr.Literal _, Expr.NameRef _, Expr.SelfRef _, Expr.Error _ -> {
                    return Optional.empty();
                }
                case Expr.Str string -> {
                    return string.parts().stream().allMatch(Expr.StringText.class::isInstance)
                            ? Optional.empty()
                            : Optional.of(string);
                }
                case Expr.FieldAccess access -> current = access.base();
                case Expr.Paren paren -> current = paren.inner();
                case Expr.Unary unary -> current = unary.operand();
                case Expr.Tuple tuple -> {
                    return firstForbidden(tuple.elements());
                }
                case Expr.Binary binary -> {
                    var right = forbidden(binary.right());
                    if (right.isPresent()) {
                        return forbidden(binary.left()).or(() -> right);
                    }
                    current = binary.left();
                }
                case Expr.Call call -> {
                    if (call.trailing().isPresent()) {
                        return Optional.of(call);
                    }
                    var argument = firstForbidden(call.args());
                    if (argument.isPresent()) {
                        return argument;
                    }
                    current = call.callee();
                }
                default -> {
                    return Optional.of(current);
                }
            }
        }
    }

    private static Optional<Expr> firstForbidden(java.util.List<Expr> expressions) {
        return expressions.stream()
                .flatMap(expression -> forbidden(expression).stream())
                .findFirst();
    }

    static String reason(Expr forbidden) {
        return forbidden instanceof Expr.Range
                ? "operator `..` not allowed in guard"
                : "expression not allowed in guard";
    }
}
