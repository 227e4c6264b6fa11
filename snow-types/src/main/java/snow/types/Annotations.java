package snow.types;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import snow.diagnostics.Diagnostic;
import snow.syntax.Path;
import snow.syntax.TypeExpr;

/** Types as written to types (spec 02 §1.2). */
final class Annotations {
    private final World world;
    private final ModuleScope module;
    private boolean leftOpen;

    Annotations(World world, ModuleScope module) {
        this.world = world;
        this.module = module;
    }

    /** Whether an annotation since the last call left arguments to be inferred. */
    boolean takeLeftOpen() {
        boolean result = leftOpen;
        leftOpen = false;
        return result;
    }

    Ty type(TypeExpr type, TypeScope scope) {
        return switch (type) {
            case TypeExpr.Named named -> named(named, scope);
            case TypeExpr.Tuple tuple ->
                tuple.elements().isEmpty() ? Ty.UNIT : new Ty.Tuple(types(tuple.elements(), scope));
            case TypeExpr.Paren paren -> type(paren.inner(), scope);
            case TypeExpr.Fun fun -> {
                var parameters = types(fun.params(), scope);
                yield new Ty.Function(parameters, type(fun.result(), scope));
            }
            case TypeExpr.Option option -> Ty.option(type(option.inner(), scope));
            case TypeExpr.Result result -> {
                var ok = type(result.ok(), scope);
                yield Ty.result(ok, type(result.error(), scope));
            }
            case TypeExpr.Error _ -> Ty.ERROR;
        };
    }

    private List<Ty> types(List<TypeExpr> types, TypeScope scope) {
        var result = new ArrayList<Ty>(types.size());
        for (var type : types) {
            result.add(type(type, scope));
        }
        return result;
    }

    private Ty named(TypeExpr.Named type, TypeScope scope) {
        var name = type.path().text();
        var arguments = types(type.args(), scope);
        var parameter = scope.find(name);
        if (parameter.isPresent()) {
            return arguments.isEmpty() ? parameter.get() : wrongCount(type, name, 0);
        }
        if (module.inError.containsKey(type.path().names().getFirst().text())) {
            return Ty.ERROR;
        }
        var visible = new Visible(world, module);
        var found = visible.type(type.path());
        if (found.isPresent() && !isBuiltin(found.get())) {
            return switch (found.get()) {
                case ModuleScope.Alias alias -> expanded(alias, type, arguments);
                case TypeDefinition definition -> applied(definition, type, arguments);
            };
        }
        if (name.equals("Pid") && arguments.size() <= 1) {
            return arguments.isEmpty() ? Ty.PID : Ty.pid(arguments.getFirst());
        }
        if (name.equals("Pid")) {
            return wrongCount(type, name, 1);
        }
        if (name.equals("Tuple") && arguments.isEmpty()) {
            if (module.isBuiltin) {
                return Ty.builtin("Tuple"); // the runtime's class of all tuples
            }
            leftOpen = true;
            return world.unifier.freshTuple();
        }
        if (found.isPresent() && found.get() instanceof TypeDefinition builtin) {
            return applied(builtin, type, arguments);
        }
        if (name.equals("Self")) {
            module.reporter.report(Messages.notAllowed("`Self` outside of interface or impl", type.span()));
            return Ty.ERROR;
        }
        unknown(type.path(), scope);
        return Ty.ERROR;
    }

    private static boolean isBuiltin(NamedType type) {
        return type instanceof TypeDefinition definition && definition.name.isBuiltin();
    }

    /** E0050; for a type of an imported module E0034 or E0035. */
    void unknown(Path path, TypeScope scope) {
        var first = path.names().getFirst().text();
        if (path.last().isMissing() || module.inError.containsKey(first)) {
            return;
        }
        var visible = new Visible(world, module);
        var from = path.names().size() == 2 ? visible.namespace(first) : Optional.<ModuleScope.Import>empty();
        if (from.isPresent()) {
            new Imports(world, module).noSuchType(from.get().from, from.get().text, path.last());
            return;
        }
        if (module.misses) {
            return; // it may come from a module that was not found
        }
        var legal = visible.typeNames();
        legal.addAll(scope.all());
        legal.add("Pid");
        module.reporter.report(Messages.unknownType(path.text(), path.span(), legal));
    }

    private Ty applied(TypeDefinition definition, TypeExpr.Named type, List<Ty> arguments) {
        int wanted = definition.parameters.size();
        if (arguments.size() == wanted) {
            return new Ty.Con(definition.name, arguments);
        }
        if (arguments.isEmpty()) {
            leftOpen = true;
            return definition.instance(world.unifier);
        }
        return wrongCount(type, definition.name.name(), wanted);
    }

    private Ty wrongCount(TypeExpr.Named type, String name, int wanted) {
        module.reporter.report(Messages.typeArguments(name, wanted, type.args().size(), type.span()));
        return Ty.ERROR;
    }

    private Ty expanded(ModuleScope.Alias alias, TypeExpr.Named type, List<Ty> arguments) {
        var expansion = withOwnVariables(
                (alias.module == module ? this : new Annotations(world, alias.module)).expansion(alias),
                new IdentityHashMap<>());
        if (alias.parameters.isEmpty() && arguments.isEmpty()) {
            return expansion;
        }
        var actual = arguments;
        if (arguments.isEmpty()) {
            leftOpen = true;
            actual = new ArrayList<>();
            for (int i = 0; i < alias.parameters.size(); i++) {
                actual.add(world.unifier.fresh());
            }
        }
        if (actual.size() != alias.parameters.size()) {
            return wrongCount(type, alias.name.text(), alias.parameters.size());
        }
        var map = new IdentityHashMap<TypeParameter, Ty>();
        for (int i = 0; i < actual.size(); i++) {
            map.put(alias.parameters.get(i), actual.get(i));
        }
        return Scheme.substitute(expansion, map);
    }

    /** What an alias leaves open each use chooses anew, as if the expansion were written there. */
    private Ty withOwnVariables(Ty type, Map<Ty, Ty> own) {
        if (Ty.isFixed(type)) {
            return type;
        }
        return switch (Ty.resolve(type)) {
            case Ty.Var variable -> {
                leftOpen = true;
                yield own.computeIfAbsent(
                        variable, _ -> variable.isTuple ? world.unifier.freshTuple() : world.unifier.fresh());
            }
            case Ty.Con con -> new Ty.Con(con.name(), withOwnVariables(con.arguments(), own));
            case Ty.Tuple tuple -> new Ty.Tuple(withOwnVariables(tuple.components(), own));
            case Ty.Function function ->
                new Ty.Function(withOwnVariables(function.parameters(), own), withOwnVariables(function.result(), own));
            case Ty.Parameter _, Ty.Simple _ -> type;
        };
    }

    private List<Ty> withOwnVariables(List<Ty> types, Map<Ty, Ty> own) {
        return types.stream().map(type -> withOwnVariables(type, own)).toList();
    }

    /** What an alias stands for, found on first use. */
    Ty expansion(ModuleScope.Alias alias) {
        if (alias.expansion.isPresent()) {
            return alias.expansion.get();
        }
        if (alias.isBeingExpanded) {
            module.reporter.report(Diagnostic.error(
                            "E0060",
                            "type alias `" + alias.name.text() + "` refers to itself",
                            alias.name.span(),
                            "recursive alias")
                    .help("use a struct or a sum type for a recursive type"));
            alias.expansion = java.util.Optional.of(Ty.ERROR);
            return Ty.ERROR;
        }
        alias.isBeingExpanded = true;
        var type = type(alias.type, TypeScope.EMPTY.with(alias.scope));
        if (alias.expansion.isEmpty()) {
            alias.expansion = java.util.Optional.of(type);
        }
        return alias.expansion.get();
    }
}
