package snow.syntax;

import java.util.List;
import snow.diagnostics.Diagnostic;
import snow.diagnostics.Severity;

/**
 * A tree for the whole file, whatever its text, and what is wrong with it.
 *
 * @param diagnostics in order of position; errors P0001, warnings P0002
 */
public record ParseResult(SourceFile tree, List<Diagnostic> diagnostics) {
    public ParseResult {
        diagnostics = List.copyOf(diagnostics);
    }

    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    }
}
