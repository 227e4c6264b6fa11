package snow.syntax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import snow.diagnostics.Diagnostic;

/**
 * A position among the tokens that are not trivia, the newline context there (spec 01 §3.1), and the errors so far.
 *
 * <p>After an error the cursor <em>panics</em>: until the nearest block or bracket has found a place to go on from, every
 * token looks like the end of the file, so that all constructs in between end at once and silently, with whatever parts they
 * have. After an error from which parsing could go on directly it is only <em>quiet</em> up to the next statement.
 */
final class Cursor {
    private static final TokenKind[] KINDS = TokenKind.values();

    final String text;
    /** The index of EOF. */
    final int last;

    private final Lexed lexed;
    private final SignificantTokens tokens;
    private final TokenKind[] kinds;
    private final int[] starts;
    private final int[] ends;
    private final boolean[] firstOfLine;

    private final List<Integer> splits = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private int errors;
    private int lastErrorOffset = -1;
    private boolean endsEarly;

    int pos;
    /** The first token of the current statement or member. */
    private int statementStart = -1;
    /** Offset after the last consumed token. */
    int lastEnd;
    /** Whether a newline ends a statement here. */
    boolean lineContext = true;
    /** The bracket whose free context this is; meaningless in a line context. */
    int bracket = -1;
    /** Whether a {@code do} after a call belongs to a construct around it. */
    boolean header;

    boolean panic;
    boolean quiet;
    /** The panic cannot end inside a bracket that is open now. */
    private boolean bracketsLost;

    private final int maxDepth;
    private boolean tooDeep;
    private int depth;
    private final int[] openBrackets = new int[KINDS.length];
    /** How far recovery may look ahead in total; keeps the time linear. */
    private int scanBudget;
    /** How many tokens the parser may look ahead at in total; only absurd texts come near it. */
    private int lookBudget;

    /** Thrown by {@link #enter} when the nesting is deeper than the cursor was made for. */
    static final class TooDeepForThisStack extends RuntimeException {
        static final TooDeepForThisStack INSTANCE = new TooDeepForThisStack();

        private TooDeepForThisStack() {
            super("nesting too deep for this stack", null, false, false);
        }
    }

    /**
     * @param maxDepth how deep the parser may nest here; below {@link Parser#MAX_DEPTH}, deeper nesting makes the parser stop
     *     with {@link TooDeepForThisStack}
     */
    Cursor(Lexed lexed, int maxDepth) {
        this.lexed = lexed;
        this.maxDepth = maxDepth;
        this.text = lexed.text;
        this.tokens = new SignificantTokens(lexed);
        this.kinds = tokens.kinds;
        this.starts = tokens.starts;
        this.ends = tokens.ends;
        this.firstOfLine = tokens.firstOfLine;
        this.last = kinds.length - 1;
        this.scanBudget = 4 * kinds.length + 1_000;
        this.lookBudget = 8 * kinds.length + 1_000;
    }

    // Looking

    TokenKind kind() {
        return panic ? TokenKind.EOF : kinds[pos];
    }

    boolean at(TokenKind kind) {
        return kinds[pos] == kind && !panic;
    }

    TokenKind peek(int distance) {
        return panic ? TokenKind.EOF : kindAt(pos + distance);
    }

    TokenKind kindAt(int index) {
        return kinds[Math.min(index, last)];
    }

    /** The first token of its line, whatever the context. */
    boolean firstOfLine(int index) {
        return firstOfLine[Math.min(index, last)];
    }

    /** Whether a newline that may end a statement stands before the current token. */
    boolean afterNewline() {
        return lineContext && firstOfLine[pos];
    }

    /** The first token of the line that a token stands in. */
    int firstOfItsLine(int index) {
        int first = Math.min(index, last);
        while (first > 0 && !firstOfLine[first] && mayLookAhead()) {
            first--;
        }
        return first;
    }

    int indent(int index) {
        return tokens.indents[index];
    }

    int start() {
        return starts[pos];
    }

    Span spanAt(int index) {
        return new Span(starts[index], ends[index]);
    }

    /** Counts one token of looking ahead; false when there was too much of it. */
    boolean mayLookAhead() {
        return lookBudget-- > 0;
    }

    /** Whether nothing stands between the token and the next one. */
    boolean gluedToNext(int index) {
        return index < last && ends[index] == starts[index + 1];
    }

    String textAt(int index) {
        return text.substring(starts[index], ends[index]);
    }

    boolean textIs(int index, String word) {
        return ends[index] - starts[index] == word.length() && text.startsWith(word, starts[index]);
    }

    /** An identifier with the given text. */
    boolean atWord(String word) {
        return at(TokenKind.IDENT) && textIs(pos, word);
    }

    boolean isUpperCase(int index) {
        return Character.isUpperCase(text.codePointAt(starts[index]));
    }

    // Moving

    void advance() {
        lastEnd = ends[pos];
        if (pos < last) {
            pos++;
        }
    }

    boolean eat(TokenKind kind) {
        if (!at(kind)) {
            return false;
        }
        advance();
        return true;
    }

    /** Takes the {@code >} off a token {@code >=}, leaving {@code =}. */
    void splitGreaterEquals() {
        splits.add(tokens.raw[pos]);
        kinds[pos] = TokenKind.EQUALS;
        starts[pos]++;
        lastEnd = starts[pos];
        firstOfLine[pos] = false;
    }

    /** From {@code start} to the last consumed token; {@link #here} if none was consumed since. */
    Span from(int start) {
        return lastEnd > start ? new Span(start, lastEnd) : here();
    }

    /** Where something is missing: directly after the last consumed token. */
    Span here() {
        return new Span(lastEnd, lastEnd);
    }

    /** A new statement or member: errors are news again. */
    void startStatement() {
        quiet = false;
        statementStart = pos;
    }

    // Contexts

    /** One level deeper, if that is still allowed; else an error at the current token. */
    boolean enter() {
        if (panic) {
            return false;
        }
        if (depth >= maxDepth) {
            if (maxDepth < Parser.MAX_DEPTH) {
                throw TooDeepForThisStack.INSTANCE;
            }
            if (tooDeep) {
                giveUp();
            } else {
                fail("nesting too deep");
            }
            tooDeep = true;
            return false;
        }
        depth++;
        return true;
    }

    void leave() {
        depth--;
    }

    void leave(int levels) {
        depth -= levels;
    }

    /** What a bracket, block or header changes and must put back. */
    record Context(boolean lineContext, int bracket, boolean header) {}

    Context openBracket() {
        var saved = new Context(lineContext, bracket, header);
        openBrackets[closerOf(kinds[pos]).ordinal()]++;
        bracket = pos;
        lineContext = false;
        header = false;
        advance();
        return saved;
    }

    /** A context of statements. */
    Context openBlock() {
        var saved = new Context(lineContext, bracket, header);
        lineContext = true;
        header = false;
        return saved;
    }

    void restore(Context saved) {
        lineContext = saved.lineContext;
        bracket = saved.bracket;
        header = saved.header;
    }

    static TokenKind closerOf(TokenKind opener) {
        return switch (opener) {
            case LEFT_PAREN -> TokenKind.RIGHT_PAREN;
            case LEFT_BRACKET -> TokenKind.RIGHT_BRACKET;
            case LEFT_BRACE -> TokenKind.RIGHT_BRACE;
            case INTERPOLATION_START -> TokenKind.INTERPOLATION_END;
            default -> TokenKind.EOF;
        };
    }

    static boolean isCloser(TokenKind kind) {
        return switch (kind) {
            case RIGHT_PAREN, RIGHT_BRACKET, RIGHT_BRACE, INTERPOLATION_END -> true;
            default -> false;
        };
    }

    /** A closer whose opener stands further out. */
    boolean atOuterCloser() {
        return !panic && isCloser(kinds[pos]) && openBrackets[kinds[pos].ordinal()] > 0;
    }

    /** Consumes the closer of the innermost bracket, or reports its absence, and goes back to the context before it. */
    void closeBracket(Context saved, String alsoPossible) {
        var opener = kinds[bracket];
        var closer = closerOf(opener);
        if (kinds[pos] == TokenKind.ERROR && !panic) {
            skipErrorTokens();
        }
        if (!at(closer)) {
            if (!panic) {
                bracketNotClosed(opener, closer, alsoPossible);
            }
            endPanicAt(closer);
        }
        openBrackets[closer.ordinal()]--;
        restore(saved);
        eat(closer);
    }

    /** Steps over characters that make no token; they are reported already. */
    void skipErrorTokens() {
        while (at(TokenKind.ERROR)) {
            advance();
        }
    }

    private void bracketNotClosed(TokenKind opener, TokenKind closer, String alsoPossible) {
        var found = kinds[pos];
        boolean unclosed = found == TokenKind.EOF
                || found == TokenKind.END
                || found == TokenKind.ELSE
                || isCloser(found)
                || startsStatementOnNewLine(pos);
        // without a closer further on, the line before lacks it; with one, something is wrong here
        boolean lineLacksCloser = !unclosed && firstOfLine[pos] && closerInReach(closer) < 0;
        var message = unclosed || lineLacksCloser
                ? "unclosed `" + opener.text() + "`"
                : "expected " + alsoPossible + "`" + closer.text() + "`, found " + found();
        var span = lineLacksCloser ? here() : errorSpan();
        fail(error(span, message).label(spanAt(bracket), openedHere()));
        bracketsLost |= lineLacksCloser;
    }

    private String openedHere() {
        return "`" + kinds[bracket].text() + "` opened here";
    }

    // Errors

    /** How the current token is called in a message. */
    String found() {
        if (kinds[pos] == TokenKind.EOF) {
            return "end of file";
        }
        if (lineEndedTooEarly()) {
            return "end of line";
        }
        return nameOf(pos);
    }

    String nameOf(int index) {
        var kind = kinds[index];
        return switch (kind) {
            case STRING_START -> "string";
            case EOF -> "end of file";
            default -> kind.isKeyword() ? "keyword `" + kind.text() + "`" : "`" + textAt(index) + "`";
        };
    }

    /** Where an error at the current token is shown. */
    Span errorSpan() {
        return kinds[pos] == TokenKind.EOF || lineEndedTooEarly() ? here() : spanAt(pos);
    }

    /** Whether an error at the current token is about the line before it. */
    boolean lineEndedTooEarly() {
        return afterNewline() && pos != statementStart;
    }

    /** Reports at the current token and panics. */
    void fail(String message) {
        if (!panic) {
            fail(error(errorSpan(), message));
        }
    }

    /** Reports and panics. Where a bracket is open and the next line starts a statement, it is the bracket that is wrong. */
    void fail(Diagnostic diagnostic) {
        if (panic) {
            return;
        }
        boolean inUnclosedBracket = !lineContext && (kinds[pos] == TokenKind.EOF || startsStatementOnNewLine(pos));
        if (inUnclosedBracket) {
            report(error(here(), "unclosed `" + kinds[bracket].text() + "`").label(spanAt(bracket), openedHere()));
        } else {
            report(diagnostic);
        }
        bracketsLost = inUnclosedBracket || kinds[pos] == TokenKind.EOF;
        panic = true;
    }

    /** Panics without a report. */
    void giveUp() {
        panic = true;
        bracketsLost = false;
    }

    /** Reports what is missing before the current token, and goes on as if it were there. */
    void missing(String message) {
        if (!panic) {
            report(error(errorSpan(), message));
        }
    }

    static Diagnostic error(Span span, String message) {
        return Diagnostic.error(Diagnostic.PARSE_ERROR, "Parse error", span, message);
    }

    /** Adds an error, unless it follows from another one. */
    void report(Diagnostic diagnostic) {
        if (panic || quiet) {
            return;
        }
        quiet = true;
        endsEarly |= kinds[pos] == TokenKind.EOF;
        int offset = diagnostic.span().start();
        if (offset != lastErrorOffset && !followsFromLexicalError() && !standsBeforeBrokenString()) {
            lastErrorOffset = offset;
            reportLate(withHelp(diagnostic));
        }
    }

    private Diagnostic withHelp(Diagnostic diagnostic) {
        if (diagnostic.help().isPresent() || diagnostics.size() >= Parser.MAX_ERRORS) {
            return diagnostic;
        }
        return Habits.help(this, diagnostic.labels().getFirst().text())
                .map(diagnostic::help)
                .orElse(diagnostic);
    }

    /** Adds an error about a place that is already behind the cursor. */
    void reportLate(Diagnostic diagnostic) {
        errors++;
        if (diagnostics.size() < Parser.MAX_ERRORS) {
            diagnostics.add(diagnostic);
        }
    }

    private boolean followsFromLexicalError() {
        return isLexicalError(pos) || (pos > 0 && isLexicalError(pos - 1));
    }

    /** A string that lacks its end further on in the line: then a quote before it may be the one too many. */
    private boolean standsBeforeBrokenString() {
        for (int i = pos; i <= last && (i == pos || !firstOfLine[i]) && mayLookAhead(); i++) {
            if (tokens.inBrokenString[i]) {
                return true;
            }
        }
        return false;
    }

    private boolean isLexicalError(int index) {
        return kinds[index] == TokenKind.ERROR || tokens.inBrokenString[index];
    }

    /** Whether some error is that the file ends where it may not. */
    boolean endsEarly() {
        return endsEarly;
    }

    /** How many errors were reported. */
    int errors() {
        return errors;
    }

    /** The first of the errors. */
    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    // Recovery

    /** A word that never goes on an expression, first on its line (spec 01 §10.5 R3). */
    boolean startsStatementOnNewLine(int index) {
        return firstOfLine[index]
                && switch (kinds[index]) {
                    case END, ELSE, LET, RETURN -> true;
                    default -> startsItem(index);
                };
    }

    /** One of the words that start a definition (spec 01 §10.5 R3, R4). */
    boolean startsItem(int index) {
        return switch (kinds[index]) {
            case IMPORT, PUB, STRUCT, TYPE, INTERFACE, IMPL, MODULE, ACTOR, SERVICE, SUPERVISOR, DEF -> true;
            case FN -> index < last && kinds[index + 1] == TokenKind.IDENT;
            default -> false;
        };
    }

    /** Ends a panic inside a bracket by skipping to its closer, if that is in reach. */
    private void endPanicAt(TokenKind closer) {
        if (bracketsLost || kinds[pos] == TokenKind.EOF) {
            return;
        }
        int index = closerInReach(closer);
        if (index < 0) {
            bracketsLost = true;
        } else {
            skipTo(index);
            panic = false;
        }
    }

    /** Where the innermost bracket is closed, if it is before a line that starts a statement; else -1. */
    private int closerInReach(TokenKind closer) {
        var nesting = new Nesting();
        for (int i = pos; i < last && scanBudget > 0; i++) {
            scanBudget--;
            if (nesting.blocks == 0 && startsStatementOnNewLine(i)) {
                return -1;
            }
            if (nesting.isFlat() && isCloser(kinds[i])) {
                return kinds[i] == closer ? i : -1;
            }
            nesting.step(i);
        }
        return -1;
    }

    /** Goes on after a token further on; stays here for -1. */
    void skipPast(int index) {
        if (index >= pos) {
            skipTo(index);
            advance();
        }
    }

    private void skipTo(int index) {
        if (index > pos) {
            lastEnd = ends[index - 1];
            pos = index;
        }
    }

    /**
     * Ends a panic inside a block (spec 01 §10.5 R2): skips to the end of the line or statement, or to what closes the block.
     * Brackets and blocks that open on the way are skipped as a whole.
     *
     * @return the range of the skipped tokens, if any
     */
    Optional<Span> synchronise() {
        if (!panic) {
            return Optional.empty();
        }
        panic = false;
        quiet = false;
        int from = pos;
        var nesting = new Nesting();
        int i = pos;
        if (pos == statementStart && pos < last && !closesBlock(pos)) {
            nesting.step(i);
            i++;
        }
        while (i < last && !(nesting.blocks == 0 && stopsSkipping(i, nesting))) {
            nesting.step(i);
            i++;
        }
        if (i == from) {
            return Optional.empty();
        }
        int start = starts[from];
        skipTo(i);
        return Optional.of(from(start));
    }

    private boolean closesBlock(int index) {
        return switch (kinds[index]) {
            case SEMICOLON, END, ELSE -> true;
            case RIGHT_PAREN, RIGHT_BRACKET, RIGHT_BRACE, INTERPOLATION_END -> openBrackets[kinds[index].ordinal()] > 0;
            default -> false;
        };
    }

    private boolean stopsSkipping(int index, Nesting nesting) {
        if (startsStatementOnNewLine(index)) {
            return true;
        }
        if (nesting.brackets > 0) {
            return false;
        }
        return switch (kinds[index]) {
            case SEMICOLON, END, ELSE, AFTER, TERMINATE -> true;
            case RIGHT_PAREN, RIGHT_BRACKET, RIGHT_BRACE, INTERPOLATION_END ->
                openBrackets[kinds[index].ordinal()] > 0 || firstOfLine[index];
            default -> firstOfLine[index];
        };
    }

    /** Counts the brackets and blocks that open and close while tokens are skipped. */
    final class Nesting {
        int brackets;
        int blocks;
        /** After {@code fn} and {@code else if}: the {@code do} still belongs to a block that is counted. */
        private boolean awaitsBody;

        boolean isFlat() {
            return brackets == 0 && blocks == 0;
        }

        /** The next {@code do} belongs to a construct that starts here. */
        void awaitBody() {
            blocks++;
            awaitsBody = true;
        }

        void step(int index) {
            switch (kinds[index]) {
                case LEFT_PAREN, LEFT_BRACKET, LEFT_BRACE, INTERPOLATION_START -> brackets++;
                case RIGHT_PAREN, RIGHT_BRACKET, RIGHT_BRACE, INTERPOLATION_END -> brackets = Math.max(0, brackets - 1);
                case FN, DEF -> {
                    // before it, a method signature without a body
                    blocks += awaitsBody && firstOfLine[index] ? 0 : 1;
                    awaitsBody = true;
                }
                case IF -> awaitsBody = awaitsBody || (index > pos && kinds[index - 1] == TokenKind.ELSE && blocks > 0);
                case ARROW -> awaitsBody = false;
                case EQUALS -> {
                    // `fn name(…) = …` has no end
                    if (awaitsBody) {
                        blocks--;
                    }
                    awaitsBody = false;
                }
                case DO -> {
                    if (kindAt(index + 1) == TokenKind.COLON) {
                        // `, do: …` has no end
                        blocks -= awaitsBody ? 1 : 0;
                    } else if (!awaitsBody) {
                        blocks++;
                    }
                    awaitsBody = false;
                }
                case END -> {
                    blocks = Math.max(0, blocks - (awaitsBody ? 2 : 1));
                    awaitsBody = false;
                }
                default -> {}
            }
        }
    }

    /** All tokens of the file. */
    TokenList tokens() {
        if (splits.isEmpty()) {
            return lexed.tokens();
        }
        byte[] newKinds = Arrays.copyOf(lexed.kinds, lexed.size + splits.size());
        int[] newStarts = Arrays.copyOf(lexed.starts, lexed.size + splits.size());
        int to = newKinds.length;
        int from = lexed.size;
        for (int split : splits.reversed()) {
            int moved = from - split - 1;
            System.arraycopy(lexed.kinds, split + 1, newKinds, to - moved, moved);
            System.arraycopy(lexed.starts, split + 1, newStarts, to - moved, moved);
            to -= moved + 2;
            newKinds[to] = (byte) TokenKind.GREATER.ordinal();
            newStarts[to] = lexed.starts[split];
            newKinds[to + 1] = (byte) TokenKind.EQUALS.ordinal();
            newStarts[to + 1] = lexed.starts[split] + 1;
            from = split;
        }
        return new TokenList(text, newKinds.length, newKinds, newStarts);
    }
}
