package snow.project;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import snow.diagnostics.Diagnostic;
import snow.syntax.Span;

/** The order in which modules are checked: dependencies first, then by name (spec 03 §13.6). */
final class ModuleOrder {
    private static final String CYCLE = "C0003";
    private static final String SELF_IMPORT = "C0004";

    private final Map<String, SourceModule> modules = new TreeMap<>();
    private final Map<String, Map<String, List<Span>>> imports = new HashMap<>();

    private ModuleOrder(List<SourceModule> unordered) {
        for (var module : unordered) {
            modules.put(module.name(), module);
        }
        for (var module : modules.values()) {
            var known = Imports.of(module);
            known.keySet().retainAll(modules.keySet());
            imports.put(module.name(), known);
        }
    }

    /** The order, or why there is none. */
    sealed interface Result {
        record Ordered(List<SourceModule> modules) implements Result {}

        record Impossible(List<FileDiagnostic> diagnostics) implements Result {}
    }

    static Result of(List<SourceModule> unordered) {
        return new ModuleOrder(unordered).order();
    }

    private Result order() {
        var selfImports = selfImports();
        if (!selfImports.isEmpty()) {
            return new Result.Impossible(selfImports);
        }
        var importers = new HashMap<String, List<String>>();
        var missing = new HashMap<String, Integer>();
        var ready = new ArrayDeque<String>();
        for (var name : modules.keySet()) {
            var needed = imports.get(name).keySet();
            missing.put(name, needed.size());
            needed.forEach(imported ->
                    importers.computeIfAbsent(imported, _ -> new ArrayList<>()).add(name));
            if (needed.isEmpty()) {
                ready.add(name);
            }
        }
        var ordered = new ArrayList<SourceModule>();
        while (!ready.isEmpty()) {
            var name = ready.poll();
            ordered.add(modules.get(name));
            for (var importer : importers.getOrDefault(name, List.of())) {
                // importers were listed in order of their names, so they become ready in that order
                if (missing.merge(importer, -1, Integer::sum) == 0) {
                    ready.add(importer);
                }
            }
        }
        if (ordered.size() == modules.size()) {
            return new Result.Ordered(List.copyOf(ordered));
        }
        var stuck = new TreeSet<>(modules.keySet());
        ordered.forEach(module -> stuck.remove(module.name()));
        return new Result.Impossible(List.of(describe(cycleAmong(stuck))));
    }

    private List<FileDiagnostic> selfImports() {
        var diagnostics = new ArrayList<FileDiagnostic>();
        for (var module : modules.values()) {
            var spans = imports.get(module.name()).get(module.name());
            if (spans != null) {
                diagnostics.add(new FileDiagnostic(
                        module,
                        Diagnostic.error(
                                SELF_IMPORT,
                                "Module '" + module.name() + "' cannot import itself",
                                spans.getFirst(),
                                "imports itself")));
            }
        }
        return diagnostics;
    }

    /**
     * Walks from import to import until a module comes again.
     *
     * @param stuck modules that each import, directly, another of them
     */
    private List<String> cycleAmong(TreeSet<String> stuck) {
        var path = new ArrayList<String>();
        var seen = new HashSet<String>();
        var at = stuck.first();
        while (seen.add(at)) {
            path.add(at);
            at = new TreeSet<>(imports.get(at).keySet())
                    .stream().filter(stuck::contains).findFirst().orElseThrow();
        }
        return List.copyOf(path.subList(path.indexOf(at), path.size()));
    }

    private FileDiagnostic describe(List<String> cycle) {
        var title = new StringBuilder("Circular dependency: ");
        for (var name : cycle) {
            title.append(name).append(" -> ");
        }
        title.append(cycle.getFirst());
        var first = modules.get(cycle.getFirst());
        Diagnostic diagnostic = null;
        for (int i = 0; i < cycle.size(); i++) {
            var module = modules.get(cycle.get(i));
            var imported = cycle.get((i + 1) % cycle.size());
            var span = imports.get(module.name()).get(imported).getFirst();
            var text = module.name() + " imports " + imported;
            diagnostic = diagnostic == null
                    ? Diagnostic.error(CYCLE, title.toString(), span, text)
                    : diagnostic.label(snow.diagnostics.Label.in(module.shown(), span, text));
        }
        return new FileDiagnostic(first, diagnostic);
    }
}
