package snow.rt.actor;

/**
 * The owner's side of a mailbox: the messages kept for {@code receive}, oldest first, and the cursor with which
 * {@code receive} examines them. There is one per process; a {@code receive} that begins resets the cursor.
 *
 * <pre>
 * Receive cursor = Receive.begin(timeout);          // or Receive.begin()
 * again: Object message = cursor.next();
 *        if (message == Receive.TIMEOUT) → the `after` body
 *        if an arm matches: cursor.take(); → its body
 *        goto again
 * </pre>
 *
 * Everything here belongs to the owner; no other thread touches it.
 */
public final class Receive extends Mailbox {
    /** What {@link #next} gives when the time is over. */
    public static final Object TIMEOUT = new Object();

    /** What {@link #nextOrRest} and {@link #nextOrRestart} give when there is nothing. */
    public static final Object REST = new Object();

    static final long FOREVER_MILLIS = 1L << 53;

    private Node.Message first;
    private Node.Message last;

    /** The message that {@link #next} gave, and the one before it; null: before the first. */
    private Node.Message current;

    private Node.Message previous;

    /** Counts the calls of {@link #begin}. */
    private int begun;

    private boolean timed;
    private boolean expired;
    private long deadline;

    /** Null: the owner has never rested with a time limit. */
    private Alarm alarm;

    Receive(Process owner) {
        super(owner);
    }

    /** Begins a {@code receive} without time limit in the running process. */
    public static Receive begin() {
        return begin(-1);
    }

    /**
     * Begins a {@code receive} in the running process.
     *
     * @param timeoutMillis 0: look at what is there; negative or above 2^53: wait for ever
     */
    public static Receive begin(long timeoutMillis) {
        Receive receive = Process.current().mailbox;
        receive.timed = timeoutMillis >= 0 && timeoutMillis <= FOREVER_MILLIS;
        if (receive.timed) {
            receive.deadline = Deadline.after(timeoutMillis);
        }
        receive.begun++;
        receive.expired = false;
        receive.current = null;
        receive.previous = null;
        return receive;
    }

    /**
     * For a {@code receive} without time limit before which the running activity does nothing: like {@link #next}, but where
     * nothing is kept and nothing has come it may be {@link #REST}. The activity then has to return one that begins with the
     * same {@code receive}.
     */
    public Object nextOrRestart() {
        if (first == null) {
            drainIfAny();
            if (first == null && owner.startsResting()) {
                return REST;
            }
        }
        return next();
    }

    /**
     * Like {@link #next}, but where it would have to wait it may be {@link #REST}. The activity then has to return one that
     * goes on with this {@code receive}: it holds the cursor and calls this method again.
     */
    public Object nextOrRest() {
        if (isAtEnd()) {
            drainIfAny();
            if (isAtEnd() && !isOver() && owner.startsResting()) {
                return REST;
            }
        }
        return next();
    }

    /** Whether all that is kept has been examined. */
    private boolean isAtEnd() {
        return (current == null ? first : current.next) == null;
    }

    private boolean isOver() {
        return timed && (expired || deadline - System.nanoTime() <= 0);
    }

    /** Before the owner rests: what wakes it at the end of the present {@code receive}'s time limit; null: it has none. */
    Alarm setAlarm() {
        if (!timed) {
            return null;
        }
        Alarm set = alarm;
        if (set == null) {
            set = new Alarm(owner);
            alarm = set;
        }
        set.ringBy(deadline);
        return set;
    }

    /** The next message not yet examined by this {@code receive}; waits for it. {@link #TIMEOUT} when the time is over. */
    public Object next() {
        while (true) {
            Node.Message candidate = current == null ? first : (Node.Message) current.next;
            if (candidate != null) {
                previous = current;
                current = candidate;
                Object payload = candidate.payload;
                if (!(payload instanceof Notification notification)) {
                    return payload;
                }
                if (notification.isVoid()) {
                    take();
                } else if (notification.isMade() || make(notification)) {
                    return notification.message();
                }
                continue;
            }
            // After the time is over, what has come by then is examined once more, so a stream of messages that do not
            // match cannot hold up the `after` body.
            if (expired) {
                return TIMEOUT;
            }
            expired = timed && deadline - System.nanoTime() <= 0;
            if (!await(timed ? Wait.TIME : Wait.OTHERS, timed, deadline)) {
                return TIMEOUT;
            }
        }
    }

    /**
     * Lets the program make the message of a notification. A {@code receive} in there moves the cursor and may take messages; the
     * search then begins again.
     *
     * @return whether the cursor still stands at the notification
     */
    private boolean make(Notification notification) {
        boolean wasTimed = timed;
        boolean wasExpired = expired;
        long until = deadline;
        int round = begun;
        notification.message();
        if (begun == round) {
            return true;
        }
        timed = wasTimed;
        expired = wasExpired;
        deadline = until;
        current = null;
        previous = null;
        return false;
    }

    /** Removes the message that {@link #next} gave last: an arm was chosen for it. */
    public void take() {
        Node.Message taken = current;
        Node.Message after = (Node.Message) taken.next;
        if (previous == null) {
            first = after;
        } else {
            previous.next = after;
        }
        if (after == null) {
            last = previous;
        }
        current = previous;
        saved--;
    }

    /** Keeps a message that has come. */
    void save(Node.Message message) {
        warnIfLong(saved + 1);
        if (last == null) {
            first = message;
        } else {
            last.next = message;
        }
        last = message;
        saved++;
    }

    /** The oldest kept message, or null. */
    Node.Message oldest() {
        return first;
    }

    void dropOldest() {
        first = (Node.Message) first.next;
        if (first == null) {
            last = null;
        }
        current = null;
        previous = null;
        saved--;
    }

    /**
     * The exit with the stack trace of the {@code receive} with which the owner rests: there the activity finds the end in place of a message, before
     * any other.
     */
    ProcessExit endIn(Activity rested, ProcessExit exit) {
        if (begun == 0) {
            // It is not at rest: its body has not begun.
            return exit;
        }
        Node.Message end = new Node.Message(new Notification.End(exit.reason()));
        end.next = first;
        first = end;
        last = last == null ? end : last;
        saved++;
        current = null;
        previous = null;
        owner.exits();
        try {
            rested.run();
            return exit;
        } catch (ProcessExit found) {
            // The end, or the order to die, which counts even now.
            return found;
        } catch (Throwable _) {
            return exit;
        } finally {
            dropOldest();
        }
    }

    /** The process is dead. */
    void clear() {
        first = null;
        last = null;
        current = null;
        previous = null;
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }
}
