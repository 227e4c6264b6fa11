package snow.types;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import snow.diagnostics.Diagnostic;
import snow.syntax.Expr;
import snow.types.tree.Constant;
import snow.types.tree.Function;

/** Checks the definitions of a module, group by group (spec 02 §3.3, §3.5). */
final class Definitions {
    private final Inference in;
    private final ModuleScope module;
    private final Unifier unifier;

    /** What waits in the component at hand or, at level 0, for the end of the module. */
    private final List<Constraint> pending = new ArrayList<>();

    private final Map<Definition, Map<TypeParameter, Ty>> opened = new IdentityHashMap<>();
    private final Map<Definition, Ready> ready = new LinkedHashMap<>();
    /** Type parameters of other members of a definition's component. */
    private final Map<Definition, Set<TypeParameter>> foreign = new IdentityHashMap<>();

    /** A definition whose code can be made when all types are known. */
    private interface Ready {
        void define(Zonk zonk);
    }

    Definitions(Inference in) {
        this.in = in;
        this.module = in.module;
        this.unifier = in.unifier;
    }

    /** Checks everything that a module defines. */
    void check(List<Expr> topLevelExpressions) {
        unifier.logWaiting(pending);
        for (var component : components()) {
            checkComponent(component);
        }
        topLevelExpressions.forEach(expression -> {
            unifier.enterLevel();
            in.infer(expression);
            settle();
            unifier.leaveLevel();
            in.afterwards.add(() -> neverEvaluated(expression));
        });
        settle();
    }

    /** W0007, unless more is wrong with the expression. */
    private void neverEvaluated(Expr expression) {
        if (!(expression instanceof Expr.Error) && !module.reporter.hasErrorsIn(expression.span())) {
            in.report(Diagnostic.warning(
                            "W0007", "expression at the top level is never evaluated", expression.span(), "no effect")
                    .help("move it into a function"));
        }
    }

    /** Checks a default method for an impl of another module, as if it stood in the interface's module. */
    void checkDefault(Definition.Fn fn) {
        unifier.logWaiting(pending);
        checkComponent(List.of(fn));
        settle();
    }

    /** Checks the body of one built-in function. */
    void checkBuiltin(Definition.Fn fn) {
        unifier.logWaiting(pending);
        var external = Externs.body(fn);
        if (external.isPresent()) {
            ready.put(
                    fn,
                    zonk -> fn.function.define(
                            List.copyOf(fn.header.typeParameters.values()),
                            Instances.predicates(fn.header.bounds),
                            Externs.parameters(fn, zonk),
                            zonk.type(fn.header.result.orElseThrow()),
                            external.get()));
        } else {
            checkComponent(List.of(fn));
        }
    }

    /** Makes the typed tree of all definitions checked. */
    void define() {
        ready.forEach((definition, code) -> code.define(new Zonk(foreign.getOrDefault(definition, Set.of()))));
    }

    private List<List<Definition>> components() {
        List<Definition> open = new ArrayList<>();
        List<Definition> rest = new ArrayList<>();
        for (var definition : module.interfaces.values()) {
            definition.methods.forEach(method -> method.body().ifPresent(open::add));
        }
        for (var impl : module.impls) {
            // What an impl leaves open must be known before operators use it.
            impl.methods.values().stream()
                    .filter(method -> method.module == module)
                    .forEach(method -> (method.header.isComplete ? rest : open).add(method));
        }
        module.functions.values().forEach(rest::addAll);
        rest.addAll(module.actors.values());
        for (var service : module.services.values()) {
            rest.add(service);
            service.helpers.values().forEach(rest::addAll);
        }
        rest.addAll(module.supervisors.values());
        rest.addAll(module.lets);
        open.addAll(rest);
        return Components.of(open, this::dependencies);
    }

    private List<Definition> dependencies(Definition definition) {
        var result = new LinkedHashSet<Definition>();
        for (var mention : Mentions.of(definition)) {
            Optional.ofNullable(module.services.get(mention.name())).ifPresent(result::add);
            Optional.ofNullable(module.supervisors.get(mention.name())).ifPresent(result::add);
            if (mention.arguments() == Mentions.QUALIFIER) {
                continue;
            }
            var functions = in.functions(serviceOf(definition), mention.name());
            for (var fn : functions) {
                if (fn.arity == mention.arguments()) {
                    result.add(fn);
                }
            }
            if (mention.arguments() < 0 && !functions.isEmpty()) {
                result.add(functions.getLast());
            }
            Optional.ofNullable(module.actors.get(mention.name())).ifPresent(result::add);
            Optional.ofNullable(module.constants.get(mention.name())).ifPresent(result::add);
            if (isOpenMethod(definition) && mention.name().startsWith(Mentions.METHOD)) {
                openMethods(mention.name().substring(Mentions.METHOD.length()), result);
            }
        }
        return List.copyOf(result);
    }

    /** The service whose helper functions a definition sees. */
    private static Optional<ServiceDefinition> serviceOf(Definition definition) {
        return switch (definition) {
            case Definition.Fn fn -> fn.service;
            case ServiceDefinition service -> Optional.of(service);
            case Definition.Actor _, Definition.Let _, SupervisorDefinition _, GeneratedFunction _ -> Optional.empty();
        };
    }

    /** Whether a method's type is known only when its body has been checked. */
    private static boolean isOpenMethod(Definition definition) {
        return definition instanceof Definition.Fn fn
                && (fn.implementing.isPresent() || fn.defaultOf.isPresent())
                && !fn.header.isComplete;
    }

    /** Which of several methods of a name is meant depends on types; their types are needed in any case. */
    private void openMethods(String name, Set<Definition> into) {
        for (var definition : module.interfaces.values()) {
            definition
                    .method(name)
                    .flatMap(InterfaceDefinition.Method::body)
                    .filter(Definitions::isOpenMethod)
                    .ifPresent(into::add);
        }
        for (var impl : module.impls) {
            Optional.ofNullable(impl.methods.get(name))
                    .filter(method -> method.module == module && isOpenMethod(method))
                    .ifPresent(into::add);
        }
    }

    private void checkComponent(List<Definition> component) {
        int waitingBefore = pending.size();
        unifier.enterLevel();
        component.forEach(this::prepare);
        component.forEach(this::body);
        settle();
        shareBounds(component);
        unifier.leaveLevel();
        generalise(component);
        for (var constraint : List.copyOf(pending.subList(Math.min(waitingBefore, pending.size()), pending.size()))) {
            reportStatic(constraint);
        }
        pending.removeIf(constraint ->
                constraint.isDone() || Ty.resolve(constraint.head()) instanceof Ty.Var variable && variable.level > 0);
    }

    // ---- types before bodies

    private void prepare(Definition definition) {
        switch (definition) {
            case Definition.Fn fn -> {
                var map = in.headers.open(fn.header);
                opened.put(fn, map);
                if (fn.type != Ty.ERROR) {
                    return; // used before
                }
                var parameters = new ArrayList<Ty>();
                for (int i = 0; i < fn.arity; i++) {
                    parameters.add(fn.header
                            .parameter(i)
                            .map(type -> Scheme.substitute(type, map))
                            .orElseGet(unifier::fresh));
                }
                var result = fn.header
                        .result
                        .map(type -> Scheme.substitute(type, map))
                        .orElseGet(unifier::fresh);
                fn.type = new Ty.Function(parameters, result);
            }
            case Definition.Actor actor -> {
                actor.messageType = unifier.fresh();
                var parameters = actor.item.params().stream()
                        .map(param -> Headers.annotation(param)
                                .map(type -> in.annotations.type(type, TypeScope.EMPTY))
                                .orElseGet(unifier::fresh))
                        .toList();
                actor.type = new Ty.Function(parameters, Ty.pid(actor.messageType));
            }
            case Definition.Let let -> let.type = unifier.fresh();
            case ServiceDefinition service -> in.services.prepare(service);
            case SupervisorDefinition supervisor -> in.supervisors.prepare(supervisor);
            case GeneratedFunction _ -> {}
        }
    }

    private void body(Definition definition) {
        in.service = serviceOf(definition);
        switch (definition) {
            case Definition.Fn fn -> function(fn);
            case Definition.Actor actor -> actor(actor);
            case Definition.Let let -> let(let);
            case ServiceDefinition service -> ready(service, in.services.bodies(service));
            case SupervisorDefinition supervisor -> ready(supervisor, in.supervisors.bodies(supervisor));
            case GeneratedFunction _ -> {}
        }
        in.service = Optional.empty();
    }

    private void ready(Definition definition, List<Clauses.Define> code) {
        ready.put(definition, zonk -> code.forEach(one -> one.in(zonk)));
    }

    private void function(Definition.Fn fn) {
        var map = opened.get(fn);
        fn.header.bounds.forEach(bound ->
                in.assume(new Scheme.Bound(bound.interfaceName(), Scheme.substitute(bound.type(), map)), fn.nameSpan));
        var type = (Ty.Function) fn.type;
        var frame = new Frame(Frame.Kind.FUNCTION, type.result(), Optional.empty());
        frame.annotation = fn.header.resultSpan;
        var names = new LinkedHashMap<String, Ty>();
        var visible = fn.typeNames.isEmpty() ? Headers.asTypes(fn.header.typeParameters) : fn.typeNames;
        visible.forEach((name, named) -> names.put(name, Scheme.substitute(named, map)));
        in.within(
                Scope.top().inner(names),
                () -> in.inFrame(frame, _ -> {
                    var code = in.clauses.function(fn, type);
                    fn.type = fn.clausesAreApart ? Ty.ERROR : frame.typeOf(type, fn.header.result.isPresent());
                    if (fn.defaultOf.isPresent()) {
                        return;
                    }
                    ready.put(
                            fn,
                            zonk -> fn.function.define(
                                    fn.scheme.orElseThrow().parameters(),
                                    Instances.predicates(fn.scheme.get().bounds()),
                                    code.parameters().stream()
                                            .map(variable -> variable.local(zonk))
                                            .toList(),
                                    zonk.type(type.result()),
                                    new Function.Body.Code(code.body().in(zonk))));
                }));
    }

    private void actor(Definition.Actor actor) {
        var type = (Ty.Function) actor.type;
        var frame = new Frame(Frame.Kind.ACTOR, unifier.fresh(), Optional.of(actor.messageType));
        in.within(
                Scope.top().inner(),
                () -> in.inFrame(frame, _ -> {
                    var code = in.actors.body(actor, type);
                    ready.put(
                            actor,
                            zonk -> actor.function.define(
                                    actor.scheme.orElseThrow().parameters(),
                                    Instances.predicates(actor.scheme.get().bounds()),
                                    code.parameters().stream()
                                            .map(variable -> variable.local(zonk))
                                            .toList(),
                                    zonk.type(type.result()),
                                    new Function.Body.Actor(
                                            code.body().in(zonk),
                                            code.terminate().map(term -> term.in(zonk)))));
                }));
    }

    private void let(Definition.Let let) {
        var value = in.inScope(Scope.top(), () -> in.blocks.letValue(let.item));
        in.require(let.type, value.type(), value.span(), Cause.EXPECTED_FOUND);
        var pattern = in.inScope(Scope.top(), () -> in.patterns.let(let.item.target(), let.type));
        pattern.variables().forEach(variable -> let.variables.put(variable.name, variable));
        ready.put(let, zonk -> {
            var locals = let.variables.values().stream()
                    .map(variable -> variable.local(zonk))
                    .toList();
            let.constant =
                    Optional.of(new Constant(module.name, let.item.span(), pattern.in(zonk), locals, value.in(zonk)));
        });
        in.afterwards.add(() -> in.matches.coverLet(let.item.target().span(), pattern, let.type));
    }

    // ---- what is still open at the end of a component

    private void settle() {
        boolean again = true;
        while (again) {
            again = false;
            for (int step = 1; step <= 3 && !again; step++) {
                for (int i = 0; i < pending.size(); i++) {
                    var constraint = pending.get(i);
                    if (waits(constraint)) {
                        again |= constraint.settle(step);
                    }
                }
            }
        }
        for (var constraint : List.copyOf(pending)) {
            if (waits(constraint) && !constraint.allowsQuantifying() && !isStatic(constraint)) {
                cannotInfer(constraint);
            }
        }
        pending.removeIf(Constraint::isDone);
    }

    private boolean waits(Constraint constraint) {
        return !constraint.isDone()
                && Ty.resolve(constraint.head()) instanceof Ty.Var variable
                && variable.level >= unifier.level();
    }

    private static boolean isStatic(Constraint constraint) {
        return constraint instanceof Implements predicate && predicate.isStatic();
    }

    private void reportStatic(Constraint constraint) {
        if (isStatic(constraint)
                && !constraint.isDone()
                && Ty.resolve(constraint.head()) instanceof Ty.Var variable
                && variable.level > 0) {
            cannotInfer(constraint);
        }
    }

    private void cannotInfer(Constraint constraint) {
        constraint.markDone();
        constraint.module.reporter.report(
                Messages.cannotInfer(constraint.module.textOf(constraint.span), constraint.span));
        unifier.unify(constraint.head(), Ty.ERROR);
        constraint.related().forEach(type -> unifier.unify(type, Ty.ERROR));
    }

    // ---- generalisation

    /** What a fully annotated function's body turned out to need also holds where its component has used it already. */
    private void shareBounds(List<Definition> component) {
        var given = new LinkedHashSet<List<Object>>();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (var definition : component) {
                if (definition instanceof Definition.Fn fn && fn.scheme.isPresent()) {
                    changed |= shareBounds(fn, given);
                }
            }
        }
    }

    private boolean shareBounds(Definition.Fn fn, Set<List<Object>> given) {
        boolean changed = false;
        var map = opened.get(fn);
        var parameters = fn.scheme.orElseThrow().parameters();
        for (int use = 0; use < fn.usesInComponent.size(); use++) {
            var instance = fn.usesInComponent.get(use);
            for (int i = 0; i < parameters.size(); i++) {
                var actual = instance.typeArguments().get(i);
                if (!(Ty.resolve(map.get(parameters.get(i))) instanceof Ty.Var variable)) {
                    in.require(map.get(parameters.get(i)), actual, fn.nameSpan, Cause.EXPECTED_FOUND);
                    continue;
                }
                for (var constraint : List.copyOf(variable.waiting)) {
                    if (constraint instanceof Implements predicate
                            && given.add(List.of(fn.name, fn.arity, use, i, predicate.interfaceName))) {
                        in.implement(predicate.interfaceName, actual, predicate.span);
                        changed = true;
                    }
                }
            }
        }
        return changed;
    }

    private void generalise(List<Definition> component) {
        for (var definition : component) {
            if (Ty.isTooLarge(definition.type)) {
                in.report(Messages.tooLarge(definition.nameSpan));
                definition.type = Ty.ERROR;
            }
            if (definition instanceof ServiceDefinition || definition instanceof SupervisorDefinition) {
                unifier.lowerAll(definition.type, 0);
            }
            if (definition instanceof Definition.Let let) {
                if (let.variables.size() != 1 || !(let.item.target() instanceof snow.syntax.Pattern.Bind)) {
                    unifier.lowerAll(let.type, 0);
                }
            }
        }
        var bounds = new LinkedHashMap<Generalising.Key, Scheme.Bound>();
        var parameters = new LinkedHashMap<Definition, List<TypeParameter>>();
        for (var definition : component) {
            parameters.put(definition, quantify(definition, bounds));
        }
        var all = new LinkedHashSet<TypeParameter>();
        parameters.values().forEach(all::addAll);
        for (var definition : component) {
            var own = parameters.get(definition);
            if (own.size() < all.size()) {
                var others = new LinkedHashSet<>(all);
                own.forEach(others::remove);
                foreign.put(definition, others);
            }
            definition.scheme = Optional.of(new Scheme(
                    own,
                    bounds.entrySet().stream()
                            .filter(entry -> own.contains(entry.getKey().parameter()))
                            .map(Map.Entry::getValue)
                            .toList(),
                    definition.type));
            definition.isDone = true;
            if (definition instanceof Definition.Let let) {
                let.variables
                        .values()
                        .forEach(variable -> variable.scheme = new Scheme(
                                definition.scheme.get().parameters(),
                                definition.scheme.get().bounds(),
                                variable.scheme.type()));
            }
        }
    }

    private List<TypeParameter> quantify(Definition definition, Map<Generalising.Key, Scheme.Bound> bounds) {
        var parameters = new ArrayList<TypeParameter>();
        if (definition instanceof Definition.Fn fn) {
            declared(fn, parameters, bounds);
        }
        // Variables of a component that another member has quantified already are type parameters here, too.
        Generalising.collectParameters(definition.type, parameters);
        for (var variable : in.generalising.openAbove(definition.type, 0)) {
            parameters.add(
                    in.generalising.quantify(variable, Generalising.newParameter(variable, parameters.size()), bounds));
        }
        return parameters;
    }

    /** Declared type parameters stay what they are, unless the body makes them something else (W0006). */
    private void declared(
            Definition.Fn fn, List<TypeParameter> parameters, Map<Generalising.Key, Scheme.Bound> bounds) {
        int index = 0;
        var taken = new IdentityHashMap<TypeParameter, TypeParameter>();
        for (var parameter : fn.header.typeParameters.values()) {
            int position = index++;
            var found = Ty.resolve(opened.get(fn).get(parameter));
            if (found instanceof Ty.Var variable && variable.level > 0) {
                fn.implementing.ifPresent(of -> askMore(of.impl(), parameter, variable));
                parameters.add(in.generalising.quantify(variable, parameter, bounds));
                taken.put(parameter, parameter);
                continue;
            }
            if (fn.header.isComplete) {
                parameters.add(parameter);
            }
            if (position < fn.header.typeParameterSpans.size() && found != Ty.ERROR) {
                notGeneric(fn, parameter, found, position);
            }
        }
    }

    /** What methods need of a type parameter of their impl is asked of its arguments, as if its {@code where} said so. */
    private void askMore(ImplDefinition impl, TypeParameter parameter, Ty.Var variable) {
        int position = impl.parameters.indexOf(parameter);
        if (position < 0) {
            return;
        }
        for (var constraint : List.copyOf(variable.waiting)) {
            if (constraint instanceof Implements predicate
                    && !predicate.isDone()
                    && !predicate.interfaceName.equals(Interfaces.TEXT)
                    && !impl.asks(predicate.interfaceName, parameter)
                    && !impl.ask(predicate.interfaceName, position, variable)) {
                predicate.markDone();
                predicate.module.reporter.report(predicate
                        .diagnostic(predicate.interfaceName)
                        .note("the impl is used for every `" + parameter.name() + "`; write `where " + parameter.name()
                                + ": " + predicate.interfaceName.name() + "`"));
            }
        }
    }

    private void notGeneric(Definition.Fn fn, TypeParameter parameter, Ty found, int position) {
        boolean same = found instanceof Ty.Parameter;
        var title = found instanceof Ty.Parameter other
                ? "type parameters `" + other.parameter().name() + "` and `" + parameter.name()
                        + "` are always the same type"
                : "type parameter `" + parameter.name() + "` is always `" + TypeText.of(found) + "`";
        if (!same && found instanceof Ty.Var) {
            return;
        }
        in.report(Diagnostic.warning("W0006", title, fn.header.typeParameterSpans.get(position), "not generic")
                .help("use the type itself"));
    }
}
