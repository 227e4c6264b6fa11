package snow.mir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import snow.types.Type;
import snow.types.tree.Expression;

/** Makes function values. */
final class Closures {
    private record Key(MethodRef method, MirClass.Shape shape, int captures) {}

    private final Context context;
    private final Map<Key, MirClass.Closure> known = new HashMap<>();
    private final Map<Object, Node> constants = new HashMap<>();
    private final Map<String, Integer> counters = new HashMap<>();

    Closures(Context context) {
        this.context = context;
    }

    Node lambda(BodyLowering from, Expression.Lambda lambda) {
        var outer = from.scope;
        var type = (Type.Function) outer.type(lambda.type());
        var scope = new Scope(
                outer.unit(),
                outer.name(),
                Optional.of(outer),
                false,
                outer.types(),
                context.layout.result(type.result()));
        var parameters = new ArrayList<Variable>();
        for (var local : lambda.parameters()) {
            var variable = new Variable(local.name(), context.layout.value(outer.type(local.type())));
            scope.bind(local, variable);
            parameters.add(variable);
        }
        var name = outer.unit().numbered("closure:" + outer.name());
        var body = new BodyLowering(context, scope).lower(lambda.body(), scope.result(), true);
        var captured = List.copyOf(scope.captures().values());
        var outside = scope.captures().keySet().stream().map(outer::resolve).toList();
        if (!CaptureTuples.areNeeded(captured)) {
            return lambda(from, lambda, scope, name, captured, parameters, body, outside);
        }
        var tuples = CaptureTuples.of(context.layout, captured);
        var inner = tuples.variables();
        var made = tuples.variables();
        var unpacking = Nodes.block(tuples.takenFrom(inner), body);
        return Nodes.block(
                tuples.madeOf(outside, made), lambda(from, lambda, scope, name, inner, parameters, unpacking, made));
    }

    private Node lambda(
            BodyLowering from,
            Expression.Lambda lambda,
            Scope scope,
            String name,
            List<Variable> captured,
            List<Variable> parameters,
            Node body,
            List<Variable> outside) {
        var outer = from.scope;
        var reps = Stream.concat(captured.stream(), parameters.stream())
                .map(Variable::rep)
                .toList();
        context.problems.limit(
                outer.unit().moduleName(), lambda.span(), "the closure", "parameters and captured variables", reps);
        var method = new MethodRef(outer.unit().className(), name, reps, scope.result());
        outer.unit().add(scope.function(method, captured, parameters, body, from.line(lambda.span())));
        return make(outer.unit(), outer.name(), (Type.Function) outer.type(lambda.type()), method, outside);
    }

    /** A function value without captures that is made once for all uses with an equal key. */
    Node once(Object key, Supplier<Node> make) {
        var made = constants.get(key);
        if (made == null) {
            made = make.get();
            constants.put(key, made);
        }
        return made;
    }

    /** A function value that runs a static method with the variables in front of its arguments. */
    Node make(Unit unit, String name, Type.Function type, MethodRef method, List<Variable> variables) {
        var shape = context.layout.shape(type);
        var key = new Key(method, shape, variables.size());
        var closure = known.get(key);
        if (closure == null) {
            var captures = new ArrayList<MirClass.Field>();
            for (int i = 0; i < variables.size(); i++) {
                captures.add(new MirClass.Field("_" + i, method.parameters().get(i)));
            }
            closure = new MirClass.Closure(className(unit, name), shape, captures, method);
            context.layout.add(closure);
            known.put(key, closure);
        }
        var rep = Rep.ref(closure.name());
        if (variables.isEmpty()) {
            return new Node.GetStatic(closure.name(), "INSTANCE", rep);
        }
        return new Node.New(
                closure.name(),
                closure.captures().stream().map(MirClass.Field::rep).toList(),
                variables.stream().map(Nodes::get).toList());
    }

    private String className(Unit unit, String name) {
        var base = unit.className() + "$" + name;
        return base + "'" + counters.merge(base, 1, Integer::sum);
    }
}
