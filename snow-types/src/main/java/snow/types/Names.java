package snow.types;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import snow.diagnostics.Diagnostic;
import snow.syntax.Expr;
import snow.syntax.Name;
import snow.syntax.Span;
import snow.types.tree.Expression;

/** What names mean (spec 02 §4.2, §9.1; spec 03 §3.3). */
final class Names {
    private final Inference in;

    Names(Inference in) {
        this.in = in;
    }

    /** A definition at one of its uses: its type there, and its type arguments when they are known. */
    record Use(Ty type, Function<Zonk, List<Type>> typeArguments, List<Scheme.Bound> bounds) {}

    Use use(Definition definition) {
        if (definition instanceof Definition.Fn fn) {
            in.world.reach(fn);
        }
        if (definition.scheme.isEmpty()) {
            return new Use(
                    definition.type,
                    zonk -> definition
                            .scheme
                            .map(scheme -> zonk.types(scheme.parameters().stream()
                                    .<Ty>map(Ty.Parameter::new)
                                    .toList()))
                            .orElse(List.of()),
                    List.of());
        }
        var instance = instance(definition, definition.scheme.get());
        return new Use(instance.type(), zonk -> zonk.types(instance.typeArguments()), instance.bounds());
    }

    /**
     * A method of an impl at one of its uses. What the impl asks of its parameters is no bound of the use: it is asked of the whole type.
     *
     * @param self the type that implements; empty inside the component of a method that is not fully annotated
     */
    record MethodUse(Use use, Optional<Ty> self) {}

    MethodUse method(Definition.Fn fn) {
        var impl = fn.implementing.orElseThrow().impl();
        if (fn.scheme.isEmpty()) {
            return new MethodUse(use(fn), Optional.empty());
        }
        var scheme = fn.scheme.get();
        var instance = instance(fn, scheme);
        var bounds = new ArrayList<Scheme.Bound>();
        for (int i = 0; i < scheme.bounds().size(); i++) {
            if (!impl.asks(scheme.bounds().get(i))) {
                bounds.add(instance.bounds().get(i));
            }
        }
        var map = new IdentityHashMap<TypeParameter, Ty>();
        for (int i = 0; i < scheme.parameters().size(); i++) {
            map.put(scheme.parameters().get(i), instance.typeArguments().get(i));
        }
        return new MethodUse(
                new Use(instance.type(), zonk -> zonk.types(instance.typeArguments()), bounds),
                Optional.of(Scheme.substitute(impl.self(), map)));
    }

    private Scheme.Instance instance(Definition definition, Scheme scheme) {
        var instance = scheme.instantiate(in.unifier);
        if (!definition.isDone) {
            definition.usesInComponent.add(instance);
        }
        return instance;
    }

    /** Whether a method is checked later, and needs its body to have a type (spec 02 §3.3, §7.2). */
    boolean isTooEarly(Definition.Fn method) {
        method.implementing.ifPresent(of -> in.module.usedModules.add(of.impl().module.name));
        return method.scheme.isEmpty()
                && (method.module != in.module || method.type == Ty.ERROR && !isKnownInPart(method));
    }

    /** What a method that is checked later leaves open is one variable for all its uses before that (spec 02 §3.3). */
    private static boolean isKnownInPart(Definition.Fn method) {
        if (!method.header.typeParameters.isEmpty()) {
            return false; // its open parts may depend on them
        }
        var parameters = new ArrayList<Ty>();
        for (int i = 0; i < method.arity; i++) {
            parameters.add(method.header.parameter(i).orElseGet(() -> new Ty.Var("", 0)));
        }
        method.type = new Ty.Function(parameters, method.header.result.orElseGet(() -> new Ty.Var("", 0)));
        return true;
    }

    // ---- bare names

    Term use(Expr.NameRef ref, Ty hint) {
        return use(ref, hint, this::undefined);
    }

    /** A name before a dot that is no qualifier of a qualified name. */
    Term qualifier(Expr.NameRef ref) {
        return use(ref, Ty.ERROR, this::undefinedQualifier);
    }

    private Term use(Expr.NameRef ref, Ty hint, BiFunction<String, Span, Term> undefined) {
        var name = ref.name().text();
        var span = ref.span();
        if (ref.name().isMissing()) {
            return Term.error(span);
        }
        var variant = variant(name, hint);
        if (variant.isPresent()) {
            return in.calls.constructor(variant.get(), span);
        }
        var local = in.scope.find(name);
        if (local.isPresent()) {
            return local(local.get(), span);
        }
        if (in.module.definedTwice.contains(name)) {
            return Term.error(span);
        }
        var functions = in.functions(name);
        if (!functions.isEmpty()) {
            return in.calls.functionValue(functions.getLast(), span);
        }
        var actor = Optional.ofNullable(in.module.actors.get(name));
        if (actor.isPresent()) {
            var use = use(actor.get());
            return definitionValue(use, actor.get().function, span);
        }
        var supervisor = Optional.ofNullable(in.module.supervisors.get(name));
        if (supervisor.isPresent()) {
            return generatedValue(supervisor.get().generated.get("start"), span);
        }
        var constant = Optional.ofNullable(in.module.constants.get(name));
        if (constant.isPresent()) {
            return constant(constant.get(), name, span);
        }
        if (in.module.inError.containsKey(name)) {
            return Term.error(span);
        }
        var builtin = builtin(name);
        if (!builtin.isEmpty()) {
            return in.calls.functionValue(builtin.getLast(), span);
        }
        var method = in.methods.bareValue(name, span);
        if (method.isEmpty() && name.equals("default")) {
            return in.methods.defaultFunction(span);
        }
        return method.orElseGet(() -> undefined.apply(name, span));
    }

    Term undefined(String name, Span span) {
        return undefined(name, span, values(name));
    }

    private Term undefinedQualifier(String name, Span span) {
        var legal = values(name);
        legal.addAll(in.module.namespaces.keySet());
        legal.addAll(in.module.services.keySet());
        legal.addAll(in.world.builtins.names());
        legal.addAll(in.visible.typeNames());
        legal.addAll(in.visible.interfaceNames());
        return undefined(name, span, legal);
    }

    /** The values that a bare name may stand for, as far as they resemble the name given. */
    private TreeSet<String> values(String resembled) {
        var legal = new TreeSet<String>();
        in.scope.names(legal);
        legal.addAll(in.module.valueNames());
        legal.addAll(in.module.importedVariants.keySet());
        legal.addAll(in.world.builtinTypes.variants().keySet());
        in.world.builtins.module(BuiltinModules.PRELUDE).map(Imports::exports).ifPresent(legal::addAll);
        legal.addAll(in.world.builtins.flatNames());
        legal.addAll(in.visible.methodNames());
        return legal;
    }

    private Term undefined(String name, Span span, Set<String> legal) {
        var diagnostic = Messages.undefined(name, span, legal);
        in.report(diagnostic.help().isPresent() ? diagnostic : withImport(withQualifier(diagnostic, name), name));
        return Term.error(span);
    }

    /** Some variants have no bare name. */
    private Diagnostic withQualifier(Diagnostic diagnostic, String name) {
        return in.world.builtinTypes.types().values().stream()
                .filter(type -> type.variant(name).isPresent())
                .findFirst()
                .map(type -> diagnostic.help("did you mean `" + type.name.name() + "." + name + "`?"))
                .orElse(diagnostic);
    }

    private Diagnostic withImport(Diagnostic diagnostic, String name) {
        return in.world.projectModules.values().stream()
                .filter(module -> module != in.module && Imports.exports(module, name))
                .findFirst()
                .map(module -> diagnostic.help("import it with `from " + module.name + " import " + name + "`"))
                .orElse(diagnostic);
    }

    Term self(Expr.SelfRef self) {
        return in.scope
                .find("self")
                .map(variable -> local(variable, self.span()))
                .orElseGet(() -> undefined("self", self.span()));
    }

    Term local(Variable variable, Span span) {
        return local(variable, span, bound -> in.implement(bound, span));
    }

    /** @param bounds is given the predicates of this use */
    Term local(Variable variable, Span span, Consumer<Scheme.Bound> bounds) {
        variable.isUsed = true;
        var instance = variable.scheme.instantiate(in.unifier);
        instance.bounds().forEach(bounds);
        return new Term(
                instance.type(),
                span,
                zonk -> new Expression.LocalUse(
                        span, zonk.type(instance.type()), variable.local(zonk), zonk.types(instance.typeArguments())));
    }

    Term definitionValue(Use use, snow.types.tree.Function function, Span span) {
        use.bounds().forEach(bound -> in.implement(bound, span));
        return new Term(
                use.type(),
                span,
                zonk -> new Expression.FunctionUse(
                        span,
                        zonk.type(use.type()),
                        function,
                        use.typeArguments().apply(zonk)));
    }

    private Term generatedValue(GeneratedFunction generated, Span span) {
        return definitionValue(use(generated), generated.function, span);
    }

    private Term constant(Definition.Let let, String name, Span span) {
        return constant(let, name, span, bound -> in.implement(bound, span));
    }

    /** @param bounds is given the predicates of this use */
    Term constant(Definition.Let let, String name, Span span, Consumer<Scheme.Bound> bounds) {
        var variable = Optional.ofNullable(let.variables.get(name));
        if (variable.isEmpty()) {
            // Its own initialiser leads here; reading it before its turn is reported elsewhere.
            return new Term(let.type, span, _ -> new Expression.Unit(span));
        }
        var instance = variable.get().scheme.instantiate(in.unifier);
        instance.bounds().forEach(bounds);
        return new Term(
                instance.type(),
                span,
                zonk -> let.constant
                        .<Expression>map(constant -> new Expression.ConstantUse(
                                span,
                                zonk.type(instance.type()),
                                constant,
                                variable.get().local(zonk),
                                zonk.types(instance.typeArguments())))
                        .orElseGet(() -> new Expression.Unit(span)));
    }

    /** Functions of a listed import, the prelude or a flat name. */
    List<Definition.Fn> builtin(String name) {
        var imported = Optional.ofNullable(in.module.imports.get(name));
        if (imported.isPresent()) {
            var functions = visible(imported.get().from.functions.getOrDefault(imported.get().member, List.of()));
            if (!functions.isEmpty()) {
                imported.get().isUsed = true;
                return functions;
            }
        }
        var prelude = in.world.builtins.prelude(name);
        return visible(prelude.isEmpty() ? in.world.builtins.flat(name) : prelude);
    }

    /** Whether a listed import brings functions of a name. */
    boolean importsFunction(String name) {
        var imported = in.module.imports.get(name);
        return imported != null && imported.from.functions.containsKey(imported.member);
    }

    /** Functions of another module that this one may use. */
    List<Definition.Fn> visible(List<Definition.Fn> functions) {
        return functions.stream()
                .filter(fn -> fn.clauses.getFirst().isPub() || fn.module == in.module)
                .toList();
    }

    /** The variant that a bare name means. */
    Optional<TypeDefinition.Variant> variant(String name, Ty expected) {
        return in.visible.variant(name, expected);
    }

    /** The variant of {@code Type.Variant}, {@code Module.Variant} or {@code Module.Type.Variant}. */
    Optional<TypeDefinition.Variant> variant(List<Name> path) {
        var name = path.getLast().text();
        if (path.size() == 2) {
            var first = path.getFirst().text();
            return in.visible
                    .namespace(first)
                    .flatMap(from -> publicVariant(from.from, name))
                    .or(() -> in.visible.definition(first).flatMap(type -> type.variant(name)));
        }
        return typeBefore(path).flatMap(type -> type.variant(name));
    }

    /** The variants of the type named before a variant that does not exist, for suggestions. */
    List<String> variantsBeside(List<Name> path) {
        var module =
                path.size() == 2 ? in.visible.namespace(path.getFirst().text()) : Optional.<ModuleScope.Import>empty();
        if (module.isPresent()) {
            return List.copyOf(Imports.variants(module.get().from));
        }
        return typeBefore(path)
                .map(type -> type.variants.stream().map(variant -> variant.name).toList())
                .orElse(List.of());
    }

    private Optional<TypeDefinition> typeBefore(List<Name> path) {
        return switch (path.size()) {
            case 2 -> in.visible.definition(path.getFirst().text());
            case 3 ->
                in.visible.type(path.getFirst().text(), path.get(1).text()).flatMap(in.visible::definition);
            default -> Optional.empty();
        };
    }

    private static Optional<TypeDefinition.Variant> publicVariant(ModuleScope from, String name) {
        return from.variants.getOrDefault(name, List.of()).reversed().stream()
                .filter(variant -> variant.owner.isPublic)
                .findFirst();
    }

    // ---- A.b

    /** The type, interface or module before a dot; for built-in modules the functions of that name. */
    sealed interface Member {
        record Functions(List<Definition.Fn> functions) implements Member {}

        /** {@code Vault.put_coin}. */
        record OfProcess(GeneratedFunction function) implements Member {}

        record Constructor(TypeDefinition.Variant variant) implements Member {}

        /** A method of an interface; of a type, when the name before the dot is one. */
        record Method(InterfaceDefinition.Method method, Optional<TypeDefinition> type) implements Member {}
    }

    /** Whether {@code A.b} is a qualified name, possibly a wrong one, and no field or method of a value. */
    boolean isQualified(Expr.FieldAccess access) {
        if (!members(access).isEmpty()) {
            return true;
        }
        return switch (access.base()) {
            case Expr.NameRef ref -> {
                var name = ref.name().text();
                yield !isValue(name) && isNamespace(name);
            }
            case Expr.FieldAccess base -> isQualifier(base);
            default -> false;
        };
    }

    private boolean isValue(String name) {
        return in.scope.find(name).isPresent()
                || in.module.constants.containsKey(name)
                || !in.functions(name).isEmpty()
                || in.module.actors.containsKey(name)
                || variant(name, Ty.ERROR).isPresent();
    }

    private boolean isNamespace(String name) {
        return in.module.inError.containsKey(name)
                || in.visible.namespace(name).isPresent()
                || !in.module.generated(name).isEmpty()
                || type(name).isPresent()
                || in.visible.interfaceNamed(name).isPresent()
                || in.world.builtins.module(name).isPresent();
    }

    /** Whether {@code Module.Name} is a type or an interface of an imported module. */
    private boolean isQualifier(Expr.FieldAccess base) {
        return base.base() instanceof Expr.NameRef ref
                && in.visible.namespace(ref.name().text()).isPresent()
                && (type(base).isPresent() || interfaceNamed(base).isPresent());
    }

    private Optional<TypeDefinition> type(String name) {
        return in.visible.definition(name);
    }

    /** The type before the last dot. */
    private Optional<TypeDefinition> type(Expr qualifier) {
        return switch (qualifier) {
            case Expr.NameRef ref -> type(ref.name().text());
            case Expr.FieldAccess(var _, Expr.NameRef module, var name) ->
                in.visible.type(module.name().text(), name.text()).flatMap(in.visible::definition);
            default -> Optional.empty();
        };
    }

    private Optional<InterfaceDefinition> interfaceNamed(Expr qualifier) {
        return switch (qualifier) {
            case Expr.NameRef ref -> in.visible.interfaceNamed(ref.name().text());
            case Expr.FieldAccess(var _, Expr.NameRef module, var name) ->
                in.visible.interfaceNamed(module.name().text(), name.text());
            default -> Optional.empty();
        };
    }

    /** The first meaning of {@code A.b} or {@code Module.A.b} that has the member; several only for methods of several interfaces. */
    List<Member> members(Expr.FieldAccess access) {
        var member = access.name().text();
        return switch (access.base()) {
            case Expr.NameRef ref -> {
                var functions = functions(ref.name().text(), member);
                if (!functions.isEmpty()) {
                    yield List.of(new Member.Functions(functions));
                }
                var variant = in.visible.namespace(ref.name().text()).flatMap(from -> publicVariant(from.from, member));
                if (variant.isPresent()) {
                    yield List.of(new Member.Constructor(variant.get()));
                }
                var generated = in.module.generated(ref.name().text()).get(member);
                yield generated == null ? members(access.base(), member) : List.of(new Member.OfProcess(generated));
            }
            case Expr.FieldAccess base -> isQualifier(base) ? members(base, member) : List.of();
            default -> List.of();
        };
    }

    /** The functions of an imported module of the project, else those of a built-in module. */
    private List<Definition.Fn> functions(String name, String member) {
        var namespace = Optional.ofNullable(in.module.namespaces.get(name));
        var own = namespace
                .map(imported -> visible(imported.from.functions.getOrDefault(member, List.of())))
                .orElse(List.of());
        var found = own.isEmpty()
                ? in.world
                        .builtins
                        .module(name)
                        .map(module -> visible(module.functions.getOrDefault(member, List.of())))
                        .orElse(List.of())
                : own;
        if (!found.isEmpty()) {
            namespace.ifPresent(imported -> imported.isUsed = true);
        }
        return found;
    }

    private List<Member> members(Expr qualifier, String member) {
        var type = type(qualifier);
        var variant = type.flatMap(definition -> definition.variant(member));
        if (variant.isPresent()) {
            in.visible.use(variant.get().owner);
            return List.of(new Member.Constructor(variant.get()));
        }
        var methods = type.map(definition -> in.methods.declaring(definition.self(), member).stream()
                        .<Member>map(method -> new Member.Method(method, type))
                        .toList())
                .orElse(List.of());
        if (!methods.isEmpty()) {
            return methods;
        }
        return interfaceNamed(qualifier)
                .flatMap(definition -> definition.method(member))
                .<List<Member>>map(method -> List.of(new Member.Method(method, Optional.empty())))
                .orElse(List.of());
    }

    Term qualified(Expr.FieldAccess access, Ty hint) {
        var span = access.span();
        var members = members(access);
        if (members.isEmpty()) {
            return missing(access);
        }
        if (members.size() > 1) {
            return in.methods.ambiguous(
                    access.name(), type(access.base()).orElseThrow().self(), members);
        }
        return switch (members.getFirst()) {
            case Member.Functions functions ->
                in.calls.functionValue(functions.functions().getLast(), span);
            case Member.OfProcess process -> generatedValue(process.function(), span);
            case Member.Constructor constructor -> in.calls.constructor(constructor.variant(), span);
            case Member.Method method -> in.methods.value(method.method(), method.type(), span);
        };
    }

    /** A qualified name that does not exist. */
    Term missing(Expr.FieldAccess access) {
        var member = access.name();
        var name = access.base() instanceof Expr.NameRef ref
                ? ref.name().text()
                : in.module.textOf(access.base().span());
        if (in.module.inError.containsKey(name) || member.isMissing()) {
            return Term.error(access.span());
        }
        var namespace = in.visible.namespace(name);
        var module = in.world.builtins.module(name);
        var type = type(access.base());
        if (namespace.isPresent()) {
            var from = namespace.get();
            new Imports(in.world, in.module).noSuchValue(from.from, from.text, member);
        } else if (!in.module.generated(name).isEmpty()) {
            var exports = in.module.generated(name).keySet();
            in.report(Messages.notInModule(member.text(), name, member.span(), exports));
        } else if (type.isPresent() && type.get().kind == TypeDefinition.Kind.SUM) {
            in.report(Messages.unknownVariant(
                    name + "." + member.text(),
                    access.span(),
                    type.get().variants.stream().map(variant -> variant.name).toList()));
        } else if (module.isPresent()) {
            in.report(Messages.notInModule(member.text(), name, member.span(), Imports.exports(module.get())));
        } else if (type.isPresent()) {
            in.report(Messages.noMethod(member.text(), type.get().self(), member.span(), List.of()));
        } else {
            in.report(Messages.noMethod(
                    member.text(),
                    new Ty.Con(new TypeName("", name), List.of()),
                    member.span(),
                    interfaceNamed(access.base()).orElseThrow().methods.stream()
                            .map(InterfaceDefinition.Method::name)
                            .toList()));
        }
        return Term.error(access.span());
    }
}
