package snow.types;

import java.util.List;
import snow.diagnostics.Severity;
import snow.types.tree.Program;

/**
 * What checking a program gives.
 *
 * @param program usable only when there are no errors
 * @param files one for each module given, in the same order
 */
public record CheckResult(Program program, List<FileDiagnostics> files) {
    public CheckResult {
        files = List.copyOf(files);
    }

    public boolean hasErrors() {
        return files.stream()
                .flatMap(file -> file.diagnostics().stream())
                .anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    }
}
