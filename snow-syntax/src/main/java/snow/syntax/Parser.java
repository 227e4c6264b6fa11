package snow.syntax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import snow.diagnostics.Diagnostic;
import snow.diagnostics.Severity;

/** Turns a source text into a tree (spec 01). Does no input or output and throws nothing, whatever the text. */
public final class Parser {
    /** The deepest nesting of brackets, blocks and prefix operators; beyond it, {@code nesting too deep} is reported. */
    public static final int MAX_DEPTH = 1_000;

    /** How many syntax errors of a file are kept; of the others only their number is. */
    public static final int MAX_ERRORS = 20;

    private Parser() {}

    /** Parses an ordinary source file, in linear time. */
    public static ParseResult parse(String text) {
        return parse(Lexer.lex(text), false);
    }

    /**
     * Parses a file named {@code *_test.snow}. {@code test}, {@code describe}, {@code setup}, {@code assert} and
     * {@code refute} are keywords at the start of items and statements, provided that the file has a test item; otherwise the
     * file is an ordinary module (spec 08 §8.1).
     */
    public static ParseResult parseTestFile(String text) {
        var lexed = Lexer.lex(text);
        var asTest = parse(lexed, true);
        return asTest.tree().hasTests() ? asTest : parse(lexed, false);
    }

    private static ParseResult parse(Lexed lexed, boolean testFile) {
        var first = new Pass(lexed, testFile, false);
        if (!first.endMissing()) {
            return first.result();
        }
        // An `end` is missing somewhere. The layout may show better than the end of the file where (spec 01 §10.5 R4).
        var byLayout = new Pass(lexed, testFile, true);
        return byLayout.errors() <= first.errors() ? byLayout.result() : first.result();
    }

    /** One walk over the tokens. */
    private static final class Pass {
        private final Lexed lexed;
        private final Grammar grammar;
        private final List<Stmt> items;

        Pass(Lexed lexed, boolean testFile, boolean layoutEndsItems) {
            this.lexed = lexed;
            this.grammar = new Grammar(lexed, testFile, layoutEndsItems);
            this.items = grammar.blocks.file();
        }

        boolean endMissing() {
            return grammar.blocks.endMissing();
        }

        int errors() {
            return grammar.cursor.diagnostics().size();
        }

        ParseResult result() {
            var all = new ArrayList<>(lexed.diagnostics);
            all.addAll(grammar.cursor.diagnostics());
            all.sort(Comparator.comparingInt(diagnostic -> diagnostic.span().start()));
            var kept = new ArrayList<Diagnostic>();
            int errors = 0;
            for (var diagnostic : all) {
                boolean error = diagnostic.severity() == Severity.ERROR;
                errors += error ? 1 : 0;
                if (!error || errors <= MAX_ERRORS) {
                    kept.add(diagnostic);
                }
            }
            var tokens = grammar.cursor.tokens();
            var span = items.isEmpty()
                    ? new Span(0, 0)
                    : items.getFirst().span().to(items.getLast().span());
            return new ParseResult(
                    new SourceFile(span, lexed.text, tokens, items), kept, Math.max(0, errors - MAX_ERRORS));
        }
    }
}
