package snow.rt.actor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What others send to a process, lock-free.
 *
 * <p>{@code intake} is {@code null} (empty, the owner runs), {@link #PARKED} (empty, the owner waits or is about to),
 * {@link #CLOSED} (the process is dead), or the youngest node of a list linked by {@code next}.
 *
 * <ul>
 *   <li><b>M1</b> Nothing is lost or duplicated: one compare-and-set publishes a node, one exchange takes all of them.
 *   <li><b>M2</b> Arrival order is the order of the compare-and-sets; per sender that is program order. The list is
 *       reversed when it is taken.
 *   <li><b>M3</b> No wake-up is lost: only the owner writes PARKED, by compare-and-set from null; exactly one sender replaces
 *       it, and that one wakes the owner, who rechecks in a loop, so stray wake-ups are harmless.
 *   <li><b>M4</b> A message that came before the timeout was noticed wins: timing out is a compare-and-set from PARKED.
 *   <li><b>M5</b> Nothing is kept after death: CLOSED is final.
 * </ul>
 *
 * A sender that dies inside {@link #push} (stack overflow, out of memory) leaves the list intact: the node is allocated before,
 * and there is no state between "not sent" and "sent" except the wake-up; {@link World#repair} repeats those.
 */
abstract class Mailbox {
    static final Node PARKED = new Node.Marker();
    static final Node CLOSED = new Node.Marker();

    private static final VarHandle INTAKE;

    static {
        try {
            INTAKE = MethodHandles.lookup().findVarHandle(Mailbox.class, "intake", Node.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Process owner;
    private volatile Node intake;

    /** Messages taken out of the intake and not yet received. Written by the owner, read loosely by senders. */
    int saved;

    /** What a drain that failed (no stack, no memory) had taken and not handed over, oldest first. Owner only. */
    private Node undelivered;

    /** The owner's counter for {@link Node#place}. */
    private int arrivals;

    /** The next number of waiting messages that is worth a warning. */
    private volatile int warnAbove = 10_000;

    Mailbox(Process owner) {
        this.owner = owner;
    }

    /** Any thread. False when the process is dead. */
    final boolean push(Node node) {
        while (true) {
            Node head = intake;
            if (head == CLOSED) {
                return false;
            }
            boolean parked = head == PARKED;
            int counts = node instanceof Node.Signal || node instanceof Node.Reply ? 0 : 1;
            if (parked || head == null) {
                node.next = null;
                node.place = counts;
            } else {
                node.next = head;
                node.place = head.place + counts;
            }
            int waiting = saved + node.place;
            if (INTAKE.compareAndSet(this, head, node)) {
                if (parked) {
                    try {
                        owner.wake();
                    } catch (StackOverflowError | OutOfMemoryError e) {
                        // No stack for a call, or no memory for a queue: the ticker repeats the wake-up.
                        owner.unwoken = true;
                        owner.group.world.repairNeeded = true;
                        throw e;
                    }
                }
                warnIfLong(waiting);
                return true;
            }
        }
    }

    /** Called with the number of messages by senders and by the owner, since a sender does not see those that a drain has in hand. */
    final void warnIfLong(int waiting) {
        if (waiting > warnAbove) {
            warn(waiting);
        }
    }

    private void warn(int waiting) {
        int limit;
        synchronized (this) {
            limit = warnAbove;
            if (waiting <= limit) {
                return;
            }
            warnAbove = limit > Integer.MAX_VALUE / 10 ? Integer.MAX_VALUE : 10 * limit;
        }
        Recording.longMailbox(owner, waiting);
        owner.group.console().warn("process " + owner.describe() + " has more than " + limit + " waiting messages");
    }

    /** Whether the owner waits and nothing has come. */
    final boolean isParked() {
        return intake == PARKED;
    }

    /**
     * Takes everything that has come and hands it over, oldest first. Throws {@link ProcessExit} if a signal among it ends the
     * owner; what came after that signal is handed over by the next drain, if there is one. Owner only.
     */
    final void drain() {
        owner.clearSignalMark();
        Node node = takeAll();
        Node younger = null;
        try {
            while (node != null) {
                younger = node.next;
                node.next = null;
                node.place = arrivals++;
                ExitReason effect = node.arriveAt(owner);
                if (effect != null) {
                    ProcessExit exit = owner.exit(effect);
                    undelivered = younger;
                    throw exit;
                }
                node = younger;
            }
        } catch (StackOverflowError | OutOfMemoryError e) {
            // Whatever fails, fails before the node is handed over. No calls here: there may be no stack for them.
            node.next = younger;
            undelivered = node;
            throw e;
        }
    }

    /** What an earlier drain has left, then what has come since, oldest first; null: nothing. */
    private Node takeAll() {
        Node newest = intake;
        Node oldest = null;
        if (newest != null && newest != PARKED && newest != CLOSED) {
            newest = (Node) INTAKE.getAndSet(this, null);
            while (newest != null) {
                Node below = newest.next;
                newest.next = oldest;
                oldest = newest;
                newest = below;
            }
        }
        return undelivered == null ? oldest : afterUndelivered(oldest);
    }

    private Node afterUndelivered(Node rest) {
        Node first = undelivered;
        undelivered = null;
        Node last = first;
        while (last.next != null) {
            last = last.next;
        }
        last.next = rest;
        return first;
    }

    private boolean hasSomething() {
        return intake != null || undelivered != null;
    }

    final void drainIfAny() {
        if (hasSomething()) {
            drain();
        }
    }

    /**
     * Waits until something has come and takes it. Owner only.
     *
     * @param deadline in terms of {@link System#nanoTime}, if {@code timed}
     * @return false when the deadline has passed and nothing has come
     */
    final boolean await(Wait kind, boolean timed, long deadline) {
        if (hasSomething()) {
            drain();
            return true;
        }
        if (timed && deadline - System.nanoTime() <= 0) {
            return false;
        }
        Strand strand = owner.strand();
        owner.wait = kind;
        if (markIdle()) {
            while (intake == PARKED) {
                if (!timed) {
                    strand.scheduler.park(strand);
                } else {
                    long rest = deadline - System.nanoTime();
                    if (rest > 0) {
                        strand.scheduler.parkNanos(strand, rest);
                    } else if (INTAKE.compareAndSet(this, PARKED, null)) {
                        owner.resumed(strand);
                        return false;
                    }
                }
            }
        }
        owner.resumed(strand);
        drain();
        return true;
    }

    /** After a wait or a drain that was left by a failure: a running process must not look parked. Owner only. */
    final void markBusy() {
        if (intake == PARKED) {
            unmark();
        }
        if (undelivered != null) {
            owner.markSignal();
        }
    }

    /** The next sender shall call {@link Process#wake}. False if something has come. */
    final boolean mark() {
        return undelivered == null && INTAKE.compareAndSet(this, null, PARKED);
    }

    /** Takes the mark back. False if a sender has found it, or it was not set. */
    final boolean unmark() {
        return INTAKE.compareAndSet(this, PARKED, null);
    }

    /** The next sender shall call {@link Process#wake}. False if something has come. Owner only. */
    final boolean markIdle() {
        boolean marked = mark();
        if (marked) {
            // A mark without its signal: that was drained before the mark was set. See Process.signal.
            owner.clearSignalMark();
        }
        return marked;
    }

    /** The end: nothing is accepted any more. What had come and was not taken, in no useful order; null: nothing. */
    final Node close() {
        Node rest = (Node) INTAKE.getAndSet(this, CLOSED);
        rest = rest == PARKED || rest == CLOSED ? null : rest;
        return undelivered == null ? rest : afterUndelivered(rest);
    }

    /** What a process waits for; the end of a program is found by it. */
    enum Wait {
        /** It does not wait. */
        NONE,
        /** For other processes, without limit. */
        OTHERS,
        /** For a time. */
        TIME,
        /** For the outside world. */
        OUTSIDE
    }
}
