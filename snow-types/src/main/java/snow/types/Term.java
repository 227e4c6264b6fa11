package snow.types;

import snow.syntax.Span;
import snow.types.tree.Expression;

/**
 * An expression after inference: its type, in which variables may still be open, and how to make the typed tree of it once they are
 * known.
 */
record Term(Ty type, Span span, Build build) {

    /** Makes a part of the typed tree, when all types are known. */
    @FunctionalInterface
    interface Build {
        Expression in(Zonk zonk);
    }

    /** What stands for an expression in error; nothing is generated from it. */
    static Term error(Span span) {
        return new Term(Ty.ERROR, span, _ -> new Expression.Unit(span));
    }

    Expression in(Zonk zonk) {
        return build.in(zonk);
    }

    boolean isNever() {
        return Ty.isNever(type);
    }

    boolean isError() {
        return Ty.isError(type);
    }
}
