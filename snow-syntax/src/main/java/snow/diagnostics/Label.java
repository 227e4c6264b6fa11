package snow.diagnostics;

import java.util.Optional;
import snow.syntax.Span;

/**
 * A place in a source text and what is to be said there.
 *
 * @param file path of the file as shown to people, when it is not the file of the diagnostic
 */
public record Label(Optional<String> file, Span span, String text) {
    /** A label in the file of the diagnostic. */
    public static Label of(Span span, String text) {
        return new Label(Optional.empty(), span, text);
    }

    /** A label in another file. */
    public static Label in(String file, Span span, String text) {
        return new Label(Optional.of(file), span, text);
    }
}
