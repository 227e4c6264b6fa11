package snow.mir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import snow.types.Type;
import snow.types.tree.Function;
import snow.types.tree.Generated;
import snow.types.tree.Supervisor;

/**
 * The functions that services and supervisors bring with them: glue between the program and the runtime's loops. It lies in classes of its
 * own, which reports do not show.
 */
final class Processes {
    private static final String SERVICES = "snow/rt/actor/Services";
    private static final String SUPERVISORS = "snow/rt/actor/Supervisors";
    private static final Rep PID = Rep.ref("snow/rt/actor/Pid");
    private static final Rep INIT = Rep.ref("snow/rt/actor/Init");
    private static final Rep REQUEST = Rep.ref("snow/rt/actor/Request");
    private static final Rep SUPERVISION = Rep.ref("snow/rt/actor/Supervision");
    private static final Rep START = Rep.ref("snow/rt/fn/Fn__L");

    private static final long NO_SHUTDOWN_KEY = -2;
    private static final long INFINITY = -1;
    private static final long BRUTAL_KILL = 0;

    private final Context context;
    private final Map<Function, MirClass.Request> requests = new HashMap<>();
    private final Map<Function, MirClass.SupervisorValue> values = new HashMap<>();

    Processes(Context context) {
        this.context = context;
    }

    /** Makes the method of a generated function. */
    void make(Instance instance, Generated generated) {
        var function = instance.function();
        var scope = new Scope(
                context.units.of(function),
                function.name().replace('.', ':'),
                Optional.empty(),
                true,
                instance.types(),
                instance.method().result());
        scope.instance(instance);
        scope.calls();
        var parameters = new ArrayList<Variable>();
        for (var local : function.parameters()) {
            var variable = Nodes.temporary(context.layout.value(local.type()));
            scope.bind(local, variable);
            parameters.add(variable);
        }
        var node = switch (generated) {
            case Generated.Start start -> start(instance, start, parameters);
            case Generated.Request request -> request(instance, request, parameters);
            case Generated.Supervise supervise -> supervise(instance, supervise.supervisor());
            case Generated.Ask ask -> ask(ask, function.result(), parameters);
            case Generated.StartChild child -> startChild(scope, child, parameters);
        };
        var body = Nodes.convert(node, context.layout.value(function.result()), scope.result());
        scope.unit().add(scope.function(instance.method(), List.of(), parameters, body, 0));
    }

    private static List<MirClass.Field> fields(List<Variable> arguments) {
        var fields = new ArrayList<MirClass.Field>();
        for (int i = 0; i < arguments.size(); i++) {
            fields.add(new MirClass.Field("_" + i, arguments.get(i).rep()));
        }
        return fields;
    }

    private static Node make(String className, List<Variable> arguments) {
        return new Node.New(
                className,
                arguments.stream().map(Variable::rep).toList(),
                arguments.stream().map(Nodes::get).toList());
    }

    // ---- services

    private Node start(Instance requester, Generated.Start start, List<Variable> arguments) {
        var unit = context.units.of(requester.function());
        var init = context.instances.of(start.init(), List.of(), Optional.of(requester));
        var parameters = parameters(init, 0);
        var state = new Node.CallStatic(
                0, init.method(), parameters.stream().map(Nodes::get).toList());
        var body = glue(unit, "state", parameters, boxed(state, start.init().result()));
        var made = new MirClass.Init(unit.className() + "$init", start.owner(), fields(parameters), body);
        context.layout.add(made);
        return Nodes.call(0, Runtime.method(SERVICES, "start", PID, INIT), make(made.name(), arguments));
    }

    private static List<Variable> parameters(Instance instance, int from) {
        var all = instance.method().parameters();
        return all.subList(from, all.size()).stream().map(Nodes::temporary).toList();
    }

    private Node boxed(Node value, Type type) {
        return Nodes.convert(value, context.layout.value(type), Rep.OBJECT);
    }

    private static MethodRef glue(Unit unit, String name, List<Variable> parameters, Node body) {
        var reps = parameters.stream().map(Variable::rep).toList();
        var method = new MethodRef(unit.className(), unit.numbered(name), reps, Rep.OBJECT);
        unit.add(new MirFunction(method, parameters, body, 0));
        return method;
    }

    private Node request(Instance requester, Generated.Request request, List<Variable> parameters) {
        var pid = Nodes.get(parameters.getFirst());
        boolean limited = request.kind() == Generated.Request.Kind.CALL_WITH_TIME_LIMIT;
        var arguments = parameters.subList(1, parameters.size() - (limited ? 1 : 0));
        var made = make(requestClass(requester, request).name(), arguments);
        return switch (request.kind()) {
            case CAST -> Nodes.call(0, Runtime.method(SERVICES, "cast", Rep.UNIT, PID, REQUEST), pid, made);
            case CALL -> {
                var reply = Nodes.call(0, Runtime.method(SERVICES, "call", Rep.OBJECT, PID, REQUEST), pid, made);
                yield Nodes.convert(
                        reply, context.layout.value(requester.function().result()));
            }
            case CALL_WITH_TIME_LIMIT ->
                limited(pid, made, Nodes.get(parameters.getLast()), (Type.Named)
                        requester.function().result());
        };
    }

    /** {@code Ok} with the reply, or {@code Err} with why there is none. */
    private Node limited(Node pid, Node made, Node milliseconds, Type.Named type) {
        var request = Nodes.temporary(REQUEST);
        var answered = Nodes.call(
                0,
                Runtime.method(SERVICES, "tryCall", Rep.BOOL, PID, REQUEST, Rep.INT),
                pid,
                Nodes.get(request),
                milliseconds);
        var ok = context.layout.builtinVariant(type, 0);
        var failed = context.layout.builtinVariant(type, 1);
        var reply = Nodes.convert(
                Nodes.callOn(0, Runtime.method(REQUEST.className(), "reply", Rep.OBJECT), Nodes.get(request)),
                context.layout.value(type.arguments().getFirst()));
        var why = Nodes.callOn(0, Runtime.method(REQUEST.className(), "failure", Rep.STRING), Nodes.get(request));
        return Nodes.block(
                List.of(Nodes.let(request, made)),
                new Node.If(
                        answered,
                        context.layout.make(
                                ok,
                                List.of(Nodes.convert(
                                        reply, ok.fields().getFirst().rep()))),
                        context.layout.make(
                                failed,
                                List.of(Nodes.convert(
                                        why, failed.fields().getFirst().rep()))),
                        context.layout.value(type)));
    }

    /** The class of a handler applied to its arguments; calls with and without a time limit share it. */
    private MirClass.Request requestClass(Instance requester, Generated.Request request) {
        var handler = request.handler();
        var known = requests.get(handler);
        if (known != null) {
            return known;
        }
        var unit = context.units.of(requester.function());
        var instance = context.instances.of(handler, List.of(), Optional.of(requester));
        var state = Nodes.temporary(Rep.OBJECT);
        var self = Nodes.temporary(REQUEST);
        var arguments = parameters(instance, 1);
        var all = new ArrayList<>(List.of(state, self));
        all.addAll(arguments);
        var values = new ArrayList<Node>();
        values.add(
                Nodes.convert(Nodes.get(state), instance.method().parameters().getFirst()));
        arguments.forEach(argument -> values.add(Nodes.get(argument)));
        var call = new Node.CallStatic(0, instance.method(), values);
        var body = request.kind() == Generated.Request.Kind.CAST
                ? boxed(call, handler.result())
                : replying(call, (Type.Tuple) handler.result(), self);
        var name = handler.name().substring(handler.name().indexOf('.') + 1);
        var made = new MirClass.Request(
                unit.className() + "$handler$" + name,
                request.owner(),
                request.name(),
                fields(arguments),
                glue(unit, "handle", all, body));
        context.layout.add(made);
        requests.put(handler, made);
        return made;
    }

    /** Hands the reply to the request, gives the new state. */
    private Node replying(Node call, Type.Tuple type, Variable request) {
        var pair = Nodes.temporary(context.layout.value(type));
        var state = boxed(
                context.layout.component(Nodes.get(pair), type, 0),
                type.components().getFirst());
        var reply = boxed(
                context.layout.component(Nodes.get(pair), type, 1),
                type.components().get(1));
        var answer = Nodes.callOn(
                0, Runtime.method(REQUEST.className(), "reply", Rep.UNIT, Rep.OBJECT), Nodes.get(request), reply);
        return Nodes.block(List.of(Nodes.let(pair, call), Nodes.evaluate(0, answer)), state);
    }

    // ---- supervisors

    /** A supervisor's name as a value. */
    Node value(Function function, Optional<Instance> requester, Type.Function type) {
        var value = values.get(function);
        if (value == null) {
            var start = context.instances.of(function, List.of(), requester).method();
            value = new MirClass.SupervisorValue(start.owner() + "$value", context.layout.shape(type), start);
            context.layout.add(value);
            values.put(function, value);
        }
        return new Node.GetStatic(value.name(), "INSTANCE", Rep.ref(value.name()));
    }

    private Node supervise(Instance requester, Supervisor supervisor) {
        Node builder =
                new Node.New(SUPERVISION.className(), List.of(Rep.STRING), List.of(new Node.Text(supervisor.owner())));
        if (supervisor.strategy().isPresent()) {
            builder = clause(
                    builder,
                    "strategy",
                    Rep.STRING,
                    new Node.Text(supervisor.strategy().get()));
        }
        if (supervisor.maxRestarts().isPresent()) {
            builder = clause(
                    builder,
                    "maxRestarts",
                    Rep.INT,
                    new Node.Int(supervisor.maxRestarts().get()));
        }
        if (supervisor.maxSeconds().isPresent()) {
            builder = clause(
                    builder,
                    "maxSeconds",
                    Rep.INT,
                    new Node.Int(supervisor.maxSeconds().get()));
        }
        for (var child : supervisor.children()) {
            builder = child(requester, builder, child);
        }
        return Nodes.callOn(0, Runtime.method(SUPERVISION.className(), "start", PID), builder);
    }

    private static Node clause(Node builder, String name, Rep rep, Node value) {
        return Nodes.callOn(0, Runtime.method(SUPERVISION.className(), name, SUPERVISION, rep), builder, value);
    }

    private Node child(Instance requester, Node builder, Supervisor.Child child) {
        var name = new Node.Text(child.name());
        var restart = new Node.Text(child.restart().orElse("permanent"));
        var shutdown =
                new Node.Int(child.shutdown().map(Processes::milliseconds).orElse(NO_SHUTDOWN_KEY));
        if (child.isDynamic()) {
            var method = Runtime.method(
                    SUPERVISION.className(), "dynamicChild", SUPERVISION, Rep.STRING, Rep.STRING, Rep.INT);
            return Nodes.callOn(0, method, builder, name, restart, shutdown);
        }
        var start = context.instances
                .of(child.start(), List.of(), Optional.of(requester))
                .method();
        var method =
                Runtime.method(SUPERVISION.className(), "child", SUPERVISION, Rep.STRING, START, Rep.STRING, Rep.INT);
        return Nodes.callOn(0, method, builder, name, Nodes.call(0, start), restart, shutdown);
    }

    private static long milliseconds(Supervisor.Shutdown shutdown) {
        return switch (shutdown) {
            case Supervisor.Shutdown.Milliseconds milliseconds -> milliseconds.count();
            case Supervisor.Shutdown.BrutalKill _ -> BRUTAL_KILL;
            case Supervisor.Shutdown.Infinity _ -> INFINITY;
        };
    }

    private Node ask(Generated.Ask ask, Type result, List<Variable> parameters) {
        var owner = new Node.Text(ask.owner());
        var pid = Nodes.get(parameters.getFirst());
        return switch (ask.query()) {
            case COUNT_CHILDREN ->
                Nodes.call(0, Runtime.method(SUPERVISORS, "countChildren", Rep.INT, PID, Rep.STRING), pid, owner);
            case TERMINATE_CHILD ->
                Nodes.call(
                        0,
                        Runtime.method(SUPERVISORS, "terminateChild", Rep.BOOL, PID, PID, Rep.STRING),
                        pid,
                        Nodes.get(parameters.get(1)),
                        owner);
            case CHILDREN -> {
                var flat = Runtime.method(SUPERVISORS, "children", Runtime.LIST_REP, PID, Rep.STRING);
                var pair = (Type.Tuple) ((Type.Named) result).arguments().getFirst();
                yield pairs(Nodes.call(0, flat, pid, owner), pair);
            }
        };
    }

    /** A list of pairs from a flat list of their components. */
    private Node pairs(Node flat, Type.Tuple type) {
        var builder = Nodes.temporary(Runtime.LIST_BUILDER);
        var cursor = Nodes.temporary(Runtime.LIST_CURSOR);
        var again = new Label("pairs");
        var next =
                Nodes.callOn(0, Runtime.method(Runtime.LIST_CURSOR.className(), "next", Rep.BOOL), Nodes.get(cursor));
        var current = Nodes.callOn(
                0, Runtime.method(Runtime.LIST_CURSOR.className(), "current", Rep.OBJECT), Nodes.get(cursor));
        var reps = new ArrayList<Rep>();
        var steps = new ArrayList<Node.Step>();
        var parts = new ArrayList<Node>();
        for (int i = 0; i < type.components().size(); i++) {
            if (i > 0) {
                steps.add(Nodes.evaluate(0, Nodes.convert(next, Rep.UNIT)));
            }
            var part = Nodes.temporary(Rep.OBJECT);
            steps.add(Nodes.let(part, current));
            var rep = Layout.open(context.layout.value(type.components().get(i)));
            reps.add(rep);
            parts.add(Nodes.convert(Nodes.get(part), rep));
        }
        var pair = new Node.New(context.layout.tuple(type.components()), reps, parts);
        steps.add(Nodes.evaluate(0, Nodes.callOn(0, Runtime.add(Rep.OBJECT), Nodes.get(builder), pair)));
        var loop = new Node.Loop(
                again,
                List.of(),
                List.of(),
                new Node.If(next, Nodes.block(steps, new Node.Jump(again, List.of())), Nodes.nothing(), Rep.UNIT),
                Rep.UNIT);
        return Nodes.block(
                List.of(
                        Nodes.let(builder, new Node.New(Runtime.LIST_BUILDER.className(), List.of(), List.of())),
                        Nodes.let(
                                cursor,
                                Nodes.callOn(0, Runtime.method(Runtime.LIST, "cursor", Runtime.LIST_CURSOR), flat)),
                        Nodes.evaluate(0, loop)),
                Nodes.callOn(
                        0,
                        Runtime.method(Runtime.LIST_BUILDER.className(), "build", Runtime.LIST_REP),
                        Nodes.get(builder)));
    }

    private Node startChild(Scope scope, Generated.StartChild child, List<Variable> parameters) {
        var start = new BodyLowering(context, scope).value(child.start());
        return Nodes.call(
                0,
                Runtime.method(SUPERVISORS, "startChild", PID, PID, START, Rep.STRING),
                Nodes.get(parameters.getFirst()),
                start,
                new Node.Text(child.owner()));
    }
}
