package snow.project;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import snow.codegen.Emitter;
import snow.diagnostics.Diagnostic;
import snow.diagnostics.Label;
import snow.diagnostics.Severity;
import snow.diagnostics.Suggestion;
import snow.mir.Lowering;
import snow.mir.MirPrinter;
import snow.mir.MirProgram;
import snow.mir.optimise.Optimiser;
import snow.syntax.Span;
import snow.types.Checker;
import snow.types.tree.Program;

/** The way of a program from sources to class files. Does no output, and reads only the compiler's own files. */
public final class Compiler {
    private final Project project;
    private final int optLevel;
    private final Phases phases;
    private final List<FileDiagnostic> diagnostics = new ArrayList<>();

    private Compiler(Project project, int optLevel, Phases phases) {
        this.project = project;
        this.optLevel = optLevel;
        this.phases = phases;
    }

    /** How far to go. */
    public enum Goal {
        /** Everything up to type checking; no {@code main} is needed. */
        CHECK,
        CLASS_FILES
    }

    /**
     * Compiles a project.
     *
     * @param optLevel as for {@link Optimiser#optimise}
     */
    public static Compilation compile(Project project, Goal goal, int optLevel, Phases phases) {
        return DeepStack.call(() -> new Compiler(project, optLevel, phases).compile(goal));
    }

    /** Each step goes on where the one before found nothing wrong (spec 08 §2.1). */
    private Compilation compile(Goal goal) {
        phases.begin("ordering modules");
        var program = order().flatMap(this::check);
        if (goal == Goal.CHECK || program.isEmpty()) {
            return new Compilation(diagnostics, Optional.empty());
        }
        var compiled = project.entry().flatMap(EntryPoint::problem).map(problem -> {
            diagnostics.add(problem);
            return Optional.<CompiledProgram>empty();
        });
        return new Compilation(
                diagnostics,
                compiled.orElseGet(
                        () -> lower(program.get()).map(this::optimise).map(this::emit)));
    }

    /** The modules in compilation order; empty when they have none, or cannot be read as Snow. */
    private Optional<List<SourceModule>> order() {
        return switch (ModuleOrder.of(project.modules())) {
            case ModuleOrder.Result.Impossible impossible -> {
                diagnostics.addAll(impossible.diagnostics());
                yield Optional.empty();
            }
            case ModuleOrder.Result.Ordered ordered -> {
                boolean broken = false;
                for (var module : ordered.modules()) {
                    report(module, module.parsed().diagnostics());
                    broken |= module.parsed().hasErrors();
                }
                yield broken ? Optional.empty() : Optional.of(ordered.modules());
            }
        };
    }

    private Optional<Program> check(List<SourceModule> ordered) {
        phases.begin("checking types");
        var modules = new ArrayList<snow.types.SourceModule>();
        for (var module : ordered) {
            modules.add(new snow.types.SourceModule(
                    module.name(), module.file(), module.parsed().tree()));
        }
        var result = Checker.check(modules, BuiltinFiles::text);
        for (int i = 0; i < ordered.size(); i++) {
            report(
                    ordered.get(i),
                    withFileName(ordered.get(i), result.files().get(i).diagnostics()));
        }
        return result.hasErrors() ? Optional.empty() : Optional.of(result.program());
    }

    /** Errors, then warnings; the first of these is W0010 for a module that no import can name (spec 08 §3.3). */
    private static List<Diagnostic> withFileName(SourceModule module, List<Diagnostic> found) {
        if (ModuleName.isImportable(module.name())) {
            return found;
        }
        var all = new ArrayList<>(found);
        int errors = (int) found.stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                .count();
        all.add(
                errors,
                Diagnostic.warning(
                                "W0010",
                                "module name `" + module.name() + "` cannot be written in an import",
                                new Span(0, 0),
                                "rename the file")
                        .help(ModuleName.importableFile(module.file())));
        return all;
    }

    private Optional<MirProgram> lower(Program program) {
        phases.begin("lowering");
        var lowered = Lowering.lower(program);
        for (var module : project.modules()) {
            report(module, lowered.errors().getOrDefault(module.name(), List.of()));
        }
        return lowered.errors().isEmpty() ? Optional.of(lowered.program()) : Optional.empty();
    }

    private MirProgram optimise(MirProgram mir) {
        phases.begin("optimising");
        return Optimiser.optimise(mir, optLevel);
    }

    private CompiledProgram emit(MirProgram mir) {
        phases.begin("generating class files");
        var classes = new TreeMap<String, byte[]>();
        for (var file : Emitter.emit(mir)) {
            classes.put(file.name(), file.bytes());
        }
        return new CompiledProgram(classes, () -> MirPrinter.print(mir));
    }

    private void report(SourceModule module, List<Diagnostic> found) {
        for (var diagnostic : found) {
            diagnostics.add(new FileDiagnostic(module, shown(diagnostic)));
        }
    }

    // ---- the phases know files relative to the root; users know them from where they are

    private Diagnostic shown(Diagnostic diagnostic) {
        if (isAboutOneFile(diagnostic)) {
            return diagnostic;
        }
        Map<String, String> shown = new HashMap<>();
        for (var module : project.modules()) {
            shown.put(module.file(), module.shown());
        }
        return new Diagnostic(
                diagnostic.code(),
                diagnostic.severity(),
                diagnostic.title(),
                diagnostic.labels().stream()
                        .map(label -> new Label(
                                label.file().map(file -> shown.getOrDefault(file, file)), label.span(), label.text()))
                        .toList(),
                diagnostic.help(),
                diagnostic.notes(),
                diagnostic.suggestions().stream()
                        .map(suggestion -> new Suggestion(
                                suggestion.message(),
                                suggestion.edits().stream()
                                        .map(edit -> new Suggestion.Edit(
                                                edit.file().map(file -> shown.getOrDefault(file, file)),
                                                edit.span(),
                                                edit.text()))
                                        .toList()))
                        .toList());
    }

    private static boolean isAboutOneFile(Diagnostic diagnostic) {
        return diagnostic.labels().stream().allMatch(label -> label.file().isEmpty())
                && diagnostic.suggestions().stream()
                        .allMatch(suggestion -> suggestion.edits().stream()
                                .allMatch(edit -> edit.file().isEmpty()));
    }
}
