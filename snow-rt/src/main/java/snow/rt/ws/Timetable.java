package snow.rt.ws;

import snow.rt.actor.Timers;

/**
 * The times of one connection: when to ping, when the pong is overdue, when a blocked socket counts as stalled, when an end that
 * waits must go on. One timer, set for the earliest of them. The monitor is a leaf.
 *
 * <p>Every idle connection has one of these; so what an idle connection does not need lies in an object of its own.
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

    // in terms of Web.now
    private long beatDue = NEVER;
    private long lastPing;
    private long setFor = NEVER;

    /** Whether {@code beatDue} is the time of the pong, not that of the next ping. */
    private boolean awaitsPong;

    private boolean over;

    /** The other times, or null while there are none. */
    private Trouble trouble;

    private static final class Trouble {
        private long stallDue = NEVER;
        private long stepDue = NEVER;
        private Step step = Step.NONE;
    }

    Timetable(Session session) {
        this.session = session;
    }

    private long now() {
        return session.web().now();
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

    private Trouble trouble() {
        if (trouble == null) {
            trouble = new Trouble();
        }
        return trouble;
    }

    /** The handshake is done. */
    synchronized void begin() {
        if (pingInterval() > 0) {
            beatDue = after(now(), pingInterval());
            arm();
        }
    }

    /** The ping was answered. */
    synchronized void answered() {
        if (awaitsPong) {
            awaitsPong = false;
            beatDue = after(lastPing, pingInterval());
            arm();
        }
    }

    /** Reading goes on after a pause, in which no pong could be seen. */
    synchronized void readingResumed() {
        if (awaitsPong) {
            beatDue = after(now(), pongTimeout());
            arm();
        }
    }

    /** The socket has become blocked. */
    synchronized void watchForStall() {
        Trouble here = trouble();
        if (here.stallDue == NEVER) {
            here.stallDue = after(now(), session.handlers().stallTimeoutMillis());
            arm();
        }
    }

    /** The connection ends: no more pings, and the end takes its next step after so many milliseconds. */
    synchronized void step(Step next, long millis) {
        beatDue = NEVER;
        awaitsPong = false;
        trouble().step = next;
        trouble().stepDue = after(now(), millis);
        arm();
    }

    /** Nothing is due any more. */
    synchronized void over() {
        over = true;
        session.timers().cancel(this);
    }

    private void arm() {
        long earliest = beatDue;
        if (trouble != null) {
            earliest = Math.min(earliest, Math.min(trouble.stallDue, trouble.stepDue));
        }
        if (!over && earliest < setFor) {
            setFor = earliest;
            session.timers().set(this, Math.max(0, (earliest - now() + 999_999) / 1_000_000));
        }
    }

    @Override
    protected void expire() {
        boolean ping = false;
        boolean silent = false;
        boolean stalled = false;
        Step due = Step.NONE;
        synchronized (this) {
            long now = now();
            setFor = NEVER;
            if (beatDue <= now) {
                if (awaitsPong) {
                    silent = isPongOverdue(now);
                } else {
                    ping = true;
                    awaitsPong = true;
                    lastPing = now;
                    beatDue = after(now, pongTimeout());
                }
            }
            if (trouble != null) {
                stalled = trouble.stallDue <= now && isStalled(now);
                if (trouble.stepDue <= now) {
                    due = trouble.step;
                    trouble.step = Step.NONE;
                    trouble.stepDue = NEVER;
                }
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
            beatDue = after(now, pongTimeout());
            return false;
        }
        beatDue = after(session.web().since(written), pongTimeout());
        if (beatDue > now) {
            return false;
        }
        beatDue = NEVER;
        return true;
    }

    private boolean isStalled(long now) {
        trouble.stallDue = NEVER;
        if (!session.outbound().isBlocked()) {
            return false;
        }
        long due = after(
                session.web().since(session.outbound().progress()),
                session.handlers().stallTimeoutMillis());
        if (due > now) {
            trouble.stallDue = due;
            return false;
        }
        return true;
    }
}
