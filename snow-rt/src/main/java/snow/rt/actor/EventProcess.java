package snow.rt.actor;

import java.util.ArrayDeque;

/**
 * A process without a thread of its own, for connections: idle, it is this object and nothing else. When something happens
 * ({@link #schedule}, {@link #post}, a message, an exit signal) it is queued like any process and runs a <em>burst</em> on a
 * {@link Worker}: {@link #onReady} is called <em>as this process</em> ({@code self()}, {@code receive}, crash reports). Bursts
 * of one process never overlap. A burst may wait; it then keeps its worker.
 *
 * <pre>
 * state     schedule()   worker
 * IDLE      → QUEUED, enqueue
 * QUEUED    –            → RUNNING, burst begins
 * RUNNING   → RERUN      → IDLE when the burst ends
 * RERUN     –            → QUEUED, enqueue when the burst ends
 * ENDED     –
 * </pre>
 *
 * While the process is idle, its mailbox is marked as parked, and the sender that finds the mark calls {@link #schedule}
 * instead of unparking a thread. The mark is set after the burst, by compare-and-set from "empty": a message that came
 * before makes the burst run again, a later one finds the mark.
 *
 * <p>Use: construct, keep what the transport needs in the subclass, then call {@link #start}.
 */
public abstract class EventProcess extends Process {
    /** What {@link #poll} gives when nothing waits. */
    public static final Object NOTHING = new Object();

    /** Events taken out of the intake and not yet polled. Owner only; null until the first event. */
    private ArrayDeque<Node.Event> events;

    /** Events that came together, and how many of them have been polled. Owner only; null when there are none left. */
    private Object[] batch;

    private int polled;

    /** Makes the process, with the next number of its world. It does not run before {@link #start}. */
    protected EventProcess(Group group, Kind kind, String name) {
        super(group, kind, name);
    }

    /** Enters the process into its world and runs its first burst. Once. */
    public final void start() {
        group.world.enter(this);
        mailbox.markIdle();
        STATE.setVolatile(this, IDLE);
        schedule();
    }

    /** Makes a burst run, now or after the present one. Any thread; does nothing when the process has ended. */
    public final void schedule() {
        while (true) {
            int now = (int) STATE.getVolatile(this);
            switch (now) {
                case IDLE -> {
                    if (STATE.compareAndSet(this, IDLE, QUEUED)) {
                        group.world.scheduler.enqueue(this);
                        return;
                    }
                }
                case RUNNING -> {
                    if (STATE.compareAndSet(this, RUNNING, RERUN)) {
                        return;
                    }
                }
                case QUEUED, RERUN, ENDED -> {
                    return;
                }
                default -> throw new IllegalStateException("state " + now);
            }
        }
    }

    /**
     * Queues an event in order with the messages of the process, and makes a burst run. {@code receive} never sees it. Any
     * thread.
     *
     * @param event an array stands for its elements, which are polled one after the other; it must not be empty
     * @return false if the process has ended and the event was dropped
     */
    public final boolean post(Object event) {
        return mailbox.push(new Node.Event(event));
    }

    /**
     * A burst: handles what there is ({@link #poll}) and returns. Runs on a worker as this process; may call Snow code and
     * wait. A crash may simply pass: the runtime then calls {@link #onExit} with its reason and writes the report. An exit
     * signal arrives as {@link ProcessExit}, which must pass too.
     *
     * @return true to stay, false to end with reason {@code Normal}
     */
    protected abstract boolean onReady();

    /**
     * The process ends, whatever the reason: called once, as this process, before the crash report is written and links
     * learn of it. May run Snow code unless the reason is {@code Killed}; further signals but {@code Killed} are ignored
     * meanwhile. A crash in it is reported.
     */
    protected abstract void onExit(ExitReason reason);

    /**
     * The oldest waiting event or, if wanted, message; {@link #NOTHING} if there is none. An event comes back as the object
     * that was posted, a message as {@link Letter}. Only within a burst.
     *
     * @param withMessages whether to take ordinary messages too; without, they stay for {@code receive}
     */
    protected final Object poll(boolean withMessages) {
        checkSignals();
        if (batch != null) {
            return nextOfBatch();
        }
        mailbox.drainIfAny();
        Node.Event event = events == null ? null : events.peek();
        Node.Message message = withMessages ? mailbox.oldest() : null;
        if (message != null && (event == null || message.place - event.place < 0)) {
            mailbox.dropOldest();
            if (!(message.payload instanceof Notification notification)) {
                return new Letter(message.payload);
            }
            return notification.isVoid() ? poll(true) : new Letter(notification.message());
        }
        if (event == null) {
            return NOTHING;
        }
        events.remove();
        if (event.payload instanceof Object[] several) {
            batch = several;
            polled = 0;
            return nextOfBatch();
        }
        return event.payload;
    }

    private Object nextOfBatch() {
        Object event = batch[polled++];
        if (polled == batch.length) {
            batch = null;
        }
        return event;
    }

    /** An ordinary message, as {@link #poll} gives it. */
    public record Letter(Object message) {}

    @Override
    final void arrived(Node.Event event) {
        if (events == null) {
            events = new ArrayDeque<>();
        }
        events.add(event);
    }

    @Override
    void wake() {
        Strand busy = strand();
        if (busy == null) {
            schedule();
        } else {
            group.world.scheduler.unpark(busy);
        }
    }

    @Override
    void rewake() {
        Strand busy = strand();
        if (busy != null) {
            group.world.scheduler.rewake(this, busy);
        }
        schedule();
        if ((int) STATE.getVolatile(this) == QUEUED) {
            group.world.scheduler.enqueue(this);
        }
    }

    @Override
    final void runBurst(Strand worker) {
        // Queued once too often (see rewake), it is left to the first who comes.
        if (!STATE.compareAndSet(this, QUEUED, RUNNING)) {
            return;
        }
        mount(worker);
        mailbox.markBusy();
        Throwable cause = null;
        boolean stays;
        try {
            checkSignals();
            stays = onReady();
        } catch (Throwable e) {
            stays = false;
            cause = e;
        }
        if (stays) {
            unmount(worker);
            boolean quiet = mailbox.markIdle();
            if (!quiet || !STATE.compareAndSet(this, RUNNING, IDLE)) {
                STATE.setVolatile(this, QUEUED);
                group.world.scheduler.enqueue(this);
            }
        } else {
            end(cause);
            STATE.setVolatile(this, ENDED);
            events = null;
            batch = null;
            worker.process = null;
        }
    }

    @Override
    final void runTerminate(ExitReason reason) {
        onExit(reason);
    }

    @Override
    final boolean hasTerminate() {
        return true;
    }

    @Override
    final boolean cleansUpWhenKilled() {
        return true;
    }

    @Override
    final boolean isEngaged() {
        return true;
    }
}
