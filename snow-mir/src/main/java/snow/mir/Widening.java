package snow.mir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import snow.types.Type;
import snow.types.TypeParameter;
import snow.types.tree.Struct;
import snow.types.tree.SumType;

/**
 * Brings messages into the form in which an actor for any type takes them. A pid of such an actor is polymorphic: who sends
 * {@code ("n", 5)} knows a pair with an Int, the actor only a pair with something (spec 05 §2.2).
 */
final class Widening {
    /** Types that contain ever larger ones of themselves stay as they are below this depth. */
    private static final int DEEPEST = 8;

    private static final MethodRef TUPLE_SIZE = Runtime.method(Runtime.TUPLE, "size", Rep.INT, Rep.ref(Runtime.TUPLE));
    private static final MethodRef PART =
            Runtime.method(Runtime.DATA, "part", Rep.OBJECT, Rep.ref(Runtime.DATA), Rep.INT);

    private final Context context;
    private final Layout layout;
    private final Map<Type, MethodRef> known = new HashMap<>();
    private int depth;

    Widening(Context context) {
        this.context = context;
        this.layout = context.layout;
    }

    /** The value, which is an object; as it is when it is not of the type. */
    Node widen(Type type, Node value) {
        if (!isOpen(type) || depth == DEEPEST) {
            return value;
        }
        var method = known.get(type);
        if (method == null) {
            method = make(type);
        }
        return Nodes.call(0, method, value);
    }

    /** Whether values of the type have a part of any type, and so one of several classes. */
    static boolean isOpen(Type type) {
        return switch (type) {
            case Type.Tuple tuple -> anyOpen(tuple.components());
            case Type.Named named -> anyOpen(named.arguments());
            case Type.Function _, Type.Parameter _, Type.Never _ -> false;
        };
    }

    private static boolean anyOpen(List<Type> types) {
        return types.stream().anyMatch(type -> Types.isErased(type) || isOpen(type));
    }

    private MethodRef make(Type type) {
        var unit = context.units.shared();
        var method = new MethodRef(unit.className(), unit.numbered("widen"), List.of(Rep.OBJECT), Rep.OBJECT);
        known.put(type, method);
        depth++;
        var value = Nodes.temporary(Rep.OBJECT);
        var scope = new Scope(unit, "widen", Optional.empty(), true, Map.of(), Rep.OBJECT);
        unit.add(scope.function(method, List.of(), List.of(value), widened(type, value), 0));
        depth--;
        return method;
    }

    private Node widened(Type type, Variable value) {
        return switch (type) {
            case Type.Tuple tuple -> tuple(tuple, value);
            case Type.Named named ->
                layout.findSum(named.name())
                        .map(sum -> sum(sum, named.arguments(), value))
                        .or(() ->
                                layout.findStruct(named.name()).map(struct -> struct(struct, named.arguments(), value)))
                        .orElseGet(() -> Nodes.get(value));
            case Type.Function _, Type.Parameter _, Type.Never _ -> Nodes.get(value);
        };
    }

    private Node tuple(Type.Tuple type, Variable value) {
        var components = type.components();
        var name = layout.tuple(components);
        var whole = Nodes.temporary(Rep.ref(Runtime.TUPLE));
        var reps = components.stream()
                .map(component -> Layout.open(layout.value(component)))
                .toList();
        var again = rebuilt(
                components,
                reps,
                value,
                i -> Nodes.call(0, Runtime.TUPLE_NTH, Nodes.get(whole), new Node.Int(i)),
                parts -> new Node.New(name, reps, parts));
        var size = Nodes.operation(
                Node.Operation.INT_EQUAL, Nodes.call(0, TUPLE_SIZE, Nodes.get(whole)), new Node.Int(components.size()));
        var sized = Nodes.block(
                List.of(Nodes.let(whole, Nodes.convert(Nodes.get(value), whole.rep()))), either(size, again, value));
        return unless(name, components, value, either(is(value, Runtime.TUPLE), sized, value));
    }

    private Node sum(SumType sum, List<Type> arguments, Variable value) {
        var rep = layout.value(new Type.Named(sum.name(), arguments));
        var cases = new ArrayList<Node.TagSwitch.Case>();
        for (var variant : sum.variants()) {
            if (variant.fields().stream().anyMatch(Types::mentionsParameter)) {
                var data = layout.variant(sum, variant, arguments);
                var types = fieldTypes(data, arguments);
                cases.add(new Node.TagSwitch.Case(
                        variant.tag(), unless(data.name(), types, value, rebuilt(data, types, value))));
            }
        }
        if (cases.isEmpty()) {
            return Nodes.get(value);
        }
        var choice = new Node.TagSwitch(Nodes.convert(Nodes.get(value), rep), cases, Nodes.get(value), Rep.OBJECT);
        return either(is(value, rep.className()), choice, value);
    }

    /** The classes of a struct have nothing in common that tells them from other structs: each is tried. */
    private Node struct(Struct struct, List<Type> arguments, Variable value) {
        var data = layout.struct(struct, arguments);
        var types = fieldTypes(data, arguments);
        var result = Nodes.get(value);
        for (var name : forms(struct, arguments)) {
            result = new Node.If(is(value, name), rebuilt(data, types, value), result, Rep.OBJECT);
        }
        return unless(data.name(), types, value, result);
    }

    /** The names of the classes that values of the struct have, whatever its open parameters are. */
    private Set<String> forms(Struct struct, List<Type> arguments) {
        var combinations = List.of(arguments);
        for (int i = 0; i < arguments.size(); i++) {
            if (Types.isErased(arguments.get(i))
                    && struct.fields().stream()
                            .map(Struct.Field::type)
                            .anyMatch(new Type.Parameter(struct.parameters().get(i))::equals)) {
                var more = new ArrayList<List<Type>>(combinations);
                for (var form : combinations) {
                    for (var type : List.of(Type.INT, Type.FLOAT, Type.BOOL)) {
                        var other = new ArrayList<>(form);
                        other.set(i, type);
                        more.add(other);
                    }
                }
                combinations = more;
            }
        }
        var names = new LinkedHashSet<String>();
        combinations.forEach(form -> names.add(layout.struct(struct, form).name()));
        return names;
    }

    private static List<Type> fieldTypes(Layout.DataClass data, List<Type> arguments) {
        var by = new HashMap<TypeParameter, Type>();
        for (int i = 0; i < arguments.size(); i++) {
            by.put(data.parameters().get(i), arguments.get(i));
        }
        return Types.inner(data.declaredFields(), by);
    }

    private Node rebuilt(Layout.DataClass data, List<Type> types, Variable value) {
        var whole = Nodes.temporary(Rep.ref(Runtime.DATA));
        var reps = data.fields().stream().map(MirClass.Field::rep).toList();
        return Nodes.block(
                List.of(Nodes.let(whole, Nodes.convert(Nodes.get(value), whole.rep()))),
                rebuilt(
                        types,
                        reps,
                        value,
                        i -> Nodes.call(0, PART, Nodes.get(whole), new Node.Int(i)),
                        parts -> layout.make(data, parts)));
    }

    /** The same value made of its parts; as it is when one of them does not fit. */
    private Node rebuilt(
            List<Type> types, List<Rep> reps, Variable value, IntFunction<Node> part, Function<List<Node>, Node> make) {
        var lets = new ArrayList<Node.Step>();
        var parts = new ArrayList<Node>();
        Node fits = new Node.Bool(true);
        for (int i = 0; i < types.size(); i++) {
            var one = Nodes.temporary(Rep.OBJECT);
            lets.add(Nodes.let(one, widen(types.get(i), part.apply(i))));
            var boxed = boxed(reps.get(i));
            if (boxed.isPresent()) {
                fits = Nodes.and(fits, is(one, boxed.get()));
            }
            parts.add(Nodes.convert(Nodes.get(one), reps.get(i)));
        }
        return Nodes.block(lets, either(fits, Nodes.convert(make.apply(parts), Rep.OBJECT), value));
    }

    private static Optional<String> boxed(Rep rep) {
        return switch (rep.kind()) {
            case INT -> Optional.of("java/lang/Long");
            case FLOAT -> Optional.of("java/lang/Double");
            case BOOL -> Optional.of("java/lang/Boolean");
            case REF -> rep.equals(Rep.OBJECT) ? Optional.empty() : Optional.of(rep.className());
            case UNIT, INDEX -> Optional.empty();
        };
    }

    /** A value of the right class is right, unless there may be more to do inside of it. */
    private static Node unless(String name, List<Type> parts, Variable value, Node otherwise) {
        return parts.stream().anyMatch(Widening::isOpen)
                ? otherwise
                : new Node.If(is(value, name), Nodes.get(value), otherwise, Rep.OBJECT);
    }

    private static Node either(Node test, Node then, Variable value) {
        return new Node.If(test, then, Nodes.get(value), Rep.OBJECT);
    }

    private static Node is(Variable value, String name) {
        return new Node.InstanceOf(Nodes.get(value), name);
    }
}
