package snow.golden;

import snow.syntax.Node;
import snow.syntax.SourceFile;

/** A syntax tree as text: one line for each node, its kind, place, and (for a node without parts) source text. */
final class TreeText {
    private final String source;
    private final StringBuilder text = new StringBuilder();

    private TreeText(String source) {
        this.source = source;
    }

    static String of(SourceFile file) {
        var tree = new TreeText(file.text());
        tree.append(file, 0);
        return tree.text.toString();
    }

    private void append(Node node, int depth) {
        var kind = node.getClass().getName().substring("snow.syntax.".length()).replace('$', '.');
        text.append("  ".repeat(depth)).append(kind).append(' ');
        place(node.span().start());
        text.append('-');
        place(node.span().end());
        if (node.children().isEmpty()) {
            var words = source.substring(node.span().start(), node.span().end());
            text.append(' ').append(words.replace("\\", "\\\\").replace("\n", "\\n"));
        }
        text.append('\n');
        node.children().forEach(child -> append(child, depth + 1));
    }

    private void place(int offset) {
        int line =
                (int) source.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
        int lineStart = source.lastIndexOf('\n', offset - 1) + 1;
        text.append(line).append(':').append(source.codePointCount(lineStart, offset) + 1);
    }
}
