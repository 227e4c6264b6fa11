package snow.rt.ws;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import snow.rt.value.Bytes;

/**
 * The reading side of one connection. Runs on the polling thread: decodes what has come, answers pings, and posts messages to
 * the connection's process, until too many wait there (spec 06 §4.3).
 *
 * <p>{@code backlog} counts what waits: messages in the upper 24 bits, their size in the lower 40. The reader adds, the process
 * subtracts. When the reader finds it too high it first stops the socket's events and then sets {@code paused}; whoever then
 * finds it low enough clears {@code paused} by compare-and-set and starts them again. The reader looks once more after setting
 * {@code paused}, so one of the two sees the other.
 */
final class Inbound implements FrameSink {
    private static final int MAX_MESSAGES = 64;
    private static final int COUNT_SHIFT = 40;
    private static final long SIZE_MASK = (1L << COUNT_SHIFT) - 1;
    private static final VarHandle BACKLOG;
    private static final VarHandle PAUSED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            BACKLOG = lookup.findVarHandle(Inbound.class, "backlog", long.class);
            PAUSED = lookup.findVarHandle(Inbound.class, "paused", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Session session;
    private final FrameDecoder decoder;
    private volatile long backlog;
    private volatile boolean paused;

    Inbound(Session session) {
        this.session = session;
        this.decoder = new FrameDecoder(session.handlers().maxMessageBytes());
    }

    /** Reads what the socket has. */
    void read() {
        if (decoder.hasEnded()) {
            session.socket().wantRead(false);
            return;
        }
        Web web = session.web();
        ByteBuffer buffer = web.transport().readBuffer();
        int count;
        try {
            count = session.socket().read(buffer);
        } catch (IOException _) {
            count = -1;
        }
        if (count < 0) {
            session.socket().wantRead(false);
            session.lost();
        } else if (count > 0) {
            byte[] bytes = web.readArray();
            buffer.flip().get(bytes, 0, count);
            feed(bytes, 0, count);
        }
    }

    /** Takes bytes of the client's stream. */
    void feed(byte[] bytes, int from, int to) {
        List<Object> events = session.web().readEvents();
        decoder.decode(bytes, from, to, this);
        if (decoder.hasEnded()) {
            session.socket().wantRead(false);
        }
        deliver(events);
        session.outbound().flushIfDue();
    }

    private void deliver(List<Object> events) {
        int count = events.size();
        if (count == 0) {
            return;
        }
        long messages = 0;
        long size = 0;
        for (int i = 0; i < count; i++) {
            Object event = events.get(i);
            if (event != Session.END) {
                messages++;
                size += sizeOf(event);
            }
        }
        long payload = session.web().takeReadBytes();
        Counters counters = session.endpoint().counters();
        counters.messagesIn.add(messages);
        counters.bytesIn.add(payload);
        long now = (long) BACKLOG.getAndAdd(this, messages << COUNT_SHIFT | size) + (messages << COUNT_SHIFT | size);
        boolean discards = session.discards();
        if (!discards) {
            session.post(count == 1 ? events.getFirst() : events.toArray());
        } else {
            discard(events);
        }
        events.clear();
        if (isHigh(now) && !discards && !decoder.hasEnded()) {
            session.socket().wantRead(false);
            paused = true;
            if (isLow(backlog)) {
                resume();
            }
        }
    }

    private void discard(List<Object> events) {
        for (Object event : events) {
            if (event == Session.END) {
                session.post(event);
            } else {
                taken(event);
            }
        }
    }

    /** Of a text the characters, not the bytes: for the limit of what waits that is near enough, and costs nothing. */
    private static long sizeOf(Object event) {
        return event instanceof String text ? text.length() : ((Bytes) event).array().length;
    }

    private boolean isHigh(long waiting) {
        return waiting >>> COUNT_SHIFT >= MAX_MESSAGES
                || (waiting & SIZE_MASK) > session.handlers().maxMessageBytes();
    }

    private boolean isLow(long waiting) {
        return waiting >>> COUNT_SHIFT < MAX_MESSAGES / 2
                && (waiting & SIZE_MASK) <= session.handlers().maxMessageBytes() / 2;
    }

    /** A message does not wait any more: it is about to be dispatched, or discarded. */
    void taken(Object event) {
        long less = 1L << COUNT_SHIFT | sizeOf(event);
        long now = (long) BACKLOG.getAndAdd(this, -less) - less;
        if (paused && isLow(now)) {
            resume();
        }
    }

    boolean isPaused() {
        return paused;
    }

    /** Reads again if reading is stopped. */
    void resume() {
        if (PAUSED.compareAndSet(this, true, false)) {
            session.timetable().readingResumed();
            session.socket().wantRead(true);
        }
    }

    // ---------------------------------------------------------------- what the decoder finds

    @Override
    public void text(String message, int size) {
        add(message, size);
    }

    @Override
    public void binary(byte[] message) {
        Handlers handlers = session.handlers();
        if (handlers.hasBinary() || !handlers.hasMessage()) {
            add(Bytes.of(message), message.length);
        } else if (Utf8Check.isValid(message, 0, message.length)) {
            add(new String(message, StandardCharsets.UTF_8), message.length);
        } else {
            decoder.end();
            fault(CloseCode.UNSUPPORTED_DATA, "binary data not supported");
        }
    }

    private void add(Object event, int size) {
        session.web().readEvents().add(event);
        session.web().addReadBytes(size);
    }

    @Override
    public void ping(byte[] payload) {
        session.outbound().pong(payload);
    }

    @Override
    public void pong(byte[] payload) {
        session.pong(payload);
    }

    @Override
    public void close(byte[] payload) {
        Ending ending = Ending.byClient(payload);
        if (ending.cause() == Ending.Cause.FAULT) {
            session.endpoint().counters().protocolErrors.increment();
        }
        session.endedByClient(ending);
    }

    @Override
    public void fault(int code, String reason) {
        session.endpoint().counters().protocolErrors.increment();
        session.endedByClient(Ending.of(Ending.Cause.FAULT, code, reason));
    }
}
