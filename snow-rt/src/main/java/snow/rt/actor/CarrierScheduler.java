package snow.rt.actor;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The scheduler on carriers of our own.
 *
 * <p>Queues: {@code local} per carrier, for what its own processes make runnable; {@code global} for other threads;
 * {@code cpu} for processes whose slice is over. A carrier picks local, global, other carriers' local, cpu; every 16th
 * time cpu and every 32nd time global first, so nothing starves.
 *
 * <p>Waking: a hand-over (a process sends to a waiting one and then waits itself) must not wake a second carrier, it costs
 * more than the work. So the first task in an empty local queue wakes nobody. A second one does, a carrier that takes a task
 * and leaves others behind does, and the ticker does when a task has waited for a tick.
 *
 * <p>Carriers are started one by one, as they are needed.
 */
final class CarrierScheduler extends Scheduler {
    final ConcurrentLinkedQueue<Task> global = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Task> cpu = new ConcurrentLinkedQueue<>();

    private final Carrier[] carriers;
    private final long stackBytes;
    private volatile int started;

    /**
     * Somebody starts a carrier. No monitor: {@link #enqueue} is also called by the one thread with which the JDK makes virtual
     * threads runnable that have waited for a monitor; it must never have to wait behind one of them.
     */
    private final AtomicBoolean starting = new AtomicBoolean();

    /** Somebody who wanted to start one found it starting. */
    private volatile boolean startRefused;

    /** Carriers in state PARKED or POLLING. */
    private final AtomicInteger idle = new AtomicInteger();

    /** The one carrier that may be in {@link Poller#select}. */
    private final AtomicReference<Carrier> polling = new AtomicReference<>();

    volatile Poller poller;

    /** Counts calls of select, so that the ticker sees whether anybody polls. One writer at a time: who has the role. */
    private volatile long polls;

    private long pollsAtLastTick;

    /** All carriers compute and nobody has polled for a tick: one of them shall give way and look. */
    private volatile boolean pollWanted;

    volatile boolean stopping;

    CarrierScheduler(World world, int count, long stackBytes) {
        super(world);
        this.carriers = new Carrier[count];
        this.stackBytes = stackBytes;
    }

    @Override
    void start(Strand strand) {
        strand.thread = Loom.newVirtualThread(strand, Strand.UNUSED, strand);
        strand.thread.start();
    }

    @Override
    void begin(Process process) {
        Process.STATE.setRelease(process, Process.QUEUED);
        enqueue(process);
    }

    @Override
    void enqueue(Task task) {
        if (Loom.currentCarrier() instanceof Carrier carrier && carrier.scheduler == this) {
            if (carrier.preempting && carrier.strand == task) {
                carrier.preempting = false;
                cpu.add(task);
                return;
            }
            boolean first = carrier.local.isEmpty();
            if (!carrier.local.offer(task)) {
                global.add(task);
            }
            // The bursts of connections are short, and many come out of one select: a carrier that is called for each
            // batch at
            // once costs more than it takes off this one. It is called when one has waited for a tick.
            if (first || task instanceof EventProcess) {
                return;
            }
        } else {
            global.add(task);
        }
        wakeOne();
    }

    /** Brings one more carrier to work, if there is one without. */
    void wakeOne() {
        if (idle.get() > 0) {
            int count = started;
            for (int i = 0; i < count; i++) {
                Carrier carrier = carriers[i];
                if (carrier.state.get() == Carrier.PARKED
                        && carrier.state.compareAndSet(Carrier.PARKED, Carrier.RUNNING)) {
                    LockSupport.unpark(carrier);
                    return;
                }
            }
            if (started < carriers.length && startCarrier()) {
                return;
            }
            for (int i = 0; i < count; i++) {
                Carrier carrier = carriers[i];
                if (carrier.state.get() == Carrier.POLLING
                        && carrier.state.compareAndSet(Carrier.POLLING, Carrier.RUNNING)) {
                    poller.wakeup();
                    return;
                }
            }
        } else if (started < carriers.length) {
            startCarrier();
        }
    }

    /** Starts one more, or leaves that to who is just doing it. False: there are enough. */
    private boolean startCarrier() {
        Headroom.require();
        if (!starting.compareAndSet(false, true)) {
            startRefused = true;
            if (!starting.compareAndSet(false, true)) {
                // Whoever starts one has yet to look at what was refused.
                return true;
            }
        }
        boolean done = false;
        try {
            int index = started;
            if (index < carriers.length && !stopping) {
                Carrier carrier = new Carrier(this, index, stackBytes);
                carriers[index] = carrier;
                // Counted only when it has been started: that may fail.
                carrier.start();
                started = index + 1;
                done = true;
            }
        } finally {
            starting.set(false);
        }
        // Who was refused has woken nobody, and the new carrier may have looked at the queues before that one had
        // inserted.
        if (done && startRefused) {
            startRefused = false;
            if (hasQueued()) {
                wakeOne();
            }
        }
        return done;
    }

    /** Waits until no carrier is being started, and keeps others from starting one. */
    private void holdStarts() {
        while (!starting.compareAndSet(false, true)) {
            Thread.onSpinWait();
        }
    }

    Task steal(Carrier thief) {
        int count = started;
        if (count > 1) {
            int start = thief.randomStart(count);
            for (int i = 0; i < count; i++) {
                Carrier victim = carriers[(start + i) % count];
                Task task = victim == thief ? null : victim.local.poll();
                if (task != null) {
                    return task;
                }
            }
        }
        return null;
    }

    @Override
    boolean hasQueued() {
        if (!global.isEmpty() || !cpu.isEmpty()) {
            return true;
        }
        int count = started;
        for (int i = 0; i < count; i++) {
            if (!carriers[i].local.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    @Override
    boolean isCarrierWanted() {
        if (pollWanted || hasQueued()) {
            return true;
        }
        int count = started;
        for (int i = 0; i < count; i++) {
            if (carriers[i].outputWaits) {
                return true;
            }
        }
        return false;
    }

    @Override
    boolean isIdle() {
        return idle.get() == started && !hasQueued();
    }

    int idleCount() {
        return idle.get();
    }

    /** From now on the carrier counts as idle and may be woken by {@link #wakeOne}. */
    void enterIdle(Carrier carrier, int state) {
        carrier.waiting = true;
        carrier.state.set(state);
        idle.incrementAndGet();
    }

    void leaveIdle(Carrier carrier) {
        carrier.waiting = false;
        carrier.state.set(Carrier.RUNNING);
        idle.decrementAndGet();
        ticker.awake();
    }

    boolean takePolling(Carrier carrier) {
        return poller != null && polling.compareAndSet(null, carrier);
    }

    void leavePolling(Carrier carrier) {
        polling.compareAndSet(carrier, null);
    }

    /** Polls if nobody else does. */
    void poll(Carrier carrier, long timeoutNanos) {
        if (takePolling(carrier)) {
            select(timeoutNanos);
            leavePolling(carrier);
        }
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // guarded by the polling role
    void select(long timeoutNanos) {
        polls = polls + 1;
        pollWanted = false;
        poller.select(timeoutNanos);
    }

    /** After a failure in a carrier's own code: puts its state in order and says so. */
    void recover(Carrier carrier, Throwable failure) {
        carrier.strand = null;
        if (polling.get() == carrier) {
            // It failed in select, and while idle if it was waiting.
            leavePolling(carrier);
            if (carrier.waiting) {
                leaveIdle(carrier);
            }
        }
        if (failure instanceof OutOfMemoryError) {
            world.outOfMemory();
        }
        world.console().error("[snow-rt] internal error: " + failure + "\n");
    }

    @Override
    void onTick() {
        if (hasQueued()) {
            wakeOne();
        }
        if (poller != null && polling.get() == null) {
            if (polls == pollsAtLastTick) {
                // Whoever polled last is busy: an idle carrier takes over when it looks for work and finds none.
                pollWanted = true;
                wakeOne();
            }
            pollsAtLastTick = polls;
        }
    }

    @Override
    void park(Strand self) {
        self.rest();
    }

    @Override
    void unpark(Strand strand) {
        strand.rouse();
    }

    /** See {@link Strand#rest} for why this may be done once too often. */
    @Override
    void rewake(Process process, Strand strand) {
        strand.rouse();
        enqueue(strand);
    }

    @Override
    void wakeAgain() {
        int count = started;
        for (int i = 0; i < count; i++) {
            LockSupport.unpark(carriers[i]);
        }
    }

    @Override
    void yieldIfDue(Strand self) {
        long now = tick();
        if (self.sliceTick == now) {
            return;
        }
        ticker.noticed = now;
        Carrier carrier = (Carrier) Loom.currentCarrier();
        if (hasQueued() || pollWanted || carrier.outputWaits) {
            Headroom.require();
            Recording.slice(self.process, now - self.sliceTick);
            self.showName();
            carrier.preempting = true;
            Thread.yield();
            // Only now: set before the yield, a strand resumed within the same tick would yield again without progress.
            self.sliceTick = tick();
        } else {
            self.sliceTick = now;
        }
    }

    @Override
    void flushLater(Flush flush) {
        if (Loom.currentCarrier() instanceof Carrier carrier && carrier.scheduler == this) {
            carrier.flushLater(flush);
        } else {
            flush.flush();
        }
    }

    @Override
    void install(Poller newPoller) {
        poller = newPoller;
        holdStarts();
        int count = started;
        starting.set(false);
        // Any other carrier finds the poller when it has nothing to run.
        for (int i = 0; i < count; i++) {
            if (carriers[i].state.compareAndSet(Carrier.PARKED, Carrier.RUNNING)) {
                LockSupport.unpark(carriers[i]);
            }
        }
        ticker.startOnce();
    }

    @Override
    void close(long millis) {
        stopping = true;
        holdStarts();
        int count = started;
        starting.set(false);
        for (int i = 0; i < count; i++) {
            LockSupport.unpark(carriers[i]);
        }
        if (poller != null) {
            poller.wakeup();
        }
        long deadline = System.nanoTime() + millis * 1_000_000;
        for (int i = 0; i < count; i++) {
            Joining.join(carriers[i], (deadline - System.nanoTime()) / 1_000_000);
        }
        ticker.stop();
        if (poller != null) {
            poller.close();
        }
    }
}
