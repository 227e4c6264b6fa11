package snow.rt.actor;

/** Points in time on the monotonic clock, compared by subtraction. */
final class Deadline {
    /** 2^62 ns are 146 years: further away is never, and sums stay comparable. */
    private static final long MAX_NANOS = 1L << 62;

    private Deadline() {}

    /** The time so many milliseconds from now, in terms of {@link System#nanoTime}. */
    static long after(long millis) {
        return System.nanoTime() + nanos(millis);
    }

    static long nanos(long millis) {
        return millis > MAX_NANOS / 1_000_000 ? MAX_NANOS : millis * 1_000_000;
    }
}
