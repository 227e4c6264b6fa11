package snow.rt.actor;

/**
 * A virtual thread that lends itself to processes: it runs the bursts of one after the other, on behalf of the carrier that
 * resumes it. When a body waits with frames on its stack, the worker waits with it, and the carrier takes another one.
 *
 * <p>Between bursts a worker lies in the pool of a carrier. It gets there by a yield whose continuation is not
 * queued ({@code resting}); the carrier resumes it by running that continuation. Only the carrier on whose thread it came to
 * rest touches it, after the yield has completed, so there is no race.
 */
final class Worker extends Strand {
    private Process assigned;
    private boolean resting;

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
        worker.resting = false;
        worker.runOn(carrier);
        if (worker.assigned != null) {
            // Another carrier had queued it once too often (see Strand.rest) and was just letting it rest again.
            carrier.scheduler.enqueue(worker);
        }
    }

    private static Worker make(Process process, Carrier carrier) {
        try {
            Worker worker = new Worker(carrier.scheduler);
            worker.resting = true;
            carrier.scheduler.start(worker);
            return worker;
        } catch (OutOfMemoryError e) {
            carrier.putBack(process);
            throw e;
        }
    }

    /** On the carrier's thread: lets a rested worker end. */
    void dismiss(Carrier carrier) {
        resting = false;
        runOn(carrier);
    }

    @Override
    boolean staysOffQueue() {
        return resting;
    }

    @Override
    public void run() {
        while (assigned != null) {
            Process next = assigned;
            assigned = null;
            while (next != null) {
                next.runBurst(this);
                next = Loom.currentCarrier() instanceof Carrier carrier ? carrier.nextBurst() : null;
            }
            if (Loom.currentCarrier() instanceof Carrier carrier) {
                showName();
                resting = carrier.keepWorker(this);
                while (resting) {
                    Thread.yield();
                }
            }
        }
    }
}
