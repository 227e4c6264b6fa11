package snow.project;

import java.util.List;
import java.util.Optional;

/**
 * What compiling a project gave.
 *
 * @param diagnostics in the order in which they are to be shown
 * @param program the compiled program; absent after errors, and when only checking was asked for
 */
public record Compilation(List<FileDiagnostic> diagnostics, Optional<CompiledProgram> program) {
    public Compilation {
        diagnostics = List.copyOf(diagnostics);
    }

    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(FileDiagnostic::isError);
    }

    static Compilation failed(List<FileDiagnostic> diagnostics) {
        return new Compilation(diagnostics, Optional.empty());
    }
}
