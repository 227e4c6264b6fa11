package snow.diagnostics;

import java.util.Arrays;

/**
 * Lines, columns and byte offsets of one source text. Lines end with LF, CR LF or a lone CR. Lines and columns count from 1,
 * columns in code points.
 */
public final class LineIndex {
    private final String text;
    /** Offset of the first character of each line. */
    private final int[] starts;
    /** The same in UTF-8 bytes. */
    private final int[] byteStarts;

    private LineIndex(String text, int[] starts, int[] byteStarts) {
        this.text = text;
        this.starts = starts;
        this.byteStarts = byteStarts;
    }

    /** Takes time linear in the length of the text. */
    public static LineIndex of(String text) {
        int[] starts = new int[64];
        int[] byteStarts = new int[64];
        int count = 1;
        int bytes = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            bytes += bytes(c);
            i++;
            boolean lineEnd = c == '\n' || (c == '\r' && !(i < text.length() && text.charAt(i) == '\n'));
            if (lineEnd) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                    byteStarts = Arrays.copyOf(byteStarts, count * 2);
                }
                starts[count] = i;
                byteStarts[count] = bytes;
                count++;
            }
        }
        return new LineIndex(text, Arrays.copyOf(starts, count), Arrays.copyOf(byteStarts, count));
    }

    /** UTF-8 bytes of one UTF-16 unit; a surrogate pair has two halves of two. */
    private static int bytes(char c) {
        if (c < 0x80) {
            return 1;
        }
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }

    /** The number of lines, at least 1. */
    public int lineCount() {
        return starts.length;
    }

    /** The line of an offset; of the end of the text, the last one. */
    public int line(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The column of an offset in its line. */
    public int column(int offset) {
        return text.codePointCount(lineStart(line(offset)), Math.min(offset, text.length())) + 1;
    }

    /** Offset of the first character of a line. */
    public int lineStart(int line) {
        return starts[line - 1];
    }

    /** A line without its line end. */
    public String lineText(int line) {
        int end = line < starts.length ? starts[line] : text.length();
        while (end > lineStart(line) && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(lineStart(line), end);
    }

    /** The offset in UTF-8 bytes. */
    public int byteOffset(int offset) {
        int line = line(offset);
        int bytes = byteStarts[line - 1];
        for (int i = lineStart(line); i < offset; i++) {
            bytes += bytes(text.charAt(i));
        }
        return bytes;
    }
}
