package snow.rt.text;

import snow.rt.actor.Safepoint;
import snow.rt.collection.ListBuilder;
import snow.rt.collection.PersistentList;
import snow.rt.value.Strings;

/**
 * The functions of the module {@code String}. Positions and lengths count code points. What searches or builds long texts lets others
 * run now and then.
 */
public final class Text {
    /** Others may run after so many UTF-16 units of a search. */
    static final int WINDOW = 1 << 16;

    /** Others may run after so many parts of a text: a power of two. */
    private static final int PARTS = 1024;

    /** So many texts are joined at once. */
    private static final int GROUP = 128;

    /** A part of this length is searched for in whole windows. */
    private static final int SHORT = 16;

    private Text() {}

    public static long length(String text) {
        int units = text.length();
        if (units <= WINDOW) return text.codePointCount(0, units);
        int count = 0;
        for (int start = 0, end; start < units; start = end) {
            end = windowEnd(text, start);
            count += text.codePointCount(start, end);
            Safepoint.poll();
        }
        return count;
    }

    /** The code points from {@code start} up to {@code stop}, both clamped to the text. */
    public static String slice(String text, long start, long stop) {
        int length = (int) length(text);
        int from = (int) Math.max(0, Math.min(start, length));
        int to = (int) Math.max(0, Math.min(stop, length));
        if (to <= from) return "";
        if (length == text.length()) return Strings.part(text, from, to);
        int begin = skip(text, 0, from);
        return Strings.part(text, begin, skip(text, begin, to - from));
    }

    /** Where the code point begins that follows {@code count} others. */
    private static int skip(String text, int at, int count) {
        for (; count > WINDOW; count -= WINDOW) {
            at = text.offsetByCodePoints(at, WINDOW);
            Safepoint.poll();
        }
        return text.offsetByCodePoints(at, count);
    }

    /** Where a window that begins at a code point ends: it splits no surrogate pair. */
    static int windowEnd(String text, int start) {
        if (text.length() - start <= WINDOW) return text.length();
        int end = start + WINDOW;
        return Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
    }

    public static boolean contains(String text, String part) {
        return find(text, part, 0) >= 0;
    }

    public static boolean startsWith(String text, String prefix) {
        return prefix.length() <= text.length() && hasAt(text, 0, prefix);
    }

    public static boolean endsWith(String text, String suffix) {
        return suffix.length() <= text.length() && hasAt(text, text.length() - suffix.length(), suffix);
    }

    /** Whether a part stands at a place where there is room for it. */
    private static boolean hasAt(String text, int at, String part) {
        for (int start = 0; part.length() - start > WINDOW; start += WINDOW) {
            if (!text.regionMatches(at + start, part, start, WINDOW)) return false;
            Safepoint.poll();
        }
        int rest = part.length() == 0 ? 0 : (part.length() - 1) % WINDOW + 1;
        return text.regionMatches(at + part.length() - rest, part, part.length() - rest, rest);
    }

    /** Without leading and trailing characters of the Unicode property White_Space. */
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isWhiteSpace(text.charAt(start))) {
            if (++start % WINDOW == 0) Safepoint.poll();
        }
        while (end > start && isWhiteSpace(text.charAt(end - 1))) {
            if (--end % WINDOW == 0) Safepoint.poll();
        }
        return Strings.part(text, start, end);
    }

    /** The Unicode property White_Space, all of whose characters are single UTF-16 units. */
    static boolean isWhiteSpace(char unit) {
        if (unit < 0x80) return unit == ' ' || unit >= 0x09 && unit <= 0x0d;
        if (unit < 0x1680) return unit == 0x85 || unit == 0xa0;
        if (unit >= 0x2000 && unit <= 0x200a) return true;
        return unit == 0x1680 || unit == 0x2028 || unit == 0x2029 || unit == 0x202f || unit == 0x205f || unit == 0x3000;
    }

    /** All occurrences from left to right; an empty {@code from} stands before every code point and at the end. */
    public static String replace(String text, String from, String to) {
        if (from.isEmpty()) return join(codePoints(text), to);
        int at = find(text, from, 0);
        if (at < 0) return text;
        var out = new StringBuilder(text.length());
        int start = 0;
        for (int count = 1; at >= 0; at = find(text, from, start), count++) {
            Strings.append(out, text, start, at);
            Strings.append(out, to);
            start = at + from.length();
            if (count % PARTS == 0) Safepoint.poll();
        }
        Strings.append(out, text, start, text.length());
        return Strings.finish(out);
    }

    /** The parts between occurrences of a delimiter; an empty one stands before every code point and at the end. */
    public static PersistentList split(String text, String delimiter) {
        if (delimiter.isEmpty()) return codePoints(text);
        var parts = new ListBuilder();
        int start = 0;
        for (int at, count = 1; (at = find(text, delimiter, start)) >= 0; start = at + delimiter.length(), count++) {
            parts.add(Strings.part(text, start, at));
            if (count % PARTS == 0) Safepoint.poll();
        }
        parts.add(Strings.part(text, start, text.length()));
        return parts.build();
    }

    /** The code points as texts, with an empty text at both ends. */
    private static PersistentList codePoints(String text) {
        var points = new ListBuilder();
        points.add("");
        for (int i = 0, next, count = 1; i < text.length(); i = next, count++) {
            next = text.offsetByCodePoints(i, 1);
            points.add(text.substring(i, next));
            if (count % PARTS == 0) Safepoint.poll();
        }
        points.add("");
        return points.build();
    }

    /** Where a part that is not before {@code from} begins, or -1. A search may compare all of a long part at every place. */
    private static int find(String text, String part, int from) {
        int places = part.length() <= SHORT ? WINDOW : Math.max(16, (int) ((long) WINDOW * SHORT / part.length()));
        for (int start = from; ; start += places) {
            int end = (int) Math.min(text.length(), (long) start + places + part.length() - 1);
            int at = part.length() == 1 ? text.indexOf(part.charAt(0), start, end) : text.indexOf(part, start, end);
            if (at >= 0 || end == text.length()) return at;
            Safepoint.poll();
        }
    }

    /** The texts with a separator between them. Groups of them are joined first, so that others may run in between. */
    public static String join(PersistentList texts, String separator) {
        int size = texts.size();
        if (size == 0) return "";
        var groups = new String[(size - 1) / GROUP + 1];
        var group = new String[Math.min(size, GROUP)];
        var cursor = texts.cursor();
        for (int i = 0; i < groups.length; i++) {
            int count = Math.min(size - i * GROUP, GROUP);
            if (count < group.length) group = new String[count];
            for (int j = 0; j < count; j++) {
                cursor.next();
                group[j] = (String) cursor.current();
            }
            groups[i] = Strings.join(separator, group);
            Safepoint.poll();
        }
        return groups.length == 1 ? groups[0] : Strings.join(separator, groups);
    }
}
