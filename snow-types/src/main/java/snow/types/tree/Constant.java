package snow.types.tree;

import java.util.List;
import snow.syntax.Span;

/**
 * A top-level {@code let}, evaluated once before {@code main} if reachable. A tuple pattern binds several locals.
 */
public record Constant(String module, Span span, Pattern pattern, List<Local> locals, Expression value) {
    public Constant {
        locals = List.copyOf(locals);
    }

    /** Identity: initialisers refer to one another, and comparing them part by part would follow all of them. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
