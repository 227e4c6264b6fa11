package snow.rt.text;

import snow.rt.actor.Blocking;
import snow.rt.actor.Safepoint;
import snow.rt.value.Option;

/** Reads numbers: {@code String.to_int} and {@code String.to_float}. White space at both ends does not count. */
public final class Numerals {
    private Numerals() {}

    /** A sign or none, then ASCII digits, within 64 bits. */
    public static Option toInt(String text) {
        String numeral = Text.trim(text);
        int digits = afterSign(numeral, 0);
        if (digits == numeral.length()) return Option.None.INSTANCE;
        boolean negative = numeral.charAt(0) == '-';
        // Counts downward, because the smallest number has no positive counterpart.
        long value = 0;
        for (int i = digits; i < numeral.length(); i++) {
            int digit = numeral.charAt(i) - '0';
            if (i % Text.WINDOW == Text.WINDOW - 1) Safepoint.poll();
            if (digit < 0 || digit > 9) return Option.None.INSTANCE;
            if (value < (Long.MIN_VALUE + digit) / 10) return Option.None.INSTANCE;
            value = value * 10 - digit;
        }
        if (!negative && value == Long.MIN_VALUE) return Option.None.INSTANCE;
        return new Option.Some_J(negative ? value : -value);
    }

    /**
     * A sign or none, then {@code inf}, {@code infinity}, {@code nan} in any case, or digits with an optional point and exponent; correctly
     * rounded. The host's parser would accept more.
     */
    public static Option toFloat(String text) {
        String numeral = Text.trim(text);
        int start = afterSign(numeral, 0);
        boolean negative = start == 1 && numeral.charAt(0) == '-';
        if (isWord(numeral, start, "inf") || isWord(numeral, start, "infinity")) {
            return new Option.Some_D(negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        if (isWord(numeral, start, "nan")) return new Option.Some_D(Double.NaN);
        return isDecimal(numeral, start) ? new Option.Some_D(value(numeral)) : Option.None.INSTANCE;
    }

    /** The host reads all digits, and then the first thousand or so again. */
    private static double value(String numeral) {
        return numeral.length() <= Text.WINDOW
                ? Double.parseDouble(numeral)
                : Blocking.call(() -> Double.parseDouble(numeral));
    }

    private static boolean isDecimal(String numeral, int start) {
        int i = afterDigits(numeral, start);
        int digits = i - start;
        if (i < numeral.length() && numeral.charAt(i) == '.') {
            int fraction = i + 1;
            i = afterDigits(numeral, fraction);
            digits += i - fraction;
        }
        if (digits == 0) return false;
        if (i < numeral.length() && (numeral.charAt(i) == 'e' || numeral.charAt(i) == 'E')) {
            int exponent = afterSign(numeral, i + 1);
            i = afterDigits(numeral, exponent);
            if (i == exponent) return false;
        }
        return i == numeral.length();
    }

    private static boolean isWord(String numeral, int start, String word) {
        return numeral.length() - start == word.length()
                && numeral.regionMatches(true, start, word, 0, word.length())
                && isAscii(numeral);
    }

    /** Ignoring case, the host also takes {@code ı} for {@code i}. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) return false;
        }
        return true;
    }

    private static int afterSign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-') ? at + 1 : at;
    }

    private static int afterDigits(String text, int at) {
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            if (++at % Text.WINDOW == 0) Safepoint.poll();
        }
        return at;
    }
}
