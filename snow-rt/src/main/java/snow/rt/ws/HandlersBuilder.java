package snow.rt.ws;

import java.util.ArrayList;
import java.util.List;
import snow.rt.collection.PersistentList;
import snow.rt.fn.Fn_LJL_V;
import snow.rt.fn.Fn_LLL_L;
import snow.rt.fn.Fn_LL_V;
import snow.rt.fn.Fn_L_L;
import snow.rt.fn.Fn_L_V;
import snow.rt.value.Atom;

/**
 * Builds {@link Handlers}, key by key as in a handlers literal (spec 06 §2.3). What is not given has its default.
 *
 * <p>The answer of {@code on_connect} comes in one form: a {@code String}, the reason, rejects; anything else, null too,
 * accepts. The compiler adapts the result type of the program's function to it.
 */
public final class HandlersBuilder {
    /** The reason of a rejection that gives none. */
    public static final String REJECTED = "rejected";

    Fn_LLL_L onConnect;
    Fn_L_L onConnectShort;
    Fn_LL_V onMessage;
    Fn_LL_V onBinary;
    Fn_LL_V onInfo;
    Fn_LJL_V onClose;
    Fn_L_V onCloseShort;
    List<String> protocols = List.of();

    /** Null: every origin. */
    List<String> origins;

    boolean compress = true;
    long pingInterval = 30_000;
    long pongTimeout = 10_000;
    long maxMessageBytes = 16 << 20;
    long sendQueueMessages = 16_384;
    long sendQueueBytes = 8 << 20;

    /** Null: an atom that is no policy. */
    Overflow overflow = Overflow.CLOSE;

    long stallTimeout = 10_000;
    long maxConnections;

    /** {@code on_connect} with handle, target and headers. */
    public HandlersBuilder onConnect(Fn_LLL_L callback) {
        onConnect = callback;
        return this;
    }

    /** {@code on_connect} with the handle only. */
    public HandlersBuilder onConnectShort(Fn_L_L callback) {
        onConnectShort = callback;
        return this;
    }

    public HandlersBuilder onMessage(Fn_LL_V callback) {
        onMessage = callback;
        return this;
    }

    public HandlersBuilder onBinary(Fn_LL_V callback) {
        onBinary = callback;
        return this;
    }

    public HandlersBuilder onInfo(Fn_LL_V callback) {
        onInfo = callback;
        return this;
    }

    /** {@code on_close} with handle, code and reason. */
    public HandlersBuilder onClose(Fn_LJL_V callback) {
        onClose = callback;
        return this;
    }

    /** {@code on_close} with the handle only. */
    public HandlersBuilder onCloseShort(Fn_L_V callback) {
        onCloseShort = callback;
        return this;
    }

    public HandlersBuilder protocols(PersistentList names) {
        protocols = strings(names);
        return this;
    }

    public HandlersBuilder origins(PersistentList allowed) {
        origins = strings(allowed);
        return this;
    }

    public HandlersBuilder compress(boolean wanted) {
        compress = wanted;
        return this;
    }

    /** Milliseconds; 0: no heartbeat. */
    public HandlersBuilder pingIntervalMs(long millis) {
        pingInterval = millis;
        return this;
    }

    public HandlersBuilder pongTimeoutMs(long millis) {
        pongTimeout = millis;
        return this;
    }

    /** At least 125. */
    public HandlersBuilder maxMessageBytes(long bytes) {
        maxMessageBytes = bytes;
        return this;
    }

    /** At least 1. */
    public HandlersBuilder sendQueueMessages(long messages) {
        sendQueueMessages = messages;
        return this;
    }

    /** At least 1. */
    public HandlersBuilder sendQueueBytes(long bytes) {
        sendQueueBytes = bytes;
        return this;
    }

    /** {@code :close}, {@code :drop_newest} or {@code :drop_oldest}. */
    public HandlersBuilder overflow(Atom policy) {
        overflow = policy.name().equals("close")
                ? Overflow.CLOSE
                : policy.name().equals("drop_newest")
                        ? Overflow.DROP_NEWEST
                        : policy.name().equals("drop_oldest") ? Overflow.DROP_OLDEST : null;
        return this;
    }

    public HandlersBuilder stallTimeoutMs(long millis) {
        stallTimeout = millis;
        return this;
    }

    /** 0: no limit. */
    public HandlersBuilder maxConnections(long connections) {
        maxConnections = connections;
        return this;
    }

    /** The handlers; the builder is not to be used any more. */
    public Handlers build() {
        return new Handlers(this);
    }

    private static List<String> strings(PersistentList list) {
        List<String> strings = new ArrayList<>();
        for (var cursor = list.cursor(); cursor.next(); ) {
            strings.add((String) cursor.current());
        }
        return List.copyOf(strings);
    }
}
