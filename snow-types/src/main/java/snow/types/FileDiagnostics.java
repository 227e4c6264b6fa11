package snow.types;

import java.util.List;
import snow.diagnostics.Diagnostic;

/**
 * What is to be said about one file, in the order of spec 02 §18.4.
 *
 * @param file path relative to the project root with {@code /}
 */
public record FileDiagnostics(String file, List<Diagnostic> diagnostics) {
    public FileDiagnostics {
        diagnostics = List.copyOf(diagnostics);
    }
}
