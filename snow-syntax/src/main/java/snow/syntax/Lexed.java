package snow.syntax;

import java.util.Arrays;
import java.util.List;
import snow.diagnostics.Diagnostic;

/** What the lexer found: all tokens, and what is wrong with single tokens. */
final class Lexed {
    final String text;
    final int size;
    final byte[] kinds;
    final int[] starts;
    final List<Diagnostic> diagnostics;

    Lexed(String text, int size, byte[] kinds, int[] starts, List<Diagnostic> diagnostics) {
        this.text = text;
        this.size = size;
        this.kinds = kinds;
        this.starts = starts;
        this.diagnostics = List.copyOf(diagnostics);
    }

    TokenList tokens() {
        return new TokenList(text, size, Arrays.copyOf(kinds, size), Arrays.copyOf(starts, size));
    }
}
