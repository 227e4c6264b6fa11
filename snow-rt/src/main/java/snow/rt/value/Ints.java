package snow.rt.value;

import snow.rt.Crash;

/** Operations of {@code Int} that are not plain JVM instructions. */
public final class Ints {
    private Ints() {}

    /** {@code a / b}, toward zero. */
    public static long div(long a, long b) {
        if (b == 0) throw divisionByZero();
        return a / b;
    }

    /** {@code a % b}, with the sign of {@code a}. */
    public static long rem(long a, long b) {
        if (b == 0) throw divisionByZero();
        return a % b;
    }

    /** The nearest {@code Float}, ties to even. */
    public static double toFloat(long value) {
        return value;
    }

    /** The text of a number. Small ones, which are most, are made once. */
    public static String text(long value) {
        if (value < 0 || value >= Small.TEXTS.length) return Long.toString(value);
        int index = (int) value;
        String text = Small.TEXTS[index];
        if (text == null) {
            // more than one thread may do this: texts are immutable
            text = Long.toString(value);
            Small.TEXTS[index] = text;
        }
        return text;
    }

    /** The texts of small numbers, made when they are first asked for. */
    private static final class Small {
        static final String[] TEXTS = new String[1000];
    }

    private static Crash divisionByZero() {
        return new Crash("division by zero");
    }
}
