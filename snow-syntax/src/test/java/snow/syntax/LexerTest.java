package snow.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens (spec 01 §1, §2). */
class LexerTest {

    /** Kinds and texts of all tokens but EOF. */
    private static List<String> lex(String text) {
        var tokens = Lexer.lex(text).tokens();
        var shown = new ArrayList<String>();
        for (int i = 0; i < tokens.size() - 1; i++) {
            shown.add(tokens.kind(i) + " " + tokens.text(i));
        }
        return shown;
    }

    private static List<String> errors(String text) {
        return Lexer.lex(text).diagnostics.stream()
                .map(d -> d.span().start() + "-" + d.span().end() + " "
                        + d.labels().getFirst().text())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "1 INT",
                "1_000 INT",
                "1__ INT",
                "007 INT",
                "0xFF_ff INT",
                "0X1 INT",
                "0b_1010 INT",
                "0o17 INT",
                "1.5 FLOAT",
                "3_0.2_5 FLOAT",
                "1e5 FLOAT",
                "2.5E-3 FLOAT",
                "1e+1 FLOAT",
                "1_.0 FLOAT",
                "0x ERROR",
                "0b2 ERROR",
                "0b12 ERROR",
                "1e ERROR",
                "2.0e+ ERROR",
                "12ab ERROR",
                "1.5kg ERROR",
                "1٣ ERROR",
                "_ IDENT",
                "ünï IDENT",
                "a٣ IDENT",
                "xⅷ IDENT",
                "end1 IDENT",
                "End IDENT",
                "end END",
                "self SELF",
                "with WITH"
            })
    void oneTokenIs(String text, TokenKind kind) {
        assertEquals(List.of(kind + " " + text), lex(text));
    }

    @Test
    void aDotBelongsToANumberOnlyBeforeADigit() {
        assertEquals(List.of("INT 1", "DOT_DOT ..", "INT 5"), lex("1..5"));
        assertEquals(List.of("INT 1", "DOT .", "IDENT to_string"), lex("1.to_string"));
        assertEquals(List.of("INT 1", "DOT ."), lex("1."));
        assertEquals(List.of("DOT .", "INT 5"), lex(".5"));
        assertEquals(List.of("INT 1", "DOT .", "IDENT _5"), lex("1._5"));
    }

    @Test
    void operatorsAreTakenLongestFirst() {
        assertEquals(List.of("LESS_EQ <=", "DIAMOND <>", "LESS <"), lex("<=<><"));
        assertEquals(List.of("GREATER >", "GREATER_EQ >="), lex(">>="));
        assertEquals(List.of("EQ_EQ ==", "EQUALS ="), lex("==="));
        assertEquals(List.of("PLUS_PLUS ++", "PLUS +"), lex("+++"));
        assertEquals(List.of("DOT_DOT ..", "DOT ."), lex("..."));
        assertEquals(List.of("COLON_COLON ::", "COLON :"), lex(":::"));
        assertEquals(List.of("PIPE |>", "OR_OR ||", "BAR |"), lex("|>|||"));
        assertEquals(List.of("LESS <", "MINUS -"), lex("<-"));
    }

    @Test
    void commentMarkersAreTestedLongestFirst() {
        assertEquals(List.of("LINE_COMMENT # a", "NEWLINE \n", "LINE_COMMENT #"), lex("# a\n#"));
        assertEquals(List.of("DOC_COMMENT ### x"), lex("### x"));
        assertEquals(List.of("MODULE_DOC_COMMENT ##! x"), lex("##! x"));
        assertEquals(List.of("DOC_COMMENT ##= x"), lex("##= x"));
    }

    @Test
    void blockCommentsNestWithoutOverlap() {
        assertEquals(List.of("BLOCK_COMMENT #= a #= b =# c =#", "IDENT d"), lex("#= a #= b =# c =#d"));
        assertEquals(List.of("BLOCK_COMMENT #==#", "IDENT d"), lex("#==#d"));
        assertEquals(List.of("BLOCK_COMMENT #=#=#=#"), lex("#=#=#=#"));
        assertEquals(List.of("0-2 unterminated block comment"), errors("#=#"));
    }

    @Test
    void onlySpaceAndTabAreBlanks() {
        assertEquals(List.of("WHITESPACE  \t ", "ERROR \u00A0", "ERROR \f"), lex(" \t \u00A0\f"));
        assertEquals(
                List.of("0-1 unexpected character: U+00A0", "1-2 unexpected character: U+000C"), errors("\u00A0\f"));
        assertEquals(List.of("0-2 unexpected character: '🎈'"), errors("🎈"));
        assertEquals(List.of("1-2 unexpected character: U+0301"), errors("(\u0301"));
    }

    @Test
    void quotesOpenAndCloseStrings() {
        assertEquals(List.of("STRING_START \"", "STRING_END \"", "IDENT a"), lex("\"\"a"));
        assertEquals(
                List.of("STRING_START \"\"\"", "STRING_TEXT a", "STRING_END \"\"\"", "STRING_START \"", "STRING_END "),
                lex("\"\"\"a\"\"\"\""));
        assertEquals(
                List.of(
                        "STRING_START \"\"\"",
                        "STRING_TEXT a\"b\"\"",
                        "INTERPOLATION_START ${",
                        "IDENT x",
                        "INTERPOLATION_END }",
                        "STRING_END \"\"\""),
                lex("\"\"\"a\"b\"\"${x}\"\"\""));
    }

    @Test
    void stringsNestInInterpolations() {
        assertEquals(
                List.of(
                        "STRING_START \"",
                        "STRING_TEXT a",
                        "INTERPOLATION_START ${",
                        "STRING_START \"",
                        "STRING_TEXT b",
                        "INTERPOLATION_START ${",
                        "PERCENT %",
                        "LEFT_BRACE {",
                        "RIGHT_BRACE }",
                        "INTERPOLATION_END }",
                        "STRING_END \"",
                        "INTERPOLATION_END }",
                        "STRING_TEXT  $ {}",
                        "STRING_END \""),
                lex("\"a${\"b${%{}}\"} $ {}\""));
    }

    @Test
    void aBackslashTakesTheNextCharacterWithIt() {
        assertEquals(List.of("STRING_START \"", "STRING_TEXT \\\"\\${x}", "STRING_END \""), lex("\"\\\"\\${x}\""));
        assertEquals("\n\t\r\0\"\\$😀", Escapes.process("\\n\\t\\r\\0\\\"\\\\\\$\\u{1F600}"));
        assertEquals("\\d\\u{110000}\\u{}\\uA", Escapes.process("\\d\\u{110000}\\u{}\\uA"));
    }

    @Test
    void aCommentInAnInterpolationHidesTheBrace() {
        assertEquals(List.of(), errors("\"${x # }\n}\""));
    }

    @Test
    void theFirstStringOverSeveralLinesLosesItsQuote() {
        assertEquals(List.of("4-5 unterminated string literal"), errors("foo(\"a)\nbar(\"b\")\n"));
        assertEquals(List.of("2-3 unterminated string literal"), errors("f \"a\n\"b\" \"c\"\n"));
    }

    @Test
    void balancedQuotesMaySpanLines() {
        assertEquals(List.of(), errors("\"a\nb\" \"\"\"\nc\n\"\"\""));
    }

    @Test
    void aTripleQuotedStringThatIsOpenAtTheEndEndsWithItsFirstLine() {
        assertEquals(List.of("0-3 unterminated string literal"), errors("\"\"\"a\nb\n"));
        assertEquals("IDENT b", lex("\"\"\"a\nb\n").get(4));
    }
}
