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
}
