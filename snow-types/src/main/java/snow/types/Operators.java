package snow.types;

import snow.syntax.Expr;
import snow.syntax.Span;
import snow.types.tree.Expression;
import snow.types.tree.Expression.BinaryOperator;

/** Operators (spec 02 §4.3). */
final class Operators {
    private final Inference in;

    Operators(Inference in) {
        this.in = in;
    }

    Term binary(Expr.Binary node, Term left) {
        return switch (node.op()) {
            case AND, OR -> logical(node, left);
            case ADD -> arithmetic(node, left, "Add", BinaryOperator.ADD);
            case SUB -> arithmetic(node, left, "Sub", BinaryOperator.SUBTRACT);
            case MUL -> arithmetic(node, left, "Mul", BinaryOperator.MULTIPLY);
            case DIV -> arithmetic(node, left, "Div", BinaryOperator.DIVIDE);
            case REM -> arithmetic(node, left, "Mod", BinaryOperator.REMAINDER);
            case EQ -> comparison(node, left, Interfaces.EQ, BinaryOperator.EQUAL);
            case NE -> comparison(node, left, Interfaces.EQ, BinaryOperator.NOT_EQUAL);
            case LT -> comparison(node, left, Interfaces.ORD, BinaryOperator.LESS);
            case GT -> comparison(node, left, Interfaces.ORD, BinaryOperator.GREATER);
            case LE -> comparison(node, left, Interfaces.ORD, BinaryOperator.LESS_OR_EQUAL);
            case GE -> comparison(node, left, Interfaces.ORD, BinaryOperator.GREATER_OR_EQUAL);
            case CONCAT, APPEND -> concat(node, left);
        };
    }

    private Term logical(Expr.Binary node, Term left) {
        in.require(Ty.BOOL, left.type(), left.span(), Cause.EXPECTED_FOUND);
        var right = in.infer(node.right());
        in.require(Ty.BOOL, right.type(), right.span(), Cause.EXPECTED_FOUND);
        var span = node.span();
        return node.op() == Expr.BinaryOp.AND
                ? new Term(Ty.BOOL, span, zonk -> new Expression.And(span, left.in(zonk), right.in(zonk)))
                : new Term(Ty.BOOL, span, zonk -> new Expression.Or(span, left.in(zonk), right.in(zonk)));
    }

    /** The type of both operands; the error type when they differ. */
    private Ty operands(Term left, Term right) {
        if (!in.require(left.type(), right.type(), right.span(), Cause.operand(left.span()))) {
            return Ty.ERROR;
        }
        if (left.isError() || right.isError()) {
            return Ty.ERROR;
        }
        return left.isNever() ? right.type() : left.type();
    }

    private Term arithmetic(Expr.Binary node, Term left, String interfaceName, BinaryOperator operator) {
        var right = in.infer(node.right());
        var operand = operands(left, right);
        var span = node.span();
        var result = result(TypeName.builtin(interfaceName), operand, span);
        return new Term(
                result,
                span,
                zonk -> new Expression.Binary(span, zonk.type(result), operator, left.in(zonk), right.in(zonk)));
    }

    /** The type of an operator's result: that of the operands, or what their implementation says. */
    private Ty result(TypeName interfaceName, Ty operand, Span span) {
        var type = Ty.resolve(operand);
        if (type instanceof Ty.Simple) {
            return type;
        }
        if (type == Ty.INT || type == Ty.FLOAT) {
            return type;
        }
        in.implement(interfaceName, type, span);
        var result = in.unifier.fresh();
        var method = in.world.interfaces.get(interfaceName).methods.getFirst().name();
        in.unifier.require(new Arithmetic(in, span, interfaceName, method, type, result));
        return result;
    }

    private Term comparison(Expr.Binary node, Term left, TypeName interfaceName, BinaryOperator operator) {
        var right = in.infer(node.right());
        var operand = operands(left, right);
        var span = node.span();
        in.implement(interfaceName, operand, span);
        return new Term(
                Ty.isError(operand) ? operand : Ty.BOOL,
                span,
                zonk -> new Expression.Binary(span, snow.types.Type.BOOL, operator, left.in(zonk), right.in(zonk)));
    }

    private Term concat(Expr.Binary node, Term left) {
        var right = in.infer(node.right());
        var operand = operands(left, right);
        var span = node.span();
        in.implement(Interfaces.CONCAT, operand, span);
        return new Term(operand, span, zonk -> {
            var type = zonk.type(operand);
            var first = left.in(zonk);
            var second = right.in(zonk);
            return type.equals(snow.types.Type.STRING)
                    ? new Expression.Concat(span, java.util.List.of(first, second))
                    : new Expression.Binary(span, type, BinaryOperator.CONCAT, first, second);
        });
    }

    Term range(Expr.Range node, Term left) {
        in.require(Ty.INT, left.type(), left.span(), Cause.EXPECTED_FOUND);
        var right = in.infer(node.right());
        in.require(Ty.INT, right.type(), right.span(), Cause.EXPECTED_FOUND);
        var span = node.span();
        return new Term(Ty.RANGE, span, zonk -> new Expression.Range(span, left.in(zonk), right.in(zonk)));
    }

    Term unary(Expr.Unary node) {
        var operand = in.infer(node.operand());
        var span = node.span();
        return switch (node.op()) {
            case NOT -> {
                var type =
                        in.require(Ty.BOOL, operand.type(), operand.span(), Cause.EXPECTED_FOUND) ? Ty.BOOL : Ty.ERROR;
                yield new Term(type, span, zonk -> new Expression.Not(span, operand.in(zonk)));
            }
            case NEG -> {
                var result = result(Interfaces.NEG, operand.type(), span);
                yield new Term(result, span, zonk -> new Expression.Negate(span, zonk.type(result), operand.in(zonk)));
            }
        };
    }
}
