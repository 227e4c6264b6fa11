package snow.rt.ws;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A frame for a client: final, unmasked, its length in the shortest form. Its header is written when it is copied out, so
 * that one payload serves all members of a broadcast (spec 06 §6.1, ROOM-24).
 *
 * @param length how many bytes of {@code payload} belong to the frame
 */
record Frame(int opcode, byte[] payload, int length) {
    private static final int FIN = 0x80;

    static Frame text(String message) {
        byte[] payload = message.getBytes(StandardCharsets.UTF_8);
        return new Frame(Opcode.TEXT, payload, payload.length);
    }

    static Frame control(int opcode, byte[] payload) {
        return new Frame(opcode, payload, payload.length);
    }

    boolean isMessage() {
        return opcode < Opcode.CLOSE;
    }

    private int headerLength() {
        return length <= 125 ? 2 : length <= 0xFFFF ? 4 : 10;
    }

    /** Header and payload together. */
    long size() {
        return (long) headerLength() + length;
    }

    /**
     * Copies the bytes of the frame from {@code offset} on, as many as there is room for.
     *
     * @return whether that was the rest of the frame
     */
    boolean copy(long offset, ByteBuffer out) {
        int header = headerLength();
        int from = (int) (offset - header);
        if (from < 0) {
            if (offset == 0 && out.remaining() >= header) {
                header(out);
            } else {
                ByteBuffer whole = ByteBuffer.allocate(header);
                header(whole);
                int count = Math.min(out.remaining(), -from);
                out.put(whole.array(), (int) offset, count);
                if (count < -from) {
                    return false;
                }
            }
            from = 0;
        }
        int count = Math.min(out.remaining(), length - from);
        out.put(payload, from, count);
        return from + count == length;
    }

    private void header(ByteBuffer out) {
        out.put((byte) (FIN | opcode));
        if (length <= 125) {
            out.put((byte) length);
        } else if (length <= 0xFFFF) {
            out.put((byte) 126).putShort((short) length);
        } else {
            out.put((byte) 127).putLong(length);
        }
    }
}
