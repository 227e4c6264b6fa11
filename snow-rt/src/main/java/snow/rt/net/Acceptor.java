package snow.rt.net;

import java.io.IOException;

/** What becomes of new connections. Called on the polling thread. */
public interface Acceptor {
    /** Takes charge of a new connection; returns who gets its events. */
    SocketEvents accepted(Socket socket);

    /** Accepting has failed, for instance because no file descriptor is left. It will be tried again after a pause. */
    void failed(IOException fault);
}
