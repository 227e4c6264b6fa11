package snow.mir.optimise;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import snow.mir.GroupName;
import snow.mir.Label;
import snow.mir.MethodRef;
import snow.mir.MirFunction;
import snow.mir.MirProgram;
import snow.mir.Node;
import snow.mir.Node.Step;
import snow.mir.Parts;
import snow.mir.Rep;
import snow.mir.Variable;
import snow.types.Components;

/**
 * Functions of one module that call each other in tail position become one method, a loop around a choice of the function that runs
 * next, so that these calls need no stack. A function that something else calls, too, remains as a call of that method.
 *
 * <p>The loop's parameters hold those of all functions; parameters of the same representation share one. A reference that the next
 * function does not take is cleared, so that the group keeps alive nothing that its functions would not.
 */
final class MutualTailCalls {
    /** A choice between functions that have more nodes is one between choices: code is cut along these where it is too large for a method. */
    private static final int LARGEST_CHOICE = 1900;
    /** A method may have 255 slots for parameters; values of two slots are the worst case. */
    private static final int MOST_PARAMETERS = 120;
    /** A name may have 65,535 bytes; pieces that are cut out add their number. */
    private static final int LONGEST_NAME = 65_000;

    private final List<MirFunction> functions;
    /** What a place is for a parameter. */
    private final UnaryOperator<Rep> place;

    private final Map<MethodRef, Integer> numbers = new HashMap<>();
    private final Label label = new Label("next");
    private final Variable next = new Variable("next", Rep.INT);
    /** The loop's parameters behind {@link #next}. */
    private final List<Variable> places = new ArrayList<>();
    /** For each function the places of its parameters. */
    private final List<List<Variable>> taken = new ArrayList<>();
    /** What the functions become. */
    private final MethodRef method;

    private MutualTailCalls(List<MirFunction> functions, UnaryOperator<Rep> place) {
        this.functions = functions;
        this.place = place;
        for (var function : functions) {
            numbers.put(function.method(), numbers.size());
            taken.add(places(function));
        }
        method = method();
    }

    static MirProgram in(MirProgram program) {
        var byMethod = new HashMap<MethodRef, MutualTailCalls>();
        for (var module : program.modules()) {
            for (var group : groups(module.functions())) {
                group.numbers.keySet().forEach(method -> byMethod.put(method, group));
            }
        }
        if (byMethod.isEmpty()) {
            return program;
        }
        var modules = program.modules().stream()
                .map(module -> Optimiser.with(module, joined(module.functions(), byMethod)))
                .toList();
        var joined = new MirProgram(modules, program.classes(), program.main());
        return Reachable.of(Optimiser.each(joined, function -> calling(function, byMethod)));
    }

    /** What calls one of the functions calls the method at once: that takes less stack. */
    private static MirFunction calling(MirFunction function, Map<MethodRef, MutualTailCalls> byMethod) {
        var body = Parts.rewrite(
                function.body(),
                node -> node instanceof Node.CallStatic call && byMethod.containsKey(call.method())
                        ? byMethod.get(call.method()).call(call)
                        : node);
        return body == function.body()
                ? function
                : new MirFunction(function.method(), function.parameters(), body, function.line());
    }

    // ---- groups

    private static List<MutualTailCalls> groups(List<MirFunction> functions) {
        var byMethod = new HashMap<MethodRef, MirFunction>();
        functions.forEach(function -> byMethod.put(function.method(), function));
        return Components.of(functions, function -> callees(function, byMethod)).stream()
                .filter(group -> group.size() > 1)
                .map(MutualTailCalls::bySourcePosition)
                .filter(group -> isSmall(group) || !isNested(group))
                .map(MutualTailCalls::of)
                .filter(group -> group.places.size() < MOST_PARAMETERS
                        && group.method.name().getBytes(StandardCharsets.UTF_8).length < LONGEST_NAME)
                .toList();
    }

    private static boolean isSmall(List<MirFunction> group) {
        return group.stream().mapToInt(function -> Sizes.of(function.body())).sum() <= LARGEST_CHOICE;
    }

    /**
     * Whether the functions call each other outside of tail positions, too. Then they need stack anyway; what is cut out of a large method would need
     * more of it.
     */
    private static boolean isNested(List<MirFunction> group) {
        var methods = group.stream().map(MirFunction::method).collect(Collectors.toSet());
        return group.stream().anyMatch(function -> {
            var tail = tailCalls(function.body());
            return Parts.any(
                    function.body(),
                    node -> node instanceof Node.CallStatic call
                            && methods.contains(call.method())
                            && !tail.contains(call));
        });
    }

    /** Where references of different classes need too many places, they share them. */
    private static MutualTailCalls of(List<MirFunction> functions) {
        var group = new MutualTailCalls(functions, rep -> rep);
        return group.places.size() < MOST_PARAMETERS
                ? group
                : new MutualTailCalls(functions, rep -> rep.isRef() ? Rep.OBJECT : rep);
    }

    /** So that names of functions do not matter. */
    private static List<MirFunction> bySourcePosition(List<MirFunction> group) {
        return group.stream().sorted(Comparator.comparingInt(MirFunction::line)).toList();
    }

    /** What a function calls in tail position, of those in its module whose result can be its own. */
    private static List<MirFunction> callees(MirFunction function, Map<MethodRef, MirFunction> byMethod) {
        return tailCalls(function.body()).stream()
                .map(call -> byMethod.get(call.method()))
                .filter(callee -> callee != null
                        && callee.method().result().kind()
                                == function.method().result().kind())
                .distinct()
                .toList();
    }

    /** The calls whose value is that of the function. */
    private static Set<Node.CallStatic> tailCalls(Node body) {
        Set<Node.CallStatic> found = Collections.newSetFromMap(new IdentityHashMap<>());
        var returned = new ArrayList<Node>();
        returned.add(body);
        Parts.walk(body, node -> {
            if (node instanceof Node.Return(var value)) {
                returned.add(value);
            }
        });
        while (!returned.isEmpty()) {
            switch (returned.removeLast()) {
                case Node.CallStatic call -> found.add(call);
                // another class of the same value
                case Node.Convert(var value, var rep)
                when rep.isRef() && value.rep().isRef() -> returned.add(value);
                case Node other -> returned.addAll(Parts.results(other));
            }
        }
        return found;
    }

    /** The functions of a module, each group as its method at the place of the first of its functions, then what remains of these. */
    private static List<MirFunction> joined(List<MirFunction> functions, Map<MethodRef, MutualTailCalls> byMethod) {
        var made = new HashSet<MutualTailCalls>();
        var all = new ArrayList<MirFunction>();
        for (var function : functions) {
            var group = byMethod.get(function.method());
            if (group == null) {
                all.add(function);
            } else {
                if (made.add(group)) {
                    all.add(group.whole());
                }
                all.add(entry(function));
            }
        }
        return all;
    }

    /** For what else refers to the function. */
    private static MirFunction entry(MirFunction function) {
        var arguments = function.parameters().stream().<Node>map(Node.Get::new).toList();
        return new MirFunction(
                function.method(), function.parameters(), new Node.CallStatic(0, function.method(), arguments), 0);
    }

    // ---- one group

    /** The places of a function's parameters; new ones where those of the functions before it do not do. */
    private List<Variable> places(MirFunction function) {
        var free = new ArrayList<>(places);
        var own = new ArrayList<Variable>();
        for (var parameter : function.parameters()) {
            var rep = place.apply(parameter.rep());
            var found = free.stream()
                    .filter(one -> one.rep().equals(rep))
                    .findFirst()
                    .orElseGet(() -> {
                        var added = new Variable(parameter.name(), rep);
                        places.add(added);
                        return added;
                    });
            free.remove(found);
            own.add(found);
        }
        return own;
    }

    private MethodRef method() {
        var first = functions.getFirst().method();
        var results =
                functions.stream().map(function -> function.method().result()).collect(Collectors.toSet());
        var parameters = new ArrayList<Rep>();
        parameters.add(Rep.INT);
        places.forEach(place -> parameters.add(place.rep()));
        return new MethodRef(
                first.owner(), GroupName.of(functions), parameters, results.size() == 1 ? first.result() : Rep.OBJECT);
    }

    private MirFunction whole() {
        var parameters = new ArrayList<Variable>();
        var initial = new ArrayList<Node>();
        var inside = new ArrayList<Variable>();
        inside.add(next);
        inside.addAll(places);
        for (var place : inside) {
            var parameter = new Variable(place.name(), place.rep());
            parameters.add(parameter);
            initial.add(new Node.Get(parameter));
        }
        var bodies = IntStream.range(0, functions.size()).mapToObj(this::body).toList();
        var choice = choice(0, bodies, method.result());
        return new MirFunction(method, parameters, new Node.Loop(label, inside, initial, choice, method.result()), 0);
    }

    /** The one of the bodies, which have the numbers from the first one on, that runs next. */
    private Node choice(int first, List<Node> bodies, Rep result) {
        int half = bodies.size() / 2;
        if (half > 1 && bodies.stream().mapToInt(Sizes::of).sum() > LARGEST_CHOICE) {
            return new Node.If(
                    new Node.Primitive(
                            0, Node.Operation.INT_LESS, List.of(new Node.Get(next), new Node.Int(first + half))),
                    choice(first, bodies.subList(0, half), result),
                    choice(first + half, bodies.subList(half, bodies.size()), result),
                    result);
        }
        var cases = new ArrayList<Node.IntSwitch.Case>();
        for (int i = 0; i < bodies.size() - 1; i++) {
            cases.add(new Node.IntSwitch.Case(first + i, bodies.get(i)));
        }
        return new Node.IntSwitch(new Node.Get(next), cases, bodies.getLast(), result);
    }

    private Node body(int number) {
        var function = functions.get(number);
        var values = new HashMap<Variable, Node>();
        var steps = new ArrayList<Step>();
        steps.add(new Step.Evaluate(function.line(), new Node.Nothing()));
        for (int i = 0; i < function.parameters().size(); i++) {
            var parameter = function.parameters().get(i);
            var place = taken.get(number).get(i);
            if (place.rep().equals(parameter.rep())) {
                values.put(parameter, new Node.Get(place));
            } else {
                var variable = new Variable(parameter.name(), parameter.rep());
                steps.add(new Step.Let(0, variable, new Node.Convert(new Node.Get(place), parameter.rep())));
                values.put(parameter, new Node.Get(variable));
            }
        }
        var copy = Substitution.copy(function.body(), values);
        var tail = tailCalls(copy);
        var body = Parts.rewrite(copy, node -> switch (node) {
            case Node.CallStatic call
            when tail.contains(call) && numbers.containsKey(call.method()) -> jump(number, call);
            case Node.Convert convert when convert.value().diverges() -> convert.value();
            case Node.Return(var value) when value.diverges() -> value;
            default -> node;
        });
        return Blocks.of(steps, body);
    }

    private Node jump(int from, Node.CallStatic call) {
        return goingOn(
                call,
                place -> place.rep().isRef() && taken.get(from).contains(place)
                        ? new Node.Null(place.rep())
                        : new Node.Get(place),
                arguments -> new Node.Jump(label, arguments));
    }

    /** The call of one of the functions as one of the method. */
    private Node call(Node.CallStatic call) {
        return goingOn(call, place -> nothing(place.rep()), arguments -> {
            var whole = new Node.CallStatic(call.line(), method, arguments);
            return whole.rep().equals(call.rep()) ? whole : new Node.Convert(whole, call.rep());
        });
    }

    /**
     * What stands for the call of one of the functions.
     *
     * @param other the value of a place that the function has no parameter for
     * @param made from the number of the function and the values of all places
     */
    private Node goingOn(Node.CallStatic call, Function<Variable, Node> other, Function<List<Node>, Node> made) {
        int to = numbers.get(call.method());
        var own = taken.get(to);
        var positions = own.stream().map(places::indexOf).toList();
        boolean inOrder = positions.equals(positions.stream().sorted().toList());
        var steps = new ArrayList<Step>();
        var values = new HashMap<Variable, Node>();
        for (int i = 0; i < own.size(); i++) {
            var value = call.arguments().get(i);
            if (!inOrder && !Substitution.isAtom(value)) {
                var variable = new Variable("", call.method().parameters().get(i));
                steps.add(new Step.Let(0, variable, value));
                value = new Node.Get(variable);
            }
            values.put(own.get(i), value);
        }
        var arguments = new ArrayList<Node>();
        arguments.add(new Node.Int(to));
        places.forEach(place -> arguments.add(values.containsKey(place) ? values.get(place) : other.apply(place)));
        return Blocks.of(steps, made.apply(arguments));
    }

    private static Node nothing(Rep rep) {
        return switch (rep.kind()) {
            case INT -> new Node.Int(0);
            case FLOAT -> new Node.Float(0);
            case BOOL -> new Node.Bool(false);
            case REF -> new Node.Null(rep);
            case UNIT, INDEX -> throw Rep.noValue();
        };
    }
}
