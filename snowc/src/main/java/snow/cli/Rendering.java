package snow.cli;

import snow.project.Failure;
import snow.project.FileDiagnostic;

/** Diagnostics as text. */
final class Rendering {
    private Rendering() {}

    static String of(FileDiagnostic diagnostic, Settings settings) {
        return diagnostic + "\n";
    }

    static String json(Failure failure) {
        return failure + "\n";
    }
}
