package snow.diagnostics;

import java.util.List;
import java.util.Optional;
import snow.syntax.Span;

/**
 * A change of the source that an editor can make.
 *
 * @param edits do not overlap
 */
public record Suggestion(String message, List<Edit> edits) {
    public Suggestion {
        edits = List.copyOf(edits);
    }

    /**
     * Replaces a range of a file by a text.
     *
     * @param file path as shown to people, when it is not the file of the diagnostic
     */
    public record Edit(Optional<String> file, Span span, String text) {
        /** An edit of the diagnostic's own file. */
        public static Edit of(Span span, String text) {
            return new Edit(Optional.empty(), span, text);
        }
    }
}
