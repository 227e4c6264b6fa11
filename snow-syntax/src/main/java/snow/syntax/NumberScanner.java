package snow.syntax;

/** Finds where a number literal ends and whether it is well formed (spec 01 §2.4). */
final class NumberScanner {
    private final char[] chars;
    private final int limit;

    NumberScanner(char[] chars, int limit) {
        this.chars = chars;
        this.limit = limit;
    }

    /** Emits the token of the number that starts at {@code start}; returns where it ends. */
    int scan(int start, Lexer lexer) {
        var kind = TokenKind.INT;
        int end;
        boolean valid = true;
        int radix = radixOfPrefix(start);
        if (radix != 10) {
            end = digits(start + 2, radix);
            valid = hasDigit(start + 2, end);
        } else {
            end = digits(start, 10);
            if (end + 1 < limit && chars[end] == '.' && isDigit(chars[end + 1], 10)) {
                kind = TokenKind.FLOAT;
                end = digits(end + 1, 10);
            }
            if (end < limit && (chars[end] == 'e' || chars[end] == 'E')) {
                int exponent = end + 1;
                if (exponent < limit && (chars[exponent] == '+' || chars[exponent] == '-')) {
                    exponent++;
                }
                end = digits(exponent, 10);
                valid = hasDigit(exponent, end);
                kind = TokenKind.FLOAT;
            }
        }
        while (end < limit) {
            int codePoint = Character.codePointAt(chars, end, limit);
            if (!Identifiers.continues(codePoint)) {
                break;
            }
            valid = false;
            end += Character.charCount(codePoint);
        }
        lexer.emit(valid ? kind : TokenKind.ERROR, start);
        if (!valid) {
            lexer.error(start, end, "invalid number literal: " + lexer.text(start, end));
        }
        return end;
    }

    private int radixOfPrefix(int start) {
        if (chars[start] != '0' || start + 1 >= limit) {
            return 10;
        }
        return switch (chars[start + 1]) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            case 'o', 'O' -> 8;
            default -> 10;
        };
    }

    private int digits(int from, int radix) {
        int i = from;
        while (i < limit && (chars[i] == '_' || isDigit(chars[i], radix))) {
            i++;
        }
        return i;
    }

    private boolean hasDigit(int from, int to) {
        for (int i = from; i < to; i++) {
            if (chars[i] != '_') {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(char c, int radix) {
        return c < 128 && Character.digit(c, radix) >= 0;
    }
}
