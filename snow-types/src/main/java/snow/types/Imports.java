package snow.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import snow.diagnostics.Diagnostic;
import snow.syntax.Item;
import snow.syntax.Name;
import snow.syntax.Path;
import snow.syntax.Span;

/** Imports (spec 02 §15, spec 03 §13.4). All modules have entered their definitions before any import is looked at. */
final class Imports {
    private final World world;
    private final ModuleScope module;

    Imports(World world, ModuleScope module) {
        this.world = world;
        this.module = module;
    }

    void resolve() {
        for (var item : module.source.items()) {
            switch (item) {
                case Item.Import imported -> whole(imported);
                case Item.FromImport imported -> listed(imported);
                default -> {}
            }
        }
        module.listedImports.forEach(imported ->
                Optional.ofNullable(imported.from.types.get(imported.member)).ifPresent(this::enterVariants));
    }

    private void whole(Item.Import imported) {
        var path = imported.path();
        var from = from(path);
        if (from.isEmpty()) {
            return;
        }
        var entry = new ModuleScope.Import(from.get(), "", path.span(), path.text());
        // Built-in modules need no import, and do not hide those of the project.
        if (from.get().isBuiltin) {
            module.namespaces.putIfAbsent(path.last().text(), entry);
        } else {
            module.namespaces.put(path.last().text(), entry);
            enterTypes(from.get());
        }
        module.wholeImports.add(entry);
    }

    private void listed(Item.FromImport imported) {
        var from = from(imported.path());
        from.filter(found -> !found.isBuiltin).ifPresent(this::enterTypes);
        for (var name : imported.names()) {
            if (name.isMissing()) {
                continue;
            }
            if (from.isEmpty()) {
                module.inError.put(name.text(), name.span());
            } else {
                listed(from.get(), imported.path(), name);
            }
        }
    }

    private void listed(ModuleScope from, Path path, Name name) {
        var home = exporting(from, path.last().text(), name.text());
        if (home.isEmpty()) {
            notExported(from, path.text(), name, "imported", exports(from));
            module.inError.put(name.text(), name.span());
            Suggestions.nearest(name.text(), exports(from))
                    .filter(meant -> from.functions.containsKey(meant) && isUnknown(meant))
                    .ifPresent(meant -> module.inError.put(meant, name.span()));
            return;
        }
        var first = module.imports.get(name.text());
        if (first != null && first.from != home.get()) {
            module.reporter.report(Messages.duplicate("import", name.text(), name.span(), first.span));
            return;
        }
        var entry = new ModuleScope.Import(home.get(), name.text(), name.span(), name.text());
        module.listedImports.add(entry);
        module.imports.put(name.text(), entry);
    }

    /** Whether a name means nothing but what a misspelt import was to bring: uses of it follow from that mistake. */
    private boolean isUnknown(String name) {
        return !module.functions.containsKey(name)
                && world.builtins.prelude(name).isEmpty()
                && world.builtins.flat(name).isEmpty();
    }

    /** The module that a listed name comes from: what a module of the project lacks is looked up in the built-in one of its name. */
    private Optional<ModuleScope> exporting(ModuleScope from, String last, String name) {
        if (exports(from, name)) {
            return Optional.of(from);
        }
        return from.isBuiltin
                ? Optional.empty()
                : world.builtins.module(last).filter(builtin -> exports(builtin, name));
    }

    /** Whether a module exports a name. */
    static boolean exports(ModuleScope from, String name) {
        return Optional.ofNullable(from.types.get(name))
                        .filter(type -> type.isPublic)
                        .isPresent()
                || Optional.ofNullable(from.aliases.get(name))
                        .filter(alias -> alias.isPublic)
                        .isPresent()
                || Optional.ofNullable(from.interfaces.get(name))
                        .filter(one -> one.isPublic)
                        .isPresent()
                || hasPublicFunction(from, name);
    }

    private static boolean hasPublicFunction(ModuleScope from, String name) {
        return from.functions.getOrDefault(name, List.of()).stream()
                .anyMatch(fn -> fn.clauses.getFirst().isPub());
    }

    /** What a module exports, in alphabetical order. */
    static Set<String> exports(ModuleScope from) {
        var names = new TreeSet<String>();
        for (var all : List.of(
                from.types.keySet(), from.aliases.keySet(), from.interfaces.keySet(), from.functions.keySet())) {
            all.stream().filter(name -> exports(from, name)).forEach(names::add);
        }
        return names;
    }

    private void enterTypes(ModuleScope from) {
        for (var type : from.types.values()) {
            if (type.isPublic) {
                module.importedTypes.put(type.name.name(), type);
                enterVariants(type);
            }
        }
    }

    /** The last one entered is the one meant. */
    private void enterVariants(TypeDefinition type) {
        for (var variant : type.variants) {
            var all = module.importedVariants.computeIfAbsent(variant.name, _ -> new ArrayList<>());
            all.remove(variant);
            all.add(variant);
        }
    }

    /** The variants that may stand behind a module's name and a dot. */
    static Set<String> variants(ModuleScope from) {
        var names = new TreeSet<String>();
        from.types.values().stream()
                .filter(type -> type.isPublic)
                .forEach(type -> type.variants.forEach(variant -> names.add(variant.name)));
        return names;
    }

    /** E0034 or E0035 for a type behind a module's name and a dot. */
    void noSuchType(ModuleScope from, String path, Name name) {
        var legal = exports(from);
        legal.removeIf(export -> !from.types.containsKey(export) && !from.aliases.containsKey(export));
        notExported(from, path, name, "used", legal);
    }

    /** E0034 or E0035 for an interface behind a module's name and a dot. */
    void noSuchInterface(ModuleScope from, String path, Name name) {
        var legal = exports(from);
        legal.retainAll(from.interfaces.keySet());
        notExported(from, path, name, "used", legal);
    }

    /** E0034 or E0035 for a value behind a module's name and a dot. */
    void noSuchValue(ModuleScope from, String path, Name name) {
        var legal = exports(from);
        legal.addAll(variants(from));
        notExported(from, path, name, "used", legal);
    }

    /** E0034, or E0035 when the module has the name for itself. */
    private void notExported(ModuleScope from, String path, Name name, String verb, Set<String> legal) {
        var own = definition(from, name.text());
        if (own.isEmpty()) {
            module.reporter.report(Messages.notInModule(name.text(), path, name.span(), exports(from), legal));
            return;
        }
        boolean canBePublic = process(from, name.text()).isEmpty() && !from.constants.containsKey(name.text());
        module.reporter.report(Diagnostic.error(
                        "E0035",
                        "private item cannot be " + verb,
                        name.span(),
                        "`" + name.text() + "` is private in module `" + path + "`")
                .label(module.label(from, own.get(), "defined here"))
                .help(
                        canBePublic
                                ? "add `pub` to `" + name.text() + "` in module `" + path + "` to make it accessible"
                                : "add a `pub fn` to module `" + path + "` that gives access to `" + name.text()
                                        + "`"));
    }

    /** Where a module defines a name that it does not export; built-in modules keep such names to themselves. */
    private static Optional<Span> definition(ModuleScope from, String name) {
        if (from.isBuiltin) {
            return Optional.empty();
        }
        return Optional.ofNullable(from.functions.get(name))
                .map(functions -> functions.getFirst().nameSpan)
                .or(() -> Optional.ofNullable(from.types.get(name)).map(type -> type.nameSpan))
                .or(() -> Optional.ofNullable(from.aliases.get(name)).map(alias -> alias.name.span()))
                .or(() -> Optional.ofNullable(from.interfaces.get(name)).map(one -> one.nameSpan))
                .or(() -> process(from, name))
                .or(() -> Optional.ofNullable(from.constants.get(name)).map(let -> let.nameSpan))
                .or(() -> Optional.ofNullable(from.inError.get(name)));
    }

    /** Where a module defines an actor, service or supervisor; these are always private (spec 03 §13.5). */
    private static Optional<Span> process(ModuleScope from, String name) {
        return Optional.ofNullable(from.actors.get(name))
                .map(actor -> actor.nameSpan)
                .or(() -> Optional.ofNullable(from.services.get(name)).map(service -> service.nameSpan))
                .or(() -> Optional.ofNullable(from.supervisors.get(name)).map(supervisor -> supervisor.nameSpan));
    }

    private Optional<ModuleScope> from(Path path) {
        if (path.last().isMissing()) {
            return Optional.empty();
        }
        var found =
                Optional.ofNullable(world.projectModules.get(path.text())).or(() -> world.builtins.module(path.text()));
        if (found.isEmpty()) {
            var legal = new TreeSet<>(world.projectModules.keySet());
            legal.remove(Checker.ENTRY);
            legal.remove(module.name);
            legal.addAll(BuiltinModules.NAMES);
            var diagnostic = Diagnostic.error(
                    "E0031", "module not found", path.span(), "module `" + path.text() + "` not found");
            var meant = Suggestions.nearest(path.text(), legal);
            module.reporter.report(meant.map(name -> diagnostic.note("did you mean `" + name + "`?"))
                    .orElse(diagnostic));
            meant.filter(world.projectModules::containsKey)
                    .map(name -> name.substring(name.lastIndexOf('.') + 1))
                    .filter(name -> !module.namespaces.containsKey(name))
                    .ifPresent(name -> module.inError.put(name, path.span()));
            module.inError.put(path.last().text(), path.span());
            module.misses = true;
        }
        return found;
    }
}
