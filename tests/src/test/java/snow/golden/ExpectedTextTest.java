package snow.golden;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ExpectedTextTest {
    private static boolean matches(String expected, String actual) {
        return ExpectedText.matches(expected.lines().toList(), actual.lines().toList());
    }

    @Test
    void linesMustBeEqual() {
        assertTrue(matches("a\nb", "a\nb"));
        assertFalse(matches("a\nb", "a"));
        assertFalse(matches("a", "a\nb"));
        assertFalse(matches("a\nb", "a\nc"));
    }

    @Test
    void threeDotsStandForAnyNumberOfLines() {
        assertTrue(matches("...", ""));
        assertTrue(matches("a\n...\nb", "a\nb"));
        assertTrue(matches("a\n...\nb", "a\nx\nb\ny\nb"));
        assertTrue(matches("a\n...", "a\nx"));
        assertFalse(matches("a\n...\nb", "a\nx"));
        assertFalse(matches("...\nb\n...\nc", "c\nb"));
    }
}
