package snow.types;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import snow.diagnostics.Diagnostic;
import snow.types.tree.Function;
import snow.types.tree.Module;
import snow.types.tree.Program;

/** From syntax trees to the typed tree: names, types, patterns. Does no input or output and throws nothing, whatever the program. */
public final class Checker {
    /** The name of the module whose {@code main} starts the program. */
    public static final String ENTRY = "Main";

    private static final long DEEP_STACK_BYTES = 512L << 20;

    private Checker() {}

    /**
     * A module whose bodies have been checked.
     *
     * @param defaults default methods of interfaces of other modules that its impls take over
     */
    private record Checked(ModuleScope module, Inference inference, Definitions definitions, List<Checked> defaults) {
        Checked(World world, ModuleScope module) {
            var inference = new Inference(world, module);
            this(module, inference, new Definitions(inference), new ArrayList<>());
        }

        /** Makes the typed trees and looks at what needs final types. */
        void define() {
            definitions.define();
            inference.afterwards.forEach(Runnable::run);
            defaults.forEach(Checked::define);
        }
    }

    /**
     * Checks a program.
     *
     * @param modules in compilation order, the entry module {@link #ENTRY} last; none with syntax errors
     * @param builtins the interface files of the built-in modules
     */
    public static CheckResult check(List<SourceModule> modules, BuiltinSource builtins) {
        try {
            return checkHere(modules, builtins);
        } catch (StackOverflowError _) {
            return checkDeep(modules, builtins);
        }
    }

    /** Checks once more on a thread whose stack bears the deepest nesting that the parser lets through. */
    private static CheckResult checkDeep(List<SourceModule> modules, BuiltinSource builtins) {
        var task = new FutureTask<>(() -> checkHere(modules, builtins));
        var thread = new Thread(null, task, "snow-checker", DEEP_STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("the checker failed", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static CheckResult checkHere(List<SourceModule> modules, BuiltinSource builtins) {
        var world = new World(builtins);
        var declarations = new ArrayList<Declarations>();
        for (var module : modules) {
            var scope = new ModuleScope(module.name(), false, module.file(), module.tree());
            world.projectModules.put(module.name(), scope);
            declarations.add(new Declarations(world, scope));
        }
        Declarations.declare(world, declarations);
        var checked = new ArrayList<Checked>();
        var defaults = new ForeignDefaults(world);
        for (var one : declarations) {
            var module = new Checked(world, one.module());
            module.definitions.check(one.topLevelExpressions());
            defaults.check(module);
            checked.add(module);
        }
        var library = checkLibrary(world);
        library.values().forEach(one -> one.definitions.define());
        for (var one : checked) {
            one.define();
            InitialisationOrder.check(one.module);
            warnOfUnused(one);
        }
        var program = program(world, checked, library);
        return new CheckResult(
                program,
                checked.stream()
                        .map(one -> new FileDiagnostics(one.module.file, one.module.reporter.inOrder()))
                        .toList());
    }

    /** Default methods that impls take over from interfaces of other modules: checked when both modules have been. */
    private static final class ForeignDefaults {
        private final World world;
        private final Set<ModuleScope> done = new HashSet<>();
        private final Map<ModuleScope, List<Runnable>> waiting = new HashMap<>();

        ForeignDefaults(World world) {
            this.world = world;
        }

        /** To be called after each module. */
        void check(Checked last) {
            done.add(last.module);
            for (var impl : last.module.impls) {
                for (var method : impl.methods.values()) {
                    if (done.contains(method.module)) {
                        if (method.module != last.module) {
                            check(method, last);
                        }
                    } else {
                        waiting.computeIfAbsent(method.module, _ -> new ArrayList<>())
                                .add(() -> check(method, last));
                    }
                }
            }
            Optional.ofNullable(waiting.remove(last.module)).ifPresent(all -> all.forEach(Runnable::run));
        }

        private void check(Definition.Fn method, Checked implementing) {
            var home = new Checked(world, method.module);
            home.definitions.checkDefault(method);
            implementing.defaults.add(home);
        }
    }

    /** Checks the bodies of the built-in functions that the program uses, and of those that they use. */
    private static LinkedHashMap<ModuleScope, Checked> checkLibrary(World world) {
        var library = new LinkedHashMap<ModuleScope, Checked>();
        while (!world.reached.isEmpty()) {
            var fn = world.reached.poll();
            var one = library.computeIfAbsent(fn.module, module -> new Checked(world, module));
            one.definitions.checkBuiltin(fn);
            if (fn.module.reporter.hasErrors()) {
                throw new IllegalStateException(
                        fn.module.file + ": " + fn.module.reporter.inOrder().getFirst());
            }
        }
        return library;
    }

    /** W0004, W0005. */
    private static void warnOfUnused(Checked checked) {
        if (checked.module.reporter.hasErrors()) {
            return;
        }
        unusedImports(checked.module).forEach(imported -> warnOfUnused(checked.module, imported));
        for (var variable : checked.inference.letVariables) {
            if (!variable.isUsed && !variable.name.startsWith("_") && !variable.name.isEmpty()) {
                checked.module.reporter.report(Diagnostic.warning(
                                "W0004", "unused variable: `" + variable.name + "`", variable.span, "never used")
                        .help("prefix it with an underscore: `_" + variable.name + "`"));
            }
        }
    }

    private static void warnOfUnused(ModuleScope module, ModuleScope.Import imported) {
        module.reporter.report(
                Diagnostic.warning("W0005", "unused import: `" + imported.text + "`", imported.span, "never used")
                        .help("remove it"));
    }

    /** A module imported for its types or impls needs one import: that of the whole module if there is one. */
    private static List<ModuleScope.Import> unusedImports(ModuleScope module) {
        var usedModules = new HashSet<ModuleScope>();
        for (var whole : module.wholeImports) {
            if (whole.isUsed || module.usedModules.contains(whole.from.name)) {
                usedModules.add(whole.from);
            }
        }
        module.wholeImports.forEach(whole -> whole.isUsed |= usedModules.contains(whole.from));
        module.listedImports.stream().filter(listed -> listed.isUsed).forEach(listed -> usedModules.add(listed.from));
        var all = new ArrayList<>(module.wholeImports);
        all.addAll(module.listedImports);
        all.removeIf(imported -> imported.isUsed
                || module.usedModules.contains(imported.from.name) && !usedModules.contains(imported.from));
        return all;
    }

    private static Program program(World world, List<Checked> checked, LinkedHashMap<ModuleScope, Checked> library) {
        var modules = new ArrayList<Module>();
        for (var module : library.keySet()) {
            modules.add(new Module(
                    module.name,
                    true,
                    module.file,
                    module.lineStarts(),
                    List.of(),
                    List.of(),
                    world.usedBuiltins.stream()
                            .filter(fn -> fn.module == module)
                            .map(fn -> fn.function)
                            .toList(),
                    List.of()));
        }
        var methods = new HashMap<ModuleScope, List<Function>>();
        for (var one : checked) {
            one.module.impls.forEach(impl -> impl.methods
                    .values()
                    .forEach(fn -> methods.computeIfAbsent(fn.module, _ -> new ArrayList<>())
                            .add(fn.function)));
        }
        Optional<Function> main = Optional.empty();
        for (var one : checked) {
            var module = one.module;
            modules.add(module(module, methods.getOrDefault(module, List.of())));
            if (module.name.equals(ENTRY)) {
                main = module.functions("main", 0).stream().findFirst().map(fn -> fn.function);
            }
        }
        return new Program(modules, main, world.instances.implementations(world.builtinTypes));
    }

    private static Module module(ModuleScope module, List<Function> methods) {
        var functions = new ArrayList<>(methods);
        module.functions.values().forEach(list -> list.forEach(fn -> functions.add(fn.function)));
        module.actors.values().forEach(actor -> functions.add(actor.function));
        module.services.values().forEach(service -> functions.addAll(service.functions()));
        module.supervisors.values().forEach(supervisor -> functions.addAll(supervisor.functions()));
        functions.sort(
                java.util.Comparator.comparingInt(function -> function.span().start()));
        return new Module(
                module.name,
                false,
                module.file,
                module.lineStarts(),
                module.types.values().stream()
                        .filter(type -> type.kind == TypeDefinition.Kind.STRUCT)
                        .map(TypeDefinition::struct)
                        .toList(),
                module.types.values().stream()
                        .filter(type -> type.kind == TypeDefinition.Kind.SUM)
                        .map(TypeDefinition::sumType)
                        .toList(),
                functions,
                module.lets.stream().flatMap(let -> let.constant.stream()).toList());
    }
}
