package snow.rt.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import snow.rt.collection.PersistentList;
import snow.rt.value.Option;
import snow.rt.value.Strings;

class TextTest {
    private static final String[] LETTERS = {"a", "B", "😀", "ß", " ", ".", "É", "\n", "1", "𐐀"};
    private static final String NAIVE = "naïve 😀!";

    @Test
    void lengthsAndSlicesCountCodePoints() {
        assertEquals(2, Text.length("a😀"));
        assertEquals(8, Text.length(NAIVE));
        assertEquals("😀", Text.slice(NAIVE, 6, 7));
        assertEquals("!", Text.slice(NAIVE, 7, Long.MAX_VALUE));
        assertEquals("na", Text.slice(NAIVE, -4, 2));
        assertEquals("", Text.slice(NAIVE, 5, 2));
        assertEquals("bc", Text.slice("abcd", 1, 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a,b|,|[a, b]",
                ",a,,b,|,|[, a, , b, ]",
                "''|,|[]",
                "abc|''|[, a, b, c, ]",
                "''|''|[, ]",
                "aaa|aa|[, a]",
                "😀😁|''|[, 😀, 😁, ]"
            })
    void splitKeepsEmptyParts(String text, String delimiter, String parts) {
        assertEquals(parts, Text.split(text, delimiter).toString());
    }

    @Test
    void splittingTheEmptyTextGivesOneEmptyPart() {
        assertEquals(1, Text.split("", ",").size());
    }

    @Test
    void replaceGoesFromLeftToRight() {
        assertEquals("-a-b-", Text.replace("ab", "", "-"));
        assertEquals("-😀-", Text.replace("😀", "", "-"));
        assertEquals("xa", Text.replace("aaa", "aa", "x"));
    }

    @Test
    void searchesFindWhatLiesAcrossTheirWindows() {
        for (int before : new int[] {0, 65_533, 65_534, 65_535, 65_536, 65_537, 200_000}) {
            String text = "-".repeat(before) + "needle" + "-".repeat(70_000);
            assertTrue(Text.contains(text, "needle"), "at " + before);
            assertFalse(Text.contains(text, "needles"), "at " + before);
            assertEquals(text.replace("needle", "pin"), Text.replace(text, "needle", "pin"), "at " + before);
            assertEquals(2, Text.split(text, "needle").size(), "at " + before);
        }
        assertTrue(Text.contains("", ""));
        assertTrue(Text.contains("x".repeat(100_000), "x".repeat(99_999)));
    }

    @Test
    void longTextsAreHandledInPiecesAsIfInOne() {
        for (long seed = 1; seed <= 6; seed++) {
            var random = new SplittableRandom(seed);
            var made = new StringBuilder(" ".repeat(random.nextInt(200_000)));
            int alphabet = random.nextInt(1, LETTERS.length + 1);
            for (int i = random.nextInt(65_500, 140_000); i > 0; i--) made.append(LETTERS[random.nextInt(alphabet)]);
            String text = made.append(" ".repeat(random.nextInt(200_000))).toString();
            String place = "seed " + seed;
            int[] points = text.codePoints().toArray();
            assertEquals(points.length, Text.length(text), place);
            int from = random.nextInt(points.length);
            int to = random.nextInt(from, points.length);
            assertEquals(new String(points, from, to - from), Text.slice(text, from, to), place);
            assertEquals(text.strip(), Text.trim(text), place);
            assertEquals(text.toUpperCase(Locale.ROOT), LetterCase.toUpper(text), place);
            assertEquals(text.toLowerCase(Locale.ROOT), LetterCase.toLower(text), place);
            int cut = random.nextInt(text.length());
            String other = text.substring(0, cut) + "?" + text.substring(cut + 1);
            assertEquals(cut == text.length() - 1, Text.startsWith(text, other.substring(0, text.length() - 1)), place);
            assertEquals(cut == 0, Text.endsWith(text, other.substring(1)), place);
            assertTrue(
                    Text.startsWith(text, text.substring(0, cut)) && Text.endsWith(text, text.substring(cut)), place);
            assertEquals(
                    Integer.signum(Integer.compare(text.charAt(cut), '?')),
                    Integer.signum(Strings.compare(text, other)),
                    place);
        }
    }

    @Test
    void manySigmasEndWordsInLinearTime() {
        assertEquals("aσς aς. σ aσ'b 1σ aς1b σ", LetterCase.toLower("aΣΣ aΣ. Σ aΣ'b 1Σ aΣ1b Σ"));
        assertEquals("aσ".repeat(99_999) + "aς", LetterCase.toLower("aΣ".repeat(100_000)));
    }

    @Test
    void trimRemovesWhiteSpaceOfUnicodeAndNothingElse() {
        String white = "\t\n\u000B\f\r \u0085\u00A0\u1680\u2000\u200A\u2028\u2029\u202F\u205F\u3000";
        assertEquals("x y", Text.trim(white + "x y" + white));
        assertEquals("", Text.trim(white));
        for (String other : new String[] {"\u200B", "\uFEFF", "\u001C", "\u001F"})
            assertEquals(other, Text.trim(other));
    }

    @Test
    void caseMappingIsFullAndKnowsNoLocale() {
        assertEquals("STRASSE", LetterCase.toUpper("straße"));
        assertEquals("ὀδυσσεύς", LetterCase.toLower("ὈΔΥΣΣΕΎΣ"));
        assertEquals("TITLE", LetterCase.toUpper("title"));
    }

    @Test
    void joinPutsTheSeparatorBetween() {
        assertEquals("a/b/", Text.join(Text.split("a--b--", "--"), "/"));
        assertEquals("", Text.join(PersistentList.EMPTY, "/"));
    }

    @Test
    void listsOfAnyLengthAreJoined() {
        for (int size : new int[] {1, 2, 127, 128, 129, 256, 257, 1000}) {
            var texts = new String[size];
            for (int i = 0; i < size; i++) texts[i] = LETTERS[i % LETTERS.length] + i;
            assertEquals(String.join("–", texts), Text.join(PersistentList.of((Object[]) texts.clone()), "–"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "' +7', 7",
        "-0, 0",
        "'\u00A012 ', 12",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "00000000000000000000000000000012, 12"
    })
    void integersAreRead(String text, long value) {
        assertEquals(new Option.Some_J(value), Numerals.toInt(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "4.0",
                "1_000",
                "0x10",
                "9223372036854775808",
                "-9223372036854775809",
                "99999999999999999999",
                "１",
                "- 1",
                "--1",
                "1 2",
                "twelve"
            })
    void otherTextsAreNoIntegers(String text) {
        assertEquals(Option.None.INSTANCE, Numerals.toInt(text));
    }

    @ParameterizedTest
    @CsvSource({
        "3.14, 3.14",
        ".5, 0.5",
        "5., 5.0",
        "1e3, 1000.0",
        "+2.5, 2.5",
        "' -inf ', -Infinity",
        "Infinity, Infinity",
        "NaN, NaN",
        "-nan, NaN",
        "1e400, Infinity",
        "-1E-999999999999999999999, -0.0",
        "1.e2, 100.0"
    })
    void floatsAreRead(String text, double value) {
        assertEquals(value, ((Option.Some_D) Numerals.toFloat(text))._0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".", "1e", "1e+", "1_0", "0x1p3", "1f", "2.0d", "ınf", "infi", "e5", "1.2.3", "+-1", "１.０", "inf."
            })
    void otherTextsAreNoFloats(String text) {
        assertEquals(Option.None.INSTANCE, Numerals.toFloat(text));
    }
}
