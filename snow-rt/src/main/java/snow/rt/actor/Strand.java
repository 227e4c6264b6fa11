package snow.rt.actor;

import java.util.concurrent.Executor;

/**
 * A virtual thread and what the scheduler keeps about it. It is its own executor: the JDK hands the continuation of the
 * thread to {@link #execute} each time it becomes runnable, and the strand itself goes into a queue. So a carrier always
 * knows whose code it is about to run, and the current process is two loads away from the carrier.
 *
 * <p>{@code process} is fixed for the strand of a process; that of a {@link Worker} changes from burst to burst and is
 * only written by the worker itself.
 */
abstract class Strand implements Executor, Runnable, Task {
    /** For threads of schedulers that do not run on carriers, see {@link GateScheduler}. */
    static final ThreadLocal<Strand> OFF_CARRIER = new ThreadLocal<>();

    final Scheduler scheduler;

    Thread thread;

    /** Set by the JDK's first call of {@link #execute} and the same ever after. */
    private Runnable continuation;

    /** The process that the strand runs now; null for a worker between bursts. */
    Process process;

    /** The tick in which the strand last began to run; it lets others run in a later one. */
    long sliceTick;

    /** For {@link GateScheduler}: whether this strand has a permit to run. */
    volatile boolean permitted;

    /** For {@link GateScheduler}, guarded by it. */
    GateScheduler.Place place = GateScheduler.Place.NEW;

    /** For {@link GateScheduler}: queued before its thread was started. */
    boolean queuedNew;

    Strand(Scheduler scheduler, Process process) {
        this.scheduler = scheduler;
        this.process = process;
    }

    /** The strand that runs this code, or null outside of processes. */
    static Strand currentOrNull() {
        return Loom.currentCarrier() instanceof Carrier carrier ? carrier.strand : OFF_CARRIER.get();
    }

    @Override
    public void execute(Runnable runnable) {
        continuation = runnable;
        scheduler.enqueue(this);
    }

    /** Whether the thread has got as far as being given to a scheduler. */
    boolean hasBeenQueued() {
        return continuation != null || place != GateScheduler.Place.NEW;
    }

    @Override
    public void runOn(Carrier carrier) {
        carrier.strand = this;
        carrier.preempting = false;
        continuation.run();
        carrier.strand = null;
    }

    /** What {@link Safepoint#poll} does when the flag is up. */
    final void yieldPoint() {
        Process current = process;
        if (current != null) {
            current.checkSignals();
        }
        scheduler.yieldIfDue(this);
    }
}
