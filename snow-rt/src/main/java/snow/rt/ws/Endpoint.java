package snow.rt.ws;

import java.util.concurrent.atomic.AtomicInteger;
import snow.rt.actor.Group;

/** Where WebSocket connections of one kind come into being: handlers, counters, and how many connections there are. */
final class Endpoint {
    private final Web web;
    private final Handlers handlers;
    private final Group group;
    private final Counters counters = new Counters();

    /** Connections whose TCP connection is not yet closed. */
    private final AtomicInteger sessions = new AtomicInteger();

    private volatile boolean stopping;

    Endpoint(Web web, Handlers handlers) {
        this.web = web;
        this.handlers = handlers;
        this.group = web.world().group();
    }

    Web web() {
        return web;
    }

    /** That of who opened it; connections belong to it. */
    Group group() {
        return group;
    }

    Handlers handlers() {
        return handlers;
    }

    Counters counters() {
        return counters;
    }

    /** Takes a place for one more connection; false if {@code max_connections} are open. */
    boolean takePlace() {
        long most = handlers.maxConnections();
        while (true) {
            int open = counters.connectionsOpen.get();
            if (most > 0 && open >= most) {
                return false;
            }
            if (counters.connectionsOpen.compareAndSet(open, open + 1)) {
                sessions.incrementAndGet();
                counters.connectionsTotal.increment();
                return true;
            }
        }
    }

    void sessionGone() {
        sessions.decrementAndGet();
    }

    boolean hasSessions() {
        return sessions.get() > 0;
    }

    /** No new connection is greeted from now on. */
    void stop() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }
}
