package snow.rt.actor;

/** Waiting for threads at the end of a world. */
final class Joining {
    private Joining() {}

    /** Waits for the end of a thread, at most so many milliseconds; an interrupt ends the wait and stays set. */
    static void join(Thread thread, long millis) {
        if (thread == Thread.currentThread()) {
            return;
        }
        try {
            thread.join(Math.max(1, millis));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
