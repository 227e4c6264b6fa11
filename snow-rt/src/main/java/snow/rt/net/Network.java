package snow.rt.net;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import snow.rt.actor.Poller;
import snow.rt.actor.World;

/** The network side of a world: its transport, and what the servers of one kind have in common. */
public final class Network implements Poller {
    private final Transport transport;
    private final ConcurrentHashMap<Class<?>, Object> parts = new ConcurrentHashMap<>();

    private Network(Transport transport) {
        this.transport = transport;
    }

    /** The network of a world, made when it is first needed. */
    public static Network of(World world) {
        return world.transport(Network.class, Network::open);
    }

    private static Network open() {
        try {
            return new Network(new NioTransport());
        } catch (IOException e) {
            throw new IllegalStateException("no selector can be opened: " + e.getMessage(), e);
        }
    }

    /** The sockets. */
    public Transport transport() {
        return transport;
    }

    /** What there is once per world of a class, made at the first call. */
    public <T> T part(Class<T> type, Supplier<T> create) {
        Object known = parts.get(type);
        return type.cast(known != null ? known : parts.computeIfAbsent(type, _ -> create.get()));
    }

    @Override
    public void select(long timeoutNanos) {
        transport.select(timeoutNanos);
    }

    @Override
    public void wakeup() {
        transport.wakeup();
    }

    @Override
    public void close() {
        transport.close();
    }
}
