package snow.rt.actor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Comparator;
import java.util.List;
import snow.rt.Crash;
import snow.rt.fn.Fn_LL_L;
import snow.rt.fn.Fn_L_L;

/**
 * A process: identity, mailbox, links and life.
 *
 * <p>Life: {@code ALIVE} (runs its body) → {@code EXITING} ({@code terminate} runs, only the order {@code Killed} counts) →
 * dead ({@code exitReason} is set, and never changes again). All steps after the body are in {@link Ending}, in the
 * order in which others may observe them.
 *
 * <p>Fields without a word belong to the thread that runs the process. {@code ties} and {@code dead} are guarded by the
 * process's monitor, which is never held while taking another or while Snow code runs.
 *
 * <p><b>Bursts.</b> A process has no thread of its own. It runs in bursts, each on a {@link Worker} that it shares with the
 * other processes of a carrier. When its body comes to a {@code receive}, and nothing is there, it <em>rests</em>: the body
 * returns the activity that goes on with this {@code receive}, and the worker goes on with the next process. So an actor that
 * waits for a message is this object, its mailbox and that activity, and changing from one actor to another is a return and a
 * call. Where a body waits with frames on its stack (a {@code receive} in a closure or a loop, a call of a service, a sleep),
 * the worker waits with it, and the carrier takes another one.
 *
 * <pre>
 * state     who finds PARKED in the mailbox    worker
 * NEW       (not yet given to the scheduler, which makes it QUEUED)
 * IDLE      → QUEUED, enqueue
 * QUEUED    –                                  → RUNNING, burst begins
 * RUNNING   rouses the worker                  → IDLE, then marks the mailbox PARKED; → ENDED
 * RERUN     (event processes only)
 * ENDED     –
 * </pre>
 *
 * {@code strand} is null, and {@code wait} is set, before the mailbox is marked; who replaces the mark reads them after. A task
 * queued once too often ({@link #rewake}) finds the state not QUEUED and is dropped.
 *
 * <p><b>Signals.</b> A signal is a node in the mailbox plus the mark {@code signalPending}, which yield points look at. The
 * mark is set and cleared by exchange only, so the world's count of unobserved signals is exact; and it is cleared before
 * the mailbox is drained, so a signal that comes during a drain is seen by the next look.
 */
public class Process implements Task {
    static final int IDLE = 0;
    static final int QUEUED = 1;
    static final int RUNNING = 2;
    static final int RERUN = 3;
    static final int ENDED = 4;
    static final int NEW = 5;

    static final VarHandle STATE;
    private static final VarHandle STRAND;
    private static final VarHandle WAKE_SEQ;
    private static final VarHandle SIGNAL_PENDING;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(Process.class, "state", int.class);
            STRAND = lookup.findVarHandle(Process.class, "strand", Strand.class);
            WAKE_SEQ = lookup.findVarHandle(Process.class, "wakeSeq", int.class);
            SIGNAL_PENDING = lookup.findVarHandle(Process.class, "signalPending", boolean.class);
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

    final Group group;
    final long number;
    final Kind kind;
    final Pid pid;
    final Receive mailbox;

    private final String name;

    /** The strand that runs the process; null between bursts. */
    private Strand strand;

    @SuppressWarnings("unused") // through STATE
    private volatile int state = RUNNING;

    /** Neighbours in the {@link ProcessTable}, guarded by it. */
    Process tablePrevious;

    Process tableNext;

    /** What the next burst runs. */
    private Activity next;

    /** The actor whose {@code terminate} runs at the end, with its present parameters; null: it has none. */
    private Activity cleanup;

    /** The running body is the activity itself, not one called as a function: it may rest. */
    private boolean mayRest;

    /** The body has returned in order to rest. */
    private boolean resting;

    private volatile boolean signalPending;

    private boolean exiting;

    /** What the process waits for, valid while its mailbox is parked; published by the mailbox. */
    Mailbox.Wait wait = Mailbox.Wait.NONE;

    private int wakeSeq;

    /** Timer messages on their way. */
    private int inboundTimers;

    private Object awaitedReference;
    private Node.Reply awaitedReply;

    /** A sender had no stack left to wake this process, or a spawner to start it: {@link World#repair} does it. */
    volatile boolean unwoken;

    /** All steps of the end are done. */
    private volatile boolean gone;

    private Ties ties;

    /** Makes messages of exit signals; null: they end the process. */
    private Fn_LL_L trap;

    /** It was killed by an order that is part of stopping in good order, or has said itself why it ends. */
    boolean endsQuietly;

    private boolean dead;
    private volatile ExitReason exitReason;

    Process(Group group, Kind kind, String name) {
        this.group = group;
        this.number = group.world.nextNumber();
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
        return group.world;
    }

    /** Whether the process has not yet ended. */
    public final boolean isAlive() {
        return exitReason == null;
    }

    /** {@code <0.4> (actor picky)}. */
    final String describe() {
        return pid + " (" + label() + ")";
    }

    final String label() {
        return name.isEmpty() ? kind.word() : kind.word() + " " + name;
    }

    /** {@code actor picky, registered as "a", "b"}. */
    final String fullLabel() {
        List<String> names;
        synchronized (this) {
            names = ties == null ? List.of() : List.copyOf(ties.names());
        }
        StringBuilder out = new StringBuilder(label());
        for (int i = 0; i < names.size(); i++) {
            out.append(i == 0 ? ", registered as \"" : ", \"")
                    .append(names.get(i))
                    .append('"');
        }
        return out.toString();
    }

    final String name() {
        return name;
    }

    /** For thread dumps and debuggers; costs nothing to make. */
    final String threadName() {
        return name.isEmpty() ? kind.word() : name;
    }

    // --- life ---

    /** Starts a process with a thread of its own. */
    static Process spawn(Group group, Kind kind, Activity activity) {
        return begin(new Process(group, kind, activity.name()), activity);
    }

    /** Code of this process has made another one, which is about to begin. */
    void starts(Process made) {}

    /** Starts a new process, which runs the activity. */
    static <P extends Process> P begin(P made, Activity activity) {
        Process process = made;
        World world = process.group.world;
        process.next = activity;
        process.cleanup = activity.hasTerminate() ? activity : null;
        process.state = NEW;
        try {
            world.enter(process);
            world.scheduler.begin(process);
        } catch (StackOverflowError | OutOfMemoryError e) {
            process.unwoken = true;
            world.repairNeeded = true;
            throw e;
        }
        return made;
    }

    @Override
    public final void runOn(Carrier carrier) {
        Worker.runBurst(this, carrier);
    }

    /** On a worker: runs the process until it rests or ends. */
    void runBurst(Strand worker) {
        // Queued once too often (see rewake), it is left to the first who comes.
        if (!STATE.compareAndSet(this, QUEUED, RUNNING)) {
            return;
        }
        mount(worker);
        mayRest = true;
        if (live(worker)) {
            state = ENDED;
            worker.process = null;
        }
    }

    /** The whole life, on a thread of its own. */
    final void liveOn(Strand own) {
        live(own);
    }

    /** False if the process rests; this thread then must not touch it any more. */
    private boolean live(Strand on) {
        Throwable cause = null;
        try {
            mailbox.markBusy();
            resumed(on);
            mailbox.drain();
            Activity now = next;
            next = null;
            while (true) {
                Object following = now.run();
                if (following == null) {
                    break;
                }
                now = (Activity) following;
                if (cleanup != null && cleanup.getClass() == now.getClass()) {
                    cleanup = now;
                }
                if (resting) {
                    resting = false;
                    if (rest(on, now)) {
                        return false;
                    }
                }
                Safepoint.poll();
            }
        } catch (Throwable e) {
            cause = next == null ? e : endOfRest(e);
        }
        end(cause);
        return true;
    }

    /**
     * What ends a process before the activity goes on that it rests with. Where the report shall name the place, that is the {@code receive}
     * with which the activity begins.
     */
    private Throwable endOfRest(Throwable cause) {
        Activity rested = next;
        next = null;
        boolean hasPlace =
                kind == Kind.ACTOR && cause instanceof ProcessExit exit && exit.reason() instanceof ExitReason.Error_L;
        return hasPlace ? mailbox.endIn(rested, (ProcessExit) cause) : cause;
    }

    /** Goes on with the activity when something comes. False if something has come. */
    private boolean rest(Strand worker, Activity now) {
        next = now;
        Alarm limit = mailbox.setAlarm();
        wait = limit == null ? Mailbox.Wait.OTHERS : Mailbox.Wait.TIME;
        unmount(worker);
        STATE.setRelease(this, IDLE);
        // Once the mailbox is marked, the process may run elsewhere: nothing of it may be written here. A signal's mark
        // that is still up may belong to a signal that was drained before (see `signal`), and nobody would take it
        // down. An alarm may have rung before there was a mark. In both cases the mailbox's mark is taken back, unless
        // somebody has found it and is about to drain.
        if (mailbox.mark() && !((signalPending || limit != null && limit.hasRung()) && mailbox.unmark())) {
            return true;
        }
        if (!STATE.compareAndSet(this, IDLE, RUNNING)) {
            // It has been queued by `rewake`.
            return true;
        }
        mount(worker);
        next = null;
        wait = Mailbox.Wait.NONE;
        checkSignals();
        return false;
    }

    final void mount(Strand worker) {
        worker.process = this;
        worker.sliceTick = worker.scheduler.tick();
        STRAND.setRelease(this, worker);
    }

    final void unmount(Strand worker) {
        worker.process = null;
        STRAND.setRelease(this, null);
    }

    /** The strand that runs the process; null between bursts, and once it is dead. */
    final Strand strand() {
        return (Strand) STRAND.getAcquire(this);
    }

    /** For a body that has come to a {@code receive} and finds nothing: whether it may return in order to rest. */
    final boolean startsResting() {
        return resting = mayRest;
    }

    /** Runs a part of the body in which the process cannot rest, because there are frames below it. */
    final boolean keepsStack(boolean keeps) {
        boolean before = !mayRest;
        mayRest = !keeps;
        return before;
    }

    /**
     * Everything after the body.
     *
     * @param cause what ended the body; null when it returned
     */
    final void end(Throwable cause) {
        mailbox.markBusy();
        wait = Mailbox.Wait.NONE;
        new Ending(this, cause).run();
    }

    /** From now on only the order {@code Killed} counts. */
    final void exits() {
        exiting = true;
    }

    /** The process is dead: nobody can be tied to it any more. What tied it to others, when this is called first. */
    final synchronized Ties die(ExitReason reason) {
        dead = true;
        exitReason = reason;
        Ties severed = ties == null ? Ties.NONE : ties;
        ties = null;
        return severed;
    }

    /** The last step of the end: pids of this process stay, and what hangs on it does not. */
    final void forgetAll(ExitReason reason) {
        cleanup = null;
        next = null;
        mailbox.clear();
        awaitedReply = null;
        STRAND.setRelease(this, null);
        // Not before others have been told: as long as the table has it, the program does not look as if nobody could
        // wake them.
        group.world.leave(this);
        gone = true;
        group.world.ended(this, reason);
    }

    /** The last step that others can see: those who wait for what this process would have done are told. */
    void tellWaiting(ExitReason reason) {}

    void runTerminate(ExitReason reason) {
        cleanup.terminate();
    }

    boolean hasTerminate() {
        return cleanup != null;
    }

    /** Whether {@link #runTerminate} is called even for the order {@code Killed}. */
    boolean cleansUpWhenKilled() {
        return false;
    }

    final ExitReason reasonOf(Throwable cause) {
        if (cause == null) {
            return ExitReason.Normal.INSTANCE;
        }
        if (cause instanceof ProcessExit exit) {
            return exit.reason();
        }
        if (cause instanceof OutOfMemoryError) {
            group.world.outOfMemory();
        }
        return new ExitReason.Error_L(messageOf(cause));
    }

    /**
     * For crash boundaries: the reason for a throwable that a callback threw, after the process has been put in order.
     * Must not be called with a {@link ProcessExit}, which passes through boundaries.
     */
    public final ExitReason crashed(Throwable crash) {
        wait = Mailbox.Wait.NONE;
        mailbox.markBusy();
        return reasonOf(crash);
    }

    /** For crash boundaries: writes the crash report of a callback whose crash does not end the process. */
    public final void reportCrash(Throwable crash) {
        Report.crash(this, fullLabel() + ")", messageOf(crash), crash);
    }

    /** The same for a part of the process's work that is named in the report: {@code in start of child w}. */
    final void reportCrashIn(Throwable crash, String part) {
        Report.crash(this, fullLabel() + "), in " + part, messageOf(crash), crash);
    }

    static String messageOf(Throwable crash) {
        if (crash instanceof Crash known) {
            return known.getMessage();
        }
        if (crash instanceof StackOverflowError) {
            return "stack overflow";
        }
        String wrongType = crash instanceof ClassCastException failure ? WrongType.messageOf(failure) : "";
        if (!wrongType.isEmpty()) {
            return wrongType;
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
        Strand waiting = strand();
        if (waiting != null) {
            waiting.scheduler.unpark(waiting);
        } else if (STATE.compareAndSet(this, IDLE, QUEUED)) {
            group.world.scheduler.enqueue(this);
        }
    }

    /** Does again what a stack overflow interrupted: start or wake-up. May be done once too often. Any thread. */
    void rewake() {
        Strand waiting = strand();
        if (waiting != null) {
            group.world.scheduler.rewake(this, waiting);
        } else if (state == NEW) {
            group.world.scheduler.begin(this);
        } else if (state == QUEUED || !mailbox.isParked() && STATE.compareAndSet(this, IDLE, QUEUED)) {
            group.world.scheduler.enqueue(this);
        }
    }

    final void resumed(Strand on) {
        WAKE_SEQ.setRelease(this, wakeSeq + 1);
        wait = Mailbox.Wait.NONE;
        on.sliceTick = on.scheduler.tick();
    }

    /** Counts wake-ups: two looks that find the same number saw one and the same wait. */
    final int wakeSeq() {
        return (int) WAKE_SEQ.getAcquire(this);
    }

    final void sleep(long millis) {
        if (millis <= 0) {
            strand().yieldPoint();
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
        return awaitReply(reference, kind, false, 0);
    }

    /** The same, at most until a deadline; {@link Receive#TIMEOUT} when no reply has come by then. */
    final Object awaitReply(Object reference, Mailbox.Wait kind, boolean timed, long deadline) {
        awaitedReference = reference;
        awaitedReply = null;
        try {
            checkSignals();
            while (awaitedReply == null) {
                if (!mailbox.await(kind, timed, deadline) && awaitedReply == null) {
                    return Receive.TIMEOUT;
                }
            }
            Object value = awaitedReply.value;
            awaitedReply = null;
            return value;
        } finally {
            awaitedReference = null;
            if (awaitedReply != null) {
                // A signal that came with it ends the process.
                awaitedReply.declined();
                awaitedReply = null;
            }
        }
    }

    final void arrived(Node.Reply reply) {
        if (reply.reference == awaitedReference) {
            awaitedReply = reply;
        }
    }

    /** A user message has come. */
    void arrived(Node.Message message) {
        mailbox.save(message);
    }

    /** A call or cast has come; callers look before they send, so only those come that the process answers. */
    void arrivedRequest(Node request) {
        throw new IllegalStateException("request for " + describe());
    }

    final void arrived(Node.Down down) {
        forget(down.monitor);
        if (!down.monitor.withdrawn) {
            keep(down.monitor.of(down.reason), down.place);
        }
    }

    private void keep(Notification notification, int place) {
        Node.Message message = new Node.Message(notification);
        message.place = place;
        mailbox.save(message);
    }

    void arrived(Node.Event event) {
        throw new IllegalStateException("event for " + describe());
    }

    // --- signals and links ---

    /** Sends an exit signal as an order; any thread. */
    public final void order(ExitReason reason) {
        signal(new Node.Signal(this, reason, Node.Origin.ORDER));
    }

    /** An order that is part of stopping in good order. Any thread. */
    final void stop(ExitReason reason) {
        signal(new Node.Signal(this, reason, Node.Origin.STOP));
    }

    final void signal(Node.Signal signal) {
        Headroom.require();
        if (!mailbox.push(signal)) {
            return;
        }
        markSignal();
        // Dead or waiting again, it has taken the signal before the mark was set. A signal that comes to it now wakes
        // it.
        if (exitReason != null || mailbox.isParked()) {
            clearSignalMark();
        }
    }

    /** Yield points of the process shall look at its mailbox. */
    final void markSignal() {
        if (!(boolean) SIGNAL_PENDING.getAndSet(this, true)) {
            group.world.signalMarked();
        }
    }

    final void clearSignalMark() {
        if (signalPending) {
            Headroom.require();
            if ((boolean) SIGNAL_PENDING.getAndSet(this, false)) {
                group.world.signalCleared();
            }
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
        signal.isOfLink = signal.isOfLink || signal.origin == Node.Origin.LINK && removeLink(signal.sender);
        boolean isLive = signal.isOfLink || signal.origin != Node.Origin.LINK;
        boolean kill = signal.isOrder() && signal.reason instanceof ExitReason.Killed;
        if (kill) {
            endsQuietly = endsQuietly || signal.origin == Node.Origin.STOP;
            return signal.reason;
        }
        if (!isLive || exiting || traps(signal) || signal.reason == ExitReason.Normal.INSTANCE) {
            return null;
        }
        return signal.isOrder() || signal.reason == ExitReason.Shutdown.INSTANCE
                ? signal.reason
                : new ExitReason.Linked_LL(signal.sender.pid, signal.reason);
    }

    /** Whether a signal that is not the order to die is taken as news; it then has been kept. */
    boolean traps(Node.Signal signal) {
        if (trap == null) {
            return false;
        }
        keep(new Notification.Exit(trap, signal.sender.pid, signal.reason), signal.place);
        return true;
    }

    final void trapExits(Fn_LL_L message) {
        checkSignals();
        trap = message;
    }

    /** An order to itself, which takes effect at once. */
    final void exitSelf(ExitReason reason) {
        checkSignals();
        Node.Signal signal = new Node.Signal(this, reason, Node.Origin.ORDER);
        if (exiting ? reason instanceof ExitReason.Killed : reason instanceof ExitReason.Killed || !traps(signal)) {
            throw ProcessExit.voluntary(reason);
        }
    }

    /** What ends the running process when it is thrown. */
    final ProcessExit exit(ExitReason reason) {
        // Both are reported with the place.
        return new ProcessExit(reason, kind == Kind.MAIN || reason instanceof ExitReason.Error_L);
    }

    final void link(Process other) {
        if (other == this) {
            return;
        }
        checkSignals();
        Headroom.require();
        addLink(other);
        boolean mutual;
        try {
            mutual = other.addLink(this);
        } catch (OutOfMemoryError e) {
            removeLink(other);
            throw e;
        }
        if (!mutual) {
            removeLink(other);
            ExitReason reason = other.exitReason;
            if (!(reason instanceof ExitReason.Normal)) {
                signal(new Node.Signal(other, reason, Node.Origin.DEAD_LINK));
            }
        }
        checkSignals();
    }

    final void unlink(Process other) {
        Headroom.require();
        other.removeLink(this);
        removeLink(other);
    }

    private Ties ties() {
        if (ties == null) {
            ties = new Ties();
        }
        return ties;
    }

    final synchronized boolean addLink(Process other) {
        if (!dead) {
            ties().link(other);
        }
        return !dead;
    }

    /** How many links there are. */
    final synchronized int links() {
        return ties == null ? 0 : ties.links().size();
    }

    final synchronized boolean removeLink(Process other) {
        return ties != null && ties.unlink(other);
    }

    /** Begins to watch another process; called by this one. */
    final Monitor monitor(Process target, Fn_L_L message) {
        Headroom.require();
        Monitor monitor = new Monitor(this, target, message);
        synchronized (this) {
            ties().watch(monitor);
        }
        try {
            if (!target.addWatcher(monitor)) {
                mailbox.push(new Node.Down(monitor, target.exitReason));
            }
        } catch (OutOfMemoryError e) {
            forget(monitor);
            throw e;
        }
        return monitor;
    }

    private synchronized boolean addWatcher(Monitor monitor) {
        if (!dead) {
            ties().watcher(monitor);
        }
        return !dead;
    }

    final synchronized void forget(Monitor monitor) {
        if (ties != null) {
            ties.forget(monitor);
        }
    }

    /** Called by this process before the job runs. */
    final synchronized void own(Process job) {
        if (!dead) {
            ties().own(job);
        }
    }

    final synchronized void disown(Process job) {
        if (ties != null) {
            ties.disown(job);
        }
    }

    /** Gives this process a name. Why that is not possible, or an empty text. */
    final synchronized String register(String wanted) {
        if (dead) {
            return "process " + pid + " is not running";
        }
        Headroom.require();
        Process owner = group.registry().claim(wanted, this);
        if (owner != null) {
            return "name `" + wanted + "` is already registered to " + owner.pid;
        }
        try {
            ties().name(wanted);
        } catch (OutOfMemoryError e) {
            group.registry().free(wanted, this);
            throw e;
        }
        return "";
    }

    final synchronized boolean unregister(String given) {
        if (dead) {
            return false;
        }
        Headroom.require();
        group.registry().free(given, this);
        return ties().unname(given);
    }

    // --- what the detector of the program's end looks at ---

    /** A timer message is on its way: the process is not dormant before it has come. False for a dead one. */
    final synchronized boolean timerSet() {
        if (!dead) {
            inboundTimers++;
        }
        return !dead;
    }

    final synchronized void timerDone() {
        inboundTimers--;
    }

    /** How many timer messages are on their way. */
    final synchronized int inboundTimers() {
        return inboundTimers;
    }

    /** Whether only other processes can wake this one. */
    final boolean isDormant() {
        if (isEngaged() || !mailbox.isParked() || wait != Mailbox.Wait.OTHERS) {
            return false;
        }
        return inboundTimers() == 0;
    }

    /** Whether others are to be stopped by this process, and nobody stops it. */
    boolean stopsOthers() {
        return false;
    }

    /** Whether the process belongs to the outside world, like an open connection. */
    boolean isEngaged() {
        return false;
    }
}
