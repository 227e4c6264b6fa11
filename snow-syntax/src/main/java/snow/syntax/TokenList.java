package snow.syntax;

import java.util.Arrays;

/**
 * All tokens of a file in order, trivia included; the last one is the empty {@link TokenKind#EOF}. Kept as flat arrays:
 * token {@code i} starts at {@code start(i)} and ends where token {@code i + 1} starts.
 */
public final class TokenList {
    private static final TokenKind[] KINDS = TokenKind.values();

    private final String text;
    private final int size;
    private final byte[] kinds;
    private final int[] starts;

    TokenList(String text, int size, byte[] kinds, int[] starts) {
        this.text = text;
        this.size = size;
        this.kinds = kinds;
        this.starts = starts;
    }

    public int size() {
        return size;
    }

    public TokenKind kind(int index) {
        return KINDS[kinds[index]];
    }

    /** Offset of the first character. */
    public int start(int index) {
        return starts[index];
    }

    /** Offset after the last character. */
    public int end(int index) {
        return index + 1 < size ? starts[index + 1] : text.length();
    }

    /** The characters of a token, as in the file. */
    public String text(int index) {
        return text.substring(start(index), end(index));
    }

    public Token get(int index) {
        return new Token(kind(index), new Span(start(index), end(index)), index);
    }

    /**
     * Index of the token that covers the character at an offset; at the end of the file, of the EOF token. Empty tokens are
     * never found, except EOF.
     *
     * @param offset 0 to the length of the text
     */
    public int indexAt(int offset) {
        int found = Arrays.binarySearch(starts, 0, size, offset);
        if (found < 0) {
            return -found - 2;
        }
        while (found + 1 < size && starts[found + 1] == offset) {
            found++;
        }
        return found;
    }

    /** Index of the next token that is not trivia, from {@code index} on; the EOF token is not trivia. */
    public int significantFrom(int index) {
        int i = index;
        while (kind(i).isTrivia()) {
            i++;
        }
        return i;
    }

    /** Index of the last token before {@code index} that is not trivia; -1 if there is none. */
    public int significantBefore(int index) {
        int i = index - 1;
        while (i >= 0 && kind(i).isTrivia()) {
            i--;
        }
        return i;
    }
}
