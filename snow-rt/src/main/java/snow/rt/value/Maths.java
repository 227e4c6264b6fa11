package snow.rt.value;

/** The functions of the module {@code Math}. */
public final class Maths {
    private Maths() {}

    public static long absInt(long n) {
        return Math.abs(n);
    }

    public static double absFloat(double n) {
        return Math.abs(n);
    }

    public static long minInt(long a, long b) {
        return Math.min(a, b);
    }

    /** A NaN gives way to the other operand. */
    public static double minFloat(double a, double b) {
        if (a != a) return b;
        return b != b ? a : Math.min(a, b);
    }

    public static long maxInt(long a, long b) {
        return Math.max(a, b);
    }

    /** A NaN gives way to the other operand. */
    public static double maxFloat(double a, double b) {
        if (a != a) return b;
        return b != b ? a : Math.max(a, b);
    }

    /** As C defines it (ISO/IEC 9899 F.10.4.4); the host differs for the bases 1 and -1. */
    public static double pow(double base, double exponent) {
        if (base == 1 || base == -1 && Double.isInfinite(exponent)) return 1;
        return Math.pow(base, exponent);
    }

    public static double sqrt(double x) {
        return Math.sqrt(x);
    }

    public static long floor(double x) {
        return (long) Math.floor(x);
    }

    public static long ceil(double x) {
        return (long) Math.ceil(x);
    }

    /** To the nearest integer, halves away from zero. */
    public static long round(double x) {
        double whole = x < 0 ? Math.ceil(x) : Math.floor(x);
        if (Math.abs(x - whole) >= 0.5) whole += x < 0 ? -1 : 1;
        return (long) whole;
    }
}
