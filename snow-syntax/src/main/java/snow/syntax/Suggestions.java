package snow.syntax;

import java.util.List;
import snow.diagnostics.Suggestion;

/** Fixes that the parser can offer. */
final class Suggestions {
    private Suggestions() {}

    static Suggestion replace(String message, Span span, String text) {
        return new Suggestion(message, List.of(Suggestion.Edit.of(span, text)));
    }
}
