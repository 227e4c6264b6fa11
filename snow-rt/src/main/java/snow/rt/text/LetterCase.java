package snow.rt.text;

import java.util.Locale;
import snow.rt.actor.Safepoint;
import snow.rt.value.Strings;

/**
 * {@code String.to_upper} and {@code String.to_lower}: full case mapping without a locale. Pieces are mapped one by one, because only
 * a capital sigma looks at what stands around it, and because the host needs quadratic time for a text with many of them.
 */
public final class LetterCase {
    private static final char SIGMA = 'Σ';

    /** What stands inside of words, by the property Word_Break: values MidLetter, MidNumLet and Single_Quote. */
    private static final String INSIDE_WORDS = "'.:·\u0387\u055F\u05F4‘’․‧\uFE13\uFE52\uFE55\uFF07\uFF0E\uFF1A";

    private LetterCase() {}

    public static String toUpper(String text) {
        if (text.length() <= Text.WINDOW) return text.toUpperCase(Locale.ROOT);
        var out = new StringBuilder(text.length());
        for (int start = 0, end; start < text.length(); start = end) {
            end = Text.windowEnd(text, start);
            out.append(text.substring(start, end).toUpperCase(Locale.ROOT));
            Safepoint.poll();
        }
        return Strings.finish(out);
    }

    public static String toLower(String text) {
        if (text.length() <= Text.WINDOW && text.indexOf(SIGMA) < 0) return text.toLowerCase(Locale.ROOT);
        var out = new StringBuilder(text.length());
        for (int start = 0; start < text.length(); ) {
            int end = Text.windowEnd(text, start);
            int sigma = text.indexOf(SIGMA, start, end);
            int stop = sigma < 0 ? end : sigma;
            out.append(text.substring(start, stop).toLowerCase(Locale.ROOT));
            if (sigma >= 0) out.append(endsWord(text, sigma) ? 'ς' : 'σ');
            start = sigma < 0 ? end : sigma + 1;
            Safepoint.poll();
        }
        return Strings.finish(out);
    }

    /** The condition Final_Sigma of the Unicode Standard §3.13: a letter with case before, and none after. */
    private static boolean endsWord(String text, int sigma) {
        int before = sigma;
        while (before > 0 && isCaseIgnorable(text.codePointBefore(before))) {
            before -= Character.charCount(text.codePointBefore(before));
        }
        if (before == 0 || !isCased(text.codePointBefore(before))) return false;
        int after = sigma + 1;
        while (after < text.length() && isCaseIgnorable(text.codePointAt(after))) {
            after += Character.charCount(text.codePointAt(after));
        }
        return after == text.length() || !isCased(text.codePointAt(after));
    }

    private static boolean isCased(int point) {
        return Character.isLowerCase(point) || Character.isUpperCase(point) || Character.isTitleCase(point);
    }

    private static boolean isCaseIgnorable(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || type == Character.MODIFIER_LETTER
                || type == Character.MODIFIER_SYMBOL
                || INSIDE_WORDS.indexOf(point) >= 0;
    }
}
