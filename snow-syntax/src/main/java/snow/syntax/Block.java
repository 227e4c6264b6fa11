package snow.syntax;

import java.util.List;

/**
 * The statements between a block's opener and closer. The span goes from the first to the last statement, without the
 * keywords around them; that of an empty block is the empty position after its opener. Definitions of any kind are accepted
 * in every block; where only functions are allowed is checked later.
 */
public record Block(Span span, List<Stmt> items) implements FnBody, ElseBranch {
    public Block {
        items = List.copyOf(items);
    }

    @Override
    public List<Node> children() {
        return List.copyOf(items);
    }
}
