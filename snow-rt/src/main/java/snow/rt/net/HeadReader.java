package snow.rt.net;

import java.util.Arrays;
import java.util.OptionalInt;

/** Collects the head of a request, up to its empty line, from whatever pieces it comes in. */
public final class HeadReader {
    /** The most bytes a head may have, from the request line to the empty line. */
    public static final int MAX_BYTES = 8192;

    private static final int LEAST_BYTES = 64;
    private static final int MOST_BYTES = 1 << 24;

    private final int limit;
    private byte[] bytes = {};
    private int length;
    private boolean lineIsEmpty = true;
    private boolean complete;

    public HeadReader(int limit) {
        this.limit = limit;
    }

    /** The limit that an environment variable asks for: {@link #MAX_BYTES} if it is absent, empty if it is no number in range. */
    public static OptionalInt limit(String setting) {
        if (setting == null || setting.isEmpty()) {
            return OptionalInt.of(MAX_BYTES);
        }
        int value = 0;
        for (int i = 0; i < setting.length(); i++) {
            int digit = setting.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > MOST_BYTES) {
                return OptionalInt.empty();
            }
            value = 10 * value + digit;
        }
        return value < LEAST_BYTES || value > MOST_BYTES ? OptionalInt.empty() : OptionalInt.of(value);
    }

    /**
     * Takes bytes until the head is complete or too large.
     *
     * @return the position behind the last byte taken
     */
    public int append(byte[] source, int from, int to) {
        int at = from;
        int stop = Math.min(to, from + (limit - length));
        while (at < stop && !complete) {
            byte octet = source[at++];
            if (octet == '\n') {
                complete = lineIsEmpty;
                lineIsEmpty = true;
            } else if (octet != '\r') {
                lineIsEmpty = false;
            }
        }
        int grown = length + (at - from);
        if (grown > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(grown, Math.min(limit, 2 * bytes.length)));
        }
        System.arraycopy(source, from, bytes, length, at - from);
        length = grown;
        return at;
    }

    public boolean isComplete() {
        return complete;
    }

    /** Whether the head has as many bytes as it may, and its empty line has not come. */
    public boolean isTooLarge() {
        return !complete && length == limit;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** The bytes of the complete head. */
    public byte[] head() {
        return Arrays.copyOf(bytes, length);
    }
}
