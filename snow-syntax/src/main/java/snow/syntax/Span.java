package snow.syntax;

/**
 * A half-open range of UTF-16 offsets into one source file, exactly as written.
 *
 * @param start offset of the first character, from 0
 * @param end offset after the last character; {@code end >= start}
 */
public record Span(int start, int end) {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("bad span " + start + ".." + end);
        }
    }

    /** The smallest span that holds both. */
    public Span to(Span other) {
        return new Span(Math.min(start, other.start), Math.max(end, other.end));
    }

    /** True for a position between two characters. */
    public boolean isEmpty() {
        return start == end;
    }
}
