package snow.types;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import snow.syntax.Expr;
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
        var instance = definition.scheme.get().instantiate(in.unifier);
        if (!definition.isDone) {
            definition.usesInComponent.add(instance);
        }
        return new Use(instance.type(), zonk -> zonk.types(instance.typeArguments()), instance.bounds());
    }

    // ---- bare names

    Term use(Expr.NameRef ref, Ty hint) {
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
        var functions = in.module.functions.getOrDefault(name, List.of());
        if (!functions.isEmpty()) {
            return in.calls.functionValue(functions.getLast(), span);
        }
        var actor = Optional.ofNullable(in.module.actors.get(name));
        if (actor.isPresent()) {
            var use = use(actor.get());
            return definitionValue(use, actor.get().function, span);
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
        return in.methods.bareValue(name, span).orElseGet(() -> undefined(name, span));
    }

    Term undefined(String name, Span span) {
        var legal = new TreeSet<String>();
        in.scope.names(legal);
        legal.addAll(in.module.valueNames());
        legal.addAll(in.world.builtinTypes.variants().keySet());
        in.world.builtins.module(BuiltinModules.PRELUDE).ifPresent(prelude -> legal.addAll(prelude.functions.keySet()));
        in.report(Messages.undefined(name, span, legal));
        return Term.error(span);
    }

    Term self(Expr.SelfRef self) {
        return in.scope
                .find("self")
                .map(variable -> local(variable, self.span()))
                .orElseGet(() -> undefined("self", self.span()));
    }

    Term local(Variable variable, Span span) {
        variable.isUsed = true;
        var instance = variable.scheme.instantiate(in.unifier);
        instance.bounds().forEach(bound -> in.implement(bound, span));
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

    private Term constant(Definition.Let let, String name, Span span) {
        var variable = Optional.ofNullable(let.variables.get(name));
        if (variable.isEmpty()) {
            // Its own initialiser leads here; reading it before its turn is reported elsewhere.
            return new Term(let.type, span, _ -> new Expression.Unit(span));
        }
        var instance = variable.get().scheme.instantiate(in.unifier);
        instance.bounds().forEach(bound -> in.implement(bound, span));
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
            imported.get().isUsed = true;
            return imported.get().from.functions.getOrDefault(imported.get().member, List.of());
        }
        var prelude = in.world.builtins.prelude(name);
        return visible(prelude.isEmpty() ? in.world.builtins.flat(name) : prelude);
    }

    /** Functions of a built-in module that others may use. */
    List<Definition.Fn> visible(List<Definition.Fn> functions) {
        return functions.stream()
                .filter(fn -> fn.clauses.getFirst().isPub() || fn.module == in.module)
                .toList();
    }

    /** The variant that a name means: that of the expected type, else the last defined, else a built-in one. */
    Optional<TypeDefinition.Variant> variant(String name, Ty expected) {
        var own = in.module.variants.getOrDefault(name, List.of());
        var builtin = Optional.ofNullable(in.world.builtinTypes.variants().get(name));
        if (own.isEmpty() && builtin.isEmpty()) {
            return Optional.empty();
        }
        var wanted = in.world.definition(expected).flatMap(type -> type.variant(name));
        if (wanted.isPresent()) {
            return wanted;
        }
        return own.isEmpty() ? builtin : Optional.of(own.getLast());
    }

    // ---- A.b

    /** The type, interface or module before a dot; for built-in modules the functions of that name. */
    sealed interface Member {
        record Functions(List<Definition.Fn> functions) implements Member {}

        record Constructor(TypeDefinition.Variant variant) implements Member {}

        /** A method of an interface; of a type, when the name before the dot is one. */
        record Method(InterfaceDefinition.Method method, Optional<TypeDefinition> type) implements Member {}
    }

    /** Whether {@code A.b} is a qualified name, possibly a wrong one, and no field or method of a value. */
    boolean isQualified(Expr.FieldAccess access) {
        if (!(access.base() instanceof Expr.NameRef ref)) {
            return false;
        }
        var name = ref.name().text();
        if (!member(name, access.name().text()).isEmpty()) {
            return true;
        }
        return !isValue(name) && isNamespace(name);
    }

    private boolean isValue(String name) {
        return in.scope.find(name).isPresent()
                || in.module.constants.containsKey(name)
                || in.module.functions.containsKey(name)
                || in.module.actors.containsKey(name)
                || variant(name, Ty.ERROR).isPresent();
    }

    private boolean isNamespace(String name) {
        return in.module.inError.containsKey(name)
                || type(name).isPresent()
                || interfaceNamed(name).isPresent()
                || in.world.builtins.module(name).isPresent();
    }

    private Optional<TypeDefinition> type(String name) {
        return Optional.ofNullable(in.module.types.get(name))
                .or(() -> Optional.ofNullable(in.world.builtinTypes.types().get(name)));
    }

    private Optional<InterfaceDefinition> interfaceNamed(String name) {
        return Optional.ofNullable(in.module.interfaces.get(name))
                .or(() -> Optional.ofNullable(in.world.interfaces.all().get(name)));
    }

    /** The first meaning of {@code A.b} that has the member; several only for methods of several interfaces. */
    List<Member> member(String name, String member) {
        var functions = in.world
                .builtins
                .module(name)
                .map(module -> visible(module.functions.getOrDefault(member, List.of())))
                .orElse(List.of());
        if (!functions.isEmpty()) {
            Optional.ofNullable(in.module.namespaces.get(name)).ifPresent(imported -> imported.isUsed = true);
            return List.of(new Member.Functions(functions));
        }
        var type = type(name);
        var variant = type.flatMap(definition -> definition.variant(member));
        if (variant.isPresent()) {
            return List.of(new Member.Constructor(variant.get()));
        }
        var methods = type.map(definition -> in.methods.declaring(definition.self(), member).stream()
                        .<Member>map(method -> new Member.Method(method, type))
                        .toList())
                .orElse(List.of());
        if (!methods.isEmpty()) {
            return methods;
        }
        return interfaceNamed(name)
                .flatMap(definition -> definition.method(member))
                .<List<Member>>map(method -> List.of(new Member.Method(method, Optional.empty())))
                .orElse(List.of());
    }

    Term qualified(Expr.FieldAccess access, Ty hint) {
        var span = access.span();
        var name = ((Expr.NameRef) access.base()).name().text();
        var members = member(name, access.name().text());
        if (members.isEmpty()) {
            return missing(name, access);
        }
        if (members.size() > 1) {
            return in.methods.ambiguous(access.name(), type(name).orElseThrow().self(), members);
        }
        return switch (members.getFirst()) {
            case Member.Functions functions ->
                in.calls.functionValue(functions.functions().getLast(), span);
            case Member.Constructor constructor -> in.calls.constructor(constructor.variant(), span);
            case Member.Method method -> in.methods.value(method.method(), method.type(), span);
        };
    }

    /** A qualified name that does not exist. */
    Term missing(String name, Expr.FieldAccess access) {
        var member = access.name();
        if (in.module.inError.containsKey(name) || member.isMissing()) {
            return Term.error(access.span());
        }
        var module = in.world.builtins.module(name);
        var type = type(name);
        if (type.isPresent() && type.get().kind == TypeDefinition.Kind.SUM) {
            in.report(Messages.unknownVariant(
                    name + "." + member.text(),
                    access.span(),
                    type.get().variants.stream().map(variant -> variant.name).toList()));
        } else if (module.isPresent()) {
            in.report(Messages.notInModule(
                    member.text(),
                    name,
                    member.span(),
                    module.get().functions.entrySet().stream()
                            .filter(entry -> !visible(entry.getValue()).isEmpty())
                            .map(java.util.Map.Entry::getKey)
                            .toList()));
        } else if (type.isPresent()) {
            in.report(Messages.noMethod(member.text(), type.get().self(), member.span(), List.of()));
        } else {
            in.report(Messages.noMethod(
                    member.text(),
                    new Ty.Con(new TypeName("", name), List.of()),
                    member.span(),
                    interfaceNamed(name).orElseThrow().methods.stream()
                            .map(InterfaceDefinition.Method::name)
                            .toList()));
        }
        return Term.error(access.span());
    }
}
