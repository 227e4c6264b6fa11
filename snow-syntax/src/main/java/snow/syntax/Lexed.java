package snow.syntax;

import java.util.Arrays;
import java.util.List;
import snow.diagnostics.Diagnostic;

/** What the lexer found: all tokens, and what is wrong with single tokens. */
final class Lexed {
    private static final TokenKind[] KINDS = TokenKind.values();

    final String text;
    final int size;
    final byte[] kinds;
    final int[] starts;
    final List<Diagnostic> diagnostics;
    /** From the openers of strings and interpolations that are not closed to where they were ended. */
    final List<Span> brokenStrings;
    /** Whether a string, interpolation or comment is not closed. */
    final boolean endsEarly;

    Lexed(
            String text,
            int size,
            byte[] kinds,
            int[] starts,
            List<Diagnostic> diagnostics,
            List<Span> brokenStrings,
            boolean endsEarly) {
        this.text = text;
        this.size = size;
        this.kinds = kinds;
        this.starts = starts;
        this.diagnostics = List.copyOf(diagnostics);
        this.brokenStrings = List.copyOf(brokenStrings);
        this.endsEarly = endsEarly;
    }

    TokenKind kind(int index) {
        return KINDS[kinds[index]];
    }

    TokenList tokens() {
        return new TokenList(text, size, Arrays.copyOf(kinds, size), Arrays.copyOf(starts, size));
    }
}
