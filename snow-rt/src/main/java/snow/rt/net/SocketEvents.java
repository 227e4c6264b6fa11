package snow.rt.net;

/** What becomes of the events of a socket. Called on the polling thread: must not block, run Snow code, or throw. */
public interface SocketEvents {
    /** There is something to read, or the stream has ended or is broken. */
    void readable();

    /** The socket takes bytes again. */
    void writable();
}
