package snow.syntax;

import java.util.List;
import java.util.Optional;

/** What may stand in a block or at the top level of a file: a definition, a {@code let}, an expression. */
public sealed interface Stmt extends Node permits Item, Expr, Stmt.Let, Stmt.Assert {

    /**
     * {@code let target :: Type = value}
     *
     * @param target a {@link Pattern.Bind}, {@link Pattern.Wildcard}, {@link Pattern.Tuple}, {@link Pattern.Paren} or
     *     {@link Pattern.Error}; inside a tuple any pattern
     */
    record Let(Span span, Pattern target, Optional<TypeExpr> type, Expr value) implements Stmt {
        @Override
        public List<Node> children() {
            return Children.of().add(target).add(type).add(value).list();
        }
    }

    /**
     * {@code assert condition, message}, in test files only.
     *
     * @param isRefute true for {@code refute}
     */
    record Assert(Span span, boolean isRefute, Expr condition, Optional<Expr> message) implements Stmt {
        @Override
        public List<Node> children() {
            return Children.of().add(condition).add(message).list();
        }
    }
}
