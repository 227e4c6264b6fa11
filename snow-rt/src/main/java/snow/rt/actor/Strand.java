package snow.rt.actor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/**
 * A virtual thread and what the scheduler keeps about it. It is its own executor: the JDK hands the continuation of the
 * thread to {@link #execute} each time it becomes runnable, and the strand itself goes into a queue. So a carrier always
 * knows whose code it is about to run, and the current process is two loads away from the carrier.
 *
 * <p>{@code process} is fixed for the strand of a process; that of a {@link Worker} changes from burst to burst and is
 * only written by the worker itself.
 */
abstract class Strand implements Executor, Runnable, Task {
    private static final VarHandle REST;

    static {
        try {
            REST = MethodHandles.lookup().findVarHandle(Strand.class, "rest", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int BUSY = 0;
    private static final int LEAVING = 1;
    private static final int RESTING = 2;
    private static final int NOTIFIED = 3;

    /** How far the strand is in {@link #rest}. */
    private volatile int rest;

    /** What thread dumps call a thread that runs no process. */
    static final String UNUSED = "worker";

    private static final long PINNED_NANOS = 500_000;

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

    /** The process after which the thread is named; null: after none. */
    private Process named;

    /** Names the thread after the process that it runs, for thread dumps. Called where it stops running for a while. */
    final void showName() {
        if (named != process) {
            named = process;
            thread.setName(process == null ? UNUSED : process.threadName());
        }
    }

    @Override
    public void execute(Runnable runnable) {
        continuation = runnable;
        if (staysOffQueue()) {
            return;
        }
        if (rest == LEAVING && REST.compareAndSet(this, LEAVING, RESTING)) {
            return;
        }
        scheduler.enqueue(this);
    }

    /** Whether somebody keeps the continuation and runs it himself. */
    boolean staysOffQueue() {
        return false;
    }

    /**
     * Suspends the calling strand, on our own scheduler; may return for no reason. It does not park: it yields, and
     * {@link #execute}, called by the carrier when the strand has left it, keeps the continuation out of the queues.
     *
     * <pre>
     * rest       rouse()               otherwise
     * BUSY       → NOTIFIED            rest() → LEAVING, yields
     * LEAVING    → NOTIFIED            left the carrier → RESTING
     * RESTING    → NOTIFIED, enqueue
     * NOTIFIED   –                     left the carrier → enqueue; runs again → BUSY; rest() → BUSY at once
     * </pre>
     *
     * This is cheaper than parking, and it is the only way to survive a stack overflow in the waking thread: an unpark that is
     * cut off after it has set the thread's permit cannot be repeated, whereas an enqueue can. The JDK ignores a
     * continuation that is run while it is not due.
     *
     * <p>Frames are put back below those of the carrier that resumes the strand, which may be larger than those of the one that
     * it left; the JVM does not survive when there is no room. Hence the demand for headroom, also in {@link #yieldPoint}.
     */
    final void rest() {
        Headroom.require();
        showName();
        try {
            if (REST.compareAndSet(this, BUSY, LEAVING)) {
                Thread.yield();
                if (rest == LEAVING) {
                    // Pinned by a native frame or a class initialiser: it could not leave.
                    LockSupport.parkNanos(PINNED_NANOS);
                }
            }
        } finally {
            // Also where no stack was left to yield: a strand that runs on must not be kept out of the queues later.
            rest = BUSY;
        }
    }

    /** Ends the rest of this strand. Any thread. */
    final void rouse() {
        while (true) {
            int now = rest;
            if (now == NOTIFIED) {
                return;
            }
            if (REST.compareAndSet(this, now, NOTIFIED)) {
                if (now == RESTING) {
                    scheduler.enqueue(this);
                }
                return;
            }
        }
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
