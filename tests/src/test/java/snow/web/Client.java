package snow.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The JDK's WebSocket client; what it receives is taken one by one. */
final class Client implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** What arrives. */
    sealed interface Event {
        record Text(String text) implements Event {}

        record Binary(int length) implements Event {}

        record Closed(int code, String reason) implements Event {}

        record Failed(String why) implements Event {}
    }

    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    Client(int port, String path) {
        socket = Server.await(
                HTTP.newWebSocketBuilder().buildAsync(URI.create("ws://127.0.0.1:" + port + path), new Listener()));
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                events.add(new Event.Text(parts.toString()));
                parts.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            events.add(new Event.Binary(data.remaining()));
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            events.add(new Event.Closed(statusCode, reason));
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            events.add(new Event.Failed(error.toString()));
        }
    }

    void send(String text) {
        Server.await(socket.sendText(text, true));
    }

    /** The next thing that arrives. */
    Event next() throws InterruptedException {
        var event = events.poll(Server.PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nothing arrived for " + Server.PATIENCE_SECONDS + " s");
        }
        return event;
    }

    void expect(String text) throws InterruptedException {
        assertEquals(new Event.Text(text), next());
    }

    void expectClose(int code, String reason) throws InterruptedException {
        assertEquals(new Event.Closed(code, reason), next());
    }

    /** A closing handshake, to its end. */
    void closeAndWait(int code) throws InterruptedException {
        Server.await(socket.sendClose(code, ""));
        expectClose(code, "");
    }

    @Override
    public void close() {
        socket.abort();
    }
}
