package snow.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/** Text that is compared line by line; a line {@code ...} stands for any number of lines. */
final class ExpectedText {
    private static final String ANY_LINES = "...";

    private ExpectedText() {}

    static void assertMatches(String expected, String actual, String what) {
        if (!matches(expected.lines().toList(), actual.lines().toList())) {
            assertEquals(expected, actual, what);
        }
        assertEquals(expected.endsWith("\n"), actual.endsWith("\n"), what + ": newline at the end");
    }

    /** Goes back only to the last {@code ...}, which is enough: an earlier one could take no less. */
    static boolean matches(List<String> expected, List<String> actual) {
        int e = 0;
        int a = 0;
        int afterAny = -1;
        int resume = 0;
        while (a < actual.size()) {
            if (e < expected.size() && expected.get(e).equals(ANY_LINES)) {
                e++;
                afterAny = e;
                resume = a;
            } else if (e < expected.size() && expected.get(e).equals(actual.get(a))) {
                e++;
                a++;
            } else if (afterAny >= 0) {
                e = afterAny;
                resume++;
                a = resume;
            } else {
                return false;
            }
        }
        while (e < expected.size() && expected.get(e).equals(ANY_LINES)) {
            e++;
        }
        return e == expected.size();
    }
}
