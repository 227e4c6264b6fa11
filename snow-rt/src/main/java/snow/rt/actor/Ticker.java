package snow.rt.actor;

import java.util.concurrent.locks.LockSupport;

/**
 * The clock of time slices: one platform thread, made when a program first has more than one process, that counts ticks of
 * 2 ms while anything runs and sleeps while nothing does. When somebody waits for a carrier it raises the safepoint for
 * 100 µs, so that computing processes notice; if none has by then, for instance because the machine gives the carriers no
 * processor, the safepoint stays raised until one does.
 */
final class Ticker implements Runnable {
    static final int TICK_MILLIS = 2;
    private static final long TICK_NANOS = TICK_MILLIS * 1_000_000L;
    private static final long RAISED_NANOS = 100_000;

    /** Standard output is flushed every so many ticks while carriers have other things to do. */
    private static final int TICKS_OF_OUTPUT = 32;

    /** Idle ticks before the ticker sleeps: waking it at every message of a quiet program would cost more than ticking. */
    private static final int PATIENCE = 25;

    private final World world;
    private final Scheduler scheduler;
    private Thread thread;

    /** The number of the current tick. One writer. */
    volatile long tick = 1;

    /** The tick in which a yield point last saw the raised safepoint. Racy writers, all of them right. */
    volatile long noticed;

    private volatile boolean asleep;
    private volatile boolean stopping;

    Ticker(World world, Scheduler scheduler) {
        this.world = world;
        this.scheduler = scheduler;
    }

    synchronized void startOnce() {
        if (thread == null && !stopping) {
            thread = new Thread(null, this, "snow-ticker", 256 << 10, false);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Called when a carrier leaves idleness. */
    void awake() {
        if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    void stop() {
        Thread running;
        synchronized (this) {
            stopping = true;
            running = thread;
        }
        if (running != null) {
            LockSupport.unpark(running);
            Joining.join(running, 1000);
        }
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
    public void run() {
        int idleTicks = 0;
        boolean raised = false;
        while (!stopping) {
            LockSupport.parkNanos(TICK_NANOS);
            tick = tick + 1;
            try {
                scheduler.onTick();
                Recording.look(tick);
                if (world.repairNeeded) {
                    world.repair();
                }
                if (tick % TICKS_OF_OUTPUT == 0) {
                    world.flushBesides();
                }
            } catch (OutOfMemoryError _) {
                world.outOfMemory();
            }
            boolean wanted = scheduler.isCarrierWanted();
            if (wanted && !raised) {
                Safepoint.raise();
                raised = true;
                LockSupport.parkNanos(RAISED_NANOS);
            }
            if (raised && (noticed == tick || !scheduler.isCarrierWanted())) {
                Safepoint.lower();
                raised = false;
            }
            if (wanted || !scheduler.isIdle()) {
                idleTicks = 0;
            } else if (++idleTicks >= PATIENCE) {
                // The carrier that leaves idleness reads `asleep` after it has ceased to count as idle.
                asleep = true;
                while (asleep && scheduler.isIdle() && !stopping) {
                    LockSupport.park();
                }
                asleep = false;
                idleTicks = 0;
            }
        }
        if (raised) {
            Safepoint.lower();
        }
    }
}
