package snow.syntax;

import java.util.List;

/**
 * The tree of one file.
 *
 * @param text the file exactly as written
 * @param tokens every token of the text, so that their texts in order give {@code text} back
 * @param items definitions and top-level statements
 */
public record SourceFile(Span span, String text, TokenList tokens, List<Stmt> items) implements Node {
    public SourceFile {
        items = List.copyOf(items);
    }

    @Override
    public List<Node> children() {
        return List.copyOf(items);
    }
}
