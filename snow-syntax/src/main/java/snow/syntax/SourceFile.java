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

    /** Whether a test item stands in the file, at the top level or in a {@code describe}. */
    public boolean hasTests() {
        return items.stream().anyMatch(SourceFile::holdsTest);
    }

    private static boolean holdsTest(Stmt item) {
        return item instanceof Item.TestDef
                || (item instanceof Item.DescribeDef describe
                        && describe.body().items().stream().anyMatch(SourceFile::holdsTest));
    }

    @Override
    public List<Node> children() {
        return List.copyOf(items);
    }
}
