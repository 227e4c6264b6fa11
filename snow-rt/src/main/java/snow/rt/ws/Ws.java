package snow.rt.ws;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import snow.rt.actor.Pid;
import snow.rt.collection.PersistentList;
import snow.rt.collection.PersistentMap;
import snow.rt.fn.Fn_LJL_V;
import snow.rt.fn.Fn_LLL_L;
import snow.rt.fn.Fn_LL_V;
import snow.rt.value.Bytes;
import snow.rt.value.Option;
import snow.rt.value.Result;

/** The module {@code Ws} (spec 06 §3). None of these functions fails, whatever the state of the connection. */
public final class Ws {
    private static final long ACCEPTED = 0;
    private static final long REFUSED = -1;

    private Ws() {}

    // ---------------------------------------------------------------- serving

    /** {@code Ws.serve(handlers, port)}: starts a server and waits for its end. */
    public static void serve(Handlers handlers, long port) {
        Server server;
        try {
            server = Server.start(Web.current(), handlers, port, bindAddress());
        } catch (Server.StartFailure _) {
            return;
        }
        try {
            Server.await(server);
        } finally {
            server.stop(0);
        }
    }

    /** {@code Ws.serve(on_connect, on_message, on_close, port)}. */
    public static void serveCallbacks(Fn_LLL_L onConnect, Fn_LL_V onMessage, Fn_LJL_V onClose, long port) {
        serve(
                new HandlersBuilder()
                        .onConnect(onConnect)
                        .onMessage(onMessage)
                        .onClose(onClose)
                        .build(),
                port);
    }

    /** {@code Ws.start(handlers, port)}: {@code Result<Server, String>}. */
    public static Result start(Handlers handlers, long port) {
        try {
            return new Result.Ok_L(Server.start(Web.current(), handlers, port, bindAddress()));
        } catch (Server.StartFailure failure) {
            return new Result.Err_L(failure.getMessage());
        }
    }

    private static String bindAddress() {
        String address = System.getenv("SNOW_BIND");
        return address == null || address.isEmpty() ? "0.0.0.0" : address;
    }

    // ---------------------------------------------------------------- sending

    /** {@code Ws.send}: waits while the queue is full; 0, or -1 if the connection is closing or gone. */
    public static long send(Connection connection, String message) {
        return sendPatiently(connection, Frame.text(message));
    }

    /** {@code Ws.try_send}: never waits. */
    public static long trySend(Connection connection, String message) {
        return switch (connection.outbound().offer(Frame.text(message))) {
            case TAKEN, TAKEN_CROWDED -> ACCEPTED;
            case FULL -> {
                Broadcast.refused(connection);
                yield REFUSED;
            }
            case REFUSED, CLOSING -> failed(connection);
        };
    }

    /** {@code Ws.send_binary} of {@code Bytes} or of the UTF-8 bytes of a {@code String}. */
    public static long sendBinary(Connection connection, Object data) {
        byte[] bytes = bytes(data);
        return sendPatiently(connection, new Frame(Opcode.BINARY, bytes, bytes.length));
    }

    /** {@code Ws.send_binary} with three arguments: only the first {@code count} bytes. */
    public static long sendBinaryPart(Connection connection, Object data, long count) {
        byte[] bytes = bytes(data);
        if (count < 0 || count > bytes.length) {
            return REFUSED;
        }
        return sendPatiently(connection, new Frame(Opcode.BINARY, bytes, (int) count));
    }

    private static long sendPatiently(Connection connection, Frame frame) {
        while (true) {
            switch (connection.outbound().offerPatiently(frame)) {
                case TAKEN, TAKEN_CROWDED -> {
                    return ACCEPTED;
                }
                case FULL -> Broadcast.pause();
                case REFUSED, CLOSING -> {
                    return failed(connection);
                }
            }
        }
    }

    private static long failed(Connection connection) {
        connection.session().endpoint().counters().sendFailures.increment();
        return REFUSED;
    }

    private static byte[] bytes(Object data) {
        return data instanceof Bytes bytes ? bytes.array() : ((String) data).getBytes(StandardCharsets.UTF_8);
    }

    /** {@code Ws.close}: 0, or -1 if the code may not be sent or the connection is closing already. */
    public static long close(Connection connection, long code, String reason) {
        if (!CloseCode.isAllowed(code)) {
            return REFUSED;
        }
        Ending ending = Ending.of(Ending.Cause.SERVER, (int) code, reason);
        return connection.session().close(ending) ? ACCEPTED : REFUSED;
    }

    // ---------------------------------------------------------------- rooms

    /** {@code Ws.join}: 0, or -1 if the connection is closing or gone. */
    public static long join(Connection connection, String room) {
        return connection.rooms().join(connection, room);
    }

    /** {@code Ws.leave}: 0. */
    public static long leave(Connection connection, String room) {
        connection.rooms().leave(connection, room);
        return ACCEPTED;
    }

    /** {@code Ws.broadcast}: how many members could not be given the message. */
    public static long broadcast(String room, String message) {
        return Broadcast.send(Web.current(), room, Frame.text(message), null);
    }

    /** {@code Ws.broadcast_except}. */
    public static long broadcastExcept(String room, String message, Connection except) {
        return Broadcast.send(Web.current(), room, Frame.text(message), except);
    }

    /** {@code Ws.broadcast_binary} of {@code Bytes} or of the UTF-8 bytes of a {@code String}. */
    public static long broadcastBinary(String room, Object data) {
        byte[] bytes = bytes(data);
        return Broadcast.send(Web.current(), room, new Frame(Opcode.BINARY, bytes, bytes.length), null);
    }

    /** {@code Ws.members}: by ascending id. */
    public static PersistentList members(String room) {
        Object[] members = Web.current().rooms().membersById(room);
        return PersistentList.of(Arrays.copyOf(members, members.length, Object[].class));
    }

    /** {@code Ws.member_count}. */
    public static long memberCount(String room) {
        return Web.current().rooms().memberCount(room);
    }

    /** {@code Ws.rooms}: in the order joined. */
    public static PersistentList rooms(Connection connection) {
        Object[] names = connection.rooms().roomsOf(connection);
        return PersistentList.of(Arrays.copyOf(names, names.length, Object[].class));
    }

    // ---------------------------------------------------------------- looking

    /** {@code Ws.is_open}: false from the moment closing begins. */
    public static boolean isOpen(Connection connection) {
        return connection.outbound().isAccepting();
    }

    /** {@code Ws.id}. */
    public static long id(Connection connection) {
        return connection.id();
    }

    /** {@code Ws.pid}. */
    public static Pid pid(Connection connection) {
        return connection.process();
    }

    /** {@code Ws.path}: the request target, with query. */
    public static String path(Connection connection) {
        return connection.path();
    }

    /** {@code Ws.query}: {@code Option<String>}. */
    public static Option query(Connection connection, String name) {
        return option(connection.query(name));
    }

    /** {@code Ws.param}: {@code Option<String>}; only mounts with patterns have parameters. */
    public static Option param(Connection connection, String name) {
        return Option.None.INSTANCE;
    }

    /** {@code Ws.header}: {@code Option<String>}, the name in any case. */
    public static Option header(Connection connection, String name) {
        return option(connection.header(name));
    }

    /** {@code Ws.protocol}: {@code Option<String>}, the chosen subprotocol. */
    public static Option protocol(Connection connection) {
        return option(connection.subprotocol());
    }

    /** {@code Ws.remote_addr}. */
    public static String remoteAddr(Connection connection) {
        return connection.remote();
    }

    /** {@code Ws.queued}: messages waiting to be written. */
    public static long queued(Connection connection) {
        return connection.outbound().messages();
    }

    /** {@code Ws.stats}: the counters of all servers of the program. */
    public static PersistentMap stats() {
        Web web = Web.current();
        return web.total().snapshot(web.rooms().count());
    }

    private static Option option(Optional<String> value) {
        return value.isPresent() ? new Option.Some_L(value.get()) : Option.None.INSTANCE;
    }
}
