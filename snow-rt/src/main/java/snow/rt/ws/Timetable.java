package snow.rt.ws;

import snow.rt.actor.Timers;

/**
 * The times of one connection: when to ping, when the pong is overdue, when a blocked socket counts as stalled, when an end that
 * waits must go on. One timer, set for the earliest of them. The monitor is a leaf.
 */
final class Timetable extends Timers.Timer {
    /** What is to be done when the end has waited long enough. */
    enum Step {
        NONE,
        /** Messages that came before the end are still being dispatched: the Close frame goes out all the same. */
        ANSWER,
        /** The client has not answered our Close frame. */
        GO_ON,
        /** The last bytes have not been written: the TCP connection is cut. */
        CUT
    }

    private static final long NEVER = Long.MAX_VALUE;

    private final Session session;
    private final long origin = System.nanoTime();

    // nanoseconds from the origin
    private long pingDue = NEVER;
    private long pongDue = NEVER;
    private long stallDue = NEVER;
    private long stepDue = NEVER;
    private long setFor = NEVER;
    private long lastPing;

    private Step step = Step.NONE;
    private boolean over;

    Timetable(Session session) {
        this.session = session;
    }

    private long now() {
        return System.nanoTime() - origin;
    }

    private static long after(long start, long millis) {
        return millis > NEVER / 2_000_000 ? NEVER : start + millis * 1_000_000;
    }

    private long pingInterval() {
        return session.handlers().pingIntervalMillis();
    }

    private long pongTimeout() {
        return session.handlers().pongTimeoutMillis();
    }

    /** The handshake is done. */
    synchronized void begin() {
        if (pingInterval() > 0) {
            pingDue = after(now(), pingInterval());
            arm();
        }
    }

    /** The ping was answered. */
    synchronized void answered() {
        pongDue = NEVER;
        pingDue = after(lastPing, pingInterval());
        arm();
    }

    /** Reading goes on after a pause, in which no pong could be seen. */
    synchronized void readingResumed() {
        if (pongDue != NEVER) {
            pongDue = after(now(), pongTimeout());
            arm();
        }
    }

    /** The socket has become blocked. */
    synchronized void watchForStall() {
        if (stallDue == NEVER) {
            stallDue = after(now(), session.handlers().stallTimeoutMillis());
            arm();
        }
    }

    /** The connection ends: no more pings, and the end takes its next step after so many milliseconds. */
    synchronized void step(Step next, long millis) {
        pingDue = NEVER;
        pongDue = NEVER;
        step = next;
        stepDue = after(now(), millis);
        arm();
    }

    /** Nothing is due any more. */
    synchronized void over() {
        over = true;
        session.timers().cancel(this);
    }

    private void arm() {
        long earliest = Math.min(Math.min(pingDue, pongDue), Math.min(stallDue, stepDue));
        if (!over && earliest < setFor) {
            setFor = earliest;
            session.timers().set(this, Math.max(0, (earliest - now() + 999_999) / 1_000_000));
        }
    }

    @Override
    protected void expire() {
        boolean ping;
        boolean silent;
        boolean stalled;
        Step due = Step.NONE;
        synchronized (this) {
            long now = now();
            setFor = NEVER;
            ping = pingDue <= now;
            if (ping) {
                pingDue = NEVER;
                lastPing = now;
                pongDue = after(now, pongTimeout());
            }
            silent = pongDue <= now && isPongOverdue(now);
            stalled = stallDue <= now && isStalled(now);
            if (stepDue <= now) {
                due = step;
                step = Step.NONE;
                stepDue = NEVER;
            }
            arm();
        }
        if (ping) {
            session.ping();
        }
        if (silent) {
            session.silent();
        }
        if (stalled) {
            session.stalled();
        }
        session.take(due);
    }

    /** The pong's time runs from the moment at which the ping was written, and not while reading is stopped. */
    private boolean isPongOverdue(long now) {
        long written = session.outbound().pingWritten();
        if (written == 0 || session.inbound().isPaused()) {
            pongDue = after(now, pongTimeout());
            return false;
        }
        pongDue = after(written - origin, pongTimeout());
        boolean overdue = pongDue <= now;
        if (overdue) {
            pongDue = NEVER;
        }
        return overdue;
    }

    private boolean isStalled(long now) {
        stallDue = NEVER;
        if (!session.outbound().isBlocked()) {
            return false;
        }
        stallDue =
                after(session.outbound().progress() - origin, session.handlers().stallTimeoutMillis());
        boolean stalled = stallDue <= now;
        if (stalled) {
            stallDue = NEVER;
        }
        return stalled;
    }
}
