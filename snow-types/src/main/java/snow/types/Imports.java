package snow.types;

import java.util.Optional;
import java.util.TreeSet;
import snow.diagnostics.Diagnostic;
import snow.syntax.Item;
import snow.syntax.Path;

/** Imports (spec 02 §15); of built-in modules only. */
final class Imports {
    private Imports() {}

    static void whole(World world, ModuleScope module, Item.Import imported) {
        var path = imported.path();
        from(world, module, path)
                .ifPresent(from -> module.namespaces.putIfAbsent(
                        path.last().text(), new ModuleScope.Import(from, "", path.span(), path.text())));
    }

    static void listed(World world, ModuleScope module, Item.FromImport imported) {
        var from = from(world, module, imported.path());
        for (var name : imported.names()) {
            if (name.isMissing()) {
                continue;
            }
            if (from.isEmpty()) {
                module.inError.put(name.text(), name.span());
                continue;
            }
            var first = module.imports.get(name.text());
            if (first != null && first.from != from.get()) {
                module.reporter.report(Messages.duplicate("import", name.text(), name.span(), first.span));
                continue;
            }
            var functions = from.get().functions;
            if (!functions.containsKey(name.text())) {
                module.reporter.report(
                        Messages.notInModule(name.text(), imported.path().text(), name.span(), functions.keySet()));
                module.inError.put(name.text(), name.span());
                continue;
            }
            module.imports.put(name.text(), new ModuleScope.Import(from.get(), name.text(), name.span(), name.text()));
        }
    }

    private static Optional<ModuleScope> from(World world, ModuleScope module, Path path) {
        if (path.last().isMissing()) {
            return Optional.empty();
        }
        if (world.projectModules.contains(path.text())) {
            module.reporter.report(Messages.notSupported("import of a module of the project", path.span()));
            module.inError.put(path.last().text(), path.span());
            return Optional.empty();
        }
        var found = world.builtins.module(path.text());
        if (found.isEmpty()) {
            var diagnostic = Diagnostic.error(
                    "E0031", "module not found", path.span(), "module `" + path.text() + "` not found");
            var near = Suggestions.nearest(path.text(), new TreeSet<>(BuiltinModules.NAMES));
            module.reporter.report(near.map(name -> diagnostic.note("did you mean `" + name + "`?"))
                    .orElse(diagnostic));
            module.inError.put(path.last().text(), path.span());
        }
        return found;
    }
}
