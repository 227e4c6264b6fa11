package snow.program;

import snow.rt.Crash;
import snow.rt.actor.Actors;

/** Looks like compiled code to crash reports: a module class below {@code snow.program}. Tests know its line numbers. */
public final class Fragile {
    public static void explode() {
        throw new Crash("division by zero");
    }

    public static void fragile() {
        explode();
    }

    public static void bug() {
        throw new IllegalStateException("bug");
    }

    public static void sleepLong() {
        Actors.sleep(3_600_000);
    }

    public static long deep(long n) {
        return 1 + deep(n + 1);
    }

    public static long sum(long n) {
        return n == 0 ? 0 : n + sum(n - 1);
    }

    /** Recurses without end and does something on each level. */
    public static long deepDoing(Runnable each, long n) {
        each.run();
        return 1 + deepDoing(each, n + 1);
    }

    /** The same from a depth that is shifted by some frames of another size, so that the stack ends elsewhere. */
    public static long deepDoing(int shift, Runnable each, long n) {
        return shift == 0 ? deepDoing(each, n) : 1 + deepDoing(shift - 1, each, n);
    }

    public static void compute() {
        while (true) snow.rt.actor.Safepoint.poll();
    }
}
