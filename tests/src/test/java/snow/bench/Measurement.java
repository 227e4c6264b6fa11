package snow.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/**
 * One benchmark measured: both sides in turn, in one JVM, after a warm-up of both. Time is processor time of the thread, so that other
 * programs of a busy machine count little; collecting garbage is not in it, hence the bytes allocated beside it.
 *
 * @param snowMillis median milliseconds of a run in Snow
 * @param javaMillis median milliseconds of a run in Java
 * @param ratio median of the ratios Snow / Java of each round
 * @param low lower quartile of the ratios
 * @param high upper quartile of the ratios
 * @param snowBytes bytes allocated by a run in Snow
 * @param javaBytes bytes allocated by a run in Java
 */
record Measurement(
        double snowMillis,
        double javaMillis,
        double ratio,
        double low,
        double high,
        double snowBytes,
        double javaBytes) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Measurement of(LongUnaryOperator snow, LongUnaryOperator java, long size, double warmUpSeconds, int rounds) {
        long expected = java.applyAsLong(size);
        long end = System.nanoTime() + (long) (warmUpSeconds * 1e9);
        do {
            check(expected, snow.applyAsLong(size));
            check(expected, java.applyAsLong(size));
        } while (System.nanoTime() < end);
        var snowTimes = new double[rounds];
        var javaTimes = new double[rounds];
        var ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            snowTimes[i] = time(snow, size);
            javaTimes[i] = time(java, size);
            ratios[i] = snowTimes[i] / javaTimes[i];
        }
        return new Measurement(
                quantile(snowTimes, 0.5),
                quantile(javaTimes, 0.5),
                quantile(ratios, 0.5),
                quantile(ratios, 0.25),
                quantile(ratios, 0.75),
                bytes(snow, size),
                bytes(java, size));
    }

    private static void check(long expected, long computed) {
        if (computed != expected) {
            throw new IllegalStateException("computed " + computed + ", not " + expected);
        }
    }

    private static double time(LongUnaryOperator side, long size) {
        long start = THREADS.getCurrentThreadCpuTime();
        side.applyAsLong(size);
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
    }

    private static double bytes(LongUnaryOperator side, long size) {
        long start = THREADS.getCurrentThreadAllocatedBytes();
        side.applyAsLong(size);
        return THREADS.getCurrentThreadAllocatedBytes() - start;
    }

    private static double quantile(double[] values, double part) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (part * (sorted.length - 1) + 0.5)];
    }
}
