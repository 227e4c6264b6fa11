package snow.rt.ws;

import java.io.IOException;
import java.util.ArrayDeque;
import snow.rt.net.Socket;

/**
 * What waits to be written to one client: messages in a bounded queue, pongs and pings in a small one that goes first, and at
 * the end the Close frame (spec 06 §10).
 *
 * <p>All fields are guarded by the monitor of this object. It is a leaf: nobody waits for anything while holding it, and no
 * system call is made under it, so that carriers may take it.
 *
 * <p>Any thread appends, and asks for a flush at the end of its turn, unless somebody has asked before ({@code dirty}) or the socket
 * takes nothing now ({@code blocked}). Whoever wants to write calls {@link #flush}; {@code writing} elects one of them, and the
 * others go away, because the elected one looks again before it resigns. It takes frames out under the monitor, writes without it, and puts back
 * what the socket did not take. The socket is closed only when nobody is elected: a descriptor never changes hands under a write.
 *
 * <p>Accepting messages ends in one of two ways, in the same critical section that queues the Close frame, if there is one: no
 * message can follow it. {@code REFUSING}: the stream has ended, but the connection still stands in its rooms, so that a broadcast
 * counts it as a failure. {@code CLOSING}: clean-up has begun, broadcasts skip it.
 */
final class Outbound {
    /** The outcome of offering a message. */
    enum Offer {
        TAKEN,
        /** Taken, and the queue is beyond the mark at which the client counts as slow in a crowd. */
        TAKEN_CROWDED,
        FULL,
        REFUSED,
        CLOSING
    }

    /** How a {@link #flush} ended. */
    enum Flush {
        /** Nothing is left to write, or somebody else writes. */
        IDLE,
        /**
         * The socket takes no more now, or much was written at once and there is more: somebody must wait until it takes more,
         * call {@link Outbound#unblock}, and flush again.
         */
        BLOCKED,
        /** The socket is broken. */
        FAILED
    }

    private enum State {
        ACCEPTING,
        REFUSING,
        CLOSING
    }

    static final int CROWD_MESSAGES = 1024;
    static final long CROWD_BYTES = 1 << 20;

    private static final int MAX_PONGS = 100;
    private static final int WRITES_PER_FLUSH = 16;
    private static final int KEPT_CAPACITY = 16;
    private static final Frame[] NO_FRAMES = {};

    /** Whose queue it is. */
    interface Owner {
        /** The bounds. */
        Handlers handlers();

        Counters counters();

        /** Asks for a {@link Outbound#flush} at the end of the turn; called without the monitor. */
        void flushLater();
    }

    private final Owner owner;

    private State state = State.ACCEPTING;
    private boolean writing;
    private boolean dirty;
    private boolean blocked;
    /** A Close frame was queued; there is never a second one. */
    private boolean closeQueued;

    private boolean closeWritten;
    private boolean closeNoticed;

    /** The queued messages: a ring, empty until needed. */
    private Frame[] ring = NO_FRAMES;

    private int head;
    private int queued;

    /** Messages accepted and not completely written: those in the ring and those in the hands of the writer. */
    private int messages;

    /** Their payload. */
    private long bytes;

    /** Pongs and pings, or null. */
    private ArrayDeque<Frame> urgent;

    /** The frame that is partly written, or null, and how much of it is. */
    private Frame partial;

    private long partialOffset;

    /** The Close frame that is still to be written, or null. */
    private Frame close;

    /** When the socket took something last, if it is blocked now. */
    private long progress;

    /** When the last ping was written; 0: never, or one is waiting. */
    private long pingWritten;

    Outbound(Owner owner) {
        this.owner = owner;
    }

    // ---------------------------------------------------------------- appending

    /** Offers a message of a sender that does not wait. */
    Offer offer(Frame frame) {
        Offer outcome;
        boolean duty;
        synchronized (this) {
            outcome = place(frame);
            duty = takeFlushDuty();
        }
        if (duty) {
            owner.flushLater();
        }
        return outcome;
    }

    private Offer place(Frame frame) {
        if (state != State.ACCEPTING) {
            return state == State.CLOSING ? Offer.CLOSING : Offer.REFUSED;
        }
        if (!hasRoomFor(frame)) {
            if (owner.handlers().overflow() != Overflow.DROP_OLDEST) {
                return Offer.FULL;
            }
            dropOldestFor(frame);
        }
        add(frame);
        return isCrowded() ? Offer.TAKEN_CROWDED : Offer.TAKEN;
    }

    /**
     * Makes room. What is in the hands of the writer cannot be dropped any more, so the queue may stay above its bound by what one
     * system call takes.
     */
    private void dropOldestFor(Frame frame) {
        while (queued > 0 && !hasRoomFor(frame)) {
            Frame oldest = poll();
            messages--;
            bytes -= oldest.length();
            owner.counters().messagesDropped.increment();
        }
    }

    /** Offers a message of a sender that waits when it is told {@link Offer#FULL}: nothing is dropped for it. */
    Offer offerPatiently(Frame frame) {
        boolean duty;
        synchronized (this) {
            if (state != State.ACCEPTING) {
                return state == State.CLOSING ? Offer.CLOSING : Offer.REFUSED;
            }
            if (!hasRoomFor(frame)) {
                return Offer.FULL;
            }
            add(frame);
            duty = takeFlushDuty();
        }
        if (duty) {
            owner.flushLater();
        }
        return Offer.TAKEN;
    }

    /** Whether the caller shall see to a flush; the next one who asks need not. */
    private boolean takeFlushDuty() {
        boolean duty = !dirty && !blocked && !writing && hasWork();
        dirty |= duty;
        return duty;
    }

    /** Asks for a flush if something waits that nobody sees to. */
    void flushIfDue() {
        boolean duty;
        synchronized (this) {
            duty = takeFlushDuty();
        }
        if (duty) {
            owner.flushLater();
        }
    }

    private boolean hasRoomFor(Frame frame) {
        return messages == 0
                || (messages < owner.handlers().sendQueueMessages()
                        && bytes + frame.length() <= owner.handlers().sendQueueBytes());
    }

    private void add(Frame frame) {
        if (queued == ring.length) {
            grow();
        }
        ring[(head + queued) & (ring.length - 1)] = frame;
        queued++;
        messages++;
        bytes += frame.length();
        owner.counters().noteQueued(messages);
    }

    private void grow() {
        Frame[] larger = new Frame[Math.max(4, 2 * ring.length)];
        for (int i = 0; i < queued; i++) {
            larger[i] = ring[(head + i) & (ring.length - 1)];
        }
        ring = larger;
        head = 0;
    }

    private Frame poll() {
        Frame first = ring[head];
        ring[head] = null;
        head = (head + 1) & (ring.length - 1);
        if (--queued == 0) {
            head = 0;
            if (ring.length > KEPT_CAPACITY) {
                ring = NO_FRAMES;
            }
        }
        return first;
    }

    private void unpoll(Frame frame) {
        if (queued == ring.length) {
            grow();
        }
        head = (head - 1) & (ring.length - 1);
        ring[head] = frame;
        queued++;
    }

    /** Answers a ping, ahead of queued messages; when very many answers wait, the oldest is given up. */
    synchronized void pong(byte[] payload) {
        if (closeQueued) {
            return;
        }
        addUrgent(Frame.control(Opcode.PONG, payload));
        if (urgent.size() > MAX_PONGS) {
            urgent.removeIf(new FirstPong());
        }
    }

    private static final class FirstPong implements java.util.function.Predicate<Frame> {
        private boolean found;

        @Override
        public boolean test(Frame frame) {
            boolean first = !found && frame.opcode() == Opcode.PONG;
            found |= first;
            return first;
        }
    }

    /** @return whether the ping will be sent */
    synchronized boolean ping(byte[] payload) {
        if (state != State.ACCEPTING) {
            return false;
        }
        pingWritten = 0;
        addUrgent(Frame.control(Opcode.PING, payload));
        return true;
    }

    private void addUrgent(Frame frame) {
        if (urgent == null) {
            urgent = new ArrayDeque<>(4);
        }
        urgent.add(frame);
    }

    // ---------------------------------------------------------------- ending

    /** The stream has ended: senders are refused from now on. Changes nothing when closing has begun. */
    synchronized void refuse() {
        if (state == State.ACCEPTING) {
            state = State.REFUSING;
        }
    }

    /** As {@link #refuse}, with the Close frame behind everything accepted; it is not sent if another one was. */
    synchronized void refuse(byte[] closePayload) {
        refuse();
        queueClose(closePayload);
    }

    /**
     * Marks the connection as closing, with no Close frame.
     *
     * @return whether closing had not begun before
     */
    synchronized boolean beginClosing() {
        boolean first = state != State.CLOSING;
        state = State.CLOSING;
        return first;
    }

    /** As {@link #beginClosing()}, with the Close frame behind everything accepted; it is not sent if another one was. */
    synchronized boolean beginClosing(byte[] closePayload) {
        queueClose(closePayload);
        return beginClosing();
    }

    private void queueClose(byte[] payload) {
        if (!closeQueued) {
            closeQueued = true;
            close = Frame.control(Opcode.CLOSE, payload);
        }
    }

    /** Drops what waits, but for a message that is partly written. */
    synchronized void discard() {
        while (queued > 0) {
            Frame frame = poll();
            messages--;
            bytes -= frame.length();
            owner.counters().messagesDropped.increment();
        }
        urgent = null;
    }

    /** Drops everything and refuses what comes: the socket is gone. */
    synchronized void abandon() {
        refuse();
        ring = NO_FRAMES;
        head = 0;
        queued = 0;
        messages = 0;
        bytes = 0;
        urgent = null;
        partial = null;
        close = null;
    }

    // ---------------------------------------------------------------- looking

    synchronized boolean isAccepting() {
        return state == State.ACCEPTING;
    }

    synchronized boolean isClosing() {
        return state == State.CLOSING;
    }

    /** Whether the mark of an overloaded crowd is passed (spec 06 §10.5). */
    synchronized boolean isCrowded() {
        return messages > CROWD_MESSAGES || bytes > CROWD_BYTES;
    }

    synchronized int messages() {
        return messages;
    }

    /** Whether the Close frame has been written and nobody has asked before. */
    synchronized boolean takeCloseWritten() {
        boolean first = closeWritten && !closeNoticed;
        closeNoticed |= first;
        return first;
    }

    /** Whether nothing waits to be written, and nobody is writing. */
    synchronized boolean isDrained() {
        return !writing && !hasWork();
    }

    /** Whether the socket takes nothing now. */
    synchronized boolean isBlocked() {
        return blocked;
    }

    /** When a blocked socket took something last, in terms of {@link System#nanoTime}. */
    synchronized long progress() {
        return progress;
    }

    /** When the last ping was written, in terms of {@link System#nanoTime}; 0 if it is still waiting. */
    synchronized long pingWritten() {
        return pingWritten;
    }

    /** The socket takes bytes again. */
    synchronized void unblock() {
        blocked = false;
    }

    private boolean hasWork() {
        return partial != null || queued > 0 || (urgent != null && !urgent.isEmpty()) || close != null;
    }

    // ---------------------------------------------------------------- writing

    /**
     * Writes what waits, unless somebody else does.
     *
     * @param out a buffer that nobody else uses meanwhile
     */
    Flush flush(WriteBuffer out, Socket socket) {
        synchronized (this) {
            dirty = false;
            if (writing || !hasWork()) {
                return Flush.IDLE;
            }
            writing = true;
            take(out);
        }
        for (int writes = 1; ; writes++) {
            int written;
            try {
                written = socket.write(out.ready());
            } catch (IOException _) {
                synchronized (this) {
                    out.clear();
                    writing = false;
                    abandon();
                }
                return Flush.FAILED;
            }
            synchronized (this) {
                boolean wroteAll = settle(out, written);
                if (!wroteAll || !hasWork() || writes == WRITES_PER_FLUSH) {
                    writing = false;
                    if (wroteAll && !hasWork()) {
                        return Flush.IDLE;
                    }
                    if (wroteAll) {
                        blocked = true;
                        progress = System.nanoTime();
                    }
                    return Flush.BLOCKED;
                }
                take(out);
            }
        }
    }

    /** Moves frames into the buffer, in the order in which they go out. */
    private void take(WriteBuffer out) {
        if (partial != null) {
            out.add(partial, partialOffset);
            partial = null;
        }
        if (urgent != null) {
            while (out.hasRoom() && !urgent.isEmpty()) {
                out.add(urgent.poll(), 0);
            }
            if (urgent.isEmpty()) {
                urgent = null;
            }
        }
        while (out.hasRoom() && queued > 0) {
            out.add(poll(), 0);
        }
        if (close != null && queued == 0 && out.hasRoom()) {
            out.add(close, 0);
            close = null;
        }
    }

    /** Books what was written, and puts back what was not. */
    private boolean settle(WriteBuffer out, int written) {
        long left = written;
        int index = 0;
        long count = 0;
        long payload = 0;
        for (; index < out.count(); index++) {
            Frame frame = out.frame(index);
            long rest = frame.size() - out.offset(index);
            if (left < rest) {
                break;
            }
            left -= rest;
            if (frame.isMessage()) {
                messages--;
                bytes -= frame.length();
                count++;
                payload += frame.length();
            } else if (frame.opcode() == Opcode.CLOSE) {
                closeWritten = true;
            } else if (frame.opcode() == Opcode.PING) {
                pingWritten = System.nanoTime();
            }
        }
        if (count > 0) {
            owner.counters().messagesOut.add(count);
            owner.counters().bytesOut.add(payload);
        }
        boolean wroteAll = written == out.size();
        if (!wroteAll) {
            if (written > 0 || !blocked) {
                progress = System.nanoTime();
            }
            blocked = true;
        }
        for (int back = out.count() - 1; back >= index; back--) {
            long offset = out.offset(back) + (back == index ? left : 0);
            putBack(out.frame(back), offset);
        }
        out.clear();
        return wroteAll;
    }

    private void putBack(Frame frame, long offset) {
        if (offset > 0) {
            partial = frame;
            partialOffset = offset;
        } else if (frame.opcode() == Opcode.CLOSE) {
            close = frame;
        } else if (frame.isMessage()) {
            unpoll(frame);
        } else {
            if (urgent == null) {
                urgent = new ArrayDeque<>(4);
            }
            urgent.addFirst(frame);
        }
    }
}
