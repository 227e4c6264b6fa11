package snow.rt.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is JSON and what is not (RFC 8259; spec 06 §18.3), and the place of the first mistake. */
class JsonParserTest {
    private static String compact(String text) {
        var document = JsonDocument.parse(text);
        return document.failed() ? document.failure() : document.value(0).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "null~null",
                " true~true",
                "false ~false",
                "0~0",
                "-0~-0.0",
                "-1~-1",
                "9223372036854775807~9223372036854775807",
                "-9223372036854775808~-9223372036854775808",
                "9223372036854775808~9.223372036854776e+18",
                "-9223372036854775809~-9.223372036854776e+18",
                "1152921504606846975~1152921504606846975",
                "-1152921504606846976~-1152921504606846976",
                "576460752303423488~576460752303423488",
                "123456789012345678901234567890~1.2345678901234568e+29",
                "1.0~1.0",
                "1e0~1.0",
                "1E+2~100.0",
                "1e-7~1e-7",
                "12.50e1~125.0",
                "1e16~1e+16",
                "0e99999999999~0.0",
                "4.9e-324~5e-324",
                "1e-999~0.0",
                "-1e-999~-0.0",
                "0.1~0.1",
                "1.7976931348623157e308~1.7976931348623157e+308",
                "9007199254740993.0~9007199254740992.0",
                "\"\"~\"\"",
                "\"\\u0041\\n\\/\\b\\f\\r\\t\\\\\\\"\"~\"A\\n/\\b\\f\\r\\t\\\\\\\"\"",
                "\"\\ud83d\\ude00 \\u00e9\\u20ac\"~\"😀 é€\"",
                "\"😀 é€\"~\"😀 é€\"",
                "\"\\u0000\\u001f\"~\"\\u0000\\u001f\"",
                "\"\u007f\u2028\"~\"\u007f\u2028\"",
                "[]~[]",
                "[ 1 , [ ] , { } ]~[1,[],{}]",
                "{\"b\":1,\"a\":{\"c\":[true]}}~{\"a\":{\"c\":[true]},\"b\":1}",
                "{\"a\":1,\"b\":2,\"a\":3}~{\"a\":3,\"b\":2}",
                "{\"\\u0061\":1,\"a\":2}~{\"a\":2}",
                "{\"a\":2,\"\\u0061\":1}~{\"a\":1}",
                "{\"\uff01\":1,\"😀\":2,\"Z\":3}~{\"Z\":3,\"\uff01\":1,\"😀\":2}",
                "{\"\":0}~{\"\":0}",
            })
    void readsWhatIsJson(String text, String compact) {
        assertEquals(compact, compact(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "nul~EOF while parsing a value at line 1 column 3",
                "t~EOF while parsing a value at line 1 column 1",
                "-~EOF while parsing a value at line 1 column 1",
                "1.~EOF while parsing a value at line 1 column 2",
                "1e~EOF while parsing a value at line 1 column 2",
                "1e+~EOF while parsing a value at line 1 column 3",
                "[1,~EOF while parsing a value at line 1 column 3",
                "{\"a\":~EOF while parsing a value at line 1 column 5",
                "{\"a\":1, ~EOF while parsing a value at line 1 column 8",
                "[~EOF while parsing a list at line 1 column 1",
                "[1 ~EOF while parsing a list at line 1 column 3",
                "[[1]~EOF while parsing a list at line 1 column 4",
                "{~EOF while parsing an object at line 1 column 1",
                "{\"a\"~EOF while parsing an object at line 1 column 4",
                "{\"a\":1~EOF while parsing an object at line 1 column 6",
                "\"~EOF while parsing a string at line 1 column 1",
                "\"\\~EOF while parsing a string at line 1 column 2",
                "\"\\u12~EOF while parsing a string at line 1 column 5",
                "\"\\ud800~EOF while parsing a string at line 1 column 7",
                "\"\\ud800\\~EOF while parsing a string at line 1 column 8",
                "{\"a~EOF while parsing a string at line 1 column 3",
                "not json~expected ident at line 1 column 2",
                "truE~expected ident at line 1 column 4",
                "nullx~trailing characters at line 1 column 5",
                "1 2~trailing characters at line 1 column 3",
                "[]]~trailing characters at line 1 column 3",
                "x~expected value at line 1 column 1",
                "+1~expected value at line 1 column 1",
                ".5~expected value at line 1 column 1",
                "NaN~expected value at line 1 column 1",
                "Infinity~expected value at line 1 column 1",
                "'a'~expected value at line 1 column 1",
                "/* c */ 1~expected value at line 1 column 1",
                "\ufeff1~expected value at line 1 column 1",
                "\u00a01~expected value at line 1 column 1",
                "[,1]~expected value at line 1 column 2",
                "[1,,2]~expected value at line 1 column 4",
                "{\"a\":}~expected value at line 1 column 6",
                "]~expected value at line 1 column 1",
                "[1,]~trailing comma at line 1 column 4",
                "{\"a\":1,}~trailing comma at line 1 column 8",
                "[1 2]~expected `,` or `]` at line 1 column 4",
                "[1}~expected `,` or `]` at line 1 column 3",
                "{\"a\":1]~expected `,` or `}` at line 1 column 7",
                "{\"a\":1 \"b\":2}~expected `,` or `}` at line 1 column 8",
                "{\"a\"}~expected `:` at line 1 column 5",
                "{\"a\" 1}~expected `:` at line 1 column 6",
                "{a:1}~key must be a string at line 1 column 2",
                "{,}~key must be a string at line 1 column 2",
                "{1:2}~key must be a string at line 1 column 2",
                "{\"a\":1,b}~key must be a string at line 1 column 8",
                "01~invalid number at line 1 column 2",
                "-01~invalid number at line 1 column 3",
                "-a~invalid number at line 1 column 2",
                "1.a~invalid number at line 1 column 3",
                "1.e5~invalid number at line 1 column 3",
                "1ea~invalid number at line 1 column 3",
                "1e+-1~invalid number at line 1 column 4",
                "[1e999]~number out of range at line 1 column 6",
                "1e999~number out of range at line 1 column 5",
                "-1e999~number out of range at line 1 column 6",
                "0x10~trailing characters at line 1 column 2",
                "\"a\\q\"~invalid escape at line 1 column 4",
                "\"\\u12G4\"~invalid escape at line 1 column 7",
                "\"\\ud800\\uzzzz\"~invalid escape at line 1 column 13",
                "\"\\ud800\"~unexpected end of hex escape at line 1 column 8",
                "\"\\ud800\\n\"~unexpected end of hex escape at line 1 column 9",
                "\"\\udc00\"~lone leading surrogate in hex escape at line 1 column 7",
                "\"\\ud800\\u0041\"~lone leading surrogate in hex escape at line 1 column 13",
                "\"a\tb\"~control character (\\u0000-\\u001F) found while parsing a string at line 1 column 3",
                "{\"a\u0000\":1}~control character (\\u0000-\\u001F) found while parsing a string at line 1 column 4",
                "[\"é\", x]~expected value at line 1 column 8",
            })
    void namesTheFirstMistakeAndItsPlace(String text, String error) {
        assertEquals(error, compact(text));
    }

    @Test
    void countsLinesAndTheBytesBehindTheLastOne() {
        assertEquals("expected value at line 3 column 2", compact("[1,\n2,\n x]"));
        assertEquals("EOF while parsing a list at line 2 column 0", compact("[1\n"));
        assertEquals("EOF while parsing a value at line 1 column 0", compact(""));
        assertEquals("EOF while parsing a value at line 1 column 2", compact("  "));
        assertEquals(
                "control character (\\u0000-\\u001F) found while parsing a string at line 2 column 0",
                compact("\"a\nb\""));
    }

    @Test
    void nestsAHundredAndTwentySevenDeepAndNoDeeper() {
        assertEquals("[".repeat(127) + "]".repeat(127), compact("[".repeat(127) + "]".repeat(127)));
        assertEquals("recursion limit exceeded at line 1 column 128", compact("[".repeat(128) + "]".repeat(128)));
        assertEquals("recursion limit exceeded at line 1 column 636", compact("{\"a\":".repeat(128)));
        assertEquals("EOF while parsing a list at line 1 column 127", compact("[".repeat(127)));
    }

    @Test
    void breadthIsNoDepth() {
        assertTrue(compact("[" + "[],".repeat(1000) + "[]]").startsWith("[[],[]"));
    }

    @Test
    void manyKeysOfOneHashAreToldApart() {
        // "Aa" and "BB" have the same hash code, and so has whatever is made of them.
        var text = new StringBuilder("{");
        var expected = new java.util.TreeMap<String, Integer>();
        for (int i = 0; i < 4096; i++) {
            var key = new StringBuilder();
            for (int bit = 0; bit < 11; bit++) key.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            text.append(i == 0 ? "" : ",").append('"').append(key).append("\":").append(i);
            expected.put(key.toString(), i);
        }
        var compact = new StringBuilder();
        expected.forEach((key, value) -> compact.append(compact.isEmpty() ? "{" : ",")
                .append('"')
                .append(key)
                .append("\":")
                .append(value));
        assertEquals(compact + "}", compact(text + "}"));
    }
}
