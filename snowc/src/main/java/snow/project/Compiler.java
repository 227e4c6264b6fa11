package snow.project;

import java.util.ArrayList;
import java.util.List;

/** The way of a program from sources to class files. Does no input or output. */
public final class Compiler {
    private Compiler() {}

    /** How far to go. */
    public enum Goal {
        /** Everything up to type checking; no {@code main} is needed. */
        CHECK,
        CLASS_FILES
    }

    /**
     * Compiles a project.
     *
     * @param optLevel 0: as written; 1 or more: optimised
     */
    public static Compilation compile(Project project, Goal goal, int optLevel, Phases phases) {
        phases.begin("ordering modules");
        return switch (ModuleOrder.of(project.modules())) {
            case ModuleOrder.Result.Impossible impossible -> Compilation.failed(impossible.diagnostics());
            case ModuleOrder.Result.Ordered ordered -> compile(project, ordered.modules(), goal, optLevel, phases);
        };
    }

    private static Compilation compile(
            Project project, List<SourceModule> ordered, Goal goal, int optLevel, Phases phases) {
        var diagnostics = new ArrayList<FileDiagnostic>();
        for (var module : ordered) {
            for (var diagnostic : module.parsed().diagnostics()) {
                diagnostics.add(new FileDiagnostic(module, diagnostic));
            }
        }
        if (diagnostics.stream().anyMatch(FileDiagnostic::isError)) {
            return Compilation.failed(diagnostics);
        }
        phases.begin("checking types");
        return Compilation.failed(diagnostics);
    }
}
