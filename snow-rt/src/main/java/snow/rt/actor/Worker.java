package snow.rt.actor;

/**
 * A virtual thread that lends itself to event processes: it runs the bursts of one after the other, on behalf of the
 * carrier that resumes it. When a callback waits, the worker waits with it, and the carrier takes another one.
 *
 * <p>Between bursts a worker lies in {@link Carrier#idleWorker}. It gets there by a yield whose continuation is not queued
 * ({@code resting}); the carrier resumes it by running that continuation. Only the carrier on whose thread it came to rest
 * touches it, after the yield has completed, so there is no race.
 */
final class Worker extends Strand {
    private EventProcess assigned;
    private boolean resting;

    Worker(Scheduler scheduler) {
        super(scheduler, null);
    }

    void assign(EventProcess process) {
        assigned = process;
    }

    /** On the carrier's thread: runs a burst, with a rested worker or a new one. */
    static void runBurst(EventProcess process, Carrier carrier) {
        Worker worker = carrier.idleWorker;
        if (worker == null) {
            worker = new Worker(carrier.scheduler);
            worker.assigned = process;
            carrier.scheduler.start(worker);
        } else {
            carrier.idleWorker = null;
            worker.assigned = process;
            worker.resting = false;
            worker.runOn(carrier);
        }
    }

    /** On the carrier's thread: lets a rested worker end. */
    void dismiss(Carrier carrier) {
        resting = false;
        runOn(carrier);
    }

    @Override
    public void execute(Runnable continuation) {
        if (!resting) {
            super.execute(continuation);
        }
    }

    @Override
    public void run() {
        while (assigned != null) {
            EventProcess next = assigned;
            assigned = null;
            while (next != null) {
                sliceTick = scheduler.tick();
                next.runBurst(this);
                next = Loom.currentCarrier() instanceof Carrier carrier ? carrier.nextBurst() : null;
            }
            if (Loom.currentCarrier() instanceof Carrier carrier && !carrier.scheduler.stopping) {
                if (carrier.idleWorker == null) {
                    carrier.idleWorker = this;
                    resting = true;
                    while (resting) {
                        Thread.yield();
                    }
                }
            }
        }
    }
}
