package snow.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import snow.diagnostics.Diagnostic;
import snow.diagnostics.JsonDiagnostics;
import snow.diagnostics.Renderer;
import snow.diagnostics.Severity;
import snow.project.Failure;
import snow.project.FileDiagnostic;
import snow.project.SourceModule;

/** Diagnostics as text, for people or for programs. */
final class Rendering {
    private final Settings settings;
    private final Map<String, String> texts = new HashMap<>();

    /**
     * @param modules whatever the diagnostics point into
     */
    Rendering(List<SourceModule> modules, Settings settings) {
        this.settings = settings;
        for (var module : modules) {
            texts.put(module.shown(), module.text());
        }
    }

    String of(List<FileDiagnostic> diagnostics) {
        var text = new StringBuilder();
        if (settings.json()) {
            var json = new JsonDiagnostics(texts::get);
            for (var one : diagnostics) {
                text.append(json.render(one.module().shown(), one.diagnostic()));
            }
        } else {
            var renderer = new Renderer(texts::get, settings.color());
            for (var one : diagnostics) {
                text.append(renderer.render(one.module().shown(), one.diagnostic()));
            }
        }
        return text.toString();
    }

    /** The line that ends a failed command. */
    static String of(Failure failure, Settings settings) {
        if (!settings.json()) {
            return "error: " + failure.text() + "\n";
        }
        var diagnostic = new Diagnostic(
                failure.code(), Severity.ERROR, failure.text(), List.of(), Optional.empty(), List.of(), List.of());
        return new JsonDiagnostics(_ -> "").render("", diagnostic);
    }
}
