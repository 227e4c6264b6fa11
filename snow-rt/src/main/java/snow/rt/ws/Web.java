package snow.rt.ws;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import snow.rt.actor.World;
import snow.rt.net.Network;
import snow.rt.net.Transport;

/** What the WebSocket endpoints of one running program share: rooms, ids, buffers, the sum of the counters. */
final class Web {
    private static final int WRITE_BUFFERS = 16;
    private static final int READ_ARRAY = 64 * 1024;

    private final long origin = System.nanoTime();
    private final World world;
    private final Transport transport;
    private final Rooms rooms = new Rooms();
    private final AtomicLong ids = new AtomicLong();
    private final LongAdder broadcasts = new LongAdder();
    private final AtomicReferenceArray<WriteBuffer> writeBuffers = new AtomicReferenceArray<>(WRITE_BUFFERS);

    // polling thread only
    private final byte[] readArray = new byte[READ_ARRAY];
    private final List<Object> readEvents = new ArrayList<>();
    private long readBytes;

    // guarded by the monitor
    private final List<Endpoint> open = new ArrayList<>();
    private final Counters retired = new Counters();

    private Web(World world, Transport transport) {
        this.world = world;
        this.transport = transport;
    }

    static Web of(World world) {
        Network network = Network.of(world);
        return network.part(Web.class, () -> new Web(world, network.transport()));
    }

    static Web current() {
        return of(World.current());
    }

    World world() {
        return world;
    }

    /** The time since there is a web here, in nanoseconds. */
    long now() {
        return since(System.nanoTime());
    }

    /** A value of {@link System#nanoTime} in terms of {@link #now}. */
    long since(long nanoTime) {
        return nanoTime - origin;
    }

    Transport transport() {
        return transport;
    }

    Rooms rooms() {
        return rooms;
    }

    long nextId() {
        return ids.incrementAndGet();
    }

    // ---------------------------------------------------------------- buffers

    /** Where a reader puts what it has read, while it decodes it. */
    byte[] readArray() {
        return readArray;
    }

    /** What a decoder has found in one piece of a stream. */
    List<Object> readEvents() {
        return readEvents;
    }

    void addReadBytes(int count) {
        readBytes += count;
    }

    long takeReadBytes() {
        long count = readBytes;
        readBytes = 0;
        return count;
    }

    /** A buffer for the time of one flush: one that was given back, or a new one. */
    WriteBuffer takeWriteBuffer() {
        int start = (int) Thread.currentThread().threadId();
        for (int i = 0; i < WRITE_BUFFERS; i++) {
            int slot = (start + i) & (WRITE_BUFFERS - 1);
            WriteBuffer buffer = writeBuffers.getPlain(slot);
            if (buffer != null && writeBuffers.compareAndSet(slot, buffer, null)) {
                return buffer;
            }
        }
        return new WriteBuffer();
    }

    void giveBack(WriteBuffer buffer) {
        int start = (int) Thread.currentThread().threadId();
        for (int i = 0; i < WRITE_BUFFERS; i++) {
            int slot = (start + i) & (WRITE_BUFFERS - 1);
            if (writeBuffers.getPlain(slot) == null && writeBuffers.compareAndSet(slot, null, buffer)) {
                return;
            }
        }
    }

    // ---------------------------------------------------------------- counting

    void countBroadcast() {
        broadcasts.increment();
    }

    synchronized void opened(Endpoint endpoint) {
        open.add(endpoint);
    }

    /** An endpoint has no connection any more and gets no new one; its counts stay in the sum. */
    synchronized void closed(Endpoint endpoint) {
        if (open.remove(endpoint)) {
            retired.add(endpoint.counters());
        }
    }

    /** The sum over all endpoints there have been. */
    synchronized Counters total() {
        Counters sum = new Counters();
        sum.add(retired);
        for (Endpoint endpoint : open) {
            sum.add(endpoint.counters());
        }
        sum.broadcasts.reset();
        sum.broadcasts.add(broadcasts.sum());
        return sum;
    }
}
