package snow.rt.text;

import java.util.Locale;
import snow.rt.collection.ListBuilder;
import snow.rt.collection.PersistentList;

/** The functions of the module {@code String}. Positions and lengths count code points. */
public final class Text {
    private Text() {}

    public static long length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The code points from {@code start} up to {@code stop}, both clamped to the text. */
    public static String slice(String text, long start, long stop) {
        int length = text.codePointCount(0, text.length());
        int from = (int) Math.max(0, Math.min(start, length));
        int to = (int) Math.max(0, Math.min(stop, length));
        if (to <= from) return "";
        if (length == text.length()) return text.substring(from, to);
        int begin = text.offsetByCodePoints(0, from);
        return text.substring(begin, text.offsetByCodePoints(begin, to - from));
    }

    public static boolean contains(String text, String part) {
        return text.contains(part);
    }

    public static boolean startsWith(String text, String prefix) {
        return text.startsWith(prefix);
    }

    public static boolean endsWith(String text, String suffix) {
        return text.endsWith(suffix);
    }

    /** Without leading and trailing characters of the Unicode property White_Space. */
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isWhiteSpace(text.charAt(start))) start++;
        while (end > start && isWhiteSpace(text.charAt(end - 1))) end--;
        return text.substring(start, end);
    }

    /** The Unicode property White_Space, all of whose characters are single UTF-16 units. */
    static boolean isWhiteSpace(char unit) {
        if (unit < 0x80) return unit == ' ' || unit >= 0x09 && unit <= 0x0d;
        if (unit < 0x1680) return unit == 0x85 || unit == 0xa0;
        if (unit >= 0x2000 && unit <= 0x200a) return true;
        return unit == 0x1680 || unit == 0x2028 || unit == 0x2029 || unit == 0x202f || unit == 0x205f || unit == 0x3000;
    }

    public static String toUpper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    public static String toLower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** All occurrences from left to right; an empty {@code from} stands before every code point and at the end. */
    public static String replace(String text, String from, String to) {
        if (!from.isEmpty()) return text.replace(from, to);
        var out = new StringBuilder(text.length()).append(to);
        for (int i = 0, point; i < text.length(); i += Character.charCount(point)) {
            point = text.codePointAt(i);
            out.appendCodePoint(point).append(to);
        }
        return out.toString();
    }

    /** The parts between occurrences of a delimiter; an empty one stands before every code point and at the end. */
    public static PersistentList split(String text, String delimiter) {
        var parts = new ListBuilder();
        if (delimiter.isEmpty()) {
            parts.add("");
            for (int i = 0, next; i < text.length(); i = next) {
                next = text.offsetByCodePoints(i, 1);
                parts.add(text.substring(i, next));
            }
            parts.add("");
            return parts.build();
        }
        int start = 0;
        for (int at; (at = text.indexOf(delimiter, start)) >= 0; start = at + delimiter.length()) {
            parts.add(text.substring(start, at));
        }
        parts.add(text.substring(start));
        return parts.build();
    }

    public static String join(PersistentList texts, String separator) {
        var out = new StringBuilder();
        boolean more = false;
        for (var cursor = texts.cursor(); cursor.next(); more = true) {
            if (more) out.append(separator);
            out.append((String) cursor.current());
        }
        return out.toString();
    }
}
