package snow.project;

import snow.diagnostics.Diagnostic;
import snow.diagnostics.Severity;

/** A diagnostic and the file that it is about. */
public record FileDiagnostic(SourceModule module, Diagnostic diagnostic) {
    public boolean isError() {
        return diagnostic.severity() == Severity.ERROR;
    }
}
