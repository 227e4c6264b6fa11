package snow.rt.ws;

import java.util.Optional;
import snow.rt.actor.Pid;
import snow.rt.collection.PersistentMap;
import snow.rt.net.Addresses;
import snow.rt.net.CompactHead;
import snow.rt.net.RequestHead;
import snow.rt.net.Targets;
import snow.rt.value.Hash;
import snow.rt.value.Opaque;

/**
 * The handle of a WebSocket connection, {@code WsConn}: a value for ever, also when the connection is gone. Equal only to itself;
 * its text is {@code WsConn(<id>)}.
 */
public final class Connection extends Rooms.Memberships implements Opaque {
    private final Session session;
    private final long id;

    /** The handshake request, packed: less memory than the strings in it, which few connections ask for. */
    private final byte[] head;

    private final String protocol;

    Connection(Session session, long id, byte[] head, String protocol) {
        this.session = session;
        this.id = id;
        this.head = CompactHead.pack(head);
        this.protocol = protocol;
    }

    long id() {
        return id;
    }

    Session session() {
        return session;
    }

    Outbound outbound() {
        return session.outbound();
    }

    Rooms rooms() {
        return session.web().rooms();
    }

    Pid process() {
        return session.pid();
    }

    String remote() {
        return Addresses.text(session.socket().remote());
    }

    Optional<String> subprotocol() {
        return protocol.isEmpty() ? Optional.empty() : Optional.of(protocol);
    }

    private RequestHead request() {
        try {
            return RequestHead.parse(CompactHead.unpack(head));
        } catch (RequestHead.Malformed e) {
            throw new IllegalStateException("the handshake was accepted", e);
        }
    }

    /** Path and query of the handshake request. */
    String path() {
        return request().pathAndQuery();
    }

    PersistentMap headers() {
        return Targets.headers(request());
    }

    Optional<String> header(String name) {
        return request().joined(name);
    }

    Optional<String> query(String name) {
        return Targets.query(path(), name);
    }

    @Override
    public void display(StringBuilder out) {
        out.append("WsConn(").append(id).append(')');
    }

    @Override
    public long hash() {
        return Hash.ofInt(id);
    }

    @Override
    public String toString() {
        return "WsConn(" + id + ")";
    }
}
