package snow.rt.net;

/** An open port. */
public interface Listener {
    /** The real port, also when port 0 was asked for. */
    int port();

    /** Closes the port; connections that it gave stay. */
    void close();
}
