package snow.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import snow.syntax.Parser;
import snow.syntax.Span;

/** The form for machines (spec 08 §14). */
class JsonDiagnosticsTest {
    private static final String TEXT = "fn main() do\n  let total = 3\n  println(\"${totl}\")\nend\n";

    private static String render(String text, Diagnostic diagnostic) {
        return new JsonDiagnostics(_ -> text).render("shop/main.snow", diagnostic);
    }

    @Test
    void allKeysAreThereInOrder() {
        var span = new Span(TEXT.indexOf("totl"), TEXT.indexOf("totl") + 4);
        var diagnostic = Diagnostic.error("E0004", "undefined variable: totl", span, "not found in this scope")
                .help("did you mean `total`?")
                .suggest(new Suggestion("did you mean `total`?", List.of(Suggestion.Edit.of(span, "total"))));
        assertEquals(
                "{\"code\":\"E0004\",\"severity\":\"error\",\"message\":\"undefined variable: totl\",\"file\":\"shop/main.snow\","
                        + "\"spans\":[{\"start\":42,\"end\":46,\"label\":\"not found in this scope\",\"line\":3,\"column\":14,"
                        + "\"end_line\":3,\"end_column\":18}],\"fix\":\"did you mean `total`?\",\"suggestions\":[{\"message\":"
                        + "\"did you mean `total`?\",\"edits\":[{\"file\":\"shop/main.snow\",\"start\":42,\"end\":46,"
                        + "\"text\":\"total\"}]}],\"notes\":[]}\n",
                render(TEXT, diagnostic));
    }

    @Test
    void aFailureWithoutAPlaceHasNoSpans() {
        var failure = new Diagnostic(
                "C0001",
                Severity.ERROR,
                "Compilation failed due to errors above.",
                List.of(),
                Optional.empty(),
                List.of(),
                List.of());
        assertEquals(
                "{\"code\":\"C0001\",\"severity\":\"error\",\"message\":\"Compilation failed due to errors above.\","
                        + "\"file\":\"\",\"spans\":[],\"fix\":null,\"suggestions\":[],\"notes\":[]}\n",
                new JsonDiagnostics(_ -> "").render("", failure));
    }

    @Test
    void parseErrorsCarryTheirTextInTheMessage() {
        var text = "é(";
        assertEquals(
                "{\"code\":\"P0001\",\"severity\":\"error\",\"message\":\"Parse error: unclosed `(`\","
                        + "\"file\":\"shop/main.snow\",\"spans\":[{\"start\":3,\"end\":4,\"label\":\"unclosed `(`\","
                        + "\"line\":1,\"column\":3,\"end_line\":1,\"end_column\":4},{\"start\":2,\"end\":3,"
                        + "\"label\":\"`(` opened here\",\"line\":1,\"column\":2,\"end_line\":1,\"end_column\":3}],"
                        + "\"fix\":null,\"suggestions\":[],\"notes\":[]}\n",
                render(text, Parser.parse(text).diagnostics().getFirst()));
    }

    @Test
    void otherFilesNotesAndControlCharactersAreWritten() {
        var diagnostic = Diagnostic.warning("W0001", "a\"b\\c\n\u0001é", new Span(0, 1), "x")
                .label(Label.in("b.snow", new Span(0, 1), "y"))
                .note("n");
        assertEquals(
                "{\"code\":\"W0001\",\"severity\":\"warning\",\"message\":\"a\\\"b\\\\c\\n\\u0001é\","
                        + "\"file\":\"shop/main.snow\",\"spans\":[{\"start\":0,\"end\":1,\"label\":\"x\",\"line\":1,\"column\":1,"
                        + "\"end_line\":1,\"end_column\":2},{\"start\":0,\"end\":1,\"label\":\"y\",\"line\":1,\"column\":1,"
                        + "\"end_line\":1,\"end_column\":2,\"file\":\"b.snow\"}],\"fix\":null,\"suggestions\":[],"
                        + "\"notes\":[\"n\"]}\n",
                render("fn", diagnostic));
    }
}
