package snow.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineIndexTest {
    private static final String TEXT = "a\r\né🎈b\rc\n\n\tx";

    private final LineIndex index = LineIndex.of(TEXT);

    @Test
    void linesEndWithLineFeedCarriageReturnOrBoth() {
        assertEquals(5, index.lineCount());
        assertEquals("a", index.lineText(1));
        assertEquals("é🎈b", index.lineText(2));
        assertEquals("c", index.lineText(3));
        assertEquals("", index.lineText(4));
        assertEquals("\tx", index.lineText(5));
    }

    @Test
    void columnsCountCodePoints() {
        int b = TEXT.indexOf('b');
        assertEquals(2, index.line(b));
        assertEquals(3, index.column(b));
        int x = TEXT.indexOf('x');
        assertEquals(5, index.line(x));
        assertEquals(2, index.column(x));
        assertEquals(3, index.column(TEXT.length()));
    }

    @Test
    void byteOffsetsAreThoseOfUtf8() {
        for (int offset = 0; offset <= TEXT.length(); offset++) {
            boolean insidePair = offset > 0 && offset < TEXT.length() && Character.isLowSurrogate(TEXT.charAt(offset));
            if (!insidePair) {
                int expected = TEXT.substring(0, offset).getBytes(StandardCharsets.UTF_8).length;
                assertEquals(expected, index.byteOffset(offset), "offset " + offset);
            }
        }
    }
}
