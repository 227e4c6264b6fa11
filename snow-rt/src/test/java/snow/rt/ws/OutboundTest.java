package snow.rt.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import snow.rt.net.Socket;
import snow.rt.net.SocketEvents;
import snow.rt.value.Atom;

final class OutboundTest {
    /** A socket that takes so many bytes and then no more. */
    private static final class Narrow implements Socket {
        final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        int room = Integer.MAX_VALUE;
        boolean broken;
        Runnable meanwhile = () -> {};

        @Override
        public int read(ByteBuffer into) {
            return 0;
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            if (broken) {
                throw new IOException("broken pipe");
            }
            meanwhile.run();
            int count = Math.min(room, from.remaining());
            for (int i = 0; i < count; i++) {
                taken.write(from.get());
            }
            room -= count;
            return count;
        }

        @Override
        public void wantRead(boolean wanted) {}

        @Override
        public void wantWrite(boolean wanted) {}

        @Override
        public void handOver(SocketEvents receiver) {}

        @Override
        public void finishWriting() {}

        @Override
        public void close() {}

        @Override
        public InetSocketAddress remote() {
            return new InetSocketAddress(0);
        }

        /** The complete frames on the wire, as opcode and text. */
        List<String> frames() {
            var frames = new ArrayList<String>();
            var in = ByteBuffer.wrap(taken.toByteArray());
            while (in.remaining() >= 2) {
                int opcode = in.get() & 0x0F;
                int code = in.get();
                long length = code <= 125 ? code : code == 126 ? in.getShort() & 0xFFFF : in.getLong();
                if (in.remaining() < length) {
                    break;
                }
                byte[] payload = new byte[(int) length];
                in.get(payload);
                frames.add(opcode + " "
                        + (opcode == Opcode.CLOSE
                                ? "" + ((payload[0] & 0xFF) << 8 | payload[1] & 0xFF)
                                : new String(payload, StandardCharsets.UTF_8)));
            }
            return frames;
        }
    }

    private final Counters counters = new Counters();
    private final Narrow socket = new Narrow();
    private final WriteBuffer buffer = new WriteBuffer();
    private int asked;

    private Outbound outbound(HandlersBuilder options) {
        var handlers = options.build();
        return new Outbound(new Outbound.Owner() {
            @Override
            public Handlers handlers() {
                return handlers;
            }

            @Override
            public Counters counters() {
                return counters;
            }

            @Override
            public void flushLater() {
                asked++;
            }
        });
    }

    private Outbound.Flush flush(Outbound out) {
        return out.flush(buffer, socket);
    }

    private static byte[] close(int code) {
        return CloseCode.payload(code, "");
    }

    @Test
    void oneFlushIsAskedForUntilItHappens() {
        var out = outbound(new HandlersBuilder());
        out.offer(Frame.text("a"));
        out.offer(Frame.text("b"));
        assertEquals(1, asked);
        assertEquals(Outbound.Flush.IDLE, flush(out));
        out.offer(Frame.text("c"));
        assertEquals(2, asked);
    }

    @Test
    void aBlockedSocketIsNotAskedAgain() {
        var out = outbound(new HandlersBuilder());
        socket.room = 1;
        out.offer(Frame.text("abc"));
        assertEquals(Outbound.Flush.BLOCKED, flush(out));
        out.offer(Frame.text("def"));
        assertEquals(1, asked);
        assertTrue(out.isBlocked());
        socket.room = 1000;
        out.unblock();
        assertEquals(Outbound.Flush.IDLE, flush(out));
        assertEquals(List.of("1 abc", "1 def"), socket.frames());
    }

    @Test
    void noDataFollowsTheCloseFrame() {
        var out = outbound(new HandlersBuilder());
        out.offer(Frame.text("before"));
        assertTrue(out.beginClosing(close(1000)));
        assertEquals(Outbound.Offer.CLOSING, out.offer(Frame.text("after")));
        assertEquals(Outbound.Offer.CLOSING, out.offerPatiently(Frame.text("after")));
        assertFalse(out.beginClosing(close(1001)));
        out.pong(new byte[1]);
        flush(out);
        out.beginClosing(close(1002));
        flush(out);
        assertEquals(List.of("1 before", "8 1000"), socket.frames());
        assertTrue(out.isDrained());
    }

    @Test
    void aCloseFrameInTheHandsOfTheWriterIsNotQueuedAgain() {
        var out = outbound(new HandlersBuilder());
        out.beginClosing(close(1001));
        socket.meanwhile = () -> out.beginClosing(close(1001));
        flush(out);
        flush(out);
        assertEquals(List.of("8 1001"), socket.frames());
    }

    @Test
    void aFailedWriteWhileClosingLeavesNothingBehind() {
        var out = outbound(new HandlersBuilder());
        out.offer(Frame.text("x"));
        out.beginClosing(close(1000));
        socket.broken = true;
        assertEquals(Outbound.Flush.FAILED, flush(out));
        assertTrue(out.isDrained());
        assertEquals(0, out.messages());
        assertTrue(out.isClosing());
    }

    @Test
    void aBrokenConnectionRefusesUntilItIsClosing() {
        var out = outbound(new HandlersBuilder());
        out.offer(Frame.text("x"));
        socket.broken = true;
        flush(out);
        assertEquals(Outbound.Offer.REFUSED, out.offer(Frame.text("y")));
        out.beginClosing();
        assertEquals(Outbound.Offer.CLOSING, out.offer(Frame.text("y")));
    }

    @Test
    void pongsOvertakeMessagesButNotAPartlyWrittenOne() {
        var out = outbound(new HandlersBuilder());
        socket.room = 3;
        out.offer(Frame.text("first"));
        out.offer(Frame.text("second"));
        flush(out);
        out.pong("p".getBytes(StandardCharsets.UTF_8));
        socket.room = 1000;
        out.unblock();
        flush(out);
        assertEquals(List.of("1 first", "10 p", "1 second"), socket.frames());
    }

    @Test
    void onlyTheOldestPongsBeyondAHundredAreGivenUp() {
        var out = outbound(new HandlersBuilder());
        for (int i = 0; i < 103; i++) {
            out.pong(("" + i).getBytes(StandardCharsets.UTF_8));
        }
        flush(out);
        assertEquals(100, socket.frames().size());
        assertEquals("10 3", socket.frames().getFirst());
        assertEquals("10 102", socket.frames().getLast());
    }

    @Test
    void aFullQueueRefusesByNumberAndBySize() {
        var out = outbound(new HandlersBuilder().sendQueueMessages(2).sendQueueBytes(10));
        assertEquals(Outbound.Offer.TAKEN, out.offer(Frame.text("123456")));
        assertEquals(Outbound.Offer.FULL, out.offer(Frame.text("12345")));
        assertEquals(Outbound.Offer.TAKEN, out.offer(Frame.text("1234")));
        assertEquals(Outbound.Offer.FULL, out.offerPatiently(Frame.text("")));
        flush(out);
        assertEquals(Outbound.Offer.TAKEN, out.offer(Frame.text("longer than the bound")));
    }

    @Test
    void theOldestMakeRoomIfThatIsThePolicy() {
        var out = outbound(new HandlersBuilder().sendQueueMessages(3).overflow(Atom.of("drop_oldest")));
        for (String text : new String[] {"a", "b", "c", "d", "e"}) {
            assertEquals(Outbound.Offer.TAKEN, out.offer(Frame.text(text)));
        }
        flush(out);
        assertEquals(List.of("1 c", "1 d", "1 e"), socket.frames());
        assertEquals(2, counters.messagesDropped.sum());
    }

    @Test
    void aPartlyWrittenMessageIsNeverDropped() {
        var out = outbound(new HandlersBuilder().sendQueueMessages(2).overflow(Atom.of("drop_oldest")));
        socket.room = 4;
        out.offer(Frame.text("partly"));
        flush(out);
        for (String text : new String[] {"b", "c", "d"}) {
            out.offer(Frame.text(text));
        }
        out.discard();
        out.beginClosing(close(1008));
        socket.room = 1000;
        out.unblock();
        flush(out);
        assertEquals(List.of("1 partly", "8 1008"), socket.frames());
    }

    @Test
    void whateverTheSocketTakesTheStreamIsTheSame() {
        for (long seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var narrow = new Narrow();
            var out = outbound(new HandlersBuilder());
            var expected = new ArrayList<String>();
            int sent = 0;
            while (sent < 60 || !out.isDrained()) {
                if (sent < 60 && random.nextBoolean()) {
                    String text = "m" + sent++
                            + "x".repeat(random.nextInt(5) == 0 ? random.nextInt(140_000) : random.nextInt(200));
                    assertEquals(Outbound.Offer.TAKEN, out.offerPatiently(Frame.text(text)));
                    expected.add("1 " + text);
                } else {
                    narrow.room = random.nextInt(3) == 0 ? random.nextInt(200_000) : random.nextInt(300);
                    out.unblock();
                    out.flush(buffer, narrow);
                }
            }
            assertEquals(expected, narrow.frames(), "seed " + seed);
            assertEquals(0, out.messages(), "seed " + seed);
        }
    }
}
