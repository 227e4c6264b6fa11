package snow.types;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import snow.diagnostics.Diagnostic;
import snow.syntax.Expr;
import snow.syntax.Name;
import snow.syntax.Span;
import snow.types.tree.Expression;

/** Fields and methods of values, and interface methods called in other ways (spec 02 §4.6, §7.3, §9). */
final class Methods {
    /** Built-in modules whose functions can be called on values of a type. */
    private static final Set<String> MODULE_OF_TYPE = Set.of("String", "List", "Map", "Set", "Range", "Queue");

    private final Inference in;

    Methods(Inference in) {
        this.in = in;
    }

    // ---- fields

    Term field(Expr.FieldAccess access, Term target) {
        in.takeTail();
        var span = access.span();
        if (access.name().isMissing()) {
            return Term.error(span);
        }
        var constraint = new FieldOf(in, access, target);
        in.unifier.require(constraint);
        return new Term(constraint.result, span, constraint::build);
    }

    // ---- e.m(args)

    Term call(Expr.Call call, Name method, Term receiver, Ty hint) {
        in.takeTail();
        var arguments = Arguments.of(in, call, Optional.empty());
        if (method.isMissing()) {
            arguments.all();
            return Term.error(call.span());
        }
        var type = Ty.resolve(receiver.type());
        if (!(type instanceof Ty.Var variable)) {
            return resolve(method, receiver, type, arguments, call.span());
        }
        var declared = ofPredicates(variable, method.text());
        if (declared.size() == 1) {
            return callOn(declared.getFirst(), receiver, arguments, call.span());
        }
        if (isTextMethod(method.text()) && arguments.size() == 0) {
            return new Specials(in).show(receiver, call.span(), method.text().equals("inspect"));
        }
        var constraint = new MethodOf(in, method, receiver, arguments.all(), call.span());
        in.unifier.require(constraint);
        return new Term(constraint.result, call.span(), constraint::build);
    }

    private static boolean isTextMethod(String method) {
        return method.equals("to_string") || method.equals("inspect");
    }

    /** Methods of a name that the predicates on a type variable offer. */
    private List<InterfaceDefinition.Method> ofPredicates(Ty.Var variable, String method) {
        var found = new LinkedHashSet<InterfaceDefinition.Method>();
        for (var constraint : variable.waiting) {
            if (constraint instanceof Implements predicate) {
                interfaceOf(predicate.interfaceName)
                        .flatMap(definition -> definition.method(method))
                        .filter(declared -> !declared.isStatic())
                        .ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    Optional<InterfaceDefinition> interfaceOf(TypeName name) {
        if (name.isBuiltin()) {
            return Optional.ofNullable(in.world.interfaces.get(name));
        }
        return Optional.ofNullable(in.world.projectInterfaces.get(name));
    }

    /** A method call on a value whose type is known. */
    Term resolve(Name method, Term receiver, Ty type, Arguments arguments, Span span) {
        if (type instanceof Ty.Simple) {
            arguments.all();
            return new Term(type, span, receiver.build());
        }
        var name = method.text();
        var definition = in.world.definition(type);
        if (definition.isPresent()
                && definition.get().kind == TypeDefinition.Kind.STRUCT
                && definition.get().fieldIndex(name) >= 0) {
            return callField(definition.get(), (Ty.Con) type, method, receiver, arguments, span);
        }
        var declaring = declaring(type, name).stream()
                .filter(candidate -> !candidate.isStatic())
                .toList();
        if (declaring.size() > 1) {
            arguments.all();
            return ambiguous(
                    method,
                    type,
                    declaring.stream()
                            .<Names.Member>map(candidate -> new Names.Member.Method(candidate, Optional.empty()))
                            .toList());
        }
        if (!declaring.isEmpty()) {
            return callOn(declaring.getFirst(), receiver, arguments, span);
        }
        var functions = moduleFunctions(type, name, arguments.size() + 1);
        if (functions.isPresent()) {
            return in.calls.functions(functions.get(), arguments.after(receiver), span, Ty.ERROR);
        }
        if (isTextMethod(name) && arguments.size() == 0) {
            return new Specials(in).show(receiver, span, name.equals("inspect"));
        }
        arguments.all();
        in.report(
                name.equals("to_json")
                        ? Serialisable.ofValue(type, span)
                        : Messages.noMethod(name, type, method.span(), methodNames(type)));
        return Term.error(span);
    }

    private Term callField(
            TypeDefinition definition, Ty.Con type, Name name, Term receiver, Arguments arguments, Span span) {
        int index = definition.fieldIndex(name.text());
        var fieldType = definition.fieldType(definition.fields.get(index), type);
        var at = receiver.span().to(name.span());
        var access = new Term(
                fieldType,
                at,
                zonk -> new Expression.FieldAccess(
                        at, zonk.type(fieldType), receiver.in(zonk), definition.struct(), index));
        return in.calls.applyValue(access, arguments, span);
    }

    /** Functions of the built-in module that belongs to a type, with the receiver as first argument. */
    private Optional<List<Definition.Fn>> moduleFunctions(Ty type, String name, int count) {
        if (!(type instanceof Ty.Con con)
                || !con.name().isBuiltin()
                || !MODULE_OF_TYPE.contains(con.name().name())) {
            return Optional.empty();
        }
        return in.world
                .builtins
                .module(con.name().name())
                .map(module -> in.names.visible(module.functions.getOrDefault(name, List.of())).stream()
                        .filter(fn -> takesFirst(fn, con))
                        .toList())
                .filter(functions -> !functions.isEmpty());
    }

    private static boolean takesFirst(Definition.Fn fn, Ty.Con type) {
        return fn.arity > 0
                && fn.header.parameters.getFirst().getFirst().orElse(Ty.ERROR) instanceof Ty.Con first
                && first.is(type);
    }

    private Set<String> methodNames(Ty type) {
        var names = new TreeSet<String>();
        for (var definition : interfacesOf(type)) {
            definition.methods.stream()
                    .filter(method -> !method.isStatic())
                    .forEach(method -> names.add(method.name()));
        }
        if (type instanceof Ty.Con con
                && con.name().isBuiltin()
                && MODULE_OF_TYPE.contains(con.name().name())) {
            in.world
                    .builtins
                    .module(con.name().name())
                    .ifPresent(module -> module.functions.forEach((name, functions) -> {
                        if (in.names.visible(functions).stream().anyMatch(fn -> takesFirst(fn, con))) {
                            names.add(name);
                        }
                    }));
        }
        return names;
    }

    private List<InterfaceDefinition> interfacesOf(Ty type) {
        var all = new ArrayList<InterfaceDefinition>();
        if (type instanceof Ty.Con con) {
            in.world.instances.of(con.name()).forEach(impl -> all.add(impl.declares));
        }
        if (type instanceof Ty.Parameter parameter) {
            in.world.instances.assumed(parameter.parameter()).ifPresent(all::add);
        }
        for (var builtin : in.world.interfaces.all().values()) {
            if (!all.contains(builtin)
                    && in.world.instances.requirements(builtin.name, type).isPresent()) {
                all.add(builtin);
            }
        }
        return all;
    }

    /** Methods of a name that the interfaces of a type declare, extra ones of its impls included. */
    List<InterfaceDefinition.Method> declaring(Ty type, String name) {
        var found = new ArrayList<InterfaceDefinition.Method>();
        for (var definition : interfacesOf(type)) {
            definition.method(name).or(() -> extra(definition, type, name)).ifPresent(found::add);
        }
        return found;
    }

    /** A method of an impl that its interface does not have (W0014). */
    private Optional<InterfaceDefinition.Method> extra(InterfaceDefinition definition, Ty type, String name) {
        if (!(type instanceof Ty.Con con)) {
            return Optional.empty();
        }
        return in.world
                .instances
                .find(definition.name, con.name())
                .flatMap(impl -> Optional.ofNullable(impl.methods.get(name)))
                .map(fn -> new InterfaceDefinition.Method(
                        definition,
                        name,
                        fn.clauses.getFirst().params().stream().noneMatch(snow.syntax.Param.Self.class::isInstance),
                        List.of(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty()));
    }

    /** E0027. */
    Term ambiguous(Name method, Ty type, List<Names.Member> members) {
        var names = members.stream()
                .filter(Names.Member.Method.class::isInstance)
                .map(member ->
                        ((Names.Member.Method) member).method().owner().name.name())
                .sorted()
                .toList();
        var name = method.text();
        in.report(Diagnostic.error(
                        "E0027",
                        "ambiguous method `" + name + "` for type `" + TypeText.of(type) + "`: candidates from traits ["
                                + Messages.names(names) + "]",
                        method.span(),
                        "multiple traits provide `" + name + "`")
                .help(qualifiedHelp(names, name)));
        return Term.error(method.span());
    }

    private static String qualifiedHelp(List<String> interfaces, String method) {
        return "use qualified syntax: "
                + interfaces.stream()
                        .map(name -> name + "." + method + "(value)")
                        .collect(Collectors.joining(" or "));
    }

    // ---- calls of interface methods

    private Term callOn(InterfaceDefinition.Method method, Term receiver, Arguments arguments, Span span) {
        return callMethod(method, receiver.type(), arguments.after(receiver), span);
    }

    /** {@code I.m(…)}, {@code T.m(…)}. */
    Term callInterface(
            InterfaceDefinition.Method method, Optional<TypeDefinition> type, Arguments arguments, Span span) {
        Ty self = type.<Ty>map(definition -> definition.instance(in.unifier)).orElseGet(in.unifier::fresh);
        return callMethod(method, self, arguments, span);
    }

    /** {@code default()}. */
    Term byDefault(Span span) {
        var method = in.world.interfaces.get(Interfaces.DEFAULT).methods.getFirst();
        return callMethod(method, in.unifier.fresh(), Arguments.of(in, List.of()), span);
    }

    /** The bare name {@code default} as a function value. */
    Term defaultFunction(Span span) {
        return value(in.world.interfaces.get(Interfaces.DEFAULT).methods.getFirst(), Optional.empty(), span);
    }

    private Term callMethod(InterfaceDefinition.Method method, Ty self, Arguments arguments, Span span) {
        var type = Ty.resolve(self);
        in.visible.use(method.owner());
        var written = type instanceof Ty.Con con
                ? in.world
                        .instances
                        .find(method.owner().name, con.name())
                        .flatMap(impl -> Optional.ofNullable(impl.methods.get(method.name())))
                        .filter(fn -> isNeeded(fn, method))
                : Optional.<Definition.Fn>empty();
        if (written.isPresent()) {
            return callWritten(written.get(), method, self, arguments, span);
        }
        if (isText(method) && arguments.size() == 1) {
            return new Specials(in)
                    .show(arguments.infer(0, Ty.ERROR), span, method.name().equals("inspect"));
        }
        var call = new InterfaceCall(in, method, self, span);
        var use = new Names.Use(call.type(), _ -> List.of(), List.of());
        var name = method.owner().name;
        var term = in.calls.apply(use, arguments, span, Optional.empty(), (zonk, values) -> call.build(zonk, values));
        boolean whole = method.isStatic() || arguments.size() == 0 || name.equals(Interfaces.TO_JSON);
        var at = whole ? span : arguments.span(0);
        in.unifier.require(
                method.isStatic()
                        ? Implements.ofStaticMethod(in.world, in.module, span, name, self)
                        : new Implements(in.world, in.module, at, name, self));
        in.unifier.require(call);
        return term;
    }

    /** Whether an impl's method says more of its type than its interface; otherwise it need not be known yet. */
    boolean isNeeded(Definition.Fn written, InterfaceDefinition.Method method) {
        return !method.isClosed() || !in.names.isTooEarly(written);
    }

    private static boolean isText(InterfaceDefinition.Method method) {
        return method.owner().name.equals(Interfaces.DISPLAY)
                || method.owner().name.equals(Interfaces.DEBUG);
    }

    /** A call of an impl's method, chosen here and now. */
    private Term callWritten(
            Definition.Fn fn, InterfaceDefinition.Method method, Ty self, Arguments arguments, Span span) {
        if (in.names.isTooEarly(fn)) {
            in.report(Messages.cannotInfer(in.module.textOf(span), span));
            arguments.all();
            return Term.error(span);
        }
        var written = in.names.method(fn);
        var use = written.use();
        var implementing = written.self().orElse(self);
        in.unifier.unify(implementing, self);
        var result = Ty.resolve(use.type()) instanceof Ty.Function function ? function.result() : Ty.ERROR;
        var term = in.calls.apply(
                use,
                arguments,
                span,
                in.definedAt(fn),
                (zonk, values) -> new Expression.Call(
                        span,
                        zonk.type(result),
                        fn.function,
                        use.typeArguments().apply(zonk),
                        values));
        var at = method.isStatic() || arguments.size() == 0 ? span : arguments.span(0);
        in.implement(method.owner().name, implementing, at);
        return term;
    }

    /** {@code m(v, …)} for a method of an interface of the program (spec 02 §9.3). */
    Optional<Term> bareCall(Name name, Arguments arguments, Span span) {
        var candidates = userMethods(name.text());
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        if (candidates.size() == 1) {
            return Optional.of(callInterface(candidates.getFirst(), Optional.empty(), arguments, span));
        }
        if (arguments.size() == 0) {
            return Optional.of(callInterface(candidates.getFirst(), Optional.empty(), arguments, span));
        }
        var type = Ty.resolve(arguments.infer(0, Ty.ERROR).type());
        var fitting = candidates.stream()
                .filter(method -> in.world
                        .instances
                        .requirements(method.owner().name, type)
                        .isPresent())
                .toList();
        var chosen = fitting.isEmpty() ? candidates.getFirst() : fitting.getFirst();
        if (fitting.size() > 1) {
            var names =
                    fitting.stream().map(method -> method.owner().name.name()).toList();
            in.report(Diagnostic.warning(
                            "W0013",
                            "call of `" + name.text() + "` could mean [" + Messages.names(names) + "]; taking `"
                                    + names.getFirst() + "`",
                            name.span(),
                            "multiple traits provide `" + name.text() + "`")
                    .help(qualifiedHelp(names, name.text())));
        }
        return Optional.of(callInterface(chosen, Optional.empty(), arguments, span));
    }

    private List<InterfaceDefinition.Method> userMethods(String name) {
        return in.visible.methods(name);
    }

    /** A method that exactly one interface of the program or built in declares. */
    Optional<InterfaceDefinition.Method> onlyMethod(String name, int arity) {
        var found = new ArrayList<>(userMethods(name));
        in.world
                .interfaces
                .all()
                .values()
                .forEach(definition -> definition.method(name).ifPresent(found::add));
        found.removeIf(method -> method.isStatic() || method.arity() != arity);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** A bare mention of an interface method. */
    Optional<Term> bareValue(String name, Span span) {
        var candidates = userMethods(name);
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        if (candidates.size() > 1) {
            var members = candidates.stream()
                    .<Names.Member>map(method -> new Names.Member.Method(method, Optional.empty()))
                    .toList();
            return Optional.of(ambiguous(new Name(span, name), in.unifier.fresh(), members));
        }
        return Optional.of(value(candidates.getFirst(), Optional.empty(), span));
    }

    /** {@code I.m} or {@code T.m} as a value. */
    Term value(InterfaceDefinition.Method method, Optional<TypeDefinition> type, Span span) {
        Ty self = type.<Ty>map(definition -> definition.instance(in.unifier)).orElseGet(in.unifier::fresh);
        in.visible.use(method.owner());
        var call = new InterfaceCall(in, method, self, span);
        var name = method.owner().name;
        in.unifier.require(
                method.isStatic()
                        ? Implements.ofStaticMethod(in.world, in.module, span, name, self)
                        : new Implements(in.world, in.module, span, name, self));
        in.unifier.require(call);
        return new Term(
                call.type(),
                span,
                zonk -> new Expression.MethodUse(span, zonk.type(call.type()), name, method.name(), zonk.type(self)));
    }

    /** The type of a method at a type: as declared, open parts fresh. */
    static Ty.Function typeOf(InterfaceDefinition.Method method, Ty self, Unifier unifier) {
        return typeOf(method, method.parameters(), method.result(), self, unifier);
    }

    /** The type of a method at the interface's own {@code Self}, where the interface's type parameters are known, too. */
    static Ty.Function typeInside(InterfaceDefinition.Method method, Unifier unifier) {
        return typeOf(
                method,
                method.parametersInside(),
                method.resultInside(),
                method.owner().selfType(),
                unifier);
    }

    private static Ty.Function typeOf(
            InterfaceDefinition.Method method,
            List<Optional<Ty>> given,
            Optional<Ty> givenResult,
            Ty self,
            Unifier unifier) {
        var map = Map.of(method.owner().self, self);
        var parameters = new ArrayList<Ty>();
        if (!method.isStatic()) {
            parameters.add(self);
        }
        for (var parameter : given) {
            parameters.add(parameter.map(type -> Scheme.substitute(type, map)).orElseGet(unifier::fresh));
        }
        var result = givenResult.map(type -> Scheme.substitute(type, map)).orElseGet(unifier::fresh);
        return new Ty.Function(parameters, result);
    }
}
