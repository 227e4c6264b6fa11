package snow.syntax;

import java.util.Arrays;

/** The tokens that are not trivia, as flat arrays, with what the parser must know about their places. The last one is EOF. */
final class SignificantTokens {
    final TokenKind[] kinds;
    final int[] starts;
    final int[] ends;
    /** Index among all tokens. */
    final int[] raw;
    /** Whether a line end, or nothing, comes before. */
    final boolean[] firstOfLine;
    /** How far the first token of the token's line is from the start of the line. */
    final int[] indents;
    /** Tokens of a string or interpolation that is not closed. */
    final boolean[] inBrokenString;

    SignificantTokens(Lexed lexed) {
        int count = 0;
        for (int i = 0; i < lexed.size; i++) {
            if (!lexed.kind(i).isTrivia()) {
                count++;
            }
        }
        kinds = new TokenKind[count];
        starts = new int[count];
        ends = new int[count];
        raw = new int[count];
        firstOfLine = new boolean[count];
        indents = new int[count];
        inBrokenString = new boolean[count];
        fill(lexed);
        lexed.brokenStrings.forEach(this::markBroken);
    }

    private void fill(Lexed lexed) {
        boolean newline = true;
        int lineStart = 0;
        int indent = 0;
        int i = 0;
        for (int token = 0; token < lexed.size; token++) {
            var kind = lexed.kind(token);
            if (kind == TokenKind.NEWLINE) {
                newline = true;
                lineStart = end(lexed, token);
            } else if (!kind.isTrivia()) {
                kinds[i] = kind;
                starts[i] = lexed.starts[token];
                ends[i] = end(lexed, token);
                raw[i] = token;
                firstOfLine[i] = newline;
                if (newline) {
                    indent = starts[i] - lineStart;
                }
                indents[i] = indent;
                newline = false;
                i++;
            }
        }
    }

    private static int end(Lexed lexed, int token) {
        return token + 1 < lexed.size ? lexed.starts[token + 1] : lexed.text.length();
    }

    private void markBroken(Span span) {
        int found = Arrays.binarySearch(starts, span.start());
        for (int i = found < 0 ? -found - 1 : found; i < kinds.length - 1 && ends[i] <= span.end(); i++) {
            inBrokenString[i] = true;
        }
    }
}
