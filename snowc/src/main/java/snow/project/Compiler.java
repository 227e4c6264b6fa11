package snow.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import snow.codegen.Emitter;
import snow.diagnostics.Diagnostic;
import snow.mir.Lowering;
import snow.mir.MirPrinter;
import snow.mir.MirProgram;
import snow.syntax.Span;
import snow.types.CheckResult;
import snow.types.Checker;
import snow.types.tree.Program;

/** The way of a program from sources to class files. Does no output, and reads only the compiler's own files. */
public final class Compiler {
    /** Nested expressions are followed by recursion; the parser limits how deep they are. Only touched pages cost memory. */
    private static final long STACK_BYTES = 1L << 29;

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
            case ModuleOrder.Result.Ordered ordered ->
                withDeepStack(() -> compile(project, ordered.modules(), goal, phases));
        };
    }

    private static Compilation compile(Project project, List<SourceModule> ordered, Goal goal, Phases phases) {
        var diagnostics = new ArrayList<FileDiagnostic>();
        for (var module : ordered) {
            for (var diagnostic : module.parsed().diagnostics()) {
                diagnostics.add(new FileDiagnostic(module, diagnostic));
            }
        }
        if (hasErrors(diagnostics)) {
            return Compilation.failed(diagnostics);
        }
        phases.begin("checking types");
        var checked = check(ordered);
        for (int i = 0; i < ordered.size(); i++) {
            for (var diagnostic : checked.files().get(i).diagnostics()) {
                diagnostics.add(new FileDiagnostic(ordered.get(i), diagnostic));
            }
        }
        if (hasErrors(diagnostics) || goal == Goal.CHECK) {
            return Compilation.failed(diagnostics);
        }
        var entry = project.entry();
        if (checked.program().main().isEmpty() && entry.isPresent()) {
            diagnostics.add(new FileDiagnostic(entry.get(), noMain(checked.program(), entry.get())));
            return Compilation.failed(diagnostics);
        }
        phases.begin("lowering");
        var lowered = Lowering.lower(checked.program());
        for (var module : ordered) {
            for (var diagnostic : lowered.errors().getOrDefault(module.name(), List.of())) {
                diagnostics.add(new FileDiagnostic(module, diagnostic));
            }
        }
        if (hasErrors(diagnostics)) {
            return Compilation.failed(diagnostics);
        }
        phases.begin("emitting class files");
        return new Compilation(diagnostics, Optional.of(emit(lowered.program())));
    }

    private static boolean hasErrors(List<FileDiagnostic> diagnostics) {
        return diagnostics.stream().anyMatch(FileDiagnostic::isError);
    }

    private static CheckResult check(List<SourceModule> modules) {
        var sources = modules.stream()
                .map(module -> new snow.types.SourceModule(
                        module.name(), module.file(), module.parsed().tree()))
                .toList();
        return Checker.check(sources, BuiltinFiles::text);
    }

    private static Diagnostic noMain(Program program, SourceModule entry) {
        for (var module : program.modules()) {
            for (var function : module.functions()) {
                if (!module.builtin()
                        && module.name().equals(entry.name())
                        && function.name().equals("main")) {
                    return Diagnostic.error("C0005", "`main` takes no parameters", function.span(), "has parameters");
                }
            }
        }
        return Diagnostic.error(
                "C0002", "no `main` function in '" + entry.shown() + "'", new Span(0, 0), "a program starts in `main`");
    }

    private static CompiledProgram emit(MirProgram program) {
        var classes = new TreeMap<String, byte[]>();
        for (var file : Emitter.emit(program)) {
            classes.put(file.name(), file.bytes());
        }
        return new CompiledProgram(classes, () -> MirPrinter.print(program));
    }

    private static <T> T withDeepStack(Callable<T> work) {
        var task = new FutureTask<>(work);
        var thread = new Thread(null, task, "compiler", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (java.util.concurrent.ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException failure
                            ? failure
                            : new IllegalStateException("the compiler failed", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
