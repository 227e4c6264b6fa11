package snow.rt.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client that sends exactly the bytes it is told to. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 15_000;

    private final Socket socket = new Socket();
    private final DataInputStream in;

    private RawClient(int port, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** A TCP connection and nothing else. */
    static RawClient tcp(int port) throws IOException {
        return new RawClient(port, 0);
    }

    static RawClient open(int port, String target) throws IOException {
        var client = new RawClient(port, 0);
        client.upgrade(target);
        return client;
    }

    /** A client with little room for what it does not read. */
    static RawClient narrow(int port) throws IOException {
        var client = new RawClient(port, 4096);
        client.upgrade("/");
        return client;
    }

    static String request(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    }

    private void upgrade(String target) throws IOException {
        send(request(target).getBytes(StandardCharsets.US_ASCII));
        String head = head();
        assertTrue(head.startsWith("HTTP/1.1 101 "), head);
    }

    /** The lines up to the empty one. */
    String head() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void text(String message) throws IOException {
        send(ClientFrames.text(message));
    }

    /** The next frame as text: opcode, then the payload, that of a Close frame as code and reason. */
    String next() throws IOException {
        int first = in.readUnsignedByte();
        assertEquals(0x80, first & 0xF0, "every frame is final and without reserved bits");
        int code = in.readUnsignedByte();
        assertTrue(code < 128, "no frame is masked");
        long length = code <= 125 ? code : code == 126 ? in.readUnsignedShort() : in.readLong();
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        return switch (first & 0x0F) {
            case Opcode.TEXT -> new String(payload, StandardCharsets.UTF_8);
            case Opcode.BINARY -> "binary " + java.util.HexFormat.of().formatHex(payload);
            case Opcode.PING -> "ping " + java.util.HexFormat.of().formatHex(payload);
            case Opcode.PONG -> "pong " + java.util.HexFormat.of().formatHex(payload);
            case Opcode.CLOSE ->
                payload.length == 0
                        ? "close"
                        : "close " + ((payload[0] & 0xFF) << 8 | payload[1] & 0xFF)
                                + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8)
                                        .replaceFirst("^(?=.)", " ");
            default -> "opcode " + (first & 0x0F);
        };
    }

    /** Nothing more comes, and the server has ended its half without a reset. */
    void assertEnd() throws IOException {
        assertEquals(-1, in.read());
    }

    /** Reads until the connection is gone, however it goes. */
    void drain() {
        try {
            byte[] waste = new byte[65536];
            while (in.read(waste) >= 0) {
                // nothing is wanted of it
            }
        } catch (IOException _) {
            // gone too
        }
    }

    /** The rest of the stream as text. */
    String rest() throws IOException {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException | EOFException e) {
            return "broken: " + e.getMessage();
        }
    }

    void finishWriting() throws IOException {
        socket.shutdownOutput();
    }

    /** Vanishes with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
