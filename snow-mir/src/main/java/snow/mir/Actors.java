package snow.mir;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import snow.types.Type;
import snow.types.tree.Expression;
import snow.types.tree.Function;
import snow.types.tree.Generated;

/** What actors do: spawning, messages, going on as another actor. */
final class Actors {
    private static final String ACTORS = "snow/rt/actor/Actors";
    private static final Rep PID = Rep.ref("snow/rt/actor/Pid");
    private static final Rep ACTIVITY = Rep.ref("snow/rt/actor/Activity");
    private static final Rep RECEIVE = Rep.ref("snow/rt/actor/Receive");
    private static final String RECEIVE_CLASS = RECEIVE.className();

    private final BodyLowering body;
    private final Context context;
    private final Scope scope;

    Actors(BodyLowering body) {
        this.body = body;
        this.context = body.context;
        this.scope = body.scope;
    }

    // ---- activities

    private Instance instance(Function actor, List<Type> typeArguments) {
        return context.instances.of(actor, typeArguments, scope.instance());
    }

    private Node activity(Instance instance, List<Node> arguments) {
        var made = context.activities.of(instance);
        return new Node.New(
                made.name(), made.arguments().stream().map(MirClass.Field::rep).toList(), arguments);
    }

    private List<Node> arguments(Instance instance, List<Expression> expressions) {
        var nodes = new ArrayList<Node>();
        for (int i = 0; i < expressions.size(); i++) {
            nodes.add(body.lower(
                    expressions.get(i), instance.method().parameters().get(i)));
        }
        return nodes;
    }

    Node spawn(Expression.Spawn e) {
        scope.calls();
        int line = body.line(e.span());
        if (e.callee() instanceof Expression.FunctionUse use && use.function().kind() == Function.Kind.ACTOR) {
            var instance = instance(use.function(), Types.inner(use.typeArguments(), scope.types()));
            return Nodes.call(
                    line,
                    Runtime.method(ACTORS, "spawn", PID, ACTIVITY),
                    activity(instance, arguments(instance, e.arguments())));
        }
        if (e.callee() instanceof Expression.FunctionUse use && use.function().body() instanceof Generated.Supervise) {
            return Nodes.call(line, instance(use.function(), List.of()).method());
        }
        var type = (Type.Function) body.type(e.callee());
        var steps = new ArrayList<Node.Step>();
        var values = new ArrayList<Variable>();
        var callee = Nodes.temporary(context.layout.value(type));
        steps.add(Nodes.let(callee, body.value(e.callee())));
        values.add(callee);
        for (var argument : e.arguments()) {
            var variable = Nodes.temporary(body.rep(argument));
            steps.add(Nodes.let(variable, body.value(argument)));
            values.add(variable);
        }
        var closure = context.activities.ofClosure(type);
        var list = new Node.ListLiteral(
                Rep.OBJECT,
                values.subList(1, values.size()).stream()
                        .map(variable -> Nodes.convert(Nodes.get(variable), Rep.OBJECT))
                        .toList());
        var activity = new Node.New(
                closure.name(),
                closure.arguments().stream().map(MirClass.Field::rep).toList(),
                values.stream().map(Nodes::get).toList());
        var spawn = Runtime.method(ACTORS, "spawn", PID, Rep.OBJECT, Runtime.LIST_REP, ACTIVITY);
        return Nodes.block(steps, Nodes.call(line, spawn, Nodes.get(callee), list, activity));
    }

    /** A call of an actor in the calling process. */
    Node callAsFunction(int line, Function actor, List<Type> typeArguments, Calls.Arguments arguments, Rep wanted) {
        scope.calls();
        var instance = instance(actor, typeArguments);
        var nodes = new ArrayList<Node>();
        for (int i = 0; i < actor.parameters().size(); i++) {
            nodes.add(arguments.node(i, instance.method().parameters().get(i)));
        }
        var call = Nodes.call(line, Runtime.method(ACTORS, "call", PID, ACTIVITY), activity(instance, nodes));
        return Nodes.convert(call, wanted);
    }

    Node functionValue(Function actor, List<Type> typeArguments, Type.Function type) {
        var value = context.activities.value(instance(actor, typeArguments), context.layout.shape(type));
        return new Node.GetStatic(value.name(), "INSTANCE", Rep.ref(value.name()));
    }

    /** The process goes on as an actor. */
    Node become(Expression.Become e) {
        var instance = instance(e.actor(), Types.inner(e.typeArguments(), scope.types()));
        var nodes = arguments(instance, e.arguments());
        boolean terminates = e.actor().body() instanceof Function.Body.Actor actor
                && actor.terminate().isPresent();
        if (!terminates && scope.isSelf(instance)) {
            return scope.jumpToSelf(nodes);
        }
        return new Node.Return(activity(instance, nodes));
    }

    // ---- messages

    Node send(Expression.Send e) {
        return Nodes.call(
                body.line(e.span()),
                Runtime.method(ACTORS, "send", Rep.UNIT, PID, Rep.OBJECT),
                body.lower(e.target(), PID),
                body.lower(e.message(), Rep.OBJECT));
    }

    Node link(Expression.Link e) {
        return Nodes.call(
                body.line(e.span()), Runtime.method(ACTORS, "link", Rep.UNIT, PID), body.lower(e.target(), PID));
    }

    Node self(Expression.SelfPid e) {
        return Nodes.call(body.line(e.span()), Runtime.method(ACTORS, "self", PID));
    }

    /** A loop over the messages that wait, with the arms as one match that goes on where none is chosen (spec 05 §5.2). */
    Node receive(Expression.Receive e, Rep wanted, boolean tail) {
        scope.calls();
        int line = body.line(e.span());
        var cursor = Nodes.temporary(RECEIVE);
        var message = Nodes.temporary(Rep.OBJECT);
        var again = new Label("receive");
        var begin = e.after()
                .map(after -> Nodes.call(
                        line, Runtime.method(RECEIVE_CLASS, "begin", RECEIVE, Rep.INT), body.value(after.timeout())))
                .orElseGet(() -> Nodes.call(line, Runtime.method(RECEIVE_CLASS, "begin", RECEIVE)));
        var type = scope.type(e.messageType());
        var take = Nodes.evaluate(
                0, Nodes.callOn(line, Runtime.method(RECEIVE_CLASS, "take", Rep.UNIT), Nodes.get(cursor)));
        var arms = arms(e, wanted, tail, type, message, again, take);
        var examined = e.after()
                .<Node>map(after ->
                        new Node.If(is(message, "TIMEOUT"), body.lower(after.body(), wanted, tail), arms, wanted))
                .orElse(arms);
        boolean mayRest = scope.opensWith(e);
        var next = Nodes.callOn(
                line, Runtime.method(RECEIVE_CLASS, mayRest ? "nextOrRestart" : "next", Rep.OBJECT), Nodes.get(cursor));
        scope.receives().add(again);
        var round = Nodes.block(
                List.of(Nodes.evaluate(0, new Node.Poll()), new Node.Step.Let(line, message, next)),
                mayRest ? new Node.If(is(message, "REST"), rest(), examined, wanted) : examined);
        return Nodes.block(
                List.of(Nodes.let(cursor, begin)), new Node.Loop(again, List.of(), List.of(), round, wanted));
    }

    static Node is(Variable message, String marker) {
        return Nodes.operation(
                Node.Operation.SAME, Nodes.get(message), new Node.GetStatic(RECEIVE_CLASS, marker, Rep.OBJECT));
    }

    /** Leaves the body; the process begins it anew when there is a message. */
    private Node rest() {
        var actor = scope.instance().orElseThrow();
        var parameters = new ArrayList<Node>();
        for (var parameter : actor.function().parameters()) {
            parameters.add(Nodes.get(scope.resolve(parameter)));
        }
        return new Node.Return(activity(actor, parameters));
    }

    /**
     * The {@code receive} without time limit with which an actor's body begins: nothing before it is lost when the body is
     * left there and begun anew.
     */
    static Optional<Expression.Receive> opening(Expression body) {
        return switch (body) {
            case Expression.Receive e when e.after().isEmpty() -> Optional.of(e);
            case Expression.Match e
            when !e.scrutinees().isEmpty() -> opening(e.scrutinees().getFirst());
            case Expression.Block e -> {
                for (var statement : e.statements()) {
                    switch (statement) {
                        case Expression.Statement.Let let when let.value() instanceof Expression.SelfPid -> {}
                        case Expression.Statement.Let let -> {
                            yield opening(let.value());
                        }
                        case Expression.Statement.LetPattern let -> {
                            yield opening(let.value());
                        }
                        case Expression.Statement.Evaluate evaluate -> {
                            yield opening(evaluate.expression());
                        }
                        case Expression.Statement.LocalFunctions _ -> {}
                    }
                }
                yield opening(e.result());
            }
            default -> Optional.empty();
        };
    }

    private Node arms(
            Expression.Receive e, Rep wanted, boolean tail, Type type, Variable sent, Label again, Node.Step take) {
        if (e.arms().isEmpty()) {
            return new Node.Jump(again, List.of());
        }
        boolean open = Widening.isOpen(type);
        var message = open ? Nodes.temporary(Rep.OBJECT) : sent;
        var place = new Place(type);
        var typed = Nodes.temporary(context.layout.value(type));
        var variables = new IdentityHashMap<Place, Variable>();
        variables.put(place, typed);
        var match = body.matching()
                .arms(
                        e.arms(),
                        List.of(place),
                        variables,
                        wanted,
                        () -> new Node.Jump(again, List.of()),
                        arm -> Nodes.block(
                                List.of(take), body.lower(e.arms().get(arm).body(), wanted, tail)));
        var known = Nodes.block(List.of(Nodes.let(typed, Nodes.convert(Nodes.get(message), typed.rep()))), match);
        var chosen = belongs(type, message)
                .<Node>map(test -> new Node.If(test, known, new Node.Jump(again, List.of()), wanted))
                .orElse(known);
        return open
                ? Nodes.block(List.of(Nodes.let(message, context.widening.widen(type, Nodes.get(sent)))), chosen)
                : chosen;
    }

    /** Whether the class of a message shows that it is of the type (spec 05 §4.3); empty: every message is. */
    private Optional<Node> belongs(Type type, Variable message) {
        var rep = context.layout.value(type);
        return switch (rep.kind()) {
            case INT -> Optional.of(new Node.InstanceOf(Nodes.get(message), "java/lang/Long"));
            case FLOAT -> Optional.of(new Node.InstanceOf(Nodes.get(message), "java/lang/Double"));
            case BOOL -> Optional.of(new Node.InstanceOf(Nodes.get(message), "java/lang/Boolean"));
            case UNIT -> Optional.empty();
            case INDEX -> throw Rep.noValue();
            case REF -> {
                if (rep.equals(Rep.OBJECT)) {
                    yield Optional.empty();
                }
                Node test = new Node.InstanceOf(Nodes.get(message), rep.className());
                if (type instanceof Type.Tuple tuple) {
                    test = components(tuple, message, test);
                } else if (type instanceof Type.Named named) {
                    test = variants(named, message, test);
                }
                yield Optional.of(test);
            }
        };
    }

    private Node components(Type.Tuple tuple, Variable message, Node test) {
        var result = test;
        for (int i = 0; i < tuple.components().size(); i++) {
            var component = tuple.components().get(i);
            if (!context.layout.value(component).isRef()) {
                continue;
            }
            var part = Nodes.temporary(Rep.OBJECT);
            var inner = belongs(component, part);
            if (inner.isPresent()) {
                var name = context.layout.tuple(tuple.components());
                var value = new Node.Field(Nodes.convert(Nodes.get(message), Rep.ref(name)), name, "_" + i, Rep.OBJECT);
                result = Nodes.and(result, Nodes.block(List.of(Nodes.let(part, value)), inner.get()));
            }
        }
        return result;
    }

    /** A variant whose fields depend on the type's arguments has a class that tells their representations. */
    private Node variants(Type.Named type, Variable message, Node test) {
        var cases = context.layout.findSum(type.name()).stream()
                .flatMap(sum -> sum.variants().stream()
                        .filter(variant -> variant.fields().stream().anyMatch(Types::mentionsParameter))
                        .map(variant -> new Node.TagSwitch.Case(
                                variant.tag(),
                                new Node.InstanceOf(
                                        Nodes.get(message),
                                        context.layout
                                                .variant(sum, variant, type.arguments())
                                                .name()))))
                .toList();
        if (cases.isEmpty()) {
            return test;
        }
        var value = Nodes.convert(Nodes.get(message), context.layout.value(type));
        return Nodes.and(test, new Node.TagSwitch(value, cases, new Node.Bool(true), Rep.BOOL));
    }
}
