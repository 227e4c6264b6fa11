package snow.syntax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import snow.diagnostics.Diagnostic;

/**
 * Cuts a text into tokens (spec 01 §1, §2), in one pass from left to right with an explicit stack of open strings and
 * interpolations. Every character ends up in exactly one token.
 *
 * <p>A file that ends inside a string is lexed again from the string that most likely lacks its quote (spec 01 §10.5 R8).
 */
final class Lexer {
    /** After this many missing quotes, every plain string ends at its line, which keeps the time linear. */
    private static final int MAX_RELEXED_STRINGS = 20;

    private static final int PLAIN_STRING = -1;
    private static final int TRIPLE_STRING = -2;
    private static final int NO_STRING = -1;

    private static final TokenKind[][] KEYWORDS_BY_LETTER = keywordsByLetter();

    private final String text;
    private final char[] chars;

    private byte[] kinds;
    private int[] starts;
    private int size;

    /** Innermost last: {@link #PLAIN_STRING}, {@link #TRIPLE_STRING}, or the number of open braces of an interpolation. */
    private int[] modes = new int[16];
    /** Offset of the opener of each mode. */
    private int[] openers = new int[16];

    private int modeCount;

    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<Span> brokenStrings = new ArrayList<>();
    private boolean endsEarly;

    private int pos;
    /** Where the characters end for now: the end of the text, or of the line of a string that is cut there. */
    private int limit;

    // The first plain string that spans lines, and what to return to if it must be cut.
    private int suspect = NO_STRING;
    private int suspectTokens;
    private int suspectDiagnostics;
    private int[][] suspectModes = {};

    /** Tokens emitted and diagnostics reported before each open plain string, by mode index. */
    private int[] tokensBefore = new int[16];

    private int[] diagnosticsBefore = new int[16];

    private int relexed;

    // The last character that starts no token: what, where, and where its line ends.
    private int lastUnexpected = -1;
    private int lastUnexpectedAt;
    private int lastUnexpectedLineEnd;

    private Lexer(String text) {
        this.text = text;
        this.chars = text.toCharArray();
        this.limit = chars.length;
        int guess = Math.max(16, chars.length / 3);
        this.kinds = new byte[guess];
        this.starts = new int[guess];
    }

    static Lexed lex(String text) {
        var lexer = new Lexer(text);
        lexer.run();
        return new Lexed(
                text, lexer.size, lexer.kinds, lexer.starts, lexer.diagnostics, lexer.brokenStrings, lexer.endsEarly);
    }

    private void run() {
        if (limit > 0 && chars[0] == '\uFEFF') {
            emit(TokenKind.BYTE_ORDER_MARK, 0);
            pos = 1;
        }
        while (true) {
            if (pos >= limit) {
                if (!atLimit()) {
                    break;
                }
            } else if (modeCount > 0 && modes[modeCount - 1] < 0) {
                stringPart();
            } else {
                token();
            }
        }
        emit(TokenKind.EOF, chars.length);
    }

    // Ends of strings that are not closed

    /** At the end of the text. Returns whether lexing goes on elsewhere. */
    private boolean atLimit() {
        if (modeCount == 0) {
            return false;
        }
        relexed++;
        if (relexed > 2 * MAX_RELEXED_STRINGS) {
            endString(0, openers[0]);
        } else if (suspect != NO_STRING) {
            int start = suspect;
            size = suspectTokens;
            truncateDiagnostics(suspectDiagnostics);
            modeCount = suspectModes[0].length;
            System.arraycopy(suspectModes[0], 0, modes, 0, modeCount);
            System.arraycopy(suspectModes[1], 0, openers, 0, modeCount);
            System.arraycopy(suspectModes[2], 0, tokensBefore, 0, modeCount);
            System.arraycopy(suspectModes[3], 0, diagnosticsBefore, 0, modeCount);
            suspect = NO_STRING;
            cutString(start);
        } else {
            int innermost = modeCount - 1;
            while (modes[innermost] >= 0) {
                innermost--;
            }
            int start = openers[innermost];
            size = tokensBefore[innermost];
            truncateDiagnostics(diagnosticsBefore[innermost]);
            modeCount = innermost;
            cutString(start);
        }
        return true;
    }

    private void truncateDiagnostics(int count) {
        diagnostics.subList(count, diagnostics.size()).clear();
    }

    /** Lexes the string at {@code start} as if the text ended with its first line, and ends it there. */
    private void cutString(int start) {
        int depth = modeCount;
        pos = start;
        limit = endOfLine(start);
        token();
        while (pos < limit) {
            if (modeCount == depth) {
                // the string was closed on its own line after all: it is not the one that lacks a quote
                limit = chars.length;
                return;
            }
            if (modes[modeCount - 1] < 0) {
                stringPart();
            } else {
                token();
            }
        }
        limit = chars.length;
        endString(depth, start);
    }

    /** Ends the string at mode index {@code depth} and all that is open in it, here, with empty tokens. */
    private void endString(int depth, int start) {
        if (modeCount <= depth) {
            return;
        }
        boolean inInterpolation = modeCount > depth + 1;
        int interpolation = inInterpolation ? openers[depth + 1] : 0;
        if (inInterpolation) {
            // what seemed to be code may have been meant as text
            truncateDiagnostics(diagnosticsBefore[depth + 1]);
        }
        int quotes = modes[depth] == TRIPLE_STRING ? 3 : 1;
        while (modeCount > depth) {
            modeCount--;
            emit(modes[modeCount] < 0 ? TokenKind.STRING_END : TokenKind.INTERPOLATION_END, pos);
        }
        endsEarly = true;
        brokenStrings.add(new Span(inInterpolation ? interpolation : start, pos));
        if (inInterpolation) {
            error(interpolation, interpolation + 2, "unterminated string interpolation");
        } else {
            error(start, start + quotes, "unterminated string literal");
        }
    }

    private int endOfLine(int from) {
        int i = from;
        while (i < chars.length && chars[i] != '\n' && chars[i] != '\r') {
            i++;
        }
        return i;
    }

    /** A line end at {@code pos} while strings are open: the outermost plain one spans lines. */
    private void lineEndsInString() {
        if (suspect != NO_STRING || limit < chars.length) {
            return;
        }
        for (int i = 0; i < modeCount; i++) {
            if (modes[i] == PLAIN_STRING) {
                suspect = openers[i];
                suspectTokens = tokensBefore[i];
                suspectDiagnostics = diagnosticsBefore[i];
                suspectModes = new int[][] {
                    Arrays.copyOf(modes, i),
                    Arrays.copyOf(openers, i),
                    Arrays.copyOf(tokensBefore, i),
                    Arrays.copyOf(diagnosticsBefore, i)
                };
                return;
            }
        }
    }

    // Strings

    private void openString() {
        boolean triple = pos + 2 < limit && chars[pos + 1] == '"' && chars[pos + 2] == '"';
        push(triple ? TRIPLE_STRING : PLAIN_STRING);
        emit(TokenKind.STRING_START, pos);
        pos += triple ? 3 : 1;
    }

    private void push(int mode) {
        if (modeCount == modes.length) {
            modes = Arrays.copyOf(modes, modeCount * 2);
            openers = Arrays.copyOf(openers, modeCount * 2);
            tokensBefore = Arrays.copyOf(tokensBefore, modeCount * 2);
            diagnosticsBefore = Arrays.copyOf(diagnosticsBefore, modeCount * 2);
        }
        modes[modeCount] = mode;
        openers[modeCount] = pos;
        tokensBefore[modeCount] = size;
        diagnosticsBefore[modeCount] = diagnostics.size();
        modeCount++;
    }

    /** Text up to the next quote or interpolation, or one of those. */
    private void stringPart() {
        boolean triple = modes[modeCount - 1] == TRIPLE_STRING;
        int start = pos;
        while (pos < limit) {
            char c = chars[pos];
            if (c == '"' && (!triple || closesTriple())) {
                endText(start);
                emit(TokenKind.STRING_END, pos);
                pos += triple ? 3 : 1;
                modeCount--;
                return;
            } else if (c == '$' && pos + 1 < limit && chars[pos + 1] == '{') {
                endText(start);
                push(0);
                emit(TokenKind.INTERPOLATION_START, pos);
                pos += 2;
                return;
            } else if (c == '\\') {
                escape();
            } else {
                if (c == '\n' || c == '\r') {
                    if (!triple && relexed >= MAX_RELEXED_STRINGS) {
                        endText(start);
                        endString(modeCount - 1, openers[modeCount - 1]);
                        return;
                    }
                    lineEndsInString();
                }
                pos++;
            }
        }
        endText(start);
    }

    private boolean closesTriple() {
        return pos + 2 < limit && chars[pos + 1] == '"' && chars[pos + 2] == '"';
    }

    private void endText(int start) {
        if (pos > start) {
            emit(TokenKind.STRING_TEXT, start);
        }
    }

    /** Steps over a backslash and what belongs to it, checking it. Its value is made in {@link Escapes}. */
    private void escape() {
        int start = pos;
        if (start + 1 >= limit) {
            pos = limit;
            return;
        }
        int next = Character.codePointAt(chars, start + 1, limit);
        if (next == 'u' && start + 2 < limit && chars[start + 2] == '{') {
            int i = start + 3;
            while (i < limit && Character.digit(chars[i], 16) >= 0 && chars[i] < 128) {
                i++;
            }
            int digitsEnd = i;
            while (i < limit && isAsciiLetter(chars[i])) {
                i++;
            }
            boolean closed = i < limit && chars[i] == '}';
            pos = closed ? i + 1 : i;
            if (!closed || i > digitsEnd || Escapes.codePoint(chars, start + 3, i) < 0) {
                error(start, pos, "invalid escape sequence: " + text.substring(start, pos));
            }
        } else if (Escapes.isSimple(next)) {
            pos = start + 2;
        } else {
            if (next == '\n' || next == '\r') {
                // the line end itself is looked at again, as text
                pos = start + 1;
            } else {
                pos = start + 1 + Character.charCount(next);
            }
            var message = "unknown escape sequence: \\" + visible(next);
            diagnostics.add(
                    Diagnostic.warning("P0002", message, new Span(start, pos), "the backslash stays in the text"));
        }
    }

    // Tokens of code

    private void token() {
        char c = chars[pos];
        if (c == ' ' || c == '\t') {
            int start = pos;
            do {
                pos++;
            } while (pos < limit && (chars[pos] == ' ' || chars[pos] == '\t'));
            emit(TokenKind.WHITESPACE, start);
        } else if (c == '\n' || c == '\r') {
            if (modeCount > 0) {
                if (relexed >= MAX_RELEXED_STRINGS && endOutermostPlainString()) {
                    return;
                }
                lineEndsInString();
            }
            emit(TokenKind.NEWLINE, pos);
            pos += c == '\r' && pos + 1 < limit && chars[pos + 1] == '\n' ? 2 : 1;
        } else if (isAsciiLetter(c) || c == '_') {
            identifier();
        } else if (c >= '0' && c <= '9') {
            pos = new NumberScanner(chars, limit).scan(pos, this);
        } else if (c == '#') {
            comment();
        } else if (c == '"') {
            openString();
        } else if (c < 128) {
            punctuation(c);
        } else if (Character.isAlphabetic(Character.codePointAt(chars, pos, limit))) {
            identifier();
        } else {
            unexpected();
        }
    }

    /** In the mode in which no plain string spans lines. */
    private boolean endOutermostPlainString() {
        for (int i = 0; i < modeCount; i++) {
            if (modes[i] == PLAIN_STRING) {
                endString(i, openers[i]);
                return true;
            }
        }
        return false;
    }

    private void identifier() {
        int start = pos;
        boolean ascii = true;
        while (pos < limit) {
            char c = chars[pos];
            if (isAsciiLetter(c) || c == '_' || (c >= '0' && c <= '9')) {
                pos++;
            } else if (c < 128) {
                break;
            } else {
                int codePoint = Character.codePointAt(chars, pos, limit);
                if (!Identifiers.continues(codePoint)) {
                    break;
                }
                ascii = false;
                pos += Character.charCount(codePoint);
            }
        }
        emit(ascii ? keywordOrIdentifier(start, pos - start) : TokenKind.IDENT, start);
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private TokenKind keywordOrIdentifier(int start, int length) {
        char first = chars[start];
        if (first >= 'a' && first <= 'z' && length >= 2) {
            for (TokenKind keyword : KEYWORDS_BY_LETTER[first - 'a']) {
                if (keyword.text().length() == length && text.startsWith(keyword.text(), start)) {
                    return keyword;
                }
            }
        }
        return TokenKind.IDENT;
    }

    private static TokenKind[][] keywordsByLetter() {
        var byLetter = new TokenKind[26][];
        for (int i = 0; i < 26; i++) {
            char letter = (char) ('a' + i);
            byLetter[i] = Arrays.stream(TokenKind.values())
                    .filter(kind -> kind.isKeyword() && kind.text().charAt(0) == letter)
                    .toArray(TokenKind[]::new);
        }
        return byLetter;
    }

    private void comment() {
        int start = pos;
        TokenKind kind;
        if (follows(1, '#') && follows(2, '!')) {
            kind = TokenKind.MODULE_DOC_COMMENT;
        } else if (follows(1, '#')) {
            kind = TokenKind.DOC_COMMENT;
        } else if (follows(1, '=')) {
            blockComment();
            return;
        } else {
            kind = TokenKind.LINE_COMMENT;
        }
        while (pos < limit && chars[pos] != '\n' && chars[pos] != '\r') {
            pos++;
        }
        emit(kind, start);
    }

    private boolean follows(int distance, char c) {
        return pos + distance < limit && chars[pos + distance] == c;
    }

    private void blockComment() {
        int start = pos;
        int depth = 1;
        pos += 2;
        while (depth > 0 && pos < limit) {
            if (chars[pos] == '#' && follows(1, '=')) {
                depth++;
                pos += 2;
            } else if (chars[pos] == '=' && follows(1, '#')) {
                depth--;
                pos += 2;
            } else {
                if (modeCount > 0 && (chars[pos] == '\n' || chars[pos] == '\r')) {
                    lineEndsInString();
                }
                pos++;
            }
        }
        emit(TokenKind.BLOCK_COMMENT, start);
        if (depth > 0 && modeCount == 0) {
            endsEarly = true;
            var diagnostic = Diagnostic.error(
                    Diagnostic.PARSE_ERROR, "Parse error", new Span(start, start + 2), "unterminated block comment");
            boolean ruler = start + 2 < limit && chars[start + 2] == '=';
            diagnostics.add(ruler ? diagnostic.note("`#=` starts a block comment") : diagnostic);
        }
    }

    private void punctuation(char c) {
        char next = pos + 1 < limit ? chars[pos + 1] : '\0';
        switch (c) {
            case '=' -> {
                if (next == '=') operator(TokenKind.EQ_EQ);
                else if (next == '>') operator(TokenKind.FAT_ARROW);
                else operator(TokenKind.EQUALS);
            }
            case '!' -> operator(next == '=' ? TokenKind.NOT_EQ : TokenKind.BANG);
            case '<' -> {
                if (next == '=') operator(TokenKind.LESS_EQ);
                else if (next == '>') operator(TokenKind.DIAMOND);
                else operator(TokenKind.LESS);
            }
            case '>' -> operator(next == '=' ? TokenKind.GREATER_EQ : TokenKind.GREATER);
            case '&' -> {
                if (next == '&') operator(TokenKind.AND_AND);
                else unexpected();
            }
            case '|' -> {
                if (next == '|') operator(TokenKind.OR_OR);
                else if (next == '>') operator(TokenKind.PIPE);
                else operator(TokenKind.BAR);
            }
            case '+' -> operator(next == '+' ? TokenKind.PLUS_PLUS : TokenKind.PLUS);
            case '-' -> operator(next == '>' ? TokenKind.ARROW : TokenKind.MINUS);
            case '*' -> operator(TokenKind.STAR);
            case '/' -> operator(TokenKind.SLASH);
            case '%' -> operator(TokenKind.PERCENT);
            case ':' -> operator(next == ':' ? TokenKind.COLON_COLON : TokenKind.COLON);
            case '.' -> operator(next == '.' ? TokenKind.DOT_DOT : TokenKind.DOT);
            case '?' -> operator(TokenKind.QUESTION);
            case '(' -> operator(TokenKind.LEFT_PAREN);
            case ')' -> operator(TokenKind.RIGHT_PAREN);
            case '[' -> operator(TokenKind.LEFT_BRACKET);
            case ']' -> operator(TokenKind.RIGHT_BRACKET);
            case '{' -> {
                if (modeCount > 0) modes[modeCount - 1]++;
                operator(TokenKind.LEFT_BRACE);
            }
            case '}' -> {
                if (modeCount == 0) {
                    operator(TokenKind.RIGHT_BRACE);
                } else if (modes[modeCount - 1] > 0) {
                    modes[modeCount - 1]--;
                    operator(TokenKind.RIGHT_BRACE);
                } else {
                    modeCount--;
                    operator(TokenKind.INTERPOLATION_END);
                }
            }
            case ',' -> operator(TokenKind.COMMA);
            case ';' -> operator(TokenKind.SEMICOLON);
            default -> unexpected();
        }
    }

    private void operator(TokenKind kind) {
        emit(kind, pos);
        pos += kind.text().length();
    }

    private void unexpected() {
        int start = pos;
        int codePoint = Character.codePointAt(chars, pos, limit);
        pos += Character.charCount(codePoint);
        emit(TokenKind.ERROR, start);
        var shown = isVisible(codePoint) ? "'" + Character.toString(codePoint) + "'" : visible(codePoint);
        // the second one of a pair, as of 'quotes', is not another mistake
        boolean isRepeated = codePoint == lastUnexpected && start > lastUnexpectedAt && start < lastUnexpectedLineEnd;
        if (isRepeated) {
            return;
        }
        if (start >= lastUnexpectedLineEnd || start <= lastUnexpectedAt) {
            lastUnexpectedLineEnd = endOfLine(start);
        }
        lastUnexpected = codePoint;
        lastUnexpectedAt = start;
        var diagnostic = diagnostic(start, pos, "unexpected character: " + shown);
        diagnostics.add(Habits.helpAgainst(codePoint).map(diagnostic::help).orElse(diagnostic));
    }

    private static String visible(int codePoint) {
        if (isVisible(codePoint)) {
            return Character.toString(codePoint);
        }
        var hex = Integer.toHexString(codePoint).toUpperCase(Locale.ROOT);
        return "U+" + "0".repeat(Math.max(0, 4 - hex.length())) + hex;
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK -> false;
            default -> true;
        };
    }

    void emit(TokenKind kind, int start) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, size * 2);
            starts = Arrays.copyOf(starts, size * 2);
        }
        kinds[size] = (byte) kind.ordinal();
        starts[size] = start;
        size++;
    }

    void error(int start, int end, String message) {
        diagnostics.add(diagnostic(start, end, message));
    }

    private static Diagnostic diagnostic(int start, int end, String message) {
        return Diagnostic.error(Diagnostic.PARSE_ERROR, "Parse error", new Span(start, end), message);
    }

    String text(int start, int end) {
        return text.substring(start, end);
    }
}
