package snow.rt.ws;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The frames of one system call: their bytes side by side in a direct buffer, and what they are. One per carrier. */
final class WriteBuffer {
    private static final int CAPACITY = 64 * 1024;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(CAPACITY);
    private Frame[] frames = new Frame[64];
    private long[] offsets = new long[64];
    private int count;

    boolean hasRoom() {
        return bytes.hasRemaining();
    }

    /** Adds what there is room for of a frame from a position on. */
    void add(Frame frame, long offset) {
        if (count == frames.length) {
            frames = Arrays.copyOf(frames, 2 * count);
            offsets = Arrays.copyOf(offsets, 2 * count);
        }
        frames[count] = frame;
        offsets[count++] = offset;
        frame.copy(offset, bytes);
    }

    /** The bytes, to be written once. */
    ByteBuffer ready() {
        return bytes.flip();
    }

    /** How many bytes there were to write. */
    int size() {
        return bytes.limit();
    }

    int count() {
        return count;
    }

    Frame frame(int index) {
        return frames[index];
    }

    long offset(int index) {
        return offsets[index];
    }

    void clear() {
        Arrays.fill(frames, 0, count, null);
        count = 0;
        bytes.clear();
    }
}
