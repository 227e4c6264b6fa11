package snow.mir;

import java.util.List;
import java.util.Optional;
import snow.mir.Node.Operation;
import snow.types.Type;
import snow.types.TypeName;
import snow.types.tree.Expression.BinaryOperator;

/** What operators and the methods of built-in interfaces do, by the type of their operands (spec 03 §4, §7). */
final class Operators {
    private final Context context;

    Operators(Context context) {
        this.context = context;
    }

    /** A method of an interface. */
    record Method(TypeName interfaceName, String method) {
        Method(String interfaceName, String method) {
            this(TypeName.builtin(interfaceName), method);
        }
    }

    private static Optional<Method> method(BinaryOperator operator) {
        return switch (operator) {
            case ADD -> Optional.of(new Method("Add", "add"));
            case SUBTRACT -> Optional.of(new Method("Sub", "sub"));
            case MULTIPLY -> Optional.of(new Method("Mul", "mul"));
            case DIVIDE -> Optional.of(new Method("Div", "div"));
            case REMAINDER -> Optional.of(new Method("Mod", "mod"));
            case EQUAL -> Optional.of(new Method("Eq", "eq"));
            case LESS -> Optional.of(new Method("Ord", "lt"));
            case NOT_EQUAL, GREATER, LESS_OR_EQUAL, GREATER_OR_EQUAL, CONCAT -> Optional.empty();
        };
    }

    /** The written method that the operator is a call of. */
    Optional<Method> written(BinaryOperator operator, Type type) {
        return method(operator)
                .filter(one -> context.implementations
                        .method(one.interfaceName(), one.method(), type)
                        .isPresent());
    }

    /** Both operands have the representation of their type; the result has that of the operator's result. */
    Node binary(BodyLowering body, int line, BinaryOperator operator, Type type, Node a, Node b) {
        if (Types.isInt(type)) {
            return ints(line, operator, a, b);
        }
        if (Types.isFloat(type)) {
            return Nodes.operation(floats(operator), a, b);
        }
        return switch (operator) {
            case EQUAL -> eq(body, line, type, a, b);
            case NOT_EQUAL -> Nodes.not(eq(body, line, type, a, b));
            case LESS -> less(body, line, type, a, b);
            case GREATER -> swapped(body, line, type, a, b);
            case LESS_OR_EQUAL -> Nodes.not(swapped(body, line, type, a, b));
            case GREATER_OR_EQUAL -> Nodes.not(less(body, line, type, a, b));
            case CONCAT ->
                Types.isString(type)
                        ? new Node.Concat(line, List.of(new Node.Concat.Part(a, false), new Node.Concat.Part(b, false)))
                        : Nodes.call(line, Runtime.LIST_CONCAT, a, b);
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER ->
                throw new IllegalStateException("no " + operator + " on " + type);
        };
    }

    private static Node ints(int line, BinaryOperator operator, Node a, Node b) {
        return switch (operator) {
            case ADD -> Nodes.operation(Operation.INT_ADD, a, b);
            case SUBTRACT -> Nodes.operation(Operation.INT_SUBTRACT, a, b);
            case MULTIPLY -> Nodes.operation(Operation.INT_MULTIPLY, a, b);
            case DIVIDE -> Nodes.call(line, Runtime.DIVIDE, a, b);
            case REMAINDER -> Nodes.call(line, Runtime.REMAINDER, a, b);
            case EQUAL -> Nodes.operation(Operation.INT_EQUAL, a, b);
            case NOT_EQUAL -> Nodes.operation(Operation.INT_NOT_EQUAL, a, b);
            case LESS -> Nodes.operation(Operation.INT_LESS, a, b);
            case GREATER -> Nodes.operation(Operation.INT_GREATER, a, b);
            case LESS_OR_EQUAL -> Nodes.operation(Operation.INT_LESS_OR_EQUAL, a, b);
            case GREATER_OR_EQUAL -> Nodes.operation(Operation.INT_GREATER_OR_EQUAL, a, b);
            case CONCAT -> throw new IllegalStateException("no concatenation of integers");
        };
    }

    private static Operation floats(BinaryOperator operator) {
        return switch (operator) {
            case ADD -> Operation.FLOAT_ADD;
            case SUBTRACT -> Operation.FLOAT_SUBTRACT;
            case MULTIPLY -> Operation.FLOAT_MULTIPLY;
            case DIVIDE -> Operation.FLOAT_DIVIDE;
            case REMAINDER -> Operation.FLOAT_REMAINDER;
            case EQUAL -> Operation.FLOAT_EQUAL;
            case NOT_EQUAL -> Operation.FLOAT_NOT_EQUAL;
            case LESS -> Operation.FLOAT_LESS;
            case GREATER -> Operation.FLOAT_GREATER;
            case LESS_OR_EQUAL -> Operation.FLOAT_LESS_OR_EQUAL;
            case GREATER_OR_EQUAL -> Operation.FLOAT_GREATER_OR_EQUAL;
            case CONCAT -> throw new IllegalStateException("no concatenation of floats");
        };
    }

    // ---- equality

    Node eq(BodyLowering body, int line, Type type, Node a, Node b) {
        if (Types.isInt(type)) {
            return Nodes.operation(Operation.INT_EQUAL, a, b);
        }
        if (Types.isFloat(type)) {
            return Nodes.operation(Operation.FLOAT_EQUAL, a, b);
        }
        if (Types.isBool(type)) {
            return Nodes.operation(Operation.BOOL_EQUAL, a, b);
        }
        if (Types.isString(type)) {
            return Nodes.call(line, Runtime.STRING_EQ, a, b);
        }
        if (Types.isBuiltin(type, "Atom")) {
            return Nodes.operation(Operation.SAME, a, b);
        }
        if (hasMethod("Eq", "eq", type)) {
            return call(body, line, "Eq", "eq", type, Rep.BOOL, Type.BOOL, a, b);
        }
        if (context.layout.isData(type)) {
            return Nodes.callOn(line, Runtime.DATA_EQ, a, b);
        }
        return Nodes.call(line, Runtime.VALUES_EQ, a, b);
    }

    private boolean hasMethod(String interfaceName, String method, Type type) {
        return context.implementations
                .method(TypeName.builtin(interfaceName), method, type)
                .isPresent();
    }

    private Node call(
            BodyLowering body,
            int line,
            String interfaceName,
            String method,
            Type self,
            Rep wanted,
            Type result,
            Node... operands) {
        var types = java.util.Collections.nCopies(operands.length, self);
        return body.calls()
                .callMethod(
                        line,
                        TypeName.builtin(interfaceName),
                        method,
                        self,
                        Calls.nodes(types, List.of(operands)),
                        operands.length,
                        result,
                        wanted,
                        false);
    }

    // ---- order

    /** {@code a < b}. */
    Node less(BodyLowering body, int line, Type type, Node a, Node b) {
        if (Types.isInt(type)) {
            return Nodes.operation(Operation.INT_LESS, a, b);
        }
        if (Types.isFloat(type)) {
            return Nodes.operation(Operation.FLOAT_LESS, a, b);
        }
        if (Types.isBool(type)) {
            var left = Nodes.temporary(Rep.BOOL);
            return Nodes.block(
                    List.of(Nodes.let(left, a)),
                    new Node.If(b, Nodes.not(Nodes.get(left)), new Node.Bool(false), Rep.BOOL));
        }
        if (hasMethod("Ord", "lt", type)) {
            return call(body, line, "Ord", "lt", type, Rep.BOOL, Type.BOOL, a, b);
        }
        return Nodes.operation(Operation.INT_LESS, order(body, line, type, a, b), new Node.Int(0));
    }

    /** {@code b < a}, evaluating {@code a} first. */
    private Node swapped(BodyLowering body, int line, Type type, Node a, Node b) {
        var left = Nodes.temporary(context.layout.value(type));
        var right = Nodes.temporary(context.layout.value(type));
        return Nodes.block(
                List.of(Nodes.let(left, a), Nodes.let(right, b)),
                less(body, line, type, Nodes.get(right), Nodes.get(left)));
    }

    /** Negative, 0 or positive: what {@code compare} says (spec 03 §7.3). */
    Node order(BodyLowering body, int line, Type type, Node a, Node b) {
        if (Types.isString(type)) {
            return Nodes.call(line, Runtime.STRING_ORDER, a, b);
        }
        if (hasMethod("Ord", "compare", type)) {
            var ordering = call(
                    body,
                    line,
                    "Ord",
                    "compare",
                    type,
                    Runtime.ORDERING,
                    new Type.Named(TypeName.builtin("Ordering")),
                    a,
                    b);
            return new Node.TagSwitch(
                    ordering,
                    List.of(new Node.TagSwitch.Case(0, new Node.Int(-1)), new Node.TagSwitch.Case(1, new Node.Int(0))),
                    new Node.Int(1),
                    Rep.INT);
        }
        if (Types.isInt(type) || Types.isFloat(type) || Types.isBool(type) || hasMethod("Ord", "lt", type)) {
            return orderByLess(body, line, type, a, b);
        }
        return Nodes.call(line, Runtime.VALUES_ORDER, Nodes.convert(a, Rep.OBJECT), Nodes.convert(b, Rep.OBJECT));
    }

    private Node orderByLess(BodyLowering body, int line, Type type, Node a, Node b) {
        var rep = context.layout.value(type);
        var left = Nodes.temporary(rep);
        var right = Nodes.temporary(rep);
        var equal = context.implementations.written("Ord", type).isPresent() && !context.implementations.has("Eq", type)
                ? Nodes.not(less(body, line, type, Nodes.get(right), Nodes.get(left)))
                : eq(body, line, type, Nodes.get(left), Nodes.get(right));
        return Nodes.block(
                List.of(Nodes.let(left, a), Nodes.let(right, b)),
                new Node.If(
                        less(body, line, type, Nodes.get(left), Nodes.get(right)),
                        new Node.Int(-1),
                        new Node.If(equal, new Node.Int(0), new Node.Int(1), Rep.INT),
                        Rep.INT));
    }

    private Node ordering(Node order) {
        var variable = Nodes.temporary(Rep.INT);
        return Nodes.block(
                List.of(Nodes.let(variable, order)),
                new Node.If(
                        Nodes.operation(Operation.INT_LESS, Nodes.get(variable), new Node.Int(0)),
                        instance("Less"),
                        new Node.If(
                                Nodes.operation(Operation.INT_EQUAL, Nodes.get(variable), new Node.Int(0)),
                                instance("Equal"),
                                instance("Greater"),
                                Runtime.ORDERING),
                        Runtime.ORDERING));
    }

    private static Node instance(String name) {
        var owner = Runtime.ORDERING.className() + "$" + name;
        return new Node.GetStatic(owner, "INSTANCE", Rep.ref(owner));
    }

    // ---- hash

    Node hash(BodyLowering body, int line, Type type, Node value) {
        if (hasMethod("Hash", "hash", type)) {
            return call(body, line, "Hash", "hash", type, Rep.INT, Type.INT, value);
        }
        if (Types.isString(type)) {
            return Nodes.call(line, Runtime.method("snow/rt/value/Hash", "ofString", Rep.INT, Rep.STRING), value);
        }
        if (context.layout.isData(type)) {
            return Nodes.callOn(line, Runtime.DATA_HASH, value);
        }
        return Nodes.call(line, Runtime.hash(value.rep()), value);
    }

    // ---- text

    /** A value as part of a text (spec 03 §7.1). */
    Node.Concat.Part shown(BodyLowering body, Node value, Type type, boolean inspect) {
        var node = Types.isUnit(type) ? Nodes.convert(value, Runtime.UNIT) : value;
        if (Types.isString(type)) {
            return new Node.Concat.Part(node, inspect);
        }
        boolean debug = context.implementations.has("Debug", type);
        if (inspect && debug) {
            return hasMethod("Debug", "inspect", type)
                    ? text(body, "Debug", "inspect", type, node)
                    : new Node.Concat.Part(node, true);
        }
        if (hasMethod("Display", "to_string", type)) {
            return text(body, "Display", "to_string", type, node);
        }
        if (!context.implementations.has("Display", type) && hasMethod("Debug", "inspect", type)) {
            return text(body, "Debug", "inspect", type, node);
        }
        boolean user = type instanceof Type.Named named && !named.name().isBuiltin();
        return new Node.Concat.Part(node, inspect && !user);
    }

    private Node.Concat.Part text(BodyLowering body, String interfaceName, String method, Type type, Node node) {
        return new Node.Concat.Part(call(body, 0, interfaceName, method, type, Rep.STRING, Type.STRING, node), false);
    }

    // ---- methods of built-in interfaces

    /** Whether {@link #builtinMethod} knows a method of a built-in interface. */
    static boolean makes(String method) {
        return switch (method) {
            case "add", "sub", "mul", "div", "mod", "neg", "not" -> true;
            case "eq", "lt", "compare", "hash", "to_string", "inspect", "default" -> true;
            default -> JsonCodecs.makes(method);
        };
    }

    /** A call of a method that the program has not written. Operands have the representations of their types. */
    Node builtinMethod(
            BodyLowering body, int line, TypeName interfaceName, String method, Type self, List<Node> operands) {
        if (!interfaceName.isBuiltin()) {
            return new Dispatch(context).call(body, line, interfaceName, method, operands);
        }
        return switch (method) {
            case "add" -> binary(body, line, BinaryOperator.ADD, self, operands.get(0), operands.get(1));
            case "sub" -> binary(body, line, BinaryOperator.SUBTRACT, self, operands.get(0), operands.get(1));
            case "mul" -> binary(body, line, BinaryOperator.MULTIPLY, self, operands.get(0), operands.get(1));
            case "div" -> binary(body, line, BinaryOperator.DIVIDE, self, operands.get(0), operands.get(1));
            case "mod" -> binary(body, line, BinaryOperator.REMAINDER, self, operands.get(0), operands.get(1));
            case "neg" ->
                Nodes.operation(Types.isInt(self) ? Operation.INT_NEGATE : Operation.FLOAT_NEGATE, operands.getFirst());
            case "not" -> Nodes.not(operands.getFirst());
            case "eq" -> eq(body, line, self, operands.get(0), operands.get(1));
            case "lt" -> less(body, line, self, operands.get(0), operands.get(1));
            case "compare" -> ordering(order(body, line, self, operands.get(0), operands.get(1)));
            case "hash" -> hash(body, line, self, operands.getFirst());
            case "to_string" -> textOf(body, line, self, operands.getFirst(), false);
            case "inspect" -> textOf(body, line, self, operands.getFirst(), true);
            case "default" -> defaultValue(self);
            case "to_json", "from_json", "from_json_value" ->
                context.json.call(body, line, method, self, operands.getFirst());
            default -> throw new IllegalStateException("no method " + interfaceName + "." + method + " of " + self);
        };
    }

    private Node textOf(BodyLowering body, int line, Type type, Node value, boolean inspect) {
        var part = shown(body, value, type, inspect);
        return part.value().rep().equals(Rep.STRING) && !part.inspect()
                ? part.value()
                : new Node.Concat(line, List.of(part));
    }

    private static Node defaultValue(Type type) {
        if (Types.isInt(type)) {
            return new Node.Int(0);
        }
        if (Types.isFloat(type)) {
            return new Node.Float(0);
        }
        if (Types.isBool(type)) {
            return new Node.Bool(false);
        }
        return new Node.Text("");
    }
}
