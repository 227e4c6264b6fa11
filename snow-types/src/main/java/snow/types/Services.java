package snow.types;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import snow.syntax.Param;
import snow.types.tree.Expression;
import snow.types.tree.Function;
import snow.types.tree.Generated;
import snow.types.tree.Local;

/** The types of services (spec 02 §14.5): one state for all handlers, nothing generalised. */
final class Services {
    private static final Ty.Con PID = Ty.pid(Ty.UNIT);

    private final Inference in;

    /** What the type parameters of each {@code init} stand for. */
    private final Map<ServiceDefinition, Map<TypeParameter, Ty>> opened = new IdentityHashMap<>();

    private final Map<ServiceDefinition, Ty.Function> inits = new IdentityHashMap<>();

    Services(Inference in) {
        this.in = in;
    }

    // ---- types before bodies

    void prepare(ServiceDefinition service) {
        var init = init(service);
        inits.put(service, init);
        service.state = init.result();
        var types = new ArrayList<Ty>();
        types.add(service.state);
        service.generated.get("start").type = new Ty.Function(init.parameters(), PID);
        for (var handler : service.handlers) {
            handler.parameterTypes = types(handler.params);
            if (handler.isCall) {
                handler.replyType = handler.reply
                        .map(type -> in.annotations.type(type, TypeScope.EMPTY))
                        .orElseGet(in.unifier::fresh);
            }
            types.add(new Ty.Function(handler.parameterTypes, handler.replyType));
            generated(service, handler);
        }
        types.addAll(init.parameters());
        service.type = new Ty.Tuple(types);
    }

    private Ty.Function init(ServiceDefinition service) {
        if (service.init.isEmpty()) {
            return new Ty.Function(List.of(), Ty.INT);
        }
        var fn = service.init.get();
        var map = in.headers.open(fn.header);
        opened.put(service, map);
        var parameters = new ArrayList<Ty>();
        for (int i = 0; i < fn.arity; i++) {
            int index = i;
            parameters.add(fn.header.parameters.stream()
                    .flatMap(clause -> clause.get(index).stream())
                    .findFirst()
                    .map(type -> Scheme.substitute(type, map))
                    .orElseGet(in.unifier::fresh));
        }
        return new Ty.Function(
                parameters,
                fn.header.result.map(type -> Scheme.substitute(type, map)).orElseGet(in.unifier::fresh));
    }

    private List<Ty> types(List<Param> params) {
        return params.stream()
                .<Ty>map(param -> Headers.annotation(param)
                        .map(type -> in.annotations.type(type, TypeScope.EMPTY))
                        .orElseGet(in.unifier::fresh))
                .toList();
    }

    private static void generated(ServiceDefinition service, ServiceDefinition.Handler handler) {
        var name = handler.generatedName();
        var parameters = new ArrayList<Ty>();
        parameters.add(PID);
        parameters.addAll(handler.parameterTypes);
        if (isFor(service.generated.get(name), handler)) {
            service.generated.get(name).type = new Ty.Function(List.copyOf(parameters), handler.replyType);
        }
        var limited = service.generated.get(name + "_timeout");
        if (handler.isCall && isFor(limited, handler)) {
            parameters.add(Ty.INT);
            limited.type = new Ty.Function(parameters, Ty.result(handler.replyType, Ty.STRING));
        }
    }

    /** Whether a generated function was made for a handler; of handlers with one name only the first has functions. */
    private static boolean isFor(GeneratedFunction function, ServiceDefinition.Handler handler) {
        return function.nameSpan.equals(handler.name.span());
    }

    // ---- bodies

    /** @return what makes the typed tree when all types are known */
    List<Clauses.Define> bodies(ServiceDefinition service) {
        var result = new ArrayList<Clauses.Define>();
        result.add(initBody(service));
        service.handlers.forEach(handler -> result.add(handlerBody(service, handler)));
        result.add(zonk -> generate(service, zonk));
        return result;
    }

    private Clauses.Define initBody(ServiceDefinition service) {
        if (service.init.isEmpty()) {
            return zonk -> service.initial.define(
                    List.of(),
                    List.of(),
                    List.of(),
                    Type.INT,
                    new Function.Body.Code(
                            new Expression.IntLiteral(service.item.name().span(), 0)));
        }
        var fn = service.init.get();
        var map = opened.get(service);
        fn.header.bounds.forEach(bound ->
                in.assume(new Scheme.Bound(bound.interfaceName(), Scheme.substitute(bound.type(), map)), fn.nameSpan));
        var type = inits.get(service);
        var frame = new Frame(Frame.Kind.FUNCTION, service.state, Optional.empty());
        frame.annotation = fn.header.resultSpan;
        var names = new LinkedHashMap<String, Ty>();
        fn.header.typeParameters.forEach((name, parameter) -> names.put(name, map.get(parameter)));
        var made = new ArrayList<Clauses.Code>(1);
        in.within(Scope.top().inner(names), () -> in.inFrame(frame, _ -> made.add(in.clauses.function(fn, type))));
        var code = made.getFirst();
        return zonk -> service.initial.define(
                List.of(),
                List.of(),
                code.parameters().stream().map(variable -> variable.local(zonk)).toList(),
                zonk.type(service.state),
                new Function.Body.Code(code.body().in(zonk)));
    }

    private Clauses.Define handlerBody(ServiceDefinition service, ServiceDefinition.Handler handler) {
        Ty result = handler.isCall ? new Ty.Tuple(List.of(service.state, handler.replyType)) : service.state;
        var frame = new Frame(Frame.Kind.FUNCTION, result, Optional.empty());
        var made = new ArrayList<Clauses.Code>(1);
        in.within(
                Scope.top().inner(),
                () -> in.inFrame(frame, _ -> {
                    var variables = new ArrayList<Variable>();
                    variables.add(state(service, handler));
                    variables.addAll(in.clauses.parameters(handler.params, handler.parameterTypes));
                    variables.stream()
                            .filter(variable -> !variable.name.isEmpty())
                            .forEach(in.scope::add);
                    var body = in.blocks.infer(handler.body, result);
                    in.matches.result(body.type(), body.span());
                    in.frame.end();
                    made.add(new Clauses.Code(variables, body));
                }));
        var code = made.getFirst();
        return zonk -> handler.function.define(
                List.of(),
                List.of(),
                code.parameters().stream().map(variable -> variable.local(zonk)).toList(),
                zonk.type(result),
                new Function.Body.Code(code.body().in(zonk)));
    }

    private static Variable state(ServiceDefinition service, ServiceDefinition.Handler handler) {
        return handler.stateName
                .map(name -> new Variable(name.isWildcard() ? "" : name.text(), name.span(), service.state))
                .orElseGet(() -> new Variable("", handler.name.span(), service.state));
    }

    // ---- generated functions

    private static void generate(ServiceDefinition service, Zonk zonk) {
        var owner = service.module.name + "." + service.name;
        define(service.generated.get("start"), new Generated.Start(owner, service.initial), zonk);
        for (var handler : service.handlers) {
            var name = handler.generatedName();
            var function = service.generated.get(name);
            if (isFor(function, handler)) {
                var kind = handler.isCall ? Generated.Request.Kind.CALL : Generated.Request.Kind.CAST;
                define(function, new Generated.Request(owner, name, kind, handler.function), zonk);
            }
            var limited = service.generated.get(name + "_timeout");
            if (handler.isCall && isFor(limited, handler) && limited != function) {
                var kind = Generated.Request.Kind.CALL_WITH_TIME_LIMIT;
                define(limited, new Generated.Request(owner, name, kind, handler.function), zonk);
            }
        }
    }

    /** Gives a generated function parameters without names. */
    static void define(GeneratedFunction function, Function.Body body, Zonk zonk) {
        define(function, locals(function, zonk), body, zonk);
    }

    static List<Local> locals(GeneratedFunction function, Zonk zonk) {
        return ((Ty.Function) function.type)
                .parameters().stream()
                        .map(type -> new Local("", zonk.type(type)))
                        .toList();
    }

    static void define(GeneratedFunction function, List<Local> parameters, Function.Body body, Zonk zonk) {
        var result = zonk.type(((Ty.Function) function.type).result());
        function.function.define(List.of(), List.of(), parameters, result, body);
    }
}
