package snow.mir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import snow.types.Type;
import snow.types.TypeParameter;
import snow.types.tree.Constant;
import snow.types.tree.Expression;
import snow.types.tree.Local;

/**
 * Top-level {@code let}s that the program reaches: a static field for each variable, and a method that evaluates the initialiser. A
 * polymorphic one is evaluated for each combination of types, like a polymorphic {@code let} in a block.
 */
final class Constants {
    private record Key(Constant constant, List<Type> arguments) {}

    /** A field per local, and what fills them. */
    private record Made(Key key, Map<TypeParameter, Type> types, Map<Local, MirClass.Field> fields, MethodRef method) {}

    private final Context context;
    private final Map<Key, Made> known = new LinkedHashMap<>();
    private final Queue<Made> unfinished = new ArrayDeque<>();

    Constants(Context context) {
        this.context = context;
    }

    Node use(Expression.ConstantUse use, Type wanted, Scope scope) {
        var made = made(use, scope);
        var field = made.fields().get(use.local());
        var unit = context.units.of(use.constant().module());
        var value = new Node.GetStatic(unit.className(), field.name(), field.rep());
        return context.adapters.adapt(value, Types.substitute(use.local().type(), made.types()), wanted);
    }

    private Made made(Expression.ConstantUse use, Scope scope) {
        var constant = use.constant();
        var quantified = use.local().quantified();
        var arguments = Types.inner(use.typeArguments(), scope.types());
        boolean each = Trees.isPure(constant.value()) || Trees.choosesBy(constant.value(), quantified);
        if (!each) {
            arguments = quantified.stream().map(_ -> (Type) Types.ERASED).toList();
        }
        var key = new Key(constant, arguments);
        var before = known.get(key);
        if (before != null) {
            return before;
        }
        var types = new HashMap<TypeParameter, Type>();
        for (int i = 0; i < quantified.size() && i < arguments.size(); i++) {
            types.put(quantified.get(i), arguments.get(i));
        }
        var unit = context.units.of(constant.module());
        var fields = new LinkedHashMap<Local, MirClass.Field>();
        for (var local : constant.locals()) {
            var field = new MirClass.Field(
                    unit.unique("let:" + local.name(), ""),
                    context.layout.value(Types.substitute(local.type(), types)));
            unit.add(field);
            fields.put(local, field);
        }
        var method = new MethodRef(unit.className(), unit.numbered("let"), List.of(), Rep.UNIT);
        var made = new Made(key, types, fields, method);
        known.put(key, made);
        unfinished.add(made);
        return made;
    }

    /** Makes one initialiser; false when there is none left to make. */
    boolean makeNext() {
        var next = unfinished.poll();
        if (next == null) {
            return false;
        }
        var constant = next.key().constant();
        var unit = context.units.of(constant.module());
        var scope = new Scope(unit, "let", Optional.empty(), true, next.types(), Rep.UNIT);
        var body = new BodyLowering(context, scope);
        var steps = new ArrayList<Node.Step>();
        int line = body.line(constant.span());
        var value = Nodes.temporary(
                context.layout.value(scope.type(constant.pattern().type())));
        steps.add(new Node.Step.Let(line, value, body.lower(constant.value(), value.rep())));
        body.matching().bind(constant.pattern(), value, line, steps);
        next.fields()
                .forEach((local, field) -> steps.add(Nodes.evaluate(
                        line,
                        new Node.PutStatic(
                                unit.className(), field.name(), field.rep(), Nodes.get(scope.resolve(local))))));
        unit.add(scope.function(next.method(), List.of(), List.of(), Nodes.block(steps, Nodes.nothing()), line));
        return true;
    }

    /** The initialisers in the order in which they run. */
    List<MethodRef> inOrder() {
        var methods = new IdentityHashMap<Constant, List<MethodRef>>();
        known.forEach((key, made) ->
                methods.computeIfAbsent(key.constant(), _ -> new ArrayList<>()).add(made.method()));
        var order = new ArrayList<MethodRef>();
        for (var module : context.program.modules()) {
            for (var constant : module.constants()) {
                order.addAll(methods.getOrDefault(constant, List.of()));
            }
        }
        return order;
    }
}
