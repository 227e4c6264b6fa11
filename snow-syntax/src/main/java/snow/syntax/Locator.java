package snow.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds nodes and tokens of a tree by place (spec 01 §12.1). Each query takes time linear in the depth of the tree. */
public final class Locator {
    private final SourceFile file;
    private final TokenList tokens;

    public Locator(SourceFile file) {
        this.file = file;
        this.tokens = file.tokens();
    }

    /**
     * The nodes that hold an offset, from the file to the innermost one. Where two touch at the offset, the left one.
     *
     * @param offset 0 to the length of the text
     */
    public List<Node> pathAt(int offset) {
        return pathCovering(new Span(offset, offset));
    }

    /** The innermost node that holds the whole range. */
    public Node covering(Span range) {
        return pathCovering(range).getLast();
    }

    /** The nodes that hold a range, from the file to the innermost one. */
    public List<Node> pathCovering(Span range) {
        var path = new ArrayList<Node>();
        Optional<Node> next = Optional.of(file);
        while (next.isPresent()) {
            var node = next.get();
            path.add(node);
            next = node.children().stream()
                    .filter(child -> holds(child.span(), range))
                    .findFirst();
        }
        return path;
    }

    /** The nodes from the file to {@code node}, both included; empty if the node is not in the tree. */
    public List<Node> pathTo(Node node) {
        var path = new ArrayList<Node>();
        return descend(file, node, path) ? path : List.of();
    }

    /** Only children that hold the node's span are entered; with empty nodes there may be more than one such child. */
    private static boolean descend(Node from, Node to, List<Node> path) {
        var node = from;
        int entered = path.size();
        while (true) {
            path.add(node);
            if (node == to) {
                return true;
            }
            var candidates = node.children().stream()
                    .filter(child -> holds(child.span(), to.span()))
                    .toList();
            if (candidates.size() != 1) {
                for (var candidate : candidates) {
                    if (descend(candidate, to, path)) {
                        return true;
                    }
                }
                path.subList(entered, path.size()).clear();
                return false;
            }
            node = candidates.getFirst();
        }
    }

    private static boolean holds(Span outer, Span inner) {
        return outer.start() <= inner.start() && inner.end() <= outer.end();
    }

    /** Index of the first token of a node. */
    public int firstToken(Node node) {
        return tokens.significantFrom(tokens.indexAt(node.span().start()));
    }

    /** Index of the last token of a node; of an empty node, of the token before it, or -1. */
    public int lastToken(Node node) {
        int end = node.span().end();
        if (end == 0) {
            return -1;
        }
        int index = tokens.indexAt(end - 1);
        return tokens.kind(index).isTrivia() ? tokens.significantBefore(index) : index;
    }

    /**
     * A node with its trivia: from the trivia that leads its first token to that which trails its last. What follows a token on
     * its line, the line end included, trails that token; everything else leads the next one.
     */
    public Span fullRange(Node node) {
        if (node == file) {
            return new Span(0, file.text().length());
        }
        int first = firstToken(node);
        int before = tokens.significantBefore(first);
        int from = before < 0 ? 0 : trailingEnd(before);
        int last = Math.max(lastToken(node), 0);
        return new Span(
                Math.min(from, node.span().start()),
                Math.max(trailingEnd(last), node.span().end()));
    }

    /** Where the trivia after a token of a line ends. */
    private int trailingEnd(int index) {
        int i = index + 1;
        while (i < tokens.size() && tokens.kind(i).isTrivia()) {
            if (tokens.kind(i) == TokenKind.NEWLINE) {
                return tokens.end(i);
            }
            i++;
        }
        return i < tokens.size() ? tokens.start(i) : file.text().length();
    }

    /** The lines of the {@code ##} comments directly before an item, without markers (spec 08 §9.1). */
    public List<String> docComment(Node item) {
        var lines = new ArrayList<String>();
        int newlines = 0;
        for (int i = firstToken(item) - 1; i >= 0 && tokens.kind(i).isTrivia(); i--) {
            switch (tokens.kind(i)) {
                case NEWLINE -> newlines++;
                case WHITESPACE -> {}
                case DOC_COMMENT -> {
                    boolean aloneOnItsLine = i == 0 || startsLine(i);
                    if (newlines != 1 || !aloneOnItsLine) {
                        return lines.reversed();
                    }
                    lines.add(commentText(i, 2));
                    newlines = 0;
                }
                default -> {
                    return lines.reversed();
                }
            }
        }
        return lines.reversed();
    }

    private boolean startsLine(int index) {
        int before = index - 1;
        while (before >= 0 && tokens.kind(before) == TokenKind.WHITESPACE) {
            before--;
        }
        return before < 0 || tokens.kind(before) == TokenKind.NEWLINE;
    }

    /** The lines of the {@code ##!} comments of the file, without markers. */
    public List<String> moduleDocComment() {
        var lines = new ArrayList<String>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.kind(i) == TokenKind.MODULE_DOC_COMMENT) {
                lines.add(commentText(i, 3));
            }
        }
        return List.copyOf(lines);
    }

    private String commentText(int index, int marker) {
        var text = tokens.text(index);
        boolean space = text.length() > marker && text.charAt(marker) == ' ';
        return text.substring(space ? marker + 1 : marker);
    }
}
