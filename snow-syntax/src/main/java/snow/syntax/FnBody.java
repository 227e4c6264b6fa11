package snow.syntax;

import java.util.List;

/** The body of a function definition: {@code do … end}, or {@code = expr}. */
public sealed interface FnBody extends Node permits Block, FnBody.Equals {

    /** {@code = expr}; the span is that of the expression. */
    record Equals(Span span, Expr value) implements FnBody {
        @Override
        public List<Node> children() {
            return List.of(value);
        }
    }
}
