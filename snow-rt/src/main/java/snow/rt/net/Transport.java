package snow.rt.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import snow.rt.actor.Poller;

/** The sockets of one world. Its events come out of {@link Poller#select}, on whichever carrier polls. */
public interface Transport extends Poller {
    /** Opens a port for accepting. */
    Listener listen(InetSocketAddress address, int backlog, Acceptor acceptor) throws IOException;

    /** The buffer for reading; only for use by {@link SocketEvents#readable} while it runs. */
    ByteBuffer readBuffer();

    /** Calls an action for the receiver of the events of every open socket. Sockets that come or go meanwhile may be left out. */
    void forEach(Consumer<SocketEvents> action);
}
