package snow.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Places in trees (spec 01 §12.1). */
class LocatorTest {
    private static final String TEXT = """
            ##! About
            ##! this.

            # loose
            ## Adds.
            ##  Twice.
            pub fn add(a, b) do # trailing
              a + b
            end
            ## not
            ## this

            let x = 1
            """;

    private final SourceFile file = Parser.parse(TEXT).tree();
    private final Locator locator = new Locator(file);

    private static List<String> kinds(List<Node> path) {
        return path.stream().map(node -> node.getClass().getSimpleName()).toList();
    }

    @Test
    void pathsLeadFromTheFileToTheInnermostNode() {
        var path = locator.pathAt(TEXT.indexOf("a + b"));
        assertEquals(List.of("SourceFile", "FnDef", "Block", "Binary", "NameRef", "Name"), kinds(path));
        assertEquals(path, locator.pathTo(path.getLast()));
        assertEquals(List.of(), locator.pathTo(new Name(new Span(0, 1), "a")));
    }

    @Test
    void aRangeIsCoveredByTheSmallestNodeAroundIt() {
        int at = TEXT.indexOf("a + b");
        assertEquals(List.of("Binary"), kinds(List.of(locator.covering(new Span(at, at + 3)))));
        assertSame(file, locator.covering(new Span(0, 3)));
    }

    @Test
    void nodesKnowTheirTokens() {
        var fn = file.items().getFirst();
        assertEquals("pub", file.tokens().text(locator.firstToken(fn)));
        assertEquals("end", file.tokens().text(locator.lastToken(fn)));
    }

    @Test
    void fullRangesHoldTheTriviaOfTheirTokens() {
        var fn = file.items().getFirst();
        assertEquals(new Span(0, TEXT.indexOf("## not")), locator.fullRange(fn));
        assertEquals(
                new Span(TEXT.indexOf("## not"), TEXT.length()),
                locator.fullRange(file.items().get(1)));
    }

    @Test
    void docCommentsStandDirectlyBeforeTheirItem() {
        assertEquals(
                List.of("Adds.", " Twice."), locator.docComment(file.items().getFirst()));
        assertEquals(List.of(), locator.docComment(file.items().get(1)));
        assertEquals(List.of("About", "this."), locator.moduleDocComment());
    }

    @Test
    void tokensAreFoundByOffset() {
        var tokens = file.tokens();
        int plus = TEXT.indexOf('+');
        assertEquals("+", tokens.text(tokens.indexAt(plus)));
        assertEquals(TokenKind.WHITESPACE, tokens.kind(tokens.indexAt(plus + 1)));
        assertEquals(TokenKind.EOF, tokens.kind(tokens.indexAt(TEXT.length())));
        assertEquals(new Span(plus, plus + 1), tokens.get(tokens.indexAt(plus)).span());
    }
}
