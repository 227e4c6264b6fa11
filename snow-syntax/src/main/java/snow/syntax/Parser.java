package snow.syntax;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;
import snow.diagnostics.Diagnostic;
import snow.diagnostics.Severity;

/** Turns a source text into a tree (spec 01). Does no input or output and throws nothing, whatever the text. */
public final class Parser {
    /** The deepest nesting of brackets, blocks and prefix operators; beyond it, {@code nesting too deep} is reported. */
    public static final int MAX_DEPTH = 1_000;

    /** How many syntax errors of a file are kept; of the others only their number is. */
    public static final int MAX_ERRORS = 20;

    /** What every thread's stack is taken to bear. Deeper files are parsed on a thread with a stack of its own. */
    private static final int SHALLOW = 64;

    private static final int DEEP_STACK_BYTES = 64 << 20;

    private Parser() {}

    /** Parses an ordinary source file, in linear time. */
    public static ParseResult parse(String text) {
        var lexed = Lexer.lex(text);
        return onDeepEnoughStack(maxDepth -> parse(lexed, Dialect.PROGRAM, maxDepth));
    }

    /**
     * Parses a file named {@code *_test.snow}. {@code test}, {@code describe}, {@code setup}, {@code assert} and
     * {@code refute} are keywords at the start of items and statements, provided that the file has a test item; otherwise the
     * file is an ordinary module (spec 08 §8.1).
     */
    public static ParseResult parseTestFile(String text) {
        var lexed = Lexer.lex(text);
        return onDeepEnoughStack(maxDepth -> {
            var asTest = parse(lexed, Dialect.TESTS, maxDepth);
            return asTest.tree().hasTests() ? asTest : parse(lexed, Dialect.PROGRAM, maxDepth);
        });
    }

    /** Parses the interface file of a built-in module, in which functions may have keywords as names: {@code Ws.send}. */
    public static ParseResult parseInterfaceFile(String text) {
        var lexed = Lexer.lex(text);
        return onDeepEnoughStack(maxDepth -> parse(lexed, Dialect.INTERFACE, maxDepth));
    }

    /** Parses here if the nesting is as usual, else once more on a thread whose stack bears {@link #MAX_DEPTH} levels. */
    private static ParseResult onDeepEnoughStack(IntFunction<ParseResult> parse) {
        try {
            return parse.apply(SHALLOW);
        } catch (Cursor.TooDeepForThisStack _) {
            return onDeepStack(() -> parse.apply(MAX_DEPTH));
        }
    }

    private static ParseResult onDeepStack(Callable<ParseResult> parse) {
        var task = new FutureTask<>(parse);
        var thread = new Thread(null, task, "snow-parser", DEEP_STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                } catch (ExecutionException failure) {
                    throw new IllegalStateException("the parser failed", failure.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static ParseResult parse(Lexed lexed, Dialect dialect, int maxDepth) {
        var first = new Pass(lexed, dialect, false, maxDepth);
        if (!first.endMissing()) {
            return first.result();
        }
        // An `end` is missing somewhere. The layout may show better than the end of the file where (spec 01 §10.5 R4).
        var byLayout = new Pass(lexed, dialect, true, maxDepth);
        return byLayout.errors() <= first.errors() ? byLayout.result() : first.result();
    }

    /** One walk over the tokens. */
    private static final class Pass {
        private final Lexed lexed;
        private final Grammar grammar;
        private final List<Stmt> items;

        Pass(Lexed lexed, Dialect dialect, boolean layoutEndsItems, int maxDepth) {
            this.lexed = lexed;
            this.grammar = new Grammar(lexed, dialect, layoutEndsItems, maxDepth);
            this.items = grammar.blocks.file();
        }

        boolean endMissing() {
            return grammar.blocks.endMissing();
        }

        int errors() {
            return grammar.cursor.errors();
        }

        ParseResult result() {
            var all = new ArrayList<>(lexed.diagnostics);
            all.addAll(grammar.cursor.diagnostics());
            all.sort(Comparator.comparingInt(diagnostic -> diagnostic.span().start()));
            var kept = new ArrayList<Diagnostic>();
            int seen = 0;
            int more = grammar.cursor.errors() - grammar.cursor.diagnostics().size();
            for (var diagnostic : all) {
                boolean error = diagnostic.severity() == Severity.ERROR;
                seen += error ? 1 : 0;
                if (!error || seen <= MAX_ERRORS) {
                    kept.add(diagnostic);
                }
            }
            var tokens = grammar.cursor.tokens();
            var span = items.isEmpty()
                    ? new Span(0, 0)
                    : items.getFirst().span().to(items.getLast().span());
            return new ParseResult(
                    new SourceFile(span, lexed.text, tokens, items),
                    kept,
                    more + Math.max(0, seen - MAX_ERRORS),
                    lexed.endsEarly || grammar.cursor.endsEarly());
        }
    }
}
