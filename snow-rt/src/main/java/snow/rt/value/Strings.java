package snow.rt.value;

import java.nio.charset.StandardCharsets;
import snow.rt.actor.Blocking;
import snow.rt.actor.Safepoint;

/**
 * Operations of {@code String} that the language itself needs. They let others run now and then: comparisons between windows of the text; copies,
 * which the machine makes in one go, by leaving large ones to a thread that holds no carrier.
 */
public final class Strings {
    /** Others may run after so many UTF-16 units. */
    private static final int WINDOW = 1 << 16;
    /** Texts of this length take a few hundred microseconds to copy, which is more than it takes to change threads; compiled code knows it, too. */
    public static final int LARGE = 1 << 20;

    private Strings() {}

    /** Snow's {@code ==}. */
    public static boolean eq(String a, String b) {
        return a.length() <= WINDOW ? a.equals(b) : eqLong(a, b);
    }

    private static boolean eqLong(String a, String b) {
        if (a == b) return true;
        int length = a.length();
        if (b.length() != length) return false;
        for (int start = 0; start < length; start += WINDOW) {
            if (!a.regionMatches(start, b, start, Math.min(WINDOW, length - start))) return false;
            Safepoint.poll();
        }
        return true;
    }

    /** Order by code point, which is not the order of UTF-16 units: surrogates stand for code points above U+FFFF. */
    public static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (i % WINDOW == WINDOW - 1) Safepoint.poll();
            if (x != y) {
                boolean xAbove = Character.isSurrogate(x);
                if (xAbove != Character.isSurrogate(y)) return xAbove ? 1 : -1;
                return x < y ? -1 : 1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** {@link #compare} in the representation of {@code Int}, for compiled code. */
    public static long order(String a, String b) {
        return compare(a, b);
    }

    /** Snow's {@code <>} of two texts. */
    public static String concat(String a, String b) {
        return (long) a.length() + b.length() < LARGE ? a.concat(b) : aside(() -> a.concat(b));
    }

    /** Adds a text to one that is being built. */
    public static void append(StringBuilder out, String text) {
        if (text.length() < LARGE && hasRoom(out, text.length())) {
            out.append(text);
        } else {
            aside(() -> out.append(text));
        }
    }

    /** Adds a part of a text to one that is being built. */
    public static void append(StringBuilder out, String text, int from, int to) {
        if (to - from < LARGE && hasRoom(out, to - from)) {
            out.append(text, from, to);
        } else {
            aside(() -> out.append(text, from, to));
        }
    }

    /** Whether a text can grow without a large copy. */
    private static boolean hasRoom(StringBuilder out, int more) {
        return out.length() < LARGE || out.length() + more <= out.capacity();
    }

    /** The part of a text between two places. */
    public static String part(String text, int from, int to) {
        return to - from < LARGE ? text.substring(from, to) : aside(() -> text.substring(from, to));
    }

    /** The texts with a separator between them. */
    public static String join(String separator, String[] texts) {
        long length = 0;
        for (String text : texts) length += text.length() + separator.length();
        return length < LARGE ? String.join(separator, texts) : aside(() -> String.join(separator, texts));
    }

    /** The text that has been built. */
    public static String finish(StringBuilder out) {
        return out.length() < LARGE ? out.toString() : aside(out::toString);
    }

    /** The UTF-8 bytes of a text. */
    public static byte[] utf8(String text) {
        return isLarge(text.length())
                ? aside(() -> text.getBytes(StandardCharsets.UTF_8))
                : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether one pass over so many bytes or UTF-16 units is work for {@link #aside}. */
    public static boolean isLarge(int length) {
        return length >= LARGE;
    }

    /** Makes a large copy elsewhere. When it does not fit, that has happened in the caller's code. */
    public static <T> T aside(Blocking.Operation<T> copy) {
        try {
            return Blocking.call(copy);
        } catch (OutOfMemoryError error) {
            throw new OutOfMemoryError(error.getMessage());
        }
    }
}
