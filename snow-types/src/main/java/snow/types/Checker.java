package snow.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
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

    private record Checked(ModuleScope module, Inference inference, Definitions definitions) {}

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
        modules.forEach(module -> world.projectModules.add(module.name()));
        var checked = new ArrayList<Checked>();
        for (var module : modules) {
            var scope = new ModuleScope(module.name(), false, module.file(), module.tree());
            var declarations = new Declarations(world, scope);
            declarations.declare();
            var inference = new Inference(world, scope);
            var definitions = new Definitions(inference);
            definitions.check(declarations.topLevelExpressions());
            checked.add(new Checked(scope, inference, definitions));
        }
        var library = checkLibrary(world);
        library.values().forEach(one -> one.definitions.define());
        for (var one : checked) {
            one.definitions.define();
            one.inference.afterwards.forEach(Runnable::run);
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

    /** Checks the bodies of the built-in functions that the program uses, and of those that they use. */
    private static LinkedHashMap<ModuleScope, Checked> checkLibrary(World world) {
        var library = new LinkedHashMap<ModuleScope, Checked>();
        while (!world.reached.isEmpty()) {
            var fn = world.reached.poll();
            var one = library.computeIfAbsent(fn.module, module -> {
                var inference = new Inference(world, module);
                return new Checked(module, inference, new Definitions(inference));
            });
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
        checked.module.imports.values().forEach(imported -> warnOfUnused(checked.module, imported));
        checked.module.namespaces.values().forEach(imported -> warnOfUnused(checked.module, imported));
        for (var variable : checked.inference.letVariables) {
            if (!variable.isUsed && !variable.name.startsWith("_") && !variable.name.isEmpty()) {
                checked.module.reporter.report(Diagnostic.warning(
                                "W0004", "unused variable: `" + variable.name + "`", variable.span, "never used")
                        .help("prefix it with an underscore: `_" + variable.name + "`"));
            }
        }
    }

    private static void warnOfUnused(ModuleScope module, ModuleScope.Import imported) {
        if (!imported.isUsed) {
            module.reporter.report(
                    Diagnostic.warning("W0005", "unused import: `" + imported.text + "`", imported.span, "never used")
                            .help("remove it"));
        }
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
        Optional<Function> main = Optional.empty();
        for (var one : checked) {
            var module = one.module;
            modules.add(module(module));
            if (module.name.equals(ENTRY)) {
                main = module.functions("main", 0).stream().findFirst().map(fn -> fn.function);
            }
        }
        return new Program(modules, main, world.instances.implementations(world.builtinTypes));
    }

    private static Module module(ModuleScope module) {
        var functions = new ArrayList<Function>();
        module.functions.values().forEach(list -> list.forEach(fn -> functions.add(fn.function)));
        module.impls.forEach(impl -> impl.methods.values().forEach(fn -> functions.add(fn.function)));
        module.actors.values().forEach(actor -> functions.add(actor.function));
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
