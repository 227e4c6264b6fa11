package snow.rt.net;

import java.io.IOException;
import snow.rt.actor.Timers;

/**
 * Closes a TCP connection gently: ends our half, then reads and discards until the client has ended its half, at most 2 s. A
 * socket that is closed with unread bytes makes the system send a reset, which can destroy our last bytes on their way
 * (RFC 1122 §4.2.2.13; spec 06 §8.2).
 */
public final class Farewell extends Timers.Timer implements SocketEvents {
    private static final long DISCARD_MILLIS = 2000;
    private static final int READS_PER_EVENT = 16;

    private final Transport transport;
    private final Timers timers;
    private final Socket socket;
    private final Runnable closed;

    private Farewell(Transport transport, Timers timers, Socket socket, Runnable closed) {
        this.transport = transport;
        this.timers = timers;
        this.socket = socket;
        this.closed = closed;
    }

    /**
     * Begins; everything for the client must have been written. Any thread.
     *
     * @param closed called at the end, perhaps twice; must be short
     */
    public static void say(Transport transport, Timers timers, Socket socket, Runnable closed) {
        Farewell farewell = new Farewell(transport, timers, socket, closed);
        timers.set(farewell, DISCARD_MILLIS);
        socket.handOver(farewell);
        socket.finishWriting();
        socket.wantRead(true);
    }

    @Override
    public void readable() {
        try {
            for (int i = 0; i < READS_PER_EVENT; i++) {
                int count = socket.read(transport.readBuffer());
                if (count < 0) {
                    close();
                    return;
                }
                if (count == 0) {
                    return;
                }
            }
        } catch (IOException _) {
            close();
        }
    }

    @Override
    public void writable() {
        socket.wantWrite(false);
    }

    @Override
    protected void expire() {
        close();
    }

    private void close() {
        timers.cancel(this);
        socket.close();
        closed.run();
    }
}
