package snow.rt.actor;

/**
 * Stack for an operation of the runtime that changes shared state in several steps. A stack overflow strikes where a method is
 * called; an operation that first makes sure of a few kilobytes is either not begun or done to its end, and nothing has to be
 * repaired afterwards. (Running out of memory is different: who allocates between two steps undoes the first.)
 *
 * <p>The hottest operations do without: a sender or spawner that has no stack left for a wake-up says so, and
 * {@link World#repair} repeats it.
 */
final class Headroom {
    /** Frames of about 100 bytes each, compiled or not. */
    private static final int FRAMES = 64;

    private Headroom() {}

    /** Throws {@link StackOverflowError} now, if too little stack is left for what follows. */
    static void require() {
        descend(FRAMES, 1, 2, 3, 4, 5, 6, 7);
    }

    /** All arguments are needed after the call, so that each frame has to keep them. */
    private static long descend(int frames, long a, long b, long c, long d, long e, long f, long g) {
        return frames == 0 ? 0 : descend(frames - 1, b, c, d, e, f, g, a) + (a ^ b) + (c ^ d) + (e ^ f) + g;
    }
}
