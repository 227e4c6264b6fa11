package snow.rt.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** An accepted TCP connection, never blocking. Any thread may call any method. */
public interface Socket {
    /** Reads what is there: the number of bytes, 0 if there are none now, -1 at the end of the stream. */
    int read(ByteBuffer into) throws IOException;

    /** Writes what the socket takes now; the number of bytes. */
    int write(ByteBuffer from) throws IOException;

    /** Whether {@link SocketEvents#readable} shall be called. At first it is. */
    void wantRead(boolean wanted);

    /** Whether {@link SocketEvents#writable} shall be called. At first it is not. */
    void wantWrite(boolean wanted);

    /** Gives the events from now on to somebody else. One event may still be on its way to the old receiver. */
    void handOver(SocketEvents receiver);

    /** Ends the outgoing half of the stream. */
    void finishWriting();

    /** Ends it all. Doing it twice is harmless. */
    void close();

    /** The address of the other side; also when closed. */
    InetSocketAddress remote();
}
