package snow.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import snow.diagnostics.Diagnostic;
import snow.diagnostics.LineIndex;
import snow.diagnostics.Severity;

/** Trees and messages, from the chunks of {@code trees.txt} and {@code syntax-errors.txt}. */
class ParserTest {

    @TestFactory
    Stream<DynamicTest> sourcesGiveTheirTrees() {
        return Chunks.read("trees.txt").stream()
                .map(chunk -> dynamicTest(chunk.title(), () -> {
                    var result = Parser.parse(chunk.source());
                    assertEquals(List.of(), result.diagnostics());
                    assertEquals(
                            chunk.expected().strip(),
                            TreePrinter.print(result.tree()).strip());
                }));
    }

    @TestFactory
    Stream<DynamicTest> brokenSourcesGiveTheirMessages() {
        return Chunks.read("syntax-errors.txt").stream()
                .map(chunk -> dynamicTest(
                        chunk.title(),
                        () -> assertEquals(
                                chunk.expected().strip(),
                                messages(
                                                chunk.source(),
                                                Parser.parse(chunk.source()).diagnostics())
                                        .strip())));
    }

    private static String messages(String source, List<Diagnostic> diagnostics) {
        var index = LineIndex.of(source);
        var out = new StringBuilder();
        for (var diagnostic : diagnostics) {
            boolean primary = true;
            for (var label : diagnostic.labels()) {
                boolean warning = primary && diagnostic.severity() == Severity.WARNING;
                out.append(primary ? "" : "    ")
                        .append(range(index, label.span()))
                        .append(' ')
                        .append(warning ? diagnostic.title() : label.text())
                        .append('\n');
                primary = false;
            }
            diagnostic
                    .help()
                    .ifPresent(help -> out.append("    help: ").append(help).append('\n'));
            diagnostic
                    .notes()
                    .forEach(note -> out.append("    note: ").append(note).append('\n'));
        }
        return out.toString();
    }

    private static String range(LineIndex index, Span span) {
        int line = index.line(span.start());
        int endLine = index.line(span.end());
        return line + ":" + index.column(span.start()) + "-" + (endLine == line ? "" : endLine + ":")
                + index.column(span.end());
    }

    @Test
    void aByteOrderMarkAtTheStartIsSkipped() {
        var result = Parser.parse("\uFEFFlet a = 1");
        assertEquals(List.of(), result.diagnostics());
        assertEquals(TokenKind.BYTE_ORDER_MARK, result.tree().tokens().kind(0));
    }

    @Test
    void carriageReturnsEndLines() {
        var result = Parser.parse("a\r-b\r\n-c");
        assertEquals(List.of(), result.diagnostics());
        assertEquals(3, result.tree().items().size());
    }

    @Test
    void testWordsAreKeywordsInTestFilesOnly() {
        var source =
                "describe \"a\" do\nsetup with x do 1 end\ntest \"b\" with y do\nassert 1 == 1, \"m\"\nrefute f(2)\nend\nfn h() = 1\nend\n"
                        + "test \"c\" do end\n";
        var asTest = Parser.parseTestFile(source);
        assertEquals(List.of(), asTest.diagnostics());
        assertEquals("""
                (describe "a" (block
                  (setup with x (block
                    1))
                  (test "b" with y (block
                    (assert (== 1 1) message "m")
                    (refute (call f 2))))
                  (fn h [] (= 1))))
                (test "c" (block))
                """, TreePrinter.print(asTest.tree()));
        assertTrue(Parser.parse(source).hasErrors());
    }

    @Test
    void aTestFileWithoutTestsIsAModule() {
        var result = Parser.parseTestFile("fn f(assert) do\n  assert\n  (1)\nend\nlet test = 2\n");
        assertEquals(List.of(), result.diagnostics());
        var fn = assertInstanceOf(Item.FnDef.class, result.tree().items().getFirst());
        assertEquals(2, assertInstanceOf(Block.class, fn.body()).items().size());
    }

    @Test
    void titlesOfTestsHaveNoInterpolationAndAreNotEmpty() {
        var result = Parser.parseTestFile("test \"a${b}\" do end\ntest \"\" do end\n");
        assertEquals(
                List.of(
                        "string interpolation not allowed in the name of a test",
                        "expected a name after `test`, found an empty string"),
                result.diagnostics().stream()
                        .map(d -> d.labels().getFirst().text())
                        .toList());
    }

    @Test
    void onlyTheFirstTwentyErrorsAreKept() {
        var result = Parser.parse("end\n".repeat(25) + "let x = \"\\q\"\n");
        assertEquals(
                20,
                result.diagnostics().stream()
                        .filter(d -> d.severity() == Severity.ERROR)
                        .count());
        assertEquals(5, result.moreErrors());
    }

    @Test
    void textThatMoreTextCouldMendIsIncomplete() {
        for (var source : List.of(
                "fn f() do",
                "f(1,",
                "\"abc",
                "\"a${b",
                "#= a",
                "a +",
                "x |>",
                "let y =",
                "case x do",
                "fn f()",
                "fn(x) ->")) {
            assertTrue(Parser.parse(source).isIncomplete(), source);
        }
        for (var source : List.of("", "1", "fn f() do end", "a )", "let = 2")) {
            assertFalse(Parser.parse(source).isIncomplete(), source);
        }
    }

    @Test
    void traitOffersToBecomeInterface() {
        var diagnostic = Parser.parse("trait A do end").diagnostics().getFirst();
        var edit = diagnostic.suggestions().getFirst().edits().getFirst();
        assertEquals(new Span(0, 5), edit.span());
        assertEquals("interface", edit.text());
    }

    @Test
    void aMissingOperandLeavesABinaryNode() {
        var tree = Parser.parse("net * ").tree();
        var binary = assertInstanceOf(Expr.Binary.class, tree.items().getFirst());
        assertInstanceOf(Expr.Error.class, binary.right());
        assertEquals(new Span(0, 5), binary.span());
    }

    @Test
    void theSmallestIntegerIsOneLiteral() {
        var literal = assertInstanceOf(
                Expr.Literal.class,
                Parser.parse("- 9223372036854775808").tree().items().getFirst());
        assertEquals(new Constant.Int(Long.MIN_VALUE), literal.value());
        assertEquals(new Span(0, 21), literal.span());
    }
}
