package snow.rt.actor;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A platform thread that runs processes, and the event loop of the transport when it has none to run.
 *
 * <pre>
 * state      entered                                   left
 * RUNNING    at start; woken; found work on last look  nothing to run
 * PARKED     nothing to run, another carrier polls     a producer's compare-and-set to RUNNING, then unpark
 * POLLING    nothing to run, took the polling role     the same with wakeup, or by itself when select returns
 * </pre>
 *
 * No task is left lying with an idle carrier: a producer inserts, then reads {@code idleCount}; a carrier increments
 * {@code idleCount}, then looks at all queues once more. Both are volatile, so one of them sees the other. A producer that
 * deliberately wakes nobody (see {@link CarrierScheduler#enqueue}) is itself a carrier and will look at its queue.
 */
final class Carrier extends Thread {
    static final int RUNNING = 0;
    static final int PARKED = 1;
    static final int POLLING = 2;

    private static final int TASKS_PER_TURN = 64;

    /** What comes back when many processes have waited in the middle of their bodies is kept for the next who do. */
    private static final int IDLE_WORKERS = 64;

    final CarrierScheduler scheduler;
    final LocalQueue local = new LocalQueue();

    final AtomicInteger state = new AtomicInteger();

    /** The strand mounted now. Written by this thread only, read by the code that runs on it. */
    Strand strand;

    /** The mounted strand is giving way: its continuation goes to the queue of those who had their slice. */
    boolean preempting;

    /** Between entering and leaving idleness. This thread only. */
    boolean waiting;

    /** Workers that wait for bursts of this carrier. */
    private Worker idleWorkers;

    private int idleWorkerCount;

    /** A task taken from the local queue that turned out not to be a burst; runs next. */
    private Task runNext;

    private Flush[] dirty = new Flush[16];
    private int dirtyCount;

    /** There is output to flush. Written by this thread only, read by the ticker. */
    volatile boolean outputWaits;

    private int turn;
    private int picks;
    private long polledTick;

    Carrier(CarrierScheduler scheduler, int index, long stackBytes) {
        super(null, null, "snow-carrier-" + index, stackBytes, false);
        this.scheduler = scheduler;
        setDaemon(true);
    }

    @Override
    public void run() {
        while (true) {
            try {
                Task task = next();
                if (task != null) {
                    task.runOn(this);
                    if (++turn >= TASKS_PER_TURN) {
                        endTurn();
                        scheduler.poll(this, 0);
                    }
                } else if (scheduler.stopping) {
                    break;
                } else {
                    idle();
                }
            } catch (Throwable e) {
                // Processes catch their own failures, so this is a bug of the runtime or of a transport. Going on is
                // better
                // than a program whose other processes wait for a carrier that is gone.
                scheduler.recover(this, e);
            }
        }
        endTurn();
        for (Worker worker = takeWorker(); worker != null; worker = takeWorker()) {
            worker.dismiss(this);
        }
    }

    private Task next() {
        Task task = runNext;
        if (task != null) {
            runNext = null;
            return task;
        }
        if (scheduler.poller != null && polledTick != scheduler.tick()) {
            polledTick = scheduler.tick();
            scheduler.poll(this, 0);
        }
        task = pick(++picks);
        callOthers(task);
        return task;
    }

    /** Who takes a task and leaves others behind brings one more carrier to work. */
    private void callOthers(Task taken) {
        if (taken != null && !(taken instanceof EventProcess) && scheduler.idleCount() > 0 && scheduler.hasQueued()) {
            scheduler.wakeOne();
        }
    }

    /** Those who computed too long and those from outside get their turn even when the local queue never runs dry. */
    private Task pick(int round) {
        Task task = null;
        if ((round & 15) == 0) {
            task = pickComputing();
        } else if ((round & 31) == 1) {
            task = scheduler.global.poll();
        }
        if (task == null) {
            task = local.poll();
        }
        if (task == null) {
            task = scheduler.global.poll();
        }
        if (task == null) {
            task = scheduler.steal(this);
        }
        return task == null ? pickComputing() : task;
    }

    /** One that will use its whole slice; what there is to flush does not wait for that. */
    private Task pickComputing() {
        if (isFlushDue()) {
            endTurn();
        }
        return scheduler.cpu.poll();
    }

    private boolean isFlushDue() {
        return dirtyCount > 0 && !scheduler.cpu.isEmpty();
    }

    /** For a worker at the end of a burst: the next burst of this carrier, if that is what is due now; else null. */
    Process nextBurst() {
        if (++turn >= TASKS_PER_TURN || runNext != null || isFlushDue()) {
            return null;
        }
        Task task = pick(++picks);
        if (task instanceof Process process) {
            try {
                callOthers(task);
                return process;
            } catch (OutOfMemoryError _) {
                // There was no memory for another carrier's thread. This one goes on with the task, and reports the
                // next failure.
            }
        }
        runNext = task;
        return null;
    }

    /** What this carrier has just picked and could not run is picked again. */
    void putBack(Task task) {
        runNext = task;
    }

    /** A worker without work, or null. */
    Worker takeWorker() {
        Worker worker = idleWorkers;
        if (worker != null) {
            idleWorkers = worker.below;
            idleWorkerCount--;
            worker.below = null;
        }
        return worker;
    }

    /** Whether one more worker that has nothing to do shall be kept. */
    boolean wantsWorkers() {
        return idleWorkerCount < IDLE_WORKERS && !scheduler.stopping;
    }

    /** Keeps a worker that has just left this carrier. */
    void keepWorker(Worker worker) {
        worker.below = idleWorkers;
        idleWorkers = worker;
        idleWorkerCount++;
    }

    private void idle() {
        endTurn();
        scheduler.world.console().flushQuietly();
        boolean polls = scheduler.takePolling(this);
        scheduler.enterIdle(this, polls ? POLLING : PARKED);
        if (!scheduler.hasQueued() && !scheduler.stopping) {
            if (polls) {
                scheduler.select(-1);
            } else {
                while (state.get() != RUNNING && !scheduler.stopping) {
                    LockSupport.park(this);
                }
            }
        }
        scheduler.leaveIdle(this);
        if (polls) {
            scheduler.leavePolling(this);
        }
    }

    /** Queues output for the end of the turn. This carrier only. */
    void flushLater(Flush flush) {
        if (dirtyCount == dirty.length) {
            dirty = Arrays.copyOf(dirty, 2 * dirtyCount);
        }
        if (dirtyCount == 0) {
            outputWaits = true;
        }
        dirty[dirtyCount++] = flush;
    }

    private void endTurn() {
        turn = 0;
        // A flush may ask for another one; that waits for the next turn only if it comes from outside of this loop.
        for (int i = 0; i < dirtyCount; i++) {
            Flush flush = dirty[i];
            dirty[i] = null;
            flush.flush();
        }
        if (dirtyCount > 0) {
            dirtyCount = 0;
            outputWaits = false;
        }
    }

    int randomStart(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }
}
