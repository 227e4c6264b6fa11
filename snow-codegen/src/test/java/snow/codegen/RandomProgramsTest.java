package snow.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import snow.mir.Label;
import snow.mir.MirFunction;
import snow.mir.Node;
import snow.mir.Node.Operation;
import snow.mir.Rep;
import snow.mir.Variable;

/** Random MIR over INT, FLOAT, BOOL and String gives, compiled, what a direct interpretation gives, cut into pieces or not. */
class RandomProgramsTest {

    @Test
    void compiledProgramsAgreeWithTheInterpreter() throws Throwable {
        for (long seed = 1; seed <= 300; seed++) {
            check(seed, 40, Outliner.LIMIT, Outliner.MOST_WORDS);
        }
    }

    @Test
    void programsCutIntoSmallPiecesAgreeToo() throws Throwable {
        for (long seed = 1001; seed <= 1300; seed++) {
            check(seed, 120, 150, Outliner.MOST_WORDS);
        }
    }

    @Test
    void programsWhoseVariablesLieInAnObjectAgreeToo() throws Throwable {
        for (long seed = 2001; seed <= 2300; seed++) {
            check(seed, 120, 150, 4);
        }
    }

    private static void check(long seed, int fuel, int limit, int words) throws Throwable {
        var made = new Generator(new SplittableRandom(seed), fuel).function();
        var expected = new Interpreter().run(made, 3L, "tea");
        Object actual;
        try {
            actual = Loaded.load(limit, words, List.of(), made).call("f", 3L, "tea");
        } catch (Throwable problem) {
            throw new AssertionError("seed " + seed, problem);
        }
        assertEquals(expected, actual, () -> "seed " + seed);
    }

    /** Makes functions whose loops end: every loop counts a parameter of its own down. */
    private static final class Generator {
        private final SplittableRandom random;
        private final List<Variable> scope = new ArrayList<>();
        private final List<Join> joins = new ArrayList<>();
        private int fuel;
        private int names;

        private record Join(Label label, List<Variable> parameters) {}

        Generator(SplittableRandom random, int fuel) {
            this.random = random;
            this.fuel = fuel;
        }

        MirFunction function() {
            var number = new Variable("n", Rep.INT);
            var text = new Variable("s", Rep.STRING);
            scope.add(number);
            scope.add(text);
            return Loaded.function("f", Rep.STRING, node(Rep.STRING, 0), number, text);
        }

        private Rep rep() {
            return switch (random.nextInt(4)) {
                case 0 -> Rep.INT;
                case 1 -> Rep.FLOAT;
                case 2 -> Rep.BOOL;
                default -> Rep.STRING;
            };
        }

        private Variable variable(Rep rep) {
            return new Variable("v" + names++, rep);
        }

        private Node node(Rep rep, int depth) {
            fuel--;
            if (fuel <= 0 || depth > 12) {
                return leaf(rep);
            }
            int mark = scope.size();
            try {
                return switch (random.nextInt(10)) {
                    case 0 -> leaf(rep);
                    case 1 -> block(rep, depth);
                    case 2 -> new Node.If(node(Rep.BOOL, depth + 1), node(rep, depth + 1), node(rep, depth + 1), rep);
                    case 3 -> intSwitch(rep, depth);
                    case 4 -> textSwitch(rep, depth);
                    case 5 -> join(rep, depth);
                    case 6 -> loop(rep, depth);
                    case 7 -> jumpOrReturn(rep, depth);
                    default -> operation(rep, depth);
                };
            } finally {
                while (scope.size() > mark) {
                    scope.removeLast();
                }
            }
        }

        private Node leaf(Rep rep) {
            var fitting = scope.stream().filter(one -> one.rep().equals(rep)).toList();
            if (!fitting.isEmpty() && random.nextInt(3) > 0) {
                return new Node.Get(fitting.get(random.nextInt(fitting.size())));
            }
            return switch (rep.kind()) {
                case INT -> new Node.Int(random.nextInt(5) == 0 ? random.nextLong() : random.nextInt(-3, 9));
                case FLOAT -> new Node.Float(random.nextInt(6) == 0 ? Double.NaN : random.nextInt(-4, 5) / 2.0);
                case BOOL -> new Node.Bool(random.nextBoolean());
                case REF -> new Node.Text(new String[] {"", "tea", "pot", "é😀"}[random.nextInt(4)]);
                case UNIT -> new Node.Nothing();
                case INDEX -> throw Rep.noValue();
            };
        }

        private Node block(Rep rep, int depth) {
            var steps = new ArrayList<Node.Step>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                var kind = rep();
                var value = node(kind, depth + 1);
                if (random.nextInt(4) == 0) {
                    steps.add(new Node.Step.Evaluate(i, value));
                } else {
                    var variable = variable(kind);
                    steps.add(new Node.Step.Let(i, variable, value));
                    scope.add(variable);
                }
            }
            return new Node.Block(steps, node(rep, depth + 1));
        }

        private Node intSwitch(Rep rep, int depth) {
            var cases = new ArrayList<Node.IntSwitch.Case>();
            long key = random.nextInt(-3, 3);
            for (int i = random.nextInt(7); i >= 0; i--) {
                cases.add(new Node.IntSwitch.Case(key, node(rep, depth + 2)));
                key += random.nextInt(9) == 0 ? 1L << 40 : 1 + random.nextInt(3);
            }
            return new Node.IntSwitch(node(Rep.INT, depth + 1), cases, node(rep, depth + 1), rep);
        }

        private Node textSwitch(Rep rep, int depth) {
            var cases = new ArrayList<Node.TextSwitch.Case>();
            // Aa and BB have one hash code
            var keys = List.of("tea", "pot", "Aa", "BB", "", "é😀");
            for (var key : keys.subList(0, random.nextInt(keys.size() + 1))) {
                cases.add(new Node.TextSwitch.Case(key, node(rep, depth + 2)));
            }
            return new Node.TextSwitch(node(Rep.STRING, depth + 1), cases, node(rep, depth + 1), rep);
        }

        private Node join(Rep rep, int depth) {
            var label = new Label("j" + names++);
            var parameters = new ArrayList<Variable>();
            for (int i = random.nextInt(3); i > 0; i--) {
                parameters.add(variable(rep()));
            }
            joins.add(new Join(label, parameters));
            var body = node(rep, depth + 1);
            joins.removeLast();
            scope.addAll(parameters);
            var target = node(rep, depth + 1);
            return new Node.Join(label, parameters, body, target, rep);
        }

        private Node loop(Rep rep, int depth) {
            var label = new Label("l" + names++);
            var count = variable(Rep.INT);
            var carried = variable(rep);
            var initial = List.<Node>of(new Node.Int(random.nextInt(1, 4)), node(rep, depth + 1));
            // what encloses the loop cannot be jumped to from inside more often than it has rounds
            scope.add(carried);
            var next = node(rep, depth + 2);
            var again = new Node.Jump(
                    label,
                    List.of(
                            new Node.Primitive(
                                    0, Operation.INT_SUBTRACT, List.of(new Node.Get(count), new Node.Int(1))),
                            next));
            var done = new Node.Primitive(0, Operation.INT_LESS, List.of(new Node.Get(count), new Node.Int(1)));
            return new Node.Loop(
                    label, List.of(count, carried), initial, new Node.If(done, new Node.Get(carried), again, rep), rep);
        }

        private Node jumpOrReturn(Rep rep, int depth) {
            Node leave;
            if (!joins.isEmpty() && random.nextInt(4) > 0) {
                var join = joins.get(random.nextInt(joins.size()));
                leave = new Node.Jump(
                        join.label,
                        join.parameters.stream()
                                .map(one -> node(one.rep(), depth + 2))
                                .toList());
            } else {
                leave = new Node.Return(node(Rep.STRING, depth + 2));
            }
            return new Node.If(node(Rep.BOOL, depth + 1), leave, node(rep, depth + 1), rep);
        }

        private Node operation(Rep rep, int depth) {
            return switch (rep.kind()) {
                case INT ->
                    primitive(depth, Rep.INT, Operation.INT_ADD, Operation.INT_MULTIPLY, Operation.INT_SUBTRACT);
                case FLOAT ->
                    primitive(
                            depth,
                            Rep.FLOAT,
                            Operation.FLOAT_ADD,
                            Operation.FLOAT_DIVIDE,
                            Operation.FLOAT_REMAINDER,
                            Operation.FLOAT_MULTIPLY);
                case BOOL -> condition(depth);
                case INDEX -> throw Rep.noValue();
                case REF, UNIT -> {
                    var parts = new ArrayList<Node.Concat.Part>();
                    for (int i = random.nextInt(1, 5); i > 0; i--) {
                        parts.add(new Node.Concat.Part(node(rep(), depth + 1), false));
                    }
                    yield new Node.Concat(0, parts);
                }
            };
        }

        private Node primitive(int depth, Rep operands, Operation... choice) {
            return new Node.Primitive(
                    0,
                    choice[random.nextInt(choice.length)],
                    List.of(node(operands, depth + 1), node(operands, depth + 1)));
        }

        private Node condition(int depth) {
            return switch (random.nextInt(5)) {
                case 0 ->
                    new Node.If(node(Rep.BOOL, depth + 1), node(Rep.BOOL, depth + 1), new Node.Bool(false), Rep.BOOL);
                case 1 ->
                    new Node.If(node(Rep.BOOL, depth + 1), new Node.Bool(true), node(Rep.BOOL, depth + 1), Rep.BOOL);
                case 2 -> new Node.Primitive(0, Operation.NOT, List.of(node(Rep.BOOL, depth + 1)));
                case 3 ->
                    primitive(
                            depth,
                            Rep.INT,
                            Operation.INT_EQUAL,
                            Operation.INT_NOT_EQUAL,
                            Operation.INT_LESS,
                            Operation.INT_GREATER,
                            Operation.INT_LESS_OR_EQUAL,
                            Operation.INT_GREATER_OR_EQUAL);
                default ->
                    primitive(
                            depth,
                            Rep.FLOAT,
                            Operation.FLOAT_EQUAL,
                            Operation.FLOAT_NOT_EQUAL,
                            Operation.FLOAT_LESS,
                            Operation.FLOAT_GREATER,
                            Operation.FLOAT_LESS_OR_EQUAL,
                            Operation.FLOAT_GREATER_OR_EQUAL);
            };
        }
    }

    /** Evaluates MIR directly. */
    private static final class Interpreter {
        private final Map<Variable, Object> values = new IdentityHashMap<>();

        private static final class Leave extends RuntimeException {
            private static final long serialVersionUID = 1L;
            private final transient Label label;
            private final transient List<Object> arguments;

            Leave(Label label, List<Object> arguments) {
                super(null, null, false, false);
                this.label = label;
                this.arguments = arguments;
            }
        }

        Object run(MirFunction function, Object... arguments) {
            for (int i = 0; i < arguments.length; i++) {
                values.put(function.parameters().get(i), arguments[i]);
            }
            try {
                return eval(function.body());
            } catch (Leave leave) {
                return leave.arguments.getFirst();
            }
        }

        private Object eval(Node node) {
            return switch (node) {
                case Node.Int constant -> constant.value();
                case Node.Float constant -> constant.value();
                case Node.Bool constant -> constant.value();
                case Node.Text text -> text.value();
                case Node.Get get -> values.get(get.variable());
                case Node.Block block -> {
                    for (var step : block.steps()) {
                        switch (step) {
                            case Node.Step.Let let -> values.put(let.variable(), eval(let.value()));
                            case Node.Step.Evaluate evaluate -> eval(evaluate.node());
                        }
                    }
                    yield eval(block.result());
                }
                case Node.If choice ->
                    (Boolean) eval(choice.condition()) ? eval(choice.thenBranch()) : eval(choice.elseBranch());
                case Node.IntSwitch choice -> {
                    var cases = new HashMap<Object, Node>();
                    choice.cases().forEach(one -> cases.put(one.key(), one.body()));
                    yield eval(cases.getOrDefault(eval(choice.scrutinee()), choice.otherwise()));
                }
                case Node.TextSwitch choice -> {
                    var cases = new HashMap<Object, Node>();
                    choice.cases().forEach(one -> cases.put(one.key(), one.body()));
                    yield eval(cases.getOrDefault(eval(choice.scrutinee()), choice.otherwise()));
                }
                case Node.Join join -> {
                    try {
                        yield eval(join.body());
                    } catch (Leave leave) {
                        if (leave.label != join.label()) {
                            throw leave;
                        }
                        bind(join.parameters(), leave.arguments);
                    }
                    yield eval(join.target());
                }
                case Node.Loop loop -> {
                    bind(loop.parameters(), all(loop.initial()));
                    while (true) {
                        try {
                            yield eval(loop.body());
                        } catch (Leave leave) {
                            if (leave.label != loop.label()) {
                                throw leave;
                            }
                            bind(loop.parameters(), leave.arguments);
                        }
                    }
                }
                case Node.Jump jump -> throw new Leave(jump.label(), all(jump.arguments()));
                case Node.Return leave -> throw new Leave(null, List.of(eval(leave.value())));
                case Node.Primitive primitive -> operate(primitive.operation(), all(primitive.operands()));
                case Node.Concat concat -> {
                    var out = new StringBuilder();
                    for (var part : concat.parts()) {
                        var value = eval(part.value());
                        out.append(value instanceof Double number ? snow.rt.value.Floats.text(number) : value);
                    }
                    yield out.toString();
                }
                default -> throw new AssertionError(node);
            };
        }

        private List<Object> all(List<Node> nodes) {
            var results = new ArrayList<Object>();
            nodes.forEach(one -> results.add(eval(one)));
            return results;
        }

        private void bind(List<Variable> parameters, List<Object> arguments) {
            for (int i = 0; i < parameters.size(); i++) {
                values.put(parameters.get(i), arguments.get(i));
            }
        }

        private static Object operate(Operation operation, List<Object> operands) {
            return switch (operands.getFirst()) {
                case Long left -> {
                    long right = (Long) operands.get(1);
                    yield switch (operation) {
                        case INT_ADD -> (Object) (left + right);
                        case INT_SUBTRACT -> left - right;
                        case INT_MULTIPLY -> left * right;
                        case INT_EQUAL -> left == right;
                        case INT_NOT_EQUAL -> left != right;
                        case INT_LESS -> left < right;
                        case INT_GREATER -> left > right;
                        case INT_LESS_OR_EQUAL -> left <= right;
                        case INT_GREATER_OR_EQUAL -> left >= right;
                        default -> throw new AssertionError(operation);
                    };
                }
                case Double left -> {
                    double right = (Double) operands.get(1);
                    yield switch (operation) {
                        case FLOAT_ADD -> (Object) (left + right);
                        case FLOAT_DIVIDE -> left / right;
                        case FLOAT_REMAINDER -> left % right;
                        case FLOAT_MULTIPLY -> left * right;
                        case FLOAT_EQUAL -> left.doubleValue() == right;
                        case FLOAT_NOT_EQUAL -> left.doubleValue() != right;
                        case FLOAT_LESS -> left < right;
                        case FLOAT_GREATER -> left > right;
                        case FLOAT_LESS_OR_EQUAL -> left <= right;
                        case FLOAT_GREATER_OR_EQUAL -> left >= right;
                        default -> throw new AssertionError(operation);
                    };
                }
                case Boolean value -> !value;
                default -> throw new AssertionError(operation);
            };
        }
    }
}
