package snow.syntax;

import java.util.List;
import snow.diagnostics.Diagnostic;
import snow.diagnostics.Severity;

/**
 * A tree for the whole file, whatever its text, and what is wrong with it.
 *
 * @param diagnostics in order of position: the first {@link Parser#MAX_ERRORS} errors (P0001), and warnings (P0002)
 * @param moreErrors the number of further errors, which are not kept; shown as {@code … and N more syntax errors}
 * @param isIncomplete whether some error is that the text ends inside a construct, so that more text could mend it
 */
public record ParseResult(SourceFile tree, List<Diagnostic> diagnostics, int moreErrors, boolean isIncomplete) {
    public ParseResult {
        diagnostics = List.copyOf(diagnostics);
    }

    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    }
}
