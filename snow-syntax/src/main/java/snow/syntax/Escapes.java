package snow.syntax;

/** The values of escape sequences in strings (spec 01 §2.5). */
final class Escapes {
    private Escapes() {}

    /** Whether a backslash before the character is an escape, {@code u} aside. */
    static boolean isSimple(int codePoint) {
        return switch (codePoint) {
            case 'n', 't', 'r', '0', '"', '\\', '$' -> true;
            default -> false;
        };
    }

    /** The code point that the hex digits stand for; -1 when there are not 1 to 6 or they name no scalar value. */
    static int codePoint(char[] chars, int from, int to) {
        if (to <= from || to - from > 6) {
            return -1;
        }
        int value = Integer.parseInt(new String(chars, from, to - from), 16);
        boolean surrogate = value >= 0xD800 && value <= 0xDFFF;
        return surrogate || value > Character.MAX_CODE_POINT ? -1 : value;
    }

    /** The text with escapes replaced by their values. Invalid and unknown ones stay as written. */
    static String process(String raw) {
        int backslash = raw.indexOf('\\');
        if (backslash < 0) {
            return raw;
        }
        var out = new StringBuilder(raw.length());
        char[] chars = raw.toCharArray();
        int i = 0;
        while (i < chars.length) {
            char c = chars[i];
            if (c != '\\' || i + 1 == chars.length) {
                out.append(c);
                i++;
            } else if (isSimple(chars[i + 1])) {
                out.append(simple(chars[i + 1]));
                i += 2;
            } else if (chars[i + 1] == 'u' && i + 2 < chars.length && chars[i + 2] == '{') {
                int close = i + 3;
                while (close < chars.length && Character.digit(chars[close], 16) >= 0 && chars[close] < 128) {
                    close++;
                }
                boolean closed = close < chars.length && chars[close] == '}';
                int value = closed ? codePoint(chars, i + 3, close) : -1;
                if (value >= 0) {
                    out.appendCodePoint(value);
                    i = close + 1;
                } else {
                    out.append(chars, i, close - i);
                    i = close;
                }
            } else {
                out.append(c).append(chars[i + 1]);
                i += 2;
            }
        }
        return out.toString();
    }

    private static char simple(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '0' -> '\0';
            default -> c;
        };
    }
}
