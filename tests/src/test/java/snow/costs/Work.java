package snow.costs;

import java.lang.reflect.Array;

/** What the code of a {@link Counted} program calls: it counts, and boxes where {@code Long.valueOf} and the like did. */
public final class Work {
    private static final ThreadLocal<Work> OF_THREAD = ThreadLocal.withInitial(Work::new);

    private long boxed;
    private long steps;

    private Work() {}

    public static Long of(long value) {
        OF_THREAD.get().boxed++;
        return value;
    }

    public static Double of(double value) {
        OF_THREAD.get().boxed++;
        return value;
    }

    public static Boolean of(boolean value) {
        OF_THREAD.get().boxed++;
        return value;
    }

    /** A method begins, or a loop goes on. */
    public static void step() {
        OF_THREAD.get().steps++;
    }

    /** So many elements of an array are made or copied. */
    public static void elements(int count) {
        OF_THREAD.get().steps += count;
    }

    public static void elements(int from, int to) {
        elements(to - from);
    }

    public static void elements(Object array) {
        elements(Array.getLength(array));
    }

    /** How often this thread has boxed a value while it did something. */
    static long boxings(Runnable action) {
        var work = OF_THREAD.get();
        long before = work.boxed;
        action.run();
        return work.boxed - before;
    }

    /** How many steps this thread has gone while it did something. */
    static long steps(Runnable action) {
        var work = OF_THREAD.get();
        long before = work.steps;
        action.run();
        return work.steps - before;
    }
}
