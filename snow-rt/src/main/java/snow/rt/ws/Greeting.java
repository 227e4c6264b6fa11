package snow.rt.ws;

import java.io.IOException;
import java.nio.ByteBuffer;
import snow.rt.actor.Timers;
import snow.rt.net.Farewell;
import snow.rt.net.HeadReader;
import snow.rt.net.Socket;
import snow.rt.net.SocketEvents;

/** A TCP connection before its handshake is done (spec 06 §5). On the polling thread, but for the time limit. */
final class Greeting extends Timers.Timer implements SocketEvents {
    private static final long LIMIT_MILLIS = 10_000;

    private final Endpoint endpoint;
    private final Socket socket;
    private HeadReader head;

    /** Guarded by the monitor: the request is complete, or the time is over. */
    private boolean decided;

    Greeting(Endpoint endpoint, Socket socket, int headLimit) {
        this.endpoint = endpoint;
        this.socket = socket;
        this.head = new HeadReader(headLimit);
    }

    void begin() {
        timers().set(this, LIMIT_MILLIS);
    }

    private Timers timers() {
        return endpoint.web().world().timers();
    }

    Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public void readable() {
        Web web = endpoint.web();
        ByteBuffer buffer = web.transport().readBuffer();
        int count;
        try {
            count = socket.read(buffer);
        } catch (IOException _) {
            count = -1;
        }
        if (count < 0) {
            abandon();
        } else if (count > 0) {
            byte[] bytes = web.readArray();
            buffer.flip().get(bytes, 0, count);
            take(bytes, count);
        }
    }

    private void take(byte[] bytes, int count) {
        if (endpoint.isStopping()) {
            abandon();
            return;
        }
        int at = head.append(bytes, 0, count);
        if (head.isTooLarge()) {
            if (decide()) {
                refuse(Handshake.TOO_LARGE);
            }
        } else if (head.isComplete() && decide()) {
            timers().cancel(this);
            answer(bytes, at, count);
        }
    }

    private void answer(byte[] bytes, int from, int to) {
        byte[] request = head.head();
        head = null;
        switch (Handshake.judge(request, endpoint.handlers())) {
            case Handshake.Refused refused -> refuse(refused);
            case Handshake.Accepted accepted -> {
                if (endpoint.takePlace()) {
                    open(request, accepted, bytes, from, to);
                } else {
                    refuse(Handshake.TOO_MANY_CONNECTIONS);
                }
            }
        }
    }

    private void open(byte[] request, Handshake.Accepted accepted, byte[] bytes, int from, int to) {
        Session session = new Session(endpoint, socket, request, accepted.protocol());
        socket.handOver(session);
        boolean sent = write(accepted.response());
        session.open();
        if (!sent) {
            session.lost();
        } else if (endpoint.isStopping()) {
            // whoever stops the server may have looked for sessions before there was this one
            session.close(Ending.STOPPED);
        } else if (from < to) {
            session.inbound().feed(bytes, from, to);
        }
    }

    private void refuse(Handshake.Refused refused) {
        endpoint.counters().handshakesRefused.increment();
        endpoint.group().console().error("[snow-rt] WS upgrade failed: " + refused.text() + "\n");
        timers().cancel(this);
        if (write(refused.response())) {
            Farewell.say(endpoint.web().transport(), timers(), socket, () -> {});
        } else {
            socket.close();
        }
    }

    /** A fresh socket takes a response of some hundred bytes at once; one that does not is broken. */
    private boolean write(byte[] response) {
        try {
            return socket.write(ByteBuffer.wrap(response)) == response.length;
        } catch (IOException _) {
            return false;
        }
    }

    /** The client has gone, or the server stops. */
    void abandon() {
        if (decide()) {
            timers().cancel(this);
            socket.close();
        }
    }

    private synchronized boolean decide() {
        boolean first = !decided;
        decided = true;
        return first;
    }

    @Override
    public void writable() {
        socket.wantWrite(false);
    }

    @Override
    protected void expire() {
        if (decide()) {
            refuse(Handshake.TOO_SLOW);
        }
    }
}
