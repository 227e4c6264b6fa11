package snow.rt.ws;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The masking of payloads (RFC 6455 §5.3), eight bytes at a time. */
final class Mask {
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The bits that a byte above 0x7F sets in a word of eight bytes. */
    static final long NOT_ASCII = 0x8080808080808080L;

    private Mask() {}

    /**
     * Unmasks in place, and tells on the way whether all bytes are ASCII.
     *
     * @param key the masking key, its first byte in the lowest eight bits
     * @param position the position in the payload of the byte at {@code from}
     * @return whether every unmasked byte is below 0x80
     */
    static boolean unmask(byte[] bytes, int from, int to, int key, long position) {
        int turned = Integer.rotateRight(key, (int) (position & 3) * 8);
        long wide = (turned & 0xFFFFFFFFL) | ((long) turned << 32);
        long seen = 0;
        int at = from;
        for (int last = to - 8; at <= last; at += 8) {
            long word = (long) LONGS.get(bytes, at) ^ wide;
            LONGS.set(bytes, at, word);
            seen |= word;
        }
        for (; at < to; at++) {
            bytes[at] ^= (byte) wide;
            seen |= bytes[at] & 0xFFL;
            wide = Long.rotateRight(wide, 8);
        }
        return (seen & NOT_ASCII) == 0;
    }
}
