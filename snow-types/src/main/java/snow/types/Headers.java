package snow.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import snow.diagnostics.Diagnostic;
import snow.syntax.Item;
import snow.syntax.Name;
import snow.syntax.Param;
import snow.syntax.Path;
import snow.syntax.Span;
import snow.syntax.TypeExpr;

/** What the headers of functions say: type parameters, annotations, bounds (spec 02 §5). */
final class Headers {
    private final World world;
    private final ModuleScope module;
    private final Annotations annotations;
    private final Visible visible;

    Headers(World world, ModuleScope module) {
        this.world = world;
        this.module = module;
        this.annotations = new Annotations(world, module);
        this.visible = new Visible(world, module);
    }

    /** Reads the annotations of all clauses of a function. */
    Definition.Header read(List<Item.FnDef> clauses, TypeScope outer) {
        // What an annotation leaves open belongs to the function, as if it were inferred with its body.
        world.unifier.enterLevel();
        try {
            return readAtItsLevel(clauses, outer);
        } finally {
            world.unifier.leaveLevel();
        }
    }

    private Definition.Header readAtItsLevel(List<Item.FnDef> clauses, TypeScope outer) {
        var header = new Definition.Header();
        var first = clauses.getFirst();
        header.typeParameters.putAll(typeParameters(first.generics()));
        first.generics().forEach(name -> header.typeParameterSpans.add(name.span()));
        var scope = outer.with(asTypes(header.typeParameters));
        annotations.takeLeftOpen();
        boolean complete = clauses.size() == 1;
        for (var clause : clauses) {
            var types = new ArrayList<Optional<Ty>>();
            for (var param : clause.params()) {
                var type = annotation(param).map(written -> annotations.type(written, scope));
                complete &= type.isPresent();
                types.add(type);
            }
            header.parameters.add(types);
        }
        header.result = first.returnType().map(type -> annotations.type(type, scope));
        header.resultSpan = first.returnType().map(TypeExpr::span);
        header.bounds.addAll(bounds(first.where(), header.typeParameters));
        header.isComplete = complete && header.result.isPresent() && !annotations.takeLeftOpen();
        for (var later : clauses.subList(1, clauses.size())) {
            warnOfIgnored(later);
        }
        return header;
    }

    static Optional<TypeExpr> annotation(Param param) {
        return switch (param) {
            case Param.Named named -> named.type();
            case Param.Self _, Param.Match _ -> Optional.empty();
        };
    }

    Map<String, TypeParameter> typeParameters(List<Name> generics) {
        var result = new LinkedHashMap<String, TypeParameter>();
        var spans = new LinkedHashMap<String, Span>();
        for (var name : generics) {
            var first = spans.putIfAbsent(name.text(), name.span());
            if (first != null) {
                module.reporter.report(Messages.duplicate("type parameter", name.text(), name.span(), first));
            }
            result.putIfAbsent(name.text(), new TypeParameter(name.text()));
        }
        return result;
    }

    static Map<String, Ty> asTypes(Map<String, TypeParameter> parameters) {
        var result = new LinkedHashMap<String, Ty>();
        parameters.forEach((name, parameter) -> result.put(name, new Ty.Parameter(parameter)));
        return result;
    }

    List<Scheme.Bound> bounds(List<Item.Bound> bounds, Map<String, TypeParameter> parameters) {
        var result = new ArrayList<Scheme.Bound>();
        for (var bound : bounds) {
            var parameter = parameters.get(bound.typeParam().text());
            if (parameter == null && !bound.typeParam().isMissing()) {
                module.reporter.report(Messages.unknownType(
                        bound.typeParam().text(), bound.typeParam().span(), parameters.keySet()));
            }
            if (module.isBuiltin
                    && parameter != null
                    && OneOf.isKind(bound.interfacePath().text())) {
                var kind = TypeName.builtin(bound.interfacePath().text());
                result.add(new Scheme.Bound(kind, new Ty.Parameter(parameter)));
                continue;
            }
            var named = interfaceNamed(bound.interfacePath());
            if (parameter != null) {
                parameter.isInError |= named.isEmpty();
                named.ifPresent(found -> result.add(new Scheme.Bound(found.name, new Ty.Parameter(parameter))));
            }
        }
        return result;
    }

    /** The interface of a name; E0052 when there is none. */
    Optional<InterfaceDefinition> interfaceNamed(Path path) {
        var name = path.text();
        var first = path.names().getFirst().text();
        var found = path.names().size() == 1
                ? visible.interfaces(name)
                : visible
                        .interfaceNamed(
                                name.substring(0, name.lastIndexOf('.')),
                                path.last().text())
                        .stream()
                        .toList();
        if (found.size() == 1) {
            return Optional.of(found.getFirst());
        }
        if (module.inError.containsKey(first) || path.last().isMissing() || found.isEmpty() && module.misses) {
            return Optional.empty();
        }
        if (found.isEmpty()
                && path.names().size() == 2
                && visible.namespace(first).isPresent()) {
            var from = visible.namespace(first).get();
            new Imports(world, module).noSuchInterface(from.from, from.text, path.last());
            return Optional.empty();
        }
        var diagnostic =
                Messages.unknownInterface(name, path.span(), found.isEmpty() ? visible.interfaceNames() : List.of());
        module.reporter.report(
                found.isEmpty()
                        ? diagnostic
                        : diagnostic.note("modules with an interface of this name: "
                                + Messages.names(found.stream()
                                        .map(definition -> definition.name.module())
                                        .sorted()
                                        .toList())));
        return Optional.empty();
    }

    /** W0002. */
    private void warnOfIgnored(Item.FnDef clause) {
        if (clause.isPub()) {
            ignored(
                    "visibility",
                    clause,
                    new Span(clause.span().start(), clause.span().start() + 3));
        }
        if (!clause.generics().isEmpty()) {
            ignored(
                    "generic parameters",
                    clause,
                    across(
                            clause.generics().getFirst().span(),
                            clause.generics().getLast().span()));
        }
        clause.returnType().ifPresent(type -> ignored("return type annotation", clause, type.span()));
        if (!clause.where().isEmpty()) {
            ignored(
                    "where clause",
                    clause,
                    across(
                            clause.where().getFirst().span(),
                            clause.where().getLast().span()));
        }
    }

    private static Span across(Span from, Span to) {
        return from.to(to);
    }

    private void ignored(String what, Item.FnDef clause, Span span) {
        module.reporter.report(Diagnostic.warning(
                "W0002",
                what + " on non-first clause of `" + clause.name().text() + "` will be ignored",
                span,
                "only the first clause should have this annotation"));
    }

    /** Declared type parameters as open variables for the check of a body; those in error fit everything. */
    Map<TypeParameter, Ty> open(Definition.Header header) {
        var map = new java.util.IdentityHashMap<TypeParameter, Ty>();
        for (var parameter : header.typeParameters.values()) {
            map.put(parameter, parameter.isInError ? Ty.ERROR : world.unifier.fresh(parameter.name()));
        }
        return map;
    }
}
