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

    private static Crash divisionByZero() {
        return new Crash("division by zero");
    }
}
