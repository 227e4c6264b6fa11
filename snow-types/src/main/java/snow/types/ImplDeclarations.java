package snow.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import snow.diagnostics.Diagnostic;
import snow.syntax.Item;
import snow.syntax.Param;
import snow.syntax.Span;
import snow.syntax.TypeExpr;
import snow.types.tree.Implementation;

/** Interfaces and impls of a module (spec 02 §7). */
final class ImplDeclarations {
    private final World world;
    private final ModuleScope module;
    private final Headers headers;
    private final Annotations annotations;
    private final Visible visible;
    /** The module's interfaces and where they are declared. */
    private final Map<InterfaceDefinition, Item.InterfaceDef> interfaces = new LinkedHashMap<>();

    ImplDeclarations(World world, ModuleScope module) {
        this.world = world;
        this.module = module;
        this.headers = new Headers(world, module);
        this.annotations = new Annotations(world, module);
        this.visible = new Visible(world, module);
    }

    void enterInterfaces(List<Item.InterfaceDef> items) {
        items.forEach(this::enterInterface);
    }

    void defineInterfaces() {
        interfaces.forEach((definition, item) -> {
            defineInterface(definition, item);
            world.add(definition);
        });
    }

    void defineImpls(List<Item.ImplDef> items) {
        items.forEach(this::defineImpl);
    }

    private void enterInterface(Item.InterfaceDef item) {
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

    private void defineInterface(InterfaceDefinition definition, Item.InterfaceDef item) {
        Map<String, Ty> generics = new LinkedHashMap<>(Headers.asTypes(headers.typeParameters(item.generics())));
        var openTypes = List.copyOf(generics.values());
        generics.put("Self", definition.selfType());
        var scope = TypeScope.EMPTY.with(generics);
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
            definition.methods.add(method(definition, method, scope, openTypes));
        }
    }

    private InterfaceDefinition.Method method(
            InterfaceDefinition definition, Item.InterfaceMethod item, TypeScope scope, List<Ty> openTypes) {
        var parameters = new ArrayList<Optional<Ty>>();
        boolean isStatic = true;
        for (var param : item.params()) {
            if (param instanceof Param.Self) {
                isStatic = false;
                continue;
            }
            parameters.add(Headers.annotation(param)
                    .map(type -> annotations.type(type, scope))
                    .filter(type -> !mentions(type, openTypes)));
        }
        var result =
                item.returnType().map(type -> annotations.type(type, scope)).filter(type -> !mentions(type, openTypes));
        return new InterfaceDefinition.Method(
                definition,
                item.name().text(),
                isStatic,
                parameters,
                result,
                item.body().isPresent(),
                Optional.of(item));
    }

    private static boolean mentions(Ty type, List<Ty> parameters) {
        return switch (Ty.resolve(type)) {
            case Ty.Parameter parameter ->
                parameters.stream()
                        .anyMatch(open ->
                                open instanceof Ty.Parameter other && other.parameter() == parameter.parameter());
            case Ty.Con con -> con.arguments().stream().anyMatch(part -> mentions(part, parameters));
            case Ty.Tuple tuple -> tuple.components().stream().anyMatch(part -> mentions(part, parameters));
            case Ty.Function function ->
                mentions(function.result(), parameters)
                        || function.parameters().stream().anyMatch(part -> mentions(part, parameters));
            case Ty.Var _, Ty.Simple _ -> false;
        };
    }

    private void defineImpl(Item.ImplDef item) {
        var declares = headers.interfaceNamed(item.trait());
        var target = target(item);
        if (declares.isEmpty() || target.isEmpty()) {
            return;
        }
        var parameters = parameters(item, target.get());
        if (parameters.isEmpty()) {
            return;
        }
        var span = new Span(
                item.span().start(),
                item.targetArgs().isEmpty()
                        ? item.target().span().end()
                        : module.source
                                        .text()
                                        .indexOf(
                                                '>',
                                                item.targetArgs()
                                                        .getLast()
                                                        .span()
                                                        .end())
                                + 1);
        var named = parameters.get();
        var impl = new ImplDefinition(
                declares.get(),
                target.get().name,
                List.copyOf(named.values()),
                headers.bounds(item.where(), named),
                Implementation.Origin.WRITTEN,
                module,
                span);
        if (isDuplicate(impl)) {
            return;
        }
        module.impls.add(impl);
        methods(impl, item, named, target.get());
    }

    private Optional<TypeDefinition> target(Item.ImplDef item) {
        var name = item.target().text();
        if (module.inError.containsKey(item.target().names().getFirst().text())) {
            return Optional.empty();
        }
        if (name.equals("Pid") || name.equals("Fun") || name.equals("Tuple")) {
            module.reporter.report(Messages.notAllowed(
                    "cannot implement an interface for " + name, item.target().span()));
            return Optional.empty();
        }
        var found = visible.type(item.target());
        if (found.isEmpty()) {
            annotations.unknown(item.target(), TypeScope.EMPTY);
        }
        return found.flatMap(visible::definition);
    }

    /** Names for the target's type arguments; empty when concrete types are given. */
    private Optional<Map<String, TypeParameter>> parameters(Item.ImplDef item, TypeDefinition target) {
        var result = new LinkedHashMap<String, TypeParameter>();
        if (item.targetArgs().isEmpty()) {
            target.parameters.forEach(parameter -> result.put(parameter.name(), new TypeParameter(parameter.name())));
            return Optional.of(result);
        }
        for (var argument : item.targetArgs()) {
            if (!(argument instanceof TypeExpr.Named named)
                    || !named.args().isEmpty()
                    || named.path().names().size() > 1
                    || visible.type(named.path().text()).isPresent()) {
                module.reporter.report(Messages.notAllowed(
                        "cannot implement an interface for "
                                + module.textOf(item.target()
                                        .span()
                                        .to(item.targetArgs().getLast().span()))
                                + ">",
                        item.target().span()));
                return Optional.empty();
            }
            result.put(named.path().text(), new TypeParameter(named.path().text()));
        }
        if (result.size() != target.parameters.size()) {
            module.reporter.report(Diagnostic.error(
                    "E0051",
                    "type `" + target.name.name() + "` takes " + target.parameters.size() + " type argument(s), found "
                            + item.targetArgs().size(),
                    item.target().span(),
                    "expected " + target.parameters.size()));
            return Optional.empty();
        }
        return Optional.of(result);
    }

    private boolean isDuplicate(ImplDefinition impl) {
        var interfaceName = impl.declares.name;
        boolean builtin = impl.target.isBuiltin()
                && interfaceName.isBuiltin()
                && (Interfaces.leafImplements(interfaceName.name(), impl.target.name())
                        || Interfaces.containerImplements(interfaceName.name(), impl.target.name()));
        if (builtin) {
            module.reporter.report(duplicate(interfaceName, impl.target.name(), impl.span));
            return true;
        }
        var earlier = world.instances.add(impl);
        earlier.ifPresent(first -> module.reporter.report(duplicate(interfaceName, impl.target.name(), impl.span)
                .label(module.label(first.module, first.span, "first implementation here"))));
        return earlier.isPresent();
    }

    /** E0026, without the place of the first one. */
    static Diagnostic duplicate(TypeName interfaceName, String type, Span span) {
        return Diagnostic.error(
                        "E0026",
                        "duplicate impl: `" + interfaceName.name() + "` is already implemented for `" + type + "`",
                        span,
                        "previously defined for `" + type + "`")
                .help("remove one of the conflicting impl blocks");
    }

    private void methods(
            ImplDefinition impl, Item.ImplDef item, Map<String, TypeParameter> named, TypeDefinition target) {
        var arguments = named.values().stream().<Ty>map(Ty.Parameter::new).toList();
        var self = new Ty.Con(target.name, arguments);
        var names = new LinkedHashMap<String, Ty>(Headers.asTypes(named));
        names.put("Self", self);
        var scope = TypeScope.EMPTY.with(names);
        var seen = new LinkedHashMap<String, Definition.Fn>();
        for (var method : item.methods()) {
            var before = seen.get(method.name().text());
            if (before != null && before.arity == method.params().size()) {
                if (before.clauses.getLast().span().end() <= method.span().start() && isClause(before, item, method)) {
                    before.clauses.add(method);
                } else {
                    module.reporter.report(Messages.duplicate(
                            "method", method.name().text(), method.name().span(), before.nameSpan));
                }
                continue;
            }
            seen.put(method.name().text(), fn(module, impl, method, target));
        }
        for (var method : seen.values()) {
            impl.methods.put(method.name, method);
            header(headers, impl, method, scope, self, named);
            checkSignature(impl, method, self, seen.keySet());
        }
        for (var method : impl.declares.methods) {
            if (impl.methods.containsKey(method.name())) {
                continue;
            }
            if (method.hasDefault()) {
                method.item().ifPresent(written -> {
                    // Its names and places are those of the interface's module.
                    var home = impl.declares.module.orElseThrow();
                    var copy = fn(home, impl, withDefault(written), target);
                    impl.methods.put(copy.name, copy);
                    header(home == module ? headers : new Headers(world, home), impl, copy, scope, self, named);
                });
            } else {
                missing(impl, method);
            }
        }
    }

    /** Whether a definition follows the clauses so far directly. */
    private static boolean isClause(Definition.Fn before, Item.ImplDef item, Item.FnDef method) {
        var methods = item.methods();
        return methods.indexOf(method) > 0 && methods.get(methods.indexOf(method) - 1) == before.clauses.getLast();
    }

    private static Definition.Fn fn(ModuleScope home, ImplDefinition impl, Item.FnDef method, TypeDefinition target) {
        return new Definition.Fn(
                home,
                method,
                method.params().size(),
                target.name.name() + "." + method.name().text(),
                Optional.of(new Definition.Implementing(impl)));
    }

    /** A default method as if it were written in the impl. */
    private static Item.FnDef withDefault(Item.InterfaceMethod method) {
        return new Item.FnDef(
                method.span(),
                false,
                method.name(),
                List.of(),
                method.params(),
                method.returnType(),
                List.of(),
                Optional.empty(),
                method.body().orElseThrow());
    }

    private static void header(
            Headers headers,
            ImplDefinition impl,
            Definition.Fn fn,
            TypeScope scope,
            Ty.Con self,
            Map<String, TypeParameter> named) {
        fn.header = headers.read(fn.clauses, scope);
        var own = new LinkedHashMap<>(fn.header.typeParameters);
        fn.header.typeParameters.clear();
        fn.header.typeParameters.putAll(named);
        own.forEach(fn.header.typeParameters::putIfAbsent);
        fn.header.typeParameterSpans.clear();
        fn.header.bounds.addAll(impl.bounds);
        var declared = impl.declares.method(fn.name);
        for (var parameters : fn.header.parameters) {
            int other = 0;
            for (int i = 0; i < parameters.size(); i++) {
                boolean isSelf = fn.clauses.getFirst().params().get(i) instanceof Param.Self;
                if (isSelf) {
                    parameters.set(i, Optional.of(self));
                    continue;
                }
                int position = other++;
                if (parameters.get(i).isEmpty()) {
                    parameters.set(
                            i,
                            declared.filter(method ->
                                            position < method.parameters().size())
                                    .flatMap(method -> method.parameters().get(position))
                                    .map(type -> withSelf(impl, type, self)));
                }
            }
        }
        if (fn.header.result.isEmpty()) {
            fn.header.result =
                    declared.flatMap(InterfaceDefinition.Method::result).map(type -> withSelf(impl, type, self));
        }
        fn.header.isComplete = fn.header.result.isPresent()
                && fn.clauses.size() == 1
                && fn.header.parameters.getFirst().stream().allMatch(Optional::isPresent);
        fn.scheme = Declarations.declaredScheme(fn.header);
    }

    /** Whether E0007 will say that a method is missing. */
    private static boolean isMissing(ImplDefinition impl, String method, Set<String> written) {
        return !written.contains(method)
                && impl.declares
                        .method(method)
                        .filter(declared -> !declared.hasDefault())
                        .isPresent();
    }

    private static Ty withSelf(ImplDefinition impl, Ty type, Ty self) {
        return Scheme.substitute(type, Map.of(impl.declares.self, self));
    }

    /** E0008, W0014. */
    private void checkSignature(ImplDefinition impl, Definition.Fn fn, Ty.Con self, Set<String> written) {
        var found = impl.declares.method(fn.name);
        var item = fn.clauses.getFirst();
        if (found.isEmpty()) {
            var names = impl.declares.methods.stream()
                    .map(InterfaceDefinition.Method::name)
                    .toList();
            var diagnostic = Diagnostic.warning(
                    "W0014",
                    "method `" + fn.name + "` is not part of interface `" + impl.declares.name.name() + "`",
                    fn.nameSpan,
                    "not declared in `" + impl.declares.name.name() + "`");
            var nearest = Suggestions.nearest(fn.name, names);
            if (nearest.filter(near -> isMissing(impl, near, written)).isPresent()) {
                return;
            }
            module.reporter.report(nearest.map(near -> diagnostic.help("did you mean `" + near + "`?"))
                    .orElseGet(() ->
                            diagnostic.help("move it to a function or add it to `" + impl.declares.name.name() + "`")));
            return;
        }
        var method = found.get();
        var header = fn.header;
        boolean isStatic = item.params().stream().noneMatch(Param.Self.class::isInstance);
        var actual = new ArrayList<Optional<Ty>>(header.parameters.getFirst());
        if (!isStatic && !actual.isEmpty()) {
            actual.removeFirst();
        }
        boolean sameShape = isStatic == method.isStatic()
                && actual.size() == method.parameters().size();
        Optional<Span> parameterAt = Optional.empty();
        if (sameShape) {
            for (int i = 0; i < actual.size() && parameterAt.isEmpty(); i++) {
                var expected = method.parameters().get(i).map(type -> withSelf(impl, type, self));
                if (expected.isPresent()
                        && actual.get(i).isPresent()
                        && !same(expected.get(), actual.get(i).get())) {
                    parameterAt = Headers.annotation(item.params().get(isStatic ? i : i + 1))
                            .map(TypeExpr::span)
                            .or(() -> Optional.of(fn.nameSpan));
                }
            }
        }
        var expectedResult = method.result().map(type -> withSelf(impl, type, self));
        boolean sameResult =
                expectedResult.isEmpty() || header.result.isEmpty() || same(expectedResult.get(), header.result.get());
        if (sameShape && parameterAt.isEmpty() && sameResult) {
            return;
        }
        var foundResult = header.result;
        // What differs is reported here and fits everywhere else.
        header.result = header.result.map(_ -> Ty.ERROR);
        header.parameters.getFirst().replaceAll(type -> type.map(_ -> Ty.ERROR));
        fn.scheme = Declarations.declaredScheme(header);
        var text = new TypeText();
        if (sameShape && parameterAt.isEmpty()) {
            var e = text.show(expectedResult.orElseThrow());
            var f = text.show(foundResult.orElseThrow());
            wrongSignature(
                    impl,
                    fn.name,
                    e,
                    f,
                    header.resultSpan.orElse(fn.nameSpan),
                    "expected return type " + e + ", found " + f);
            return;
        }
        var e = signature(
                text,
                method.parameters().stream()
                        .map(type -> type.map(given -> withSelf(impl, given, self)))
                        .toList(),
                expectedResult);
        var f = signature(text, actual, foundResult);
        wrongSignature(impl, fn.name, e, f, parameterAt.orElse(fn.nameSpan), "expected " + e + ", found " + f);
    }

    private void wrongSignature(ImplDefinition impl, String name, String e, String f, Span at, String label) {
        module.reporter.report(Diagnostic.error(
                "E0008",
                "method " + name + " in impl " + impl.declares.name.name() + " has wrong signature: expected " + e
                        + ", found " + f,
                at,
                label));
    }

    private static String signature(TypeText text, List<Optional<Ty>> parameters, Optional<Ty> result) {
        var shown = parameters.stream()
                .map(type -> type.map(text::show).orElse("_"))
                .collect(Collectors.joining(", "));
        return "(" + shown + ") -> " + result.map(text::show).orElse("_");
    }

    private static boolean same(Ty left, Ty right) {
        var a = Ty.resolve(left);
        var b = Ty.resolve(right);
        if (a instanceof Ty.Simple || b instanceof Ty.Simple || a instanceof Ty.Var || b instanceof Ty.Var) {
            return true;
        }
        return switch (a) {
            case Ty.Con x -> b instanceof Ty.Con y && x.is(y) && allSame(x.arguments(), y.arguments());
            case Ty.Tuple x -> b instanceof Ty.Tuple y && allSame(x.components(), y.components());
            case Ty.Function x ->
                b instanceof Ty.Function y && allSame(x.parameters(), y.parameters()) && same(x.result(), y.result());
            case Ty.Parameter x -> b instanceof Ty.Parameter y && x.parameter() == y.parameter();
            case Ty.Var _, Ty.Simple _ -> true;
        };
    }

    private static boolean allSame(List<Ty> left, List<Ty> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!same(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private void missing(ImplDefinition impl, InterfaceDefinition.Method method) {
        var name = method.name();
        var diagnostic = Diagnostic.error(
                        "E0007",
                        "impl " + impl.declares.name.name() + " for " + impl.target.name() + " is missing method "
                                + name,
                        impl.span,
                        "missing `" + name + "`")
                .help("add `fn " + name + "(self) ... end` to the impl block");
        module.reporter.report(method.item()
                .map(item -> diagnostic.label(
                        module.label(impl.declares.module.orElse(module), item.span(), "required here")))
                .orElse(diagnostic));
    }
}
