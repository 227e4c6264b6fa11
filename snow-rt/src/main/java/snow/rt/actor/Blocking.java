package snow.rt.actor;

/** Operations that block natively, so that they hold no carrier. */
public final class Blocking {
    /** Work for a thread of the blocking pool. Must not run Snow code. */
    @FunctionalInterface
    public interface Operation<T> {
        T run();
    }

    private Blocking() {}

    /**
     * Runs an operation on the blocking pool and waits for it in the current process; an exit signal ends the wait, not the
     * operation. Outside of processes it simply runs.
     */
    public static <T> T call(Operation<T> operation) {
        if (!Process.isCurrent()) {
            return operation.run();
        }
        Process caller = Process.current();
        return caller.group.world.blockingPool().call(caller, operation);
    }

    /** Runs something on the blocking pool of the running process's world, for whoever waits for it. */
    public static void start(Runnable work) {
        Process.current().group.world.blockingPool().execute(work);
    }
}
