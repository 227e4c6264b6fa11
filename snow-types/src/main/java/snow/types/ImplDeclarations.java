package snow.types;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import snow.diagnostics.Diagnostic;
import snow.syntax.Item;
import snow.syntax.Param;
import snow.syntax.Pattern;
import snow.syntax.Span;
import snow.syntax.TypeExpr;
import snow.types.tree.Implementation;

/** Impls of a module (spec 02 §7.2). */
final class ImplDeclarations {
    private final World world;
    private final ModuleScope module;
    private final Headers headers;
    private final Annotations annotations;
    private final Visible visible;

    ImplDeclarations(World world, ModuleScope module) {
        this.world = world;
        this.module = module;
        this.headers = new Headers(world, module);
        this.annotations = new Annotations(world, module);
        this.visible = new Visible(world, module);
    }

    void defineImpls(List<Item.ImplDef> items) {
        items.forEach(this::defineImpl);
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
        var span = new Span(item.span().start(), targetSpan(item).end());
        var named = parameters.get();
        var impl = new ImplDefinition(
                declares.get(),
                target.get().name,
                List.copyOf(named.values()),
                headers.bounds(item.where(), named),
                Implementation.Origin.WRITTEN,
                module,
                span);
        interfaceArguments(item, impl, named);
        if (isDuplicate(impl)) {
            return;
        }
        module.impls.add(impl);
        methods(impl, item, named, target.get());
    }

    /** The type after {@code for} with its arguments. */
    private Span targetSpan(Item.ImplDef item) {
        var name = item.target().span();
        if (item.targetArgs().isEmpty()) {
            return name;
        }
        int lastArgument = item.targetArgs().getLast().span().end();
        return new Span(name.start(), module.source.text().indexOf('>', lastArgument) + 1);
    }

    private Optional<TypeDefinition> target(Item.ImplDef item) {
        var name = item.target().text();
        if (module.inError.containsKey(item.target().names().getFirst().text())) {
            return Optional.empty();
        }
        if (name.equals("Pid") || name.equals("Fun") || name.equals("Tuple")) {
            module.reporter.report(Messages.notAllowed(
                    "cannot implement an interface for " + module.textOf(targetSpan(item)), targetSpan(item)));
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
                        "cannot implement an interface for " + module.textOf(targetSpan(item)), targetSpan(item)));
                return Optional.empty();
            }
            if (result.putIfAbsent(
                            named.path().text(), new TypeParameter(named.path().text()))
                    != null) {
                var first = item.targetArgs().stream()
                        .filter(other ->
                                module.textOf(other.span()).equals(named.path().text()))
                        .findFirst()
                        .orElseThrow();
                module.reporter.report(
                        Messages.duplicate("type parameter", named.path().text(), named.span(), first.span()));
                return Optional.empty();
            }
        }
        if (result.size() != target.parameters.size()) {
            module.reporter.report(Messages.typeArguments(
                    target.name.name(),
                    target.parameters.size(),
                    item.targetArgs().size(),
                    targetSpan(item)));
            return Optional.empty();
        }
        return Optional.of(result);
    }

    /** The types that an impl chooses for the type parameters of its interface; left out, its methods say them. */
    private void interfaceArguments(Item.ImplDef item, ImplDefinition impl, Map<String, TypeParameter> named) {
        var parameters = List.copyOf(impl.declares.typeParameters.values());
        var given = item.traitArgs();
        if (!given.isEmpty() && given.size() != parameters.size()) {
            module.reporter.report(Messages.typeArguments(
                    impl.declares.name.name(),
                    parameters.size(),
                    given.size(),
                    item.trait().span()));
        }
        var scope = TypeScope.EMPTY.with(Headers.asTypes(named));
        for (int i = 0; i < parameters.size(); i++) {
            if (given.size() == parameters.size()) {
                impl.interfaceArguments.put(parameters.get(i), annotations.type(given.get(i), scope));
            } else if (impl.parameters.isEmpty()) {
                impl.interfaceArguments.put(parameters.get(i), world.unifier.fresh());
            }
        }
    }

    /** What the type parameters of the interface stand for in one method; where arguments of the target may be part of it, each method says it. */
    private Map<TypeParameter, Ty> interfaceArguments(ImplDefinition impl) {
        var arguments = new HashMap<>(impl.interfaceArguments);
        world.unifier.enterLevel();
        impl.declares
                .typeParameters
                .values()
                .forEach(parameter -> arguments.computeIfAbsent(parameter, _ -> world.unifier.fresh()));
        world.unifier.leaveLevel();
        return arguments;
    }

    /** The same with what {@code Self} stands for. */
    private Map<TypeParameter, Ty> arguments(ImplDefinition impl, Ty self) {
        var arguments = interfaceArguments(impl);
        arguments.put(impl.declares.self, self);
        return arguments;
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
        names.put(InterfaceDefinition.SELF, self);
        var seen = new LinkedHashMap<String, Definition.Fn>();
        for (var method : item.methods()) {
            var before = seen.get(method.name().text());
            if (before != null) {
                if (isClause(before, item, method)) {
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
            header(headers, impl, method, names, self, named);
            checkSignature(impl, method, self, seen.keySet());
        }
        for (var method : impl.declares.methods) {
            if (impl.methods.containsKey(method.name())) {
                continue;
            }
            if (method.hasDefault()) {
                method.item().flatMap(InterfaceDeclarations::asFunction).ifPresent(written -> {
                    // Its names and places are those of the interface's module.
                    var home = impl.declares.module.orElseThrow();
                    var copy = fn(home, impl, written, target);
                    impl.methods.put(copy.name, copy);
                    var inside = new LinkedHashMap<String, Ty>();
                    var chosen = interfaceArguments(impl);
                    impl.declares.typeParameters.forEach((name, parameter) -> inside.put(name, chosen.get(parameter)));
                    inside.put(InterfaceDefinition.SELF, self);
                    header(home == module ? headers : new Headers(world, home), impl, copy, inside, self, named);
                });
            } else {
                missing(impl, method);
            }
        }
    }

    /** Whether a definition goes on with the clauses so far; after one that takes everything it is a second definition. */
    private static boolean isClause(Definition.Fn before, Item.ImplDef item, Item.FnDef method) {
        var methods = item.methods();
        var last = before.clauses.getLast();
        return before.arity == method.params().size()
                && methods.indexOf(method) > 0
                && methods.get(methods.indexOf(method) - 1) == last
                && (last.guard().isPresent() || !last.params().stream().allMatch(ImplDeclarations::takesEverything));
    }

    private static boolean takesEverything(Param param) {
        return switch (param) {
            case Param.Self _ -> true;
            case Param.Named named -> !named.name().isUpperCase();
            case Param.Match match -> match.pattern() instanceof Pattern.Wildcard;
        };
    }

    private static Definition.Fn fn(ModuleScope home, ImplDefinition impl, Item.FnDef method, TypeDefinition target) {
        return new Definition.Fn(
                home,
                method,
                method.params().size(),
                target.name.name() + "." + method.name().text(),
                Optional.of(new Definition.Implementing(impl)));
    }

    private void header(
            Headers headers,
            ImplDefinition impl,
            Definition.Fn fn,
            Map<String, Ty> names,
            Ty.Con self,
            Map<String, TypeParameter> named) {
        fn.header = headers.read(fn.clauses, TypeScope.EMPTY.with(names));
        var own = new LinkedHashMap<>(fn.header.typeParameters);
        fn.typeNames.putAll(names);
        fn.typeNames.putAll(Headers.asTypes(own));
        fn.header.typeParameters.clear();
        fn.header.typeParameters.putAll(named);
        own.forEach(fn.header.typeParameters::putIfAbsent);
        fn.header.typeParameterSpans.clear();
        fn.header.bounds.addAll(impl.bounds);
        var declared = impl.declares.method(fn.name);
        var chosen = arguments(impl, self);
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
                            declared.filter(method -> position
                                            < method.declaredParameters().size())
                                    .flatMap(method ->
                                            method.declaredParameters().get(position))
                                    .map(type -> Scheme.substitute(type, chosen)));
                }
            }
        }
        if (fn.header.result.isEmpty()) {
            fn.header.result = declared.flatMap(InterfaceDefinition.Method::declaredResult)
                    .map(type -> Scheme.substitute(type, chosen));
        }
        fn.header.isComplete = fn.header.result.isPresent()
                && fn.clauses.size() == 1
                && fn.header.parameters.getFirst().stream()
                        .allMatch(type -> type.filter(Ty::isFixed).isPresent())
                && fn.header.result.filter(Ty::isFixed).isPresent();
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
        if (item.params().stream().skip(1).anyMatch(Param.Self.class::isInstance)) {
            return; // what is wrong is said at that parameter
        }
        var method = found.get();
        var chosen = arguments(impl, self);
        var header = fn.header;
        boolean isStatic = item.params().stream().noneMatch(Param.Self.class::isInstance);
        var actual = new ArrayList<Optional<Ty>>(header.parameters.getFirst());
        if (!isStatic && !actual.isEmpty()) {
            actual.removeFirst();
        }
        boolean sameShape = isStatic == method.isStatic()
                && actual.size() == method.declaredParameters().size();
        Optional<Span> parameterAt = Optional.empty();
        if (sameShape) {
            for (int i = 0; i < actual.size() && parameterAt.isEmpty(); i++) {
                var expected = method.declaredParameters().get(i).map(type -> Scheme.substitute(type, chosen));
                if (expected.isPresent()
                        && actual.get(i).isPresent()
                        && !same(expected.get(), actual.get(i).get())) {
                    parameterAt = Headers.annotation(item.params().get(isStatic ? i : i + 1))
                            .map(TypeExpr::span)
                            .or(() -> Optional.of(fn.nameSpan));
                }
            }
        }
        var expectedResult = method.declaredResult().map(type -> Scheme.substitute(type, chosen));
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
                method.declaredParameters().stream()
                        .map(type -> type.map(given -> Scheme.substitute(given, chosen)))
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
                .map(type -> text.show(type.orElseGet(() -> new Ty.Var("", 0))))
                .collect(Collectors.joining(", "));
        return "(" + shown + ") -> " + text.show(result.orElseGet(() -> new Ty.Var("", 0)));
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
