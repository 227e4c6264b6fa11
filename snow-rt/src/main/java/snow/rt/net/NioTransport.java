package snow.rt.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/**
 * The transport on {@code java.nio}: one selector, level-triggered.
 *
 * <p>A change of interest, and the release of a closed channel's descriptor, take effect when a selection begins. Whoever makes
 * one while another thread is blocked in a selection must wake that thread. {@code blocked} is set before a selection looks at
 * the changes and cleared after it; a change is made before {@code blocked} is read. So either the selection sees the change
 * or the changer sees the flag.
 */
public final class NioTransport implements Transport {
    private static final int READ_BUFFER = 64 * 1024;
    private static final int ACCEPTS_PER_EVENT = 64;
    private static final long ACCEPT_PAUSE_NANOS = 100_000_000;

    private final Selector selector;
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BUFFER);
    private final Consumer<SelectionKey> dispatch = this::dispatch;

    private volatile boolean blocked;
    private volatile Thread poller;

    /** The listener that pauses because accepting failed, and until when. Polling thread only. */
    private SelectionKey paused;

    private long pausedUntil;

    public NioTransport() throws IOException {
        selector = Selector.open();
    }

    // ---------------------------------------------------------------- polling

    @Override
    public void select(long timeoutNanos) {
        poller = Thread.currentThread();
        try {
            if (paused != null) {
                resumeAccepting();
            }
            if (timeoutNanos == 0) {
                selector.selectNow(dispatch);
            } else {
                blocked = true;
                try {
                    selector.select(dispatch, millis(timeoutNanos));
                } finally {
                    blocked = false;
                }
            }
        } catch (ClosedSelectorException _) {
            // the world is ending
        } catch (IOException e) {
            throw new IllegalStateException("the selector has failed", e);
        } finally {
            poller = null;
        }
    }

    private long millis(long timeoutNanos) {
        long pause = paused == null ? Long.MAX_VALUE : ACCEPT_PAUSE_NANOS;
        long nanos = Math.min(timeoutNanos < 0 ? Long.MAX_VALUE : timeoutNanos, pause);
        return nanos == Long.MAX_VALUE ? 0 : Math.max(1, nanos / 1_000_000);
    }

    @Override
    public void wakeup() {
        selector.wakeup();
    }

    /** After a change that the next selection must see. */
    private void changed() {
        if (blocked && Thread.currentThread() != poller) {
            selector.wakeup();
        }
    }

    private void dispatch(SelectionKey key) {
        try {
            switch (key.attachment()) {
                case NioSocket socket -> socket.ready(key.readyOps());
                case NioListener listener -> listener.ready();
                default -> throw new IllegalStateException("a key of nobody");
            }
        } catch (CancelledKeyException _) {
            // closed by another thread
        }
    }

    private void resumeAccepting() {
        if (System.nanoTime() - pausedUntil >= 0) {
            SelectionKey key = paused;
            paused = null;
            setInterest(key, SelectionKey.OP_ACCEPT, true);
        }
    }

    @Override
    public void close() {
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException | ClosedSelectorException _) {
            // nothing is left to be saved
        }
    }

    @Override
    public ByteBuffer readBuffer() {
        return readBuffer.clear();
    }

    @Override
    public void forEach(Consumer<SocketEvents> action) {
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof NioSocket socket && key.isValid() && socket.receiver != null) {
                action.accept(socket.receiver);
            }
        }
    }

    private void setInterest(SelectionKey key, int operation, boolean wanted) {
        try {
            int before = wanted ? key.interestOpsOr(operation) : key.interestOpsAnd(~operation);
            if (((before & operation) != 0) != wanted) {
                changed();
            }
        } catch (CancelledKeyException _) {
            // closed: nothing is of interest any more
        }
    }

    // ---------------------------------------------------------------- listening

    @Override
    public Listener listen(InetSocketAddress address, int backlog, Acceptor acceptor) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, backlog);
            channel.configureBlocking(false);
            NioListener listener = new NioListener(channel, acceptor);
            listener.key = channel.register(selector, SelectionKey.OP_ACCEPT, listener);
            changed();
            return listener;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private final class NioListener implements Listener {
        private final ServerSocketChannel channel;
        private final Acceptor acceptor;
        private final int port;
        private SelectionKey key;

        NioListener(ServerSocketChannel channel, Acceptor acceptor) {
            this.channel = channel;
            this.acceptor = acceptor;
            this.port = channel.socket().getLocalPort();
        }

        void ready() {
            for (int i = 0; i < ACCEPTS_PER_EVENT; i++) {
                try {
                    SocketChannel accepted = channel.accept();
                    if (accepted == null) {
                        return;
                    }
                    take(accepted);
                } catch (IOException e) {
                    if (channel.isOpen()) {
                        pause(e);
                    }
                    return;
                }
            }
        }

        private void take(SocketChannel accepted) throws IOException {
            try {
                accepted.configureBlocking(false);
                accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
                NioSocket socket = new NioSocket(accepted);
                socket.key = accepted.register(selector, SelectionKey.OP_READ, socket);
                socket.receiver = acceptor.accepted(socket);
            } catch (IOException e) {
                // the client was gone before it was greeted; that is no fault of accepting
                accepted.close();
            }
        }

        private void pause(IOException fault) {
            setInterest(key, SelectionKey.OP_ACCEPT, false);
            paused = key;
            pausedUntil = System.nanoTime() + ACCEPT_PAUSE_NANOS;
            acceptor.failed(fault);
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException _) {
                // closed all the same
            }
            selector.wakeup();
        }
    }

    // ---------------------------------------------------------------- connections

    private final class NioSocket implements Socket {
        private final SocketChannel channel;
        private final InetSocketAddress remote;
        private SelectionKey key;
        private volatile SocketEvents receiver;

        NioSocket(SocketChannel channel) throws IOException {
            this.channel = channel;
            this.remote = (InetSocketAddress) channel.getRemoteAddress();
        }

        void ready(int operations) {
            if ((operations & SelectionKey.OP_WRITE) != 0) {
                receiver.writable();
            }
            if ((operations & SelectionKey.OP_READ) != 0) {
                receiver.readable();
            }
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            return channel.read(into);
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            return channel.write(from);
        }

        @Override
        public void wantRead(boolean wanted) {
            setInterest(key, SelectionKey.OP_READ, wanted);
        }

        @Override
        public void wantWrite(boolean wanted) {
            setInterest(key, SelectionKey.OP_WRITE, wanted);
        }

        @Override
        public void handOver(SocketEvents receiver) {
            this.receiver = receiver;
        }

        @Override
        public void finishWriting() {
            try {
                channel.shutdownOutput();
            } catch (IOException _) {
                // broken or closed: finished all the same
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException _) {
                // closed all the same
            }
            changed();
        }

        @Override
        public InetSocketAddress remote() {
            return remote;
        }
    }
}
