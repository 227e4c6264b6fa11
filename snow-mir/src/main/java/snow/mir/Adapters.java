package snow.mir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import snow.types.Type;

/**
 * Brings values from one form of a type to another: what the runtime hands out or asks for without knowing representations, and values of
 * polymorphic lets that were made for erased types. Elements of collections need nothing: collections hold any representation.
 */
final class Adapters {
    private final Context context;
    private final Map<String, MethodRef> known = new HashMap<>();

    Adapters(Context context) {
        this.context = context;
    }

    /** Whether a cast, boxing or unboxing does. */
    boolean isPlain(Type from, Type to) {
        return switch (from) {
            case Type.Function function ->
                !(to instanceof Type.Function other)
                        || context.layout.shape(function).equals(context.layout.shape(other));
            case Type.Tuple tuple ->
                !(to instanceof Type.Tuple other)
                        || context.layout.tuple(tuple.components()).equals(context.layout.tuple(other.components()));
            case Type.Named named ->
                !isChoice(named)
                        || !(to instanceof Type.Named other)
                        || !isChoice(other)
                        || context.layout
                                .letters(named.arguments())
                                .replace('V', 'L')
                                .equals(context.layout
                                        .letters(other.arguments())
                                        .replace('V', 'L'));
            case Type.Parameter _, Type.Never _ -> true;
        };
    }

    private static boolean isChoice(Type type) {
        return Types.isBuiltin(type, "Option") || Types.isBuiltin(type, "Result");
    }

    /** The value, in the representation of {@code to}. */
    Node adapt(Node value, Type from, Type to) {
        if (isPlain(from, to)) {
            return Nodes.convert(value, context.layout.value(to));
        }
        if (from instanceof Type.Function function && to instanceof Type.Function other) {
            return function(value, function, other);
        }
        if (from instanceof Type.Tuple tuple && to instanceof Type.Tuple other) {
            return tuple(value, tuple, other);
        }
        return choice(value, (Type.Named) from, (Type.Named) to);
    }

    private Node tuple(Node value, Type.Tuple from, Type.Tuple to) {
        var whole = Nodes.temporary(context.layout.value(from));
        var reps = new ArrayList<Rep>();
        var values = new ArrayList<Node>();
        for (int i = 0; i < from.components().size(); i++) {
            var rep = Layout.open(context.layout.value(to.components().get(i)));
            var part = context.layout.component(Nodes.get(whole), from, i);
            reps.add(rep);
            values.add(Nodes.convert(
                    adapt(part, from.components().get(i), to.components().get(i)), rep));
        }
        return Nodes.block(
                List.of(Nodes.let(whole, value)), new Node.New(context.layout.tuple(to.components()), reps, values));
    }

    /** The runtime may give the boxed or the plain form of Option and Result: a value that has the wanted form already stays. */
    private Node choice(Node value, Type.Named from, Type.Named to) {
        var rep = context.layout.value(to);
        var whole = Nodes.temporary(rep);
        var cases = new ArrayList<Node.TagSwitch.Case>();
        for (int tag = 0; tag < 2; tag++) {
            var old = context.layout.builtinVariant(from, tag);
            var made = context.layout.builtinVariant(to, tag);
            if (old.name().equals(made.name())) {
                continue;
            }
            var own = from.arguments().get(tag);
            var wanted = to.arguments().get(tag);
            var part = context.layout.read(Nodes.get(whole), old, 0, own);
            var again = context.layout.make(
                    made,
                    List.of(Nodes.convert(
                            adapt(part, own, wanted), made.fields().getFirst().rep())));
            cases.add(new Node.TagSwitch.Case(
                    tag, new Node.If(new Node.InstanceOf(Nodes.get(whole), old.name()), again, Nodes.get(whole), rep)));
        }
        return Nodes.block(
                List.of(Nodes.let(whole, value)), new Node.TagSwitch(Nodes.get(whole), cases, Nodes.get(whole), rep));
    }

    /** A function value of another shape that calls the first one. */
    private Node function(Node value, Type.Function from, Type.Function to) {
        var unit = context.units.shared();
        var method = known.get(from + " " + to);
        if (method == null) {
            method = make(
                    unit,
                    from,
                    to,
                    call -> Types.isUnit(to.result())
                            ? Nodes.convert(call, Rep.UNIT)
                            : adapt(
                                    Nodes.convert(call, context.layout.value(from.result())),
                                    from.result(),
                                    to.result()));
            known.put(from + " " + to, method);
        }
        return capture(value, from, to, method);
    }

    /**
     * A function value of another shape that calls the first one and does something with its result.
     *
     * @param result given the call, in the representation of the first function's result
     */
    Node around(Node value, Type.Function from, Type.Function to, UnaryOperator<Node> result) {
        var own = context.layout.result(from.result());
        return capture(
                value,
                from,
                to,
                make(context.units.shared(), from, to, call -> result.apply(Nodes.convert(call, own))));
    }

    private Node capture(Node value, Type.Function from, Type.Function to, MethodRef method) {
        var captured = Nodes.temporary(context.layout.value(from));
        return Nodes.block(
                List.of(Nodes.let(captured, Nodes.convert(value, captured.rep()))),
                context.closures.make(context.units.shared(), "adapt", to, method, List.of(captured)));
    }

    private MethodRef make(Unit unit, Type.Function from, Type.Function to, UnaryOperator<Node> answer) {
        var own = context.layout.shape(from);
        var scope = new Scope(unit, "adapt", Optional.empty(), true, Map.of(), context.layout.result(to.result()));
        var body = new BodyLowering(context, scope);
        var callee = new Variable("callee", Rep.ref(own.name()));
        var parameters = new ArrayList<Variable>();
        var arguments = new ArrayList<Node>();
        for (int i = 0; i < to.parameters().size(); i++) {
            var parameter = Nodes.temporary(context.layout.value(to.parameters().get(i)));
            parameters.add(parameter);
            arguments.add(Nodes.convert(
                    adapt(
                            Nodes.get(parameter),
                            to.parameters().get(i),
                            from.parameters().get(i)),
                    own.parameters().get(i)));
        }
        var call = body.calls().apply(0, own, Nodes.get(callee), arguments);
        var result = Nodes.convert(answer.apply(call), scope.result());
        var reps = new ArrayList<Rep>();
        reps.add(callee.rep());
        parameters.forEach(parameter -> reps.add(parameter.rep()));
        var method = new MethodRef(unit.className(), unit.numbered("adapt"), reps, scope.result());
        unit.add(scope.function(method, List.of(callee), parameters, result, 0));
        return method;
    }
}
