package snow.rt.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import snow.rt.text.Utf8;
import snow.rt.value.Result;

/** Reads lines of UTF-8 from a stream, one reader at a time. */
public final class LineReader {
    private final InputStream in;
    private final byte[] buffer = new byte[8192];
    private int at;
    private int end;

    public LineReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next line without its line end, {@code Ok("")} at the end of input. Blocks; the caller sees to it that only one process waits.
     */
    public synchronized Result readLine() {
        try {
            byte[] line = new byte[80];
            int length = 0;
            while (true) {
                if (at == end && !fill()) return text(line, length);
                int newline = at;
                while (newline < end && buffer[newline] != '\n') newline++;
                int count = newline - at;
                if (length + count > line.length) line = Arrays.copyOf(line, Math.max(2 * line.length, length + count));
                System.arraycopy(buffer, at, line, length, count);
                length += count;
                at = newline;
                if (newline < end) {
                    at++;
                    if (length > 0 && line[length - 1] == '\r') length--;
                    return text(line, length);
                }
            }
        } catch (IOException e) {
            String reason = e.getMessage();
            return Result.err(reason == null || reason.isEmpty() ? "reading failed" : reason);
        }
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private static Result text(byte[] line, int length) {
        var text = Utf8.decode(line, 0, length);
        return text.isPresent() ? Result.ok(text.get()) : Result.err(TextFiles.NOT_UTF_8);
    }
}
