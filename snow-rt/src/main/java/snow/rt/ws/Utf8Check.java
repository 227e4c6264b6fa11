package snow.rt.ws;

/**
 * Strict UTF-8 as it arrives (RFC 3629): no overlong form, no surrogate, nothing above U+10FFFF. The state between two
 * pieces is one int: 0 between characters, else the number of bytes still due, and the bounds of the next one.
 */
final class Utf8Check {
    /** The state between two characters, and at the start. */
    static final int BOUNDARY = 0;

    /** The state after a byte that no UTF-8 text can have there. */
    static final int INVALID = -1;

    private Utf8Check() {}

    /** The state after the bytes from {@code from} to {@code to}, or {@link #INVALID} at the first impossible byte. */
    static int advance(int state, byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (state == BOUNDARY) {
                at = skipAscii(bytes, at, to);
                if (at == to) {
                    return BOUNDARY;
                }
                state = lead(bytes[at++] & 0xFF);
            } else {
                int next = bytes[at++] & 0xFF;
                int due = state >> 16;
                if (next < (state >> 8 & 0xFF) || next > (state & 0xFF)) {
                    return INVALID;
                }
                state = due == 1 ? BOUNDARY : expect(due - 1, 0x80, 0xBF);
            }
            if (state == INVALID) {
                return INVALID;
            }
        }
        return state;
    }

    /** Whether the bytes are a complete UTF-8 text. */
    static boolean isValid(byte[] bytes, int from, int to) {
        return advance(BOUNDARY, bytes, from, to) == BOUNDARY;
    }

    private static int skipAscii(byte[] bytes, int from, int to) {
        int at = from;
        for (int last = to - 8; at <= last; at += 8) {
            if (((long) Mask.LONGS.get(bytes, at) & Mask.NOT_ASCII) != 0) {
                break;
            }
        }
        while (at < to && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    private static int lead(int first) {
        if (first < 0xC2) {
            return INVALID;
        }
        if (first < 0xE0) {
            return expect(1, 0x80, 0xBF);
        }
        if (first < 0xF0) {
            return expect(2, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF);
        }
        if (first < 0xF5) {
            return expect(3, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF);
        }
        return INVALID;
    }

    private static int expect(int due, int lowest, int highest) {
        return due << 16 | lowest << 8 | highest;
    }
}
