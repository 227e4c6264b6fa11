package snow.mir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import snow.types.Type;
import snow.types.tree.Function;

/** The classes of actors applied to their arguments, and of actors as function values. */
final class Activities {
    private final Context context;
    private final Map<Instance, MirClass.Activity> known = new HashMap<>();
    private final Map<String, MirClass.ActorValue> values = new HashMap<>();
    private final Map<Type, MirClass.Activity> closures = new HashMap<>();
    private final Map<String, Integer> counters = new HashMap<>();

    Activities(Context context) {
        this.context = context;
    }

    private String className(Function actor) {
        var base =
                context.units.of(actor).className() + "$actor$" + actor.name().replace('.', '$');
        int count = counters.merge(base, 1, Integer::sum);
        return count == 1 ? base : base + "'" + count;
    }

    private static List<MirClass.Field> fields(List<Rep> reps) {
        var fields = new ArrayList<MirClass.Field>();
        for (int i = 0; i < reps.size(); i++) {
            fields.add(new MirClass.Field("_" + i, reps.get(i)));
        }
        return fields;
    }

    MirClass.Activity of(Instance instance) {
        var made = known.get(instance);
        if (made != null) {
            return made;
        }
        var actor = instance.function();
        var terminate = ((Function.Body.Actor) actor.body()).terminate().map(_ -> terminate(instance));
        var activity = new MirClass.Activity(
                className(actor), actor.name(), fields(instance.method().parameters()), instance.method(), terminate);
        known.put(instance, activity);
        context.layout.add(activity);
        return activity;
    }

    /** A part of an actor's body with what it goes on with; the {@code terminate} clause stays with the actor itself. */
    MirClass.Activity ofPiece(Instance instance, MethodRef piece) {
        var number = piece.name().substring(piece.name().lastIndexOf('~'));
        var activity = new MirClass.Activity(
                of(instance).name() + number,
                instance.function().name(),
                fields(piece.parameters()),
                piece,
                Optional.empty());
        context.layout.add(activity);
        return activity;
    }

    /** The method of an actor's {@code terminate} clause. */
    static MethodRef terminate(Instance instance) {
        var method = instance.method();
        int end = method.name().indexOf('\'');
        var name = end < 0
                ? method.name() + ":terminate"
                : method.name().substring(0, end) + ":terminate" + method.name().substring(end);
        return new MethodRef(method.owner(), name, method.parameters(), Rep.UNIT);
    }

    MirClass.ActorValue value(Instance instance, MirClass.Shape shape) {
        var activity = of(instance);
        return values.computeIfAbsent(activity.name() + " " + shape.name(), _ -> {
            var value = new MirClass.ActorValue(activity.name() + "$value" + values.size(), shape, activity);
            context.layout.add(value);
            return value;
        });
    }

    /** A function value, applied, as the body of a process. */
    MirClass.Activity ofClosure(Type.Function type) {
        var made = closures.get(type);
        if (made != null) {
            return made;
        }
        var shape = context.layout.shape(type);
        var unit = context.units.shared();
        var scope = new Scope(unit, "spawned", Optional.empty(), true, Map.of(), Rep.OBJECT);
        var body = new BodyLowering(context, scope);
        var callee = Nodes.temporary(Rep.ref(shape.name()));
        var parameters = new ArrayList<Variable>();
        parameters.add(callee);
        var arguments = new ArrayList<Node>();
        for (int i = 0; i < type.parameters().size(); i++) {
            var parameter =
                    Nodes.temporary(context.layout.value(type.parameters().get(i)));
            parameters.add(parameter);
            arguments.add(Nodes.convert(Nodes.get(parameter), shape.parameters().get(i)));
        }
        var call = Nodes.convert(body.calls().apply(0, shape, Nodes.get(callee), arguments), Rep.UNIT);
        var reps = parameters.stream().map(Variable::rep).toList();
        var method = new MethodRef(unit.className(), unit.numbered("spawned"), reps, Rep.OBJECT);
        var code = Nodes.block(List.of(Nodes.evaluate(0, call)), new Node.Null(Rep.OBJECT));
        unit.add(scope.function(method, List.of(), parameters, code, 0));
        var activity = new MirClass.Activity(
                unit.className() + "$spawned'" + closures.size(), "<closure>", fields(reps), method, Optional.empty());
        closures.put(type, activity);
        context.layout.add(activity);
        return activity;
    }
}
