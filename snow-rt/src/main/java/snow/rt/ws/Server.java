package snow.rt.ws;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import snow.rt.actor.Actors;
import snow.rt.actor.ExitReason;
import snow.rt.actor.Process;
import snow.rt.actor.Stoppable;
import snow.rt.collection.PersistentMap;
import snow.rt.net.Acceptor;
import snow.rt.net.HeadReader;
import snow.rt.net.Listener;
import snow.rt.net.Socket;
import snow.rt.net.SocketEvents;
import snow.rt.value.Opaque;

/** A running WebSocket server (spec 06 §§1.1, 1.2, 1.4). */
public final class Server implements Opaque, Stoppable {
    private static final int BACKLOG = 1024;
    private static final long LOOK_MILLIS = 5;
    private static final long ACCEPT_ERROR_NANOS = 1_000_000_000;

    private final Endpoint endpoint;
    private Listener listener;
    private volatile boolean stopRequested;
    private volatile boolean stopped;

    private Server(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Why a server could not start. */
    static final class StartFailure extends Exception {
        private static final long serialVersionUID = 1;

        StartFailure(String address, String detail) {
            super(address + ": " + detail, null, false, false);
        }
    }

    /** Opens the port and writes the line that says so, or the one that says why not. */
    static Server start(Web web, Handlers handlers, long port, String bind) throws StartFailure {
        try {
            return open(web, handlers, port, bind);
        } catch (StartFailure failure) {
            String message = failure.getMessage();
            web.world().group().console().error("[snow-rt] Failed to start WebSocket server on " + message + "\n");
            throw failure;
        }
    }

    private static Server open(Web web, Handlers handlers, long port, String bind) throws StartFailure {
        String shown = bind.indexOf(':') >= 0 ? "[" + bind + "]" : bind;
        String address = shown + ":" + port;
        if (handlers.invalidOption().isPresent()) {
            throw new StartFailure(
                    address,
                    "invalid handler option " + handlers.invalidOption().get());
        }
        if (port < 0 || port > 65535) {
            throw new StartFailure(address, "invalid port");
        }
        Server server = new Server(new Endpoint(web, handlers));
        try {
            InetSocketAddress where = new InetSocketAddress(InetAddress.getByName(bind), (int) port);
            web.opened(server.endpoint);
            server.listener = web.transport().listen(where, BACKLOG, new Accepting(server.endpoint));
        } catch (IOException e) {
            web.closed(server.endpoint);
            String detail = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new StartFailure(address, detail);
        }
        web.world().opened(server);
        String line = "[snow-rt] WebSocket server listening on " + shown + ":" + server.listener.port() + "\n";
        server.endpoint.group().console().error(line);
        return server;
    }

    /** The accept loop: greets, and does nothing else. */
    private static final class Accepting implements Acceptor {
        private final Endpoint endpoint;
        private final int headLimit;
        private long quietUntil = System.nanoTime();

        Accepting(Endpoint endpoint) {
            this.endpoint = endpoint;
            String setting = System.getenv("SNOW_HTTP_MAX_HEADER");
            OptionalInt limit = HeadReader.limit(setting);
            if (limit.isEmpty()) {
                endpoint.group().console().warn("ignoring SNOW_HTTP_MAX_HEADER=" + setting);
            }
            this.headLimit = limit.orElse(HeadReader.MAX_BYTES);
        }

        @Override
        public SocketEvents accepted(Socket socket) {
            Greeting greeting = new Greeting(endpoint, socket, headLimit);
            greeting.begin();
            return greeting;
        }

        @Override
        public void failed(IOException fault) {
            long now = System.nanoTime();
            if (now - quietUntil >= 0) {
                quietUntil = now + ACCEPT_ERROR_NANOS;
                endpoint.group().console().error("[snow-rt] accept error: " + fault.getMessage() + "\n");
            }
        }
    }

    // ---------------------------------------------------------------- for programs

    /** The real port. */
    public static long port(Server server) {
        return server.listener.port();
    }

    /** Stops the server within so many milliseconds and returns when that is done. */
    public static void stop(Server server, long millis) {
        server.stop(millis);
    }

    /** Waits until the server has stopped. */
    public static void await(Server server) {
        while (!server.stopped) {
            pause(20);
        }
    }

    /** The server's counters. */
    public static PersistentMap stats(Server server) {
        return server.endpoint.counters().snapshot(server.endpoint.web().rooms().count());
    }

    // ---------------------------------------------------------------- stopping

    @Override
    public void stop(long millis) {
        synchronized (this) {
            if (stopRequested) {
                return;
            }
            stopRequested = true;
        }
        long deadline = System.nanoTime() + Math.max(0, millis) * 1_000_000;
        endpoint.stop();
        listener.close();
        forEachSession(session -> session.close(Ending.STOPPED));
        while (endpoint.hasSessions() && deadline - System.nanoTime() > 0) {
            pause(LOOK_MILLIS);
        }
        forEachSession(session -> {
            session.cut();
            session.order(ExitReason.Shutdown.INSTANCE);
        });
        stopped = true;
        endpoint.web().closed(endpoint);
        endpoint.web().world().closed(this);
    }

    private void forEachSession(java.util.function.Consumer<Session> action) {
        endpoint.web().transport().forEach(receiver -> {
            if (receiver instanceof Session session && session.endpoint() == endpoint) {
                action.accept(session);
            } else if (receiver instanceof Greeting greeting && greeting.endpoint() == endpoint) {
                greeting.abandon();
            }
        });
    }

    /** Waits a little: as a process, so that signals are obeyed, or as whatever thread stops the program. */
    private static void pause(long millis) {
        if (Process.isCurrent()) {
            Actors.sleep(millis);
        } else {
            LockSupport.parkNanos(millis * 1_000_000);
        }
    }

    @Override
    public void display(StringBuilder out) {
        out.append("Server");
    }
}
