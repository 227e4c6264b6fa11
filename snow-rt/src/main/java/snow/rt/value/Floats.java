package snow.rt.value;

import java.math.BigDecimal;
import java.math.MathContext;

/** The text of a {@code Float}, and its conversions. */
public final class Floats {
    /** From here on the host's text is the shortest one. */
    private static final double TINY = 1e-321;

    private Floats() {}

    /** The shortest digits that read back to the same value, in positional notation; {@code inf}, {@code -inf}, {@code NaN}. */
    public static String text(double value) {
        var out = new StringBuilder(24);
        append(value, out);
        return out.toString();
    }

    /** Appends what {@link #text} gives. */
    public static void append(double value, StringBuilder out) {
        long whole = (long) value;
        if (whole == value && Math.abs(value) < 0x1p53) {
            if (whole == 0 && 1 / value < 0) out.append('-');
            out.append(whole);
        } else if (value != value) {
            out.append("NaN");
        } else if (Double.isInfinite(value)) {
            out.append(value < 0 ? "-inf" : "inf");
        } else {
            appendPositional(shortest(value), out);
        }
    }

    /** The fewest digits that read back to the same finite value, in the host's notation: {@code -1.25E-7}, {@code 12.5}, {@code 3.0}. */
    public static String shortest(double value) {
        return Math.abs(value) < TINY ? tiny(value) : Double.toString(value);
    }

    /** The host always gives two digits, where one may be enough to tell the smallest values apart: 1e-323, not 9.9e-324. */
    private static String tiny(double value) {
        String digit = new BigDecimal(value).round(new MathContext(1)).toString();
        return Double.parseDouble(digit) == value ? digit.replace("E", ".0E") : Double.toString(value);
    }

    /** Truncates toward zero; the nearest {@code Int} beyond its range; NaN gives 0. */
    public static long toInt(double value) {
        return (long) value;
    }

    /** Rewrites the host's notation ({@code -1.25E-7}, {@code 12.5}, {@code 3.0}) without exponent and without idle zeros. */
    private static void appendPositional(String host, StringBuilder out) {
        int start = 0;
        if (host.charAt(0) == '-') {
            out.append('-');
            start = 1;
        }
        int point = host.indexOf('.');
        int e = host.indexOf('E');
        int end = e < 0 ? host.length() : e;
        int exponent = e < 0 ? 0 : Integer.parseInt(host, e + 1, host.length(), 10);
        while (end > point + 1 && host.charAt(end - 1) == '0') end--;
        var digits = new StringBuilder(20).append(host, start, point).append(host, point + 1, end);
        int whole = point - start + exponent;
        int leading = 0;
        while (leading < digits.length() - 1 && digits.charAt(leading) == '0') leading++;
        digits.delete(0, leading);
        whole -= leading;
        if (whole <= 0) {
            out.append("0.").repeat('0', -whole).append(digits);
        } else if (whole >= digits.length()) {
            out.append(digits).repeat('0', whole - digits.length());
        } else {
            out.append(digits, 0, whole).append('.').append(digits, whole, digits.length());
        }
    }
}
