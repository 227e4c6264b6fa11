package snow.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import snow.diagnostics.Diagnostic;
import snow.syntax.Item;
import snow.syntax.Param;

/** Interfaces of a module and their methods (spec 02 §7.1). */
final class InterfaceDeclarations {
    private final World world;
    private final ModuleScope module;
    private final Headers headers;
    private final Annotations annotations;
    /** The module's interfaces and where they are declared. */
    private final Map<InterfaceDefinition, Item.InterfaceDef> interfaces = new LinkedHashMap<>();

    InterfaceDeclarations(World world, ModuleScope module) {
        this.world = world;
        this.module = module;
        this.headers = new Headers(world, module);
        this.annotations = new Annotations(world, module);
    }

    void enter(List<Item.InterfaceDef> items) {
        items.forEach(this::enter);
    }

    void define() {
        interfaces.forEach((definition, item) -> {
            define(definition, item);
            world.add(definition);
            world.instances.assume(definition);
        });
    }

    private void enter(Item.InterfaceDef item) {
        var name = item.name();
        if (name.isMissing()) {
            return;
        }
        var first = module.interfaces.get(name.text());
        if (first != null) {
            module.reporter.report(Messages.duplicate("interface", name.text(), name.span(), first.nameSpan));
            return;
        }
        var builtin = world.interfaces.all().get(name.text());
        if (builtin != null) {
            boolean same = builtin.methods.stream()
                    .map(InterfaceDefinition.Method::name)
                    .collect(Collectors.toSet())
                    .equals(item.methods().stream()
                            .map(method -> method.name().text())
                            .collect(Collectors.toSet()));
            if (!same) {
                module.reporter.report(Diagnostic.error(
                        "E0055", "interface `" + name.text() + "` is defined twice", name.span(), "second definition"));
            }
            return;
        }
        var definition = new InterfaceDefinition(
                new TypeName(module.name, name.text()), name.span(), Optional.of(module), item.isPub());
        module.interfaces.put(name.text(), definition);
        world.projectInterfaces.put(definition.name, definition);
        interfaces.put(definition, item);
    }

    private void define(InterfaceDefinition definition, Item.InterfaceDef item) {
        definition.typeParameters.putAll(headers.typeParameters(item.generics()));
        var names = new LinkedHashMap<String, Ty>(Headers.asTypes(definition.typeParameters));
        names.put(InterfaceDefinition.SELF, definition.selfType());
        for (var method : item.methods()) {
            var earlier = definition.method(method.name().text());
            if (earlier.isPresent()) {
                module.reporter.report(Messages.duplicate(
                        "method",
                        method.name().text(),
                        method.name().span(),
                        earlier.get().item().orElseThrow().name().span()));
                continue;
            }
            definition.methods.add(method(definition, method, names));
        }
    }

    private InterfaceDefinition.Method method(
            InterfaceDefinition definition, Item.InterfaceMethod item, Map<String, Ty> names) {
        var scope = TypeScope.EMPTY.with(names);
        var parameters = new ArrayList<Optional<Ty>>();
        boolean isStatic = true;
        for (var param : item.params()) {
            if (param instanceof Param.Self self) {
                isStatic = false;
                if (param != item.params().getFirst()) {
                    module.reporter.report(Messages.selfNotFirst(self));
                }
                continue;
            }
            parameters.add(Headers.annotation(param).map(type -> annotations.type(type, scope)));
        }
        var result = item.returnType().map(type -> annotations.type(type, scope));
        return new InterfaceDefinition.Method(
                definition,
                item.name().text(),
                isStatic,
                parameters,
                result,
                item.body().isPresent(),
                Optional.of(item),
                asFunction(item).map(clause -> body(definition, clause, names)));
    }

    /** A default method as if it were written as a function. */
    static Optional<Item.FnDef> asFunction(Item.InterfaceMethod method) {
        return method.body()
                .map(body -> new Item.FnDef(
                        method.span(),
                        false,
                        method.name(),
                        List.of(),
                        method.params(),
                        method.returnType(),
                        List.of(),
                        Optional.empty(),
                        body));
    }

    /** A default method over the interface's own {@code Self}; checked, never compiled. */
    private Definition.Fn body(InterfaceDefinition definition, Item.FnDef clause, Map<String, Ty> names) {
        var fn = new Definition.Fn(
                module,
                clause,
                clause.params().size(),
                definition.name.name() + "." + clause.name().text(),
                Optional.empty());
        fn.defaultOf = Optional.of(definition);
        fn.typeNames.putAll(names);
        fn.header = headers.read(fn.clauses, TypeScope.EMPTY.with(names));
        var parameters = fn.header.parameters.getFirst();
        for (int i = 0; i < parameters.size(); i++) {
            if (clause.params().get(i) instanceof Param.Self) {
                parameters.set(i, Optional.of(definition.selfType()));
            }
        }
        return fn;
    }
}
