package snow.rt.actor;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The scheduler where the JDK does not let us have carriers of our own: processes are ordinary virtual threads, and a gate
 * lets at most so many of them be runnable at a time, because the JDK's scheduler would let computing ones starve the rest.
 *
 * <p>A strand needs a permit to run Snow code. It gives the permit back when it waits or ends, and passes it on at a yield
 * point when its slice is over and others wait. Permits go to waiting strands in order, under one lock: never lost, never
 * two for one. {@code permitted} is set before the unpark and rechecked after each park, so stray unparks do no harm; and
 * whoever waits for something else rechecks that after it has its permit, so an unpark used up here is not missed there.
 */
final class GateScheduler extends Scheduler {
    private final World world;
    private final int capacity;
    private int free;
    private final ArrayDeque<Strand> waiting = new ArrayDeque<>();

    /** Threads that run or wait for a permit. */
    private final AtomicInteger active = new AtomicInteger();

    private volatile boolean someWait;
    private volatile Poller poller;
    private volatile boolean stopping;
    private Thread pollerThread;

    GateScheduler(World world, int permits) {
        this.world = world;
        this.capacity = permits;
        this.free = permits;
    }

    @Override
    void start(Strand strand) {
        enter();
        strand.thread = Thread.ofVirtual().inheritInheritableThreadLocals(false).unstarted(() -> {
            Strand.OFF_CARRIER.set(strand);
            acquire(strand);
            try {
                strand.run();
            } finally {
                release(strand);
            }
        });
        strand.thread.start();
    }

    /** Only event processes come here: strands are queued by the JDK. Each burst runs on a new worker. */
    @Override
    void enqueue(Task task) {
        if (task instanceof EventProcess process) {
            Worker worker = new Worker(this);
            worker.assign(process);
            start(worker);
        }
    }

    private void enter() {
        active.incrementAndGet();
        ticker.awake();
    }

    private void acquire(Strand self) {
        synchronized (waiting) {
            if (free > 0) {
                free--;
                self.permitted = true;
                self.sliceTick = tick();
                return;
            }
            waiting.add(self);
            someWait = true;
        }
        awaitPermit(self);
    }

    private void awaitPermit(Strand self) {
        while (!self.permitted) {
            LockSupport.park();
        }
        self.sliceTick = tick();
    }

    private void release(Strand self) {
        self.permitted = false;
        Strand next;
        boolean idle;
        synchronized (waiting) {
            next = waiting.poll();
            someWait = !waiting.isEmpty();
            if (next == null) {
                free++;
            } else {
                next.permitted = true;
            }
            idle = free == capacity;
        }
        active.decrementAndGet();
        if (next != null) {
            LockSupport.unpark(next.thread);
        } else if (idle) {
            world.console().flushQuietly();
        }
    }

    @Override
    void park(Strand self) {
        release(self);
        LockSupport.park();
        enter();
        acquire(self);
    }

    @Override
    void parkNanos(Strand self, long nanos) {
        release(self);
        LockSupport.parkNanos(nanos);
        enter();
        acquire(self);
    }

    @Override
    void unpark(Strand strand) {
        LockSupport.unpark(strand.thread);
    }

    @Override
    void yieldIfDue(Strand self) {
        long now = tick();
        if (self.sliceTick == now) {
            return;
        }
        Strand next;
        synchronized (waiting) {
            next = waiting.poll();
            if (next != null) {
                self.permitted = false;
                waiting.add(self);
                next.permitted = true;
            }
        }
        if (next == null) {
            self.sliceTick = now;
        } else {
            LockSupport.unpark(next.thread);
            awaitPermit(self);
        }
    }

    @Override
    boolean hasQueued() {
        return someWait;
    }

    @Override
    boolean isIdle() {
        return active.get() == 0;
    }

    @Override
    void onTick() {}

    @Override
    void flushLater(Flush flush) {
        flush.flush();
    }

    @Override
    synchronized void install(Poller newPoller) {
        poller = newPoller;
        pollerThread = new Thread(null, () -> pollUntilStopped(newPoller), "snow-poller", 0, false);
        pollerThread.setDaemon(true);
        pollerThread.start();
        ticker.startOnce();
    }

    private void pollUntilStopped(Poller source) {
        while (!stopping) {
            source.select(-1);
        }
    }

    @Override
    void close(long millis) {
        stopping = true;
        ticker.stop();
        if (poller != null) {
            poller.wakeup();
            Joining.join(pollerThread, millis);
            poller.close();
        }
    }
}
