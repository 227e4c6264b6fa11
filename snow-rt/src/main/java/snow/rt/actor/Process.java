package snow.rt.actor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import snow.rt.Crash;

/**
 * A process: identity, mailbox, links and life.
 *
 * <p>Life: {@code ALIVE} (runs its body) → {@code EXITING} ({@code terminate} runs, only the order {@code Killed} counts) →
 * dead ({@code exitReason} is set, and never changes again). All steps after the body are in {@link #end}, in the order in
 * which others may observe them.
 *
 * <p>Fields without a word belong to the thread that runs the process. {@code links} and {@code dead} are guarded by the
 * process's monitor, which is never held while taking another or while Snow code runs.
 *
 * <p><b>Signals.</b> A signal is a node in the mailbox plus the mark {@code signalPending}, which yield points look at. The
 * mark is set and cleared by exchange only, so the world's count of unobserved signals is exact; and it is cleared before
 * the mailbox is drained, so a signal that comes during a drain is seen by the next look.
 */
public class Process {
    private static final VarHandle SIGNAL_PENDING;
    private static final VarHandle BEGUN;

    static {
        try {
            SIGNAL_PENDING = MethodHandles.lookup().findVarHandle(Process.class, "signalPending", boolean.class);
            BEGUN = MethodHandles.lookup().findVarHandle(Process.class, "begun", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The order in which processes are stopped. */
    static final Comparator<Process> YOUNGEST_FIRST = new Comparator<>() {
        @Override
        public int compare(Process a, Process b) {
            return Long.compare(b.number, a.number);
        }
    };

    final World world;
    final long number;
    final Kind kind;
    final Pid pid;
    final Receive mailbox;

    private final String name;

    /** The strand that runs the process; null for an event process between bursts. */
    volatile Strand strand;

    /** Neighbours in the {@link ProcessTable}, guarded by it. */
    Process tablePrevious;

    Process tableNext;

    /** The actor as which the process goes on; its {@code terminate} reads the parameters from it. */
    private Activity activity;

    private volatile boolean signalPending;

    /** The body has begun; guards against starting it twice, see {@link #rewake}. */
    private volatile boolean begun;

    private boolean exiting;

    /** What the process waits for, valid while its mailbox is parked; published by the mailbox. */
    Mailbox.Wait wait = Mailbox.Wait.NONE;

    /** Counts wake-ups: two looks that find the same number saw one and the same wait. */
    volatile int wakeSeq;

    /** Timer messages on their way. */
    private int inboundTimers;

    private Object awaitedReference;
    private Node.Reply awaitedReply;

    /** A sender had no stack left to wake this process, or a spawner to start it: {@link World#repair} does it. */
    volatile boolean unwoken;

    /** All steps of the end are done. */
    private volatile boolean gone;

    private Set<Process> links;
    private boolean dead;
    private volatile ExitReason exitReason;

    Process(World world, Kind kind, String name) {
        this.world = world;
        this.number = world.nextNumber();
        this.kind = kind;
        this.name = name;
        this.pid = new Pid(this);
        this.mailbox = new Receive(this);
    }

    /** The process that runs this code. */
    public static Process current() {
        Strand strand = Strand.currentOrNull();
        if (strand == null || strand.process == null) {
            throw new IllegalStateException("not in a process");
        }
        return strand.process;
    }

    /** Whether this code is run by a process. */
    public static boolean isCurrent() {
        Strand strand = Strand.currentOrNull();
        return strand != null && strand.process != null;
    }

    /** The identity of this process. */
    public final Pid pid() {
        return pid;
    }

    /** The world of this process. */
    public final World world() {
        return world;
    }

    /** Whether the process has not yet ended. */
    public final boolean isAlive() {
        return exitReason == null;
    }

    /** {@code <0.4> (actor picky)}. */
    final String describe() {
        return pid + " (" + label() + ")";
    }

    private String label() {
        return name.isEmpty() ? kind.word() : kind.word() + " " + name;
    }

    // --- life ---

    /** Starts a process with a thread of its own. */
    static Process spawn(World world, Kind kind, Activity activity) {
        Process process = new Process(world, kind, activity.name());
        process.activity = activity;
        process.strand = new ProcessStrand(world.scheduler, process);
        world.enter(process);
        try {
            world.scheduler.start(process.strand);
        } catch (StackOverflowError e) {
            process.unwoken = true;
            world.repairNeeded = true;
            throw e;
        }
        return process;
    }

    /** The whole life, on the strand's thread. */
    final void live() {
        if (!BEGUN.compareAndSet(this, false, true)) {
            return;
        }
        Throwable cause = null;
        try {
            checkSignals();
            Activity now = activity;
            if (!now.hasTerminate()) {
                activity = null;
            }
            while (true) {
                Object next = now.run();
                if (next == null) {
                    break;
                }
                now = (Activity) next;
                if (activity != null && activity.getClass() == now.getClass()) {
                    activity = now;
                }
                Safepoint.poll();
            }
        } catch (Throwable e) {
            cause = e;
        }
        end(cause);
    }

    /**
     * Everything after the body. A failure of a step (no stack, no memory) repeats that step; every step may be repeated.
     *
     * @param cause what ended the body; null when it returned
     */
    final void end(Throwable cause) {
        mailbox.markBusy();
        wait = Mailbox.Wait.NONE;
        Ending ending = new Ending(cause);
        for (int step = 0, failures = 0; step < Ending.STEPS; ) {
            try {
                ending.run(step);
                step++;
            } catch (StackOverflowError | OutOfMemoryError e) {
                if (++failures > 10) {
                    failures = 0;
                    step++;
                }
            }
        }
    }

    /** The steps at the end of a process, in the order in which others may observe them. */
    private final class Ending {
        static final int STEPS = 6;

        private final Throwable cause;
        private ExitReason reason;
        private boolean terminated;
        private Process[] partners = {};

        Ending(Throwable cause) {
            this.cause = cause;
            this.reason = reasonOf(cause);
        }

        void run(int step) {
            switch (step) {
                case 0 -> terminate();
                case 1 -> report();
                case 2 -> die();
                case 3 -> world.leave(Process.this);
                case 4 -> tellPartners();
                case 5 -> forget();
                default -> throw new IllegalArgumentException("step " + step);
            }
        }

        private void terminate() {
            exiting = true;
            boolean killed = reason instanceof ExitReason.Killed;
            if (terminated || !hasTerminate() || killed && !cleansUpWhenKilled()) {
                return;
            }
            terminated = true;
            try {
                runTerminate(reason);
            } catch (ProcessExit exit) {
                reason = exit.reason();
            } catch (Throwable e) {
                Report.crash(Process.this, label() + "), in terminate", messageOf(e), e);
            } finally {
                mailbox.markBusy();
            }
        }

        private void report() {
            if (kind == Kind.MAIN) {
                if (!(reason instanceof ExitReason.Normal) && !world.isStopping()) {
                    Report.main(Process.this, reason.text(), cause);
                }
                return;
            }
            if (reason instanceof ExitReason.Error || reason instanceof ExitReason.Custom) {
                Report.crash(Process.this, label() + ")", reason.text(), cause);
            } else if (reason.isAbnormal() && !(reason instanceof ExitReason.Killed && world.isStopping())) {
                Report.terminated(Process.this, reason);
            }
        }

        private void die() {
            mailbox.close();
            synchronized (Process.this) {
                dead = true;
                exitReason = reason;
                if (links != null) {
                    partners = links.toArray(partners);
                    links = null;
                }
            }
            clearSignalMark();
        }

        private void tellPartners() {
            for (Process partner : partners) {
                partner.signal(new Node.Signal(Process.this, reason, Node.Origin.LINK));
            }
        }

        private void forget() {
            activity = null;
            mailbox.clear();
            awaitedReply = null;
            strand = null;
            gone = true;
            world.ended(Process.this, reason);
        }
    }

    void runTerminate(ExitReason reason) {
        activity.terminate();
    }

    boolean hasTerminate() {
        return activity != null;
    }

    /** Whether {@link #runTerminate} is called even for the order {@code Killed}. */
    boolean cleansUpWhenKilled() {
        return false;
    }

    private ExitReason reasonOf(Throwable cause) {
        if (cause == null) {
            return ExitReason.NORMAL;
        }
        if (cause instanceof ProcessExit exit) {
            return exit.reason();
        }
        if (cause instanceof OutOfMemoryError) {
            world.outOfMemory();
        }
        return new ExitReason.Error(messageOf(cause));
    }

    /**
     * For crash boundaries: the reason for a throwable that a callback threw, after the process has been put in order.
     * Must not be called with a {@link ProcessExit}, which passes through boundaries.
     */
    public final ExitReason crashed(Throwable crash) {
        mailbox.markBusy();
        wait = Mailbox.Wait.NONE;
        return reasonOf(crash);
    }

    /** For crash boundaries: writes the crash report of a callback whose crash does not end the process. */
    public final void reportCrash(Throwable crash) {
        Report.crash(this, label() + ")", messageOf(crash), crash);
    }

    static String messageOf(Throwable crash) {
        if (crash instanceof Crash known) {
            return known.getMessage();
        }
        if (crash instanceof StackOverflowError) {
            return "stack overflow";
        }
        return crash instanceof OutOfMemoryError ? "out of memory" : "internal error: " + crash;
    }

    /** The reason, once the process is dead; null before. */
    final ExitReason exitReason() {
        return exitReason;
    }

    /** Whether the process has not yet been through all steps of its end that others wait for. */
    final boolean isUnfinished() {
        return !gone;
    }

    // --- waiting ---

    void wake() {
        Strand waiting = strand;
        if (waiting != null) {
            waiting.scheduler.unpark(waiting);
        }
    }

    /** Does again what a stack overflow interrupted: start or wake-up. May be done once too often. Any thread. */
    void rewake() {
        Strand waiting = strand;
        if (waiting == null) {
            return;
        }
        Thread thread = waiting.thread;
        if (!begun && (!waiting.hasBeenQueued() || thread.getState() == Thread.State.TERMINATED)) {
            // The start failed, and the JDK has given the thread up before it ran, or will never run it.
            strand = new ProcessStrand(world.scheduler, this);
            world.scheduler.start(strand);
        } else {
            world.scheduler.rewake(waiting);
        }
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
    final void resumed(Strand on) {
        wakeSeq = wakeSeq + 1;
        wait = Mailbox.Wait.NONE;
        on.sliceTick = on.scheduler.tick();
    }

    final void sleep(long millis) {
        if (millis <= 0) {
            strand.yieldPoint();
            return;
        }
        checkSignals();
        boolean timed = millis <= 1L << 53;
        long deadline = timed ? Deadline.after(millis) : 0;
        while (mailbox.await(Mailbox.Wait.TIME, timed, deadline)) {
            // Messages stay; signals end the process in the drain.
        }
    }

    /** Waits for the reply with this reference; messages that come meanwhile are kept. */
    final Object awaitReply(Object reference, Mailbox.Wait kind) {
        awaitedReference = reference;
        awaitedReply = null;
        try {
            checkSignals();
            while (awaitedReply == null) {
                mailbox.await(kind, false, 0);
            }
            return awaitedReply.value;
        } finally {
            awaitedReference = null;
            awaitedReply = null;
        }
    }

    final void arrived(Node.Reply reply) {
        if (reply.reference == awaitedReference) {
            awaitedReply = reply;
        }
    }

    void arrived(Node.Event event) {
        throw new IllegalStateException("event for " + describe());
    }

    // --- signals and links ---

    /** Sends an exit signal as an order; any thread. */
    public final void order(ExitReason reason) {
        signal(new Node.Signal(this, reason, Node.Origin.ORDER));
    }

    final void signal(Node.Signal signal) {
        if (!mailbox.push(signal)) {
            return;
        }
        if (!(boolean) SIGNAL_PENDING.getAndSet(this, true)) {
            world.signalMarked();
        }
        // Dead or waiting again, it has taken the signal before the mark was set. A signal that comes to it now wakes
        // it.
        if (exitReason != null || mailbox.isParked()) {
            clearSignalMark();
        }
    }

    final void clearSignalMark() {
        if (signalPending && (boolean) SIGNAL_PENDING.getAndSet(this, false)) {
            world.signalCleared();
        }
    }

    /** Handles signals that wait; throws {@link ProcessExit} if one ends the process. */
    final void checkSignals() {
        if (signalPending) {
            mailbox.drain();
        }
    }

    /** What a signal does to this process: the reason with which it ends, or null. */
    final ExitReason effectOf(Node.Signal signal) {
        boolean order = signal.origin == Node.Origin.ORDER;
        if (signal.origin == Node.Origin.LINK && !removeLink(signal.sender)) {
            return null;
        }
        if (exiting) {
            return order && signal.reason instanceof ExitReason.Killed ? signal.reason : null;
        }
        if (signal.reason == ExitReason.NORMAL) {
            return null;
        }
        return order || signal.reason == ExitReason.SHUTDOWN
                ? signal.reason
                : new ExitReason.Linked(signal.sender.pid, signal.reason);
    }

    /** Ends the running process. */
    final void exit(ExitReason reason) {
        throw new ProcessExit(reason, kind == Kind.MAIN);
    }

    final void link(Process other) {
        if (other == this) {
            return;
        }
        checkSignals();
        addLink(other);
        if (!other.addLink(this)) {
            removeLink(other);
            ExitReason reason = other.exitReason;
            if (!(reason instanceof ExitReason.Normal)) {
                signal(new Node.Signal(other, reason, Node.Origin.DEAD_LINK));
            }
        }
        checkSignals();
    }

    private synchronized boolean addLink(Process other) {
        if (dead) {
            return false;
        }
        if (links == null) {
            links = new LinkedHashSet<>(4);
        }
        links.add(other);
        return true;
    }

    private synchronized boolean removeLink(Process other) {
        return links != null && links.remove(other);
    }

    // --- what the detector of the program's end looks at ---

    /** A timer message is on its way: the process is not dormant before it has come. */
    final synchronized void timerSet() {
        inboundTimers++;
    }

    final synchronized void timerDone() {
        inboundTimers--;
    }

    /** Whether only other processes can wake this one. */
    final boolean isDormant() {
        if (isEngaged() || !mailbox.isParked() || wait != Mailbox.Wait.OTHERS) {
            return false;
        }
        synchronized (this) {
            return inboundTimers == 0;
        }
    }

    /** Whether the process belongs to the outside world, like an open connection. */
    boolean isEngaged() {
        return false;
    }
}
