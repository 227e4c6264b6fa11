package snow.rt.actor;

import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;

/**
 * The scheduler where the JDK does not let us have carriers of our own: processes are ordinary virtual threads, and a gate
 * lets at most as many of them be runnable for the JDK at a time as it has carriers, because among more it is not fair.
 *
 * <p>A strand needs a permit to be runnable. So it is the one who wakes it that asks for the permit, and its thread is started
 * or unparked only when it has been granted. All states change under one lock, and not where the stack
 * could end before the permit has been passed on:
 *
 * <pre>
 * state     unpark        otherwise
 * NEW       –             admitted → RUNNING (thread started), or READY
 * READY     –             a permit becomes free → RUNNING, thread unparked (or started)
 * RUNNING   → NOTIFIED    park → PARKED, slice over and others ready → READY; the permit goes to the first READY one
 * NOTIFIED  –             park → RUNNING at once
 * PARKED    → as NEW
 * </pre>
 */
final class GateScheduler extends Scheduler {
    /** State of a strand at the gate. */
    enum Place {
        NEW,
        READY,
        RUNNING,
        NOTIFIED,
        PARKED
    }

    private final int capacity;

    /** For main: it recurses deepest, and the JDK's carriers have the stacks of ordinary threads. */
    private final long stackBytes;

    private final Object lock = new Object();
    private final ArrayDeque<Strand> ready = new ArrayDeque<>();
    private volatile int running;
    private volatile boolean someReady;

    private volatile Poller poller;
    private volatile boolean stopping;
    private Thread pollerThread;

    GateScheduler(World world, int permits, long stackBytes) {
        super(world);
        this.stackBytes = stackBytes;
        this.capacity = Math.min(permits, Runtime.getRuntime().availableProcessors());
    }

    @Override
    void start(Strand strand) {
        boolean isMain = strand.process != null && strand.process.kind == Kind.MAIN;
        Thread.Builder builder = isMain ? Thread.ofPlatform().daemon().stackSize(stackBytes) : Thread.ofVirtual();
        builder.name(Strand.UNUSED).inheritInheritableThreadLocals(false);
        strand.thread = builder.unstarted(() -> {
            Strand.OFF_CARRIER.set(strand);
            try {
                strand.run();
            } finally {
                leave();
            }
        });
        admit(strand);
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

    /** Gives the strand a permit, or queues it for one. */
    private void admit(Strand strand) {
        Headroom.require();
        boolean wasNew;
        synchronized (lock) {
            wasNew = strand.place == Place.NEW;
            if (running == capacity) {
                strand.queuedNew = wasNew;
                strand.place = Place.READY;
                ready.add(strand);
                someReady = true;
                return;
            }
            running++;
            strand.place = Place.RUNNING;
        }
        ticker.awake();
        resume(strand, wasNew);
    }

    private void resume(Strand strand, boolean isNew) {
        strand.permitted = true;
        if (isNew) {
            strand.thread.start();
        } else {
            LockSupport.unpark(strand.thread);
        }
    }

    /** With the lock: the strand to which a free permit goes, or null. */
    private Strand nextReady() {
        Strand next = ready.poll();
        someReady = !ready.isEmpty();
        if (next == null) {
            running--;
        } else {
            next.place = Place.RUNNING;
        }
        return next;
    }

    private void passOn(Strand next) {
        if (next != null) {
            boolean isNew = next.queuedNew;
            next.queuedNew = false;
            resume(next, isNew);
        } else if (running == 0) {
            world.console().flushQuietly();
        }
    }

    /** The calling strand has ended. */
    private void leave() {
        Strand next;
        synchronized (lock) {
            next = nextReady();
        }
        passOn(next);
    }

    @Override
    void park(Strand self) {
        Headroom.require();
        self.showName();
        Strand next;
        synchronized (lock) {
            if (self.place == Place.NOTIFIED) {
                self.place = Place.RUNNING;
                return;
            }
            self.place = Place.PARKED;
            self.permitted = false;
            next = nextReady();
        }
        passOn(next);
        awaitPermit(self);
    }

    private void awaitPermit(Strand self) {
        while (!self.permitted) {
            LockSupport.park();
        }
        self.sliceTick = tick();
    }

    @Override
    void unpark(Strand strand) {
        Headroom.require();
        synchronized (lock) {
            switch (strand.place) {
                case RUNNING -> strand.place = Place.NOTIFIED;
                case NEW, READY, NOTIFIED -> {}
                case PARKED -> admit(strand);
            }
        }
    }

    @Override
    void begin(Process process) {
        ProcessStrand strand = new ProcessStrand(this, process);
        process.mount(strand);
        start(strand);
    }

    @Override
    void rewake(Process process, Strand strand) {
        if (strand instanceof ProcessStrand own
                && !own.begun
                && (strand.place == Place.NEW || own.thread.getState() == Thread.State.TERMINATED)) {
            // The start failed, and the JDK has given the thread up before it ran, or will never run it.
            begin(process);
            return;
        }
        if (strand.permitted) {
            LockSupport.unpark(strand.thread);
        } else {
            unpark(strand);
        }
    }

    @Override
    void wakeAgain() {}

    @Override
    void yieldIfDue(Strand self) {
        long now = tick();
        if (self.sliceTick == now) {
            return;
        }
        ticker.noticed = now;
        Headroom.require();
        Strand next = null;
        synchronized (lock) {
            if (someReady) {
                next = ready.poll();
                next.place = Place.RUNNING;
                self.permitted = false;
                self.place = Place.READY;
                ready.add(self);
            }
        }
        if (next == null) {
            self.sliceTick = now;
        } else {
            Recording.slice(self.process, now - self.sliceTick);
            passOn(next);
            awaitPermit(self);
        }
    }

    @Override
    boolean hasQueued() {
        return someReady;
    }

    @Override
    boolean isIdle() {
        return running == 0;
    }

    @Override
    void onTick() {}

    @Override
    void flushLater(Flush flush) {
        flush.flush();
    }

    @Override
    void install(Poller newPoller) {
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
