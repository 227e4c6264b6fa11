package snow.mir.optimise;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
    /** A group with more nodes stays as it is, and its calls need stack: HotSpot compiles no method above 8,000 bytes. */
    private static final int LARGEST_GROUP = 1900;
    /** A method may have 255 slots for parameters; values of two slots are the worst case. */
    private static final int MOST_PARAMETERS = 120;
    /** A name may have 65,535 bytes, at most three for each char. */
    private static final int LONGEST_NAME = 20_000;

    private final List<MirFunction> functions;
    private final Map<MethodRef, Integer> numbers = new HashMap<>();
    private final Label label = new Label("next");
    private final Variable next = new Variable("next", Rep.INT);
    /** The loop's parameters behind {@link #next}. */
    private final List<Variable> places = new ArrayList<>();
    /** For each function the places of its parameters. */
    private final List<List<Variable>> taken = new ArrayList<>();

    private MutualTailCalls(List<MirFunction> functions) {
        this.functions = functions;
        for (var function : functions) {
            numbers.put(function.method(), numbers.size());
            taken.add(places(function));
        }
    }

    static MirProgram in(MirProgram program) {
        boolean[] found = {false};
        var modules = new ArrayList<MirProgram.MirModule>();
        for (var module : program.modules()) {
            var groups = groups(module.functions());
            found[0] |= !groups.isEmpty();
            modules.add(groups.isEmpty() ? module : Optimiser.with(module, joined(module.functions(), groups)));
        }
        return found[0] ? Reachable.of(new MirProgram(modules, program.classes(), program.main())) : program;
    }

    // ---- groups

    private static List<MutualTailCalls> groups(List<MirFunction> functions) {
        var byMethod = new HashMap<MethodRef, MirFunction>();
        functions.forEach(function -> byMethod.put(function.method(), function));
        return Components.of(functions, function -> callees(function, byMethod)).stream()
                .filter(group -> group.size() > 1)
                .filter(group -> group.stream()
                                .mapToInt(function -> Sizes.of(function.body()))
                                .sum()
                        <= LARGEST_GROUP)
                .map(MutualTailCalls::new)
                .filter(group -> group.places.size() < MOST_PARAMETERS
                        && GroupName.of(group.functions).length() < LONGEST_NAME)
                .toList();
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
                case Node.Block block -> returned.add(block.result());
                case Node.If choice -> returned.addAll(List.of(choice.thenBranch(), choice.elseBranch()));
                case Node.IntSwitch choice -> {
                    choice.cases().forEach(one -> returned.add(one.body()));
                    returned.add(choice.otherwise());
                }
                case Node.TagSwitch choice -> {
                    choice.cases().forEach(one -> returned.add(one.body()));
                    returned.add(choice.otherwise());
                }
                case Node.TextSwitch choice -> {
                    choice.cases().forEach(one -> returned.add(one.body()));
                    returned.add(choice.otherwise());
                }
                case Node.Join join -> returned.addAll(List.of(join.body(), join.target()));
                case Node.Loop loop -> returned.add(loop.body());
                // another class of the same value
                case Node.Convert(var value, var rep)
                when rep.isRef() && value.rep().isRef() -> returned.add(value);
                default -> {}
            }
        }
        return found;
    }

    /** The functions of a module, each group as its method at the place of the first of its functions, then what remains of these. */
    private static List<MirFunction> joined(List<MirFunction> functions, List<MutualTailCalls> groups) {
        var byFunction = new IdentityHashMap<MirFunction, MutualTailCalls>();
        groups.forEach(group -> group.functions.forEach(function -> byFunction.put(function, group)));
        var made = new HashSet<MutualTailCalls>();
        var all = new ArrayList<MirFunction>();
        for (var function : functions) {
            var group = byFunction.get(function);
            if (group == null) {
                all.add(function);
            } else {
                if (made.add(group)) {
                    all.add(group.whole());
                }
                all.add(group.entry(function));
            }
        }
        return all;
    }

    // ---- one group

    /** The places of a function's parameters; new ones where those of the functions before it do not do. */
    private List<Variable> places(MirFunction function) {
        var free = new ArrayList<>(places);
        var own = new ArrayList<Variable>();
        for (var parameter : function.parameters()) {
            var place = free.stream()
                    .filter(one -> one.rep().equals(parameter.rep()))
                    .findFirst()
                    .orElseGet(() -> {
                        var added = new Variable(parameter.name(), parameter.rep());
                        places.add(added);
                        return added;
                    });
            free.remove(place);
            own.add(place);
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
        var method = method();
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
        var cases = new ArrayList<Node.IntSwitch.Case>();
        for (int i = 0; i < functions.size(); i++) {
            cases.add(new Node.IntSwitch.Case(i, body(i)));
        }
        var last = cases.removeLast().body();
        var choice = new Node.IntSwitch(new Node.Get(next), cases, last, method.result());
        return new MirFunction(method, parameters, new Node.Loop(label, inside, initial, choice, method.result()), 0);
    }

    private Node body(int number) {
        var function = functions.get(number);
        var values = new HashMap<Variable, Node>();
        for (int i = 0; i < function.parameters().size(); i++) {
            values.put(
                    function.parameters().get(i), new Node.Get(taken.get(number).get(i)));
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
        return Blocks.of(List.of(new Step.Evaluate(function.line(), new Node.Nothing())), body);
    }

    private Node jump(int from, Node.CallStatic call) {
        int to = numbers.get(call.method());
        var arguments = new ArrayList<Node>();
        arguments.add(new Node.Int(to));
        for (var place : places) {
            int i = taken.get(to).indexOf(place);
            if (i >= 0) {
                arguments.add(call.arguments().get(i));
            } else if (place.rep().isRef() && taken.get(from).contains(place)) {
                arguments.add(new Node.Null(place.rep()));
            } else {
                arguments.add(new Node.Get(place));
            }
        }
        return new Node.Jump(label, arguments);
    }

    private MirFunction entry(MirFunction function) {
        var own = taken.get(numbers.get(function.method()));
        var arguments = new ArrayList<Node>();
        arguments.add(new Node.Int(numbers.get(function.method())));
        for (var place : places) {
            int i = own.indexOf(place);
            arguments.add(i >= 0 ? new Node.Get(function.parameters().get(i)) : nothing(place.rep()));
        }
        var call = new Node.CallStatic(0, method(), arguments);
        var result = function.method().result();
        var value = result.equals(call.rep()) ? call : new Node.Convert(call, result);
        return new MirFunction(function.method(), function.parameters(), value, 0);
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
