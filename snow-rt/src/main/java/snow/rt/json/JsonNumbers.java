package snow.rt.json;

import java.nio.charset.StandardCharsets;
import snow.rt.value.Floats;

/** Floats as JSON writes them, and back (spec 06 §18.2, §18.3). */
final class JsonNumbers {
    /** Powers of ten that a double holds exactly. */
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final int MAX_PLAIN_EXPONENT = 15;
    private static final int MIN_PLAIN_EXPONENT = -5;

    private JsonNumbers() {}

    /** The double nearest to a number of RFC 8259, infinite when it is out of range. */
    static double parse(byte[] text, int start, int end) {
        long digits = 0;
        int exponent = 0;
        boolean behindPoint = false;
        int i = text[start] == '-' ? start + 1 : start;
        for (; i < end; i++) {
            byte next = text[i];
            if (next == '.') {
                behindPoint = true;
            } else if (next < '0' || next > '9') {
                break;
            } else {
                digits = digits * 10 + next - '0';
                if (digits >= 1L << 53) return exactly(text, start, end);
                if (behindPoint) exponent--;
            }
        }
        if (i < end) {
            if (end - i > 6) return exactly(text, start, end);
            exponent += exponent(text, i + 1, end);
        }
        // With both exact in a double, one operation rounds once (Clinger 1990).
        if (exponent < -22 || exponent > 22) return exactly(text, start, end);
        double value = exponent < 0 ? digits / POWERS[-exponent] : digits * POWERS[exponent];
        return text[start] == '-' ? -value : value;
    }

    private static int exponent(byte[] text, int start, int end) {
        int value = 0;
        for (int i = text[start] == '-' || text[start] == '+' ? start + 1 : start; i < end; i++) {
            value = value * 10 + text[i] - '0';
        }
        return text[start] == '-' ? -value : value;
    }

    private static double exactly(byte[] text, int start, int end) {
        return Double.parseDouble(new String(text, start, end - start, StandardCharsets.ISO_8859_1));
    }

    // ---- writing

    /** The longest text that {@link #appendShort} makes: a sign, 16 digits, a point, a zero. */
    static final int LONGEST_SHORT = 20;

    /** Numbers below this have no more digits before the point than a double holds together with those behind it. */
    private static final double SHORT = 1e9;

    /** Behind the point; 10^15 is the most that always comes back from a double digit by digit. */
    private static final long PLACES = 1_000_000;

    /** Writes an integer and returns the index behind it. */
    static int append(long value, byte[] out, int at) {
        if (value == Long.MIN_VALUE) {
            var text = Long.toString(value);
            for (int i = 0; i < text.length(); i++) out[at + i] = (byte) text.charAt(i);
            return at + text.length();
        }
        int start = at;
        long rest = value;
        if (value < 0) {
            out[start++] = '-';
            rest = -value;
        }
        int digits = 1;
        for (long bound = 10; digits < 19 && rest >= bound; bound *= 10) digits++;
        for (int i = start + digits - 1; i >= start; i--) {
            long next = rest / 10;
            out[i] = (byte) ('0' + (rest - next * 10));
            rest = next;
        }
        return start + digits;
    }

    /**
     * Writes whole numbers and numbers with a few places, and returns the index behind; for others the index it was given. At most 15
     * digits are the shortest that read back, because no two numbers of 15 digits are the same double.
     */
    static int appendShort(double value, byte[] out, int at) {
        long whole = (long) value;
        int start = at;
        if (whole == value && whole > -1L << 53 && whole < 1L << 53) {
            if (whole == 0 && 1 / value < 0) out[start++] = '-';
            start = append(whole, out, start);
            out[start++] = '.';
            out[start++] = '0';
            return start;
        }
        double size = Math.abs(value);
        if (!(size < SHORT && size >= 1e-5)) return at;
        long scaled = (long) (size * PLACES + 0.5);
        if ((double) scaled / PLACES != size) return at;
        if (value < 0) out[start++] = '-';
        start = append(scaled / PLACES, out, start);
        out[start++] = '.';
        long places = scaled % PLACES;
        for (long unit = PLACES / 10; places > 0; unit /= 10) {
            out[start++] = (byte) ('0' + places / unit);
            places %= unit;
        }
        return start;
    }

    static String text(double value) {
        var out = new StringBuilder(24);
        if (value - value != 0) { // not finite
            out.append("null");
        } else {
            appendDigits(Floats.shortest(value), out);
        }
        return out.toString();
    }

    /** Rewrites the host's notation: {@code -1.25E-7}, {@code 12.5}, {@code 3.0E16}. */
    private static void appendDigits(String host, StringBuilder out) {
        int start = 0;
        if (host.charAt(0) == '-') {
            out.append('-');
            start = 1;
        }
        int e = host.indexOf('E');
        int end = e < 0 ? host.length() : e;
        int point = host.indexOf('.');
        int exponent = (e < 0 ? 0 : Integer.parseInt(host, e + 1, host.length(), 10)) + point - start - 1;
        var digits = new StringBuilder(20).append(host, start, point).append(host, point + 1, end);
        int leading = 0;
        while (digits.charAt(leading) == '0') leading++;
        exponent -= leading;
        digits.delete(0, leading);
        int length = digits.length();
        while (length > 1 && digits.charAt(length - 1) == '0') length--;
        digits.setLength(length);
        if (exponent < MIN_PLAIN_EXPONENT || exponent > MAX_PLAIN_EXPONENT) {
            scientific(digits, exponent, out);
        } else if (exponent < 0) {
            out.append("0.").repeat('0', -exponent - 1).append(digits);
        } else if (length <= exponent + 1) {
            out.append(digits).repeat('0', exponent + 1 - length).append(".0");
        } else {
            out.append(digits, 0, exponent + 1).append('.').append(digits, exponent + 1, length);
        }
    }

    private static void scientific(StringBuilder digits, int exponent, StringBuilder out) {
        out.append(digits.charAt(0));
        if (digits.length() > 1) out.append('.').append(digits, 1, digits.length());
        out.append('e').append(exponent < 0 ? '-' : '+').append(Math.abs(exponent));
    }
}
