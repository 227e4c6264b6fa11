package snow.rt.actor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A virtual thread that lends itself to processes: it runs the bursts of one after the other, on behalf of the carrier that
 * resumes it. When a body waits with frames on its stack, the worker waits with it, and the carrier takes another one.
 *
 * <p>Between bursts a worker lies in the pool of a carrier. It gets there by a yield whose continuation is not queued but
 * put into the pool by {@link #execute}, on the carrier that it has left; the carrier resumes it by running that continuation.
 *
 * <pre>
 * mode       entered                                                left
 * ACTIVE     a carrier has assigned it a burst, or dismisses it     the last burst is over, and there is room in the pool
 * LEAVING    on the worker, which yields                            has left its carrier; or cannot, and ends
 * POOLED     on the carrier that it has left                        the carrier takes it out of the pool
 * </pre>
 *
 * Only the carrier that has it in its pool takes it out. Another one may run it meanwhile, because it was queued once too often
 * (see {@link Strand#rest}), and then lets it rest again or sees that it is ACTIVE; hence the mode is published after what is
 * assigned.
 */
final class Worker extends Strand {
    private static final int ACTIVE = 0;
    private static final int LEAVING = 1;
    private static final int POOLED = 2;

    private static final VarHandle MODE;

    static {
        try {
            MODE = MethodHandles.lookup().findVarHandle(Worker.class, "mode", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Process assigned;
    private int mode;

    /** The next one in the pool. */
    Worker below;

    Worker(Scheduler scheduler) {
        super(scheduler, null);
    }

    void assign(Process process) {
        assigned = process;
    }

    /** On the carrier's thread: runs a burst, with a rested worker or a new one. */
    static void runBurst(Process process, Carrier carrier) {
        Worker worker = carrier.takeWorker();
        if (worker == null) {
            worker = make(process, carrier);
        }
        worker.assigned = process;
        MODE.setRelease(worker, ACTIVE);
        worker.runOn(carrier);
        if (worker.assigned != null) {
            // Another carrier was just running it.
            carrier.scheduler.enqueue(worker);
        }
    }

    private static Worker make(Process process, Carrier carrier) {
        try {
            Worker worker = new Worker(carrier.scheduler);
            // Its continuation is run at once, by this carrier.
            worker.mode = POOLED;
            carrier.scheduler.start(worker);
            return worker;
        } catch (OutOfMemoryError e) {
            carrier.putBack(process);
            throw e;
        }
    }

    /** On the carrier's thread: lets a rested worker end. */
    void dismiss(Carrier carrier) {
        mode = ACTIVE;
        runOn(carrier);
    }

    @Override
    boolean staysOffQueue() {
        if (mode == LEAVING) {
            mode = POOLED;
            ((Carrier) Loom.currentCarrier()).keepWorker(this);
        }
        return mode == POOLED;
    }

    @Override
    public void run() {
        do {
            Process next = assigned;
            assigned = null;
            while (next != null) {
                next.runBurst(this);
                next = Loom.currentCarrier() instanceof Carrier carrier ? carrier.nextBurst() : null;
            }
        } while (isWanted() && leave() && assigned != null);
    }

    private static boolean isWanted() {
        return Loom.currentCarrier() instanceof Carrier carrier && carrier.wantsWorkers();
    }

    /**
     * Waits in the pool of the carrier. False if it cannot leave its carrier, and must not keep it either: a stack that ended
     * inside the JDK may have left the thread pinned, or there is no memory to put the frames away.
     */
    private boolean leave() {
        showName();
        mode = LEAVING;
        do {
            try {
                Thread.yield();
            } catch (OutOfMemoryError _) {
                // The next yield may have the memory; without it, a worker that is in no pool ends.
            }
        } while ((int) MODE.getAcquire(this) == POOLED);
        return mode == ACTIVE;
    }
}
