package snow.rt.ws;

import java.util.List;
import java.util.Optional;
import snow.rt.fn.Fn_LJL_V;
import snow.rt.fn.Fn_LLL_L;
import snow.rt.fn.Fn_LL_V;
import snow.rt.fn.Fn_L_L;
import snow.rt.fn.Fn_L_V;
import snow.rt.value.Opaque;

/** What a WebSocket endpoint does: its callbacks and options (spec 06 §2.3). Made by {@link HandlersBuilder}; immutable. */
public final class Handlers implements Opaque {
    private final HandlersBuilder from;

    Handlers(HandlersBuilder from) {
        this.from = from;
    }

    @Override
    public void display(StringBuilder out) {
        out.append("WsHandlers");
    }

    // ---------------------------------------------------------------- callbacks

    boolean hasConnect() {
        return from.onConnect != null || from.onConnectShort != null;
    }

    boolean hasMessage() {
        return from.onMessage != null;
    }

    boolean hasBinary() {
        return from.onBinary != null;
    }

    boolean hasInfo() {
        return from.onInfo != null;
    }

    /** The answer of {@code on_connect}: a reason to reject, or empty. */
    Optional<String> connect(Connection connection) {
        Object answer = null;
        if (from.onConnect != null) {
            Fn_LLL_L callback = from.onConnect;
            answer = callback.apply(connection, connection.path(), connection.headers());
        } else if (from.onConnectShort != null) {
            Fn_L_L callback = from.onConnectShort;
            answer = callback.apply(connection);
        }
        return answer instanceof String reason ? Optional.of(reason) : Optional.empty();
    }

    void message(Connection connection, String message) {
        Fn_LL_V callback = from.onMessage;
        callback.apply(connection, message);
    }

    void binary(Connection connection, Object bytes) {
        Fn_LL_V callback = from.onBinary;
        callback.apply(connection, bytes);
    }

    void info(Connection connection, Object message) {
        Fn_LL_V callback = from.onInfo;
        callback.apply(connection, message);
    }

    void closed(Connection connection, int code, String reason) {
        if (from.onClose != null) {
            Fn_LJL_V callback = from.onClose;
            callback.apply(connection, code, reason);
        } else if (from.onCloseShort != null) {
            Fn_L_V callback = from.onCloseShort;
            callback.apply(connection);
        }
    }

    // ---------------------------------------------------------------- options

    List<String> protocols() {
        return from.protocols;
    }

    /** Whether a page of this origin may connect; scheme and host are compared without case. */
    boolean allowsOrigin(String origin) {
        if (from.origins == null) {
            return true;
        }
        for (String allowed : from.origins) {
            if (allowed.equalsIgnoreCase(origin)) {
                return true;
            }
        }
        return false;
    }

    long pingIntervalMillis() {
        return from.pingInterval;
    }

    long pongTimeoutMillis() {
        return from.pongTimeout;
    }

    long maxMessageBytes() {
        return from.maxMessageBytes;
    }

    long sendQueueMessages() {
        return from.sendQueueMessages;
    }

    long sendQueueBytes() {
        return from.sendQueueBytes;
    }

    Overflow overflow() {
        return from.overflow;
    }

    long stallTimeoutMillis() {
        return from.stallTimeout;
    }

    long maxConnections() {
        return from.maxConnections;
    }

    /** The key of an option whose value is out of range, for the failure line of the server. */
    Optional<String> invalidOption() {
        if (from.pingInterval < 0) {
            return Optional.of("ping_interval_ms");
        }
        if (from.pongTimeout < 0) {
            return Optional.of("pong_timeout_ms");
        }
        if (from.maxMessageBytes < 125) {
            return Optional.of("max_message_bytes");
        }
        if (from.sendQueueMessages < 1) {
            return Optional.of("send_queue_messages");
        }
        if (from.sendQueueBytes < 1) {
            return Optional.of("send_queue_bytes");
        }
        if (from.overflow == null) {
            return Optional.of("overflow");
        }
        if (from.stallTimeout < 0) {
            return Optional.of("stall_timeout_ms");
        }
        return from.maxConnections < 0 ? Optional.of("max_connections") : Optional.empty();
    }
}
