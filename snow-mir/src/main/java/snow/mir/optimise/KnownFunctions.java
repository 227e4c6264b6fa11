package snow.mir.optimise;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import snow.mir.MethodRef;
import snow.mir.MirClass;
import snow.mir.MirFunction;
import snow.mir.MirProgram;
import snow.mir.Node;
import snow.mir.Parts;
import snow.mir.Rep;
import snow.mir.Variable;

/**
 * Calls of function values that are known become direct calls, and a function that is called with a known function value is made once more for
 * it: {@code map(xs, fn x -> x + k end)} calls a {@code map} with {@code k} as a parameter, which calls the closure's body. The
 * JIT then sees one target at each call, and the function value is not made at all.
 *
 * <p>There are finitely many function values (by class) and functions, so this ends; a budget keeps code from growing by more than a factor.
 */
final class KnownFunctions {
    /** Functions larger than this are not copied. */
    private static final int LARGEST = 500;

    /** A method may have 255 slots for parameters; values of two slots are the worst case. */
    private static final int MOST_PARAMETERS = 120;

    private final Map<MethodRef, MirFunction> functions = new HashMap<>();
    private final Map<String, MirClass.Closure> closures = new HashMap<>();
    private final Set<String> shapes = new HashSet<>();
    private final Map<MethodRef, Integer> sizes = new HashMap<>();
    private final Map<MethodRef, Set<Integer>> called = new HashMap<>();
    private final Map<Key, MethodRef> made = new HashMap<>();
    private final Map<MethodRef, Integer> counters = new HashMap<>();
    private final Map<String, List<MirFunction>> added = new LinkedHashMap<>();
    private final Queue<Order> orders = new ArrayDeque<>();
    private int budget;

    /** A function value whose class is known, with what it captured as atoms. */
    private record Known(MirClass.Closure closure, List<Node> captures) {
        Node value() {
            return captures.isEmpty()
                    ? new Node.GetStatic(closure.name(), "INSTANCE", Rep.ref(closure.name()))
                    : new Node.New(
                            closure.name(),
                            closure.captures().stream().map(MirClass.Field::rep).toList(),
                            captures);
        }
    }

    /** A function with the classes of some of its arguments; empty for those that may be anything. */
    private record Key(MethodRef method, List<String> classes) {}

    /** A function that is to be made. */
    private record Order(Key key, MethodRef method) {}

    private KnownFunctions(MirProgram program) {
        for (var one : program.classes()) {
            if (one instanceof MirClass.Closure closure) {
                closures.put(closure.name(), closure);
                shapes.add(closure.shape().name());
            }
        }
        for (var module : program.modules()) {
            for (var function : module.functions()) {
                functions.put(function.method(), function);
                budget += size(function.method());
            }
        }
        budget = 2 * budget + 2000;
    }

    static MirProgram in(MirProgram program) {
        var pass = new KnownFunctions(program);
        if (pass.closures.isEmpty()) {
            return program;
        }
        var modules = new ArrayList<MirProgram.MirModule>();
        for (var module : program.modules()) {
            modules.add(Optimiser.with(
                    module,
                    module.functions().stream()
                            .map(function -> pass.rewrite(function, Map.of()))
                            .toList()));
        }
        for (var order = pass.orders.poll(); order != null; order = pass.orders.poll()) {
            pass.make(order);
        }
        modules.replaceAll(module -> {
            var all = new ArrayList<>(module.functions());
            all.addAll(pass.added.getOrDefault(module.className(), List.of()));
            return Optimiser.with(module, all);
        });
        return new MirProgram(modules, program.classes(), program.main());
    }

    // ---- what is known

    private int size(MethodRef method) {
        return sizes.computeIfAbsent(method, key -> Sizes.of(functions.get(key).body()));
    }

    /** The function value that a node is, without the conversions to a class above it; null when it is not known. */
    private Known known(Node node, Map<Variable, Known> variables) {
        return switch (node) {
            case Node.Get get -> variables.get(get.variable());
            case Node.Convert convert when convert.rep().isRef() -> known(convert.value(), variables);
            case Node.GetStatic get
            when closures.containsKey(get.owner()) -> new Known(closures.get(get.owner()), List.of());
            case Node.New made
            when closures.containsKey(made.className())
                    && made.arguments().stream().allMatch(Substitution::isAtom) ->
                new Known(closures.get(made.className()), made.arguments());
            default -> null;
        };
    }

    /** The parameters that a function calls, or hands on to a function of the program. */
    private Set<Integer> called(MethodRef method) {
        return called.computeIfAbsent(method, key -> {
            var function = functions.get(key);
            var found = new HashSet<Integer>();
            Parts.walk(function.body(), node -> {
                switch (node) {
                    case Node.CallVirtual call
                    when call.receiver() instanceof Node.Get get ->
                        found.add(function.parameters().indexOf(get.variable()));
                    case Node.CallStatic call
                    when functions.containsKey(call.method()) ->
                        call.arguments().forEach(argument -> {
                            if (argument instanceof Node.Get get) {
                                found.add(function.parameters().indexOf(get.variable()));
                            }
                        });
                    default -> {}
                }
            });
            return found;
        });
    }

    // ---- rewriting

    private MirFunction rewrite(MirFunction function, Map<Variable, Known> given) {
        var known = new HashMap<>(given);
        boolean[] calls = {false};
        Parts.walk(function.body(), node -> {
            switch (node) {
                case Node.Block block -> block.steps().forEach(step -> learn(step, known));
                case Node.CallVirtual _ -> calls[0] = true;
                case Node.CallStatic call ->
                    calls[0] |= call.method().parameters().stream().anyMatch(this::mayBeFunction);
                default -> {}
            }
        });
        if (!calls[0]) {
            return function;
        }
        var body = Parts.rewrite(function.body(), node -> switch (node) {
            case Node.CallVirtual call -> callValue(call, known);
            case Node.CallStatic call when functions.containsKey(call.method()) -> call(call, known);
            default -> node;
        });
        return new MirFunction(function.method(), function.parameters(), body, function.line());
    }

    private void learn(Node.Step step, Map<Variable, Known> known) {
        if (step instanceof Node.Step.Let let && known(let.value(), Map.of()) instanceof Known value) {
            known.put(let.variable(), value);
        }
    }

    private boolean mayBeFunction(Rep rep) {
        return rep.equals(Rep.OBJECT) || shapes.contains(rep.className()) || closures.containsKey(rep.className());
    }

    private Node callValue(Node.CallVirtual call, Map<Variable, Known> variables) {
        var known = call.method().name().equals("apply") ? known(call.receiver(), variables) : null;
        if (known == null) {
            return call;
        }
        var body = known.closure().body();
        var arguments = new ArrayList<>(known.captures());
        for (var argument : call.arguments()) {
            var wanted = body.parameters().get(arguments.size());
            boolean fits = argument.diverges()
                    || !wanted.isRef()
                    || wanted.equals(Rep.OBJECT)
                    || argument.rep().equals(wanted);
            arguments.add(fits ? argument : new Node.Convert(argument, wanted));
        }
        var direct = new Node.CallStatic(call.line(), body, arguments);
        var result = known.closure().shape().result();
        return body.result().kind() == result.kind() ? direct : new Node.Convert(direct, result);
    }

    private Node call(Node.CallStatic call, Map<Variable, Known> variables) {
        var values = new ArrayList<Known>();
        var classes = new ArrayList<String>();
        int count = 0;
        for (int i = 0; i < call.arguments().size(); i++) {
            var known = known(call.arguments().get(i), variables);
            known = known != null && called(call.method()).contains(i) ? known : null;
            values.add(known);
            classes.add(known == null ? "" : known.closure().name());
            count += known == null ? 1 : known.captures().size();
        }
        if (Collections.frequency(classes, "") == classes.size() || count > MOST_PARAMETERS) {
            return call;
        }
        var key = new Key(call.method(), classes);
        if (!made.containsKey(key) && !order(key)) {
            return call;
        }
        var arguments = new ArrayList<Node>();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == null) {
                arguments.add(call.arguments().get(i));
            } else {
                arguments.addAll(values.get(i).captures());
            }
        }
        return new Node.CallStatic(call.line(), made.get(key), arguments);
    }

    /** False when that would be too much code. */
    private boolean order(Key key) {
        var method = key.method();
        if (size(method) > Math.min(LARGEST, budget)) {
            return false;
        }
        budget -= size(method);
        var parameters = new ArrayList<Rep>();
        for (int i = 0; i < key.classes().size(); i++) {
            var closure = closures.get(key.classes().get(i));
            if (closure == null) {
                parameters.add(method.parameters().get(i));
            } else {
                closure.captures().forEach(field -> parameters.add(field.rep()));
            }
        }
        // reports show what stands before the first '
        var name = method.name() + (method.name().indexOf('\'') < 0 ? "'" : "") + "+"
                + counters.merge(method, 1, Integer::sum);
        var specialised = new MethodRef(method.owner(), name, parameters, method.result());
        made.put(key, specialised);
        orders.add(new Order(key, specialised));
        return true;
    }

    private void make(Order order) {
        var original = functions.get(order.key().method());
        var parameters = new ArrayList<Variable>();
        var values = new HashMap<Variable, Node>();
        var known = new HashMap<Variable, Known>();
        for (int i = 0; i < original.parameters().size(); i++) {
            var old = original.parameters().get(i);
            var own = new Variable(old.name(), old.rep());
            values.put(old, new Node.Get(own));
            var closure = closures.get(order.key().classes().get(i));
            if (closure == null) {
                parameters.add(own);
                continue;
            }
            var captures = new ArrayList<Node>();
            for (int j = 0; j < closure.captures().size(); j++) {
                // named like the variable that was captured
                var capture = new Variable(
                        captured(closure, j), closure.captures().get(j).rep());
                parameters.add(capture);
                captures.add(new Node.Get(capture));
            }
            known.put(own, new Known(closure, captures));
        }
        var copy = new MirFunction(
                order.method(), parameters, Substitution.copy(original.body(), values), original.line());
        var function = rewrite(copy, known);
        var used = new HashSet<Variable>();
        Parts.walk(function.body(), node -> {
            if (node instanceof Node.Get get) {
                used.add(get.variable());
            }
        });
        var steps = new ArrayList<Node.Step>();
        known.forEach((variable, value) -> {
            if (used.contains(variable)) {
                steps.add(new Node.Step.Let(0, variable, value.value()));
            }
        });
        var body = steps.isEmpty() ? function.body() : new Node.Block(steps, function.body());
        added.computeIfAbsent(order.method().owner(), _ -> new ArrayList<>())
                .add(new MirFunction(order.method(), parameters, body, original.line()));
    }

    private String captured(MirClass.Closure closure, int index) {
        var body = functions.get(closure.body());
        return body == null ? "" : body.parameters().get(index).name();
    }
}
