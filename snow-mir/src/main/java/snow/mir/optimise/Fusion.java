package snow.mir.optimise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import snow.mir.MethodRef;
import snow.mir.MirClass;
import snow.mir.MirFunction;
import snow.mir.MirProgram;
import snow.mir.Node;
import snow.mir.Node.Step;
import snow.mir.Parts;
import snow.mir.Rep;
import snow.mir.Variable;

/**
 * A function that loops over a list, called with a list that a loop has just made, becomes one loop that makes no list:
 * {@code reduce(map(xs, f), 0, g)} goes once through {@code xs}.
 *
 * <p>What the two do with an element then alternates. That shows when both have effects or may crash; so one of them must only
 * compute. Frames of library functions appear in no report; a function of the program whose code may crash keeps its frame.
 */
final class Fusion {
    /** The size of a function made here, in nodes; what is much larger, the JIT does not like. */
    private static final int LARGEST = 800;

    private static final int MOST_PARAMETERS = 120;

    /** A list is looked for so deep in the node behind it. */
    private static final int DEEPEST = 8;

    /** A loop over a list is looked for among so many steps behind it. */
    private static final int SOON = 8;

    private static final Rep LIST = Rep.ref("snow/rt/collection/PersistentList");
    private static final String LIBRARY = "snow/library/";

    private final Map<String, MirClass.Data> classes;
    private final Map<MethodRef, MirFunction> functions = new HashMap<>();
    private final Map<Key, Optional<Fused>> tried = new HashMap<>();
    private final Map<MethodRef, Integer> counters = new HashMap<>();
    private final Map<String, List<MirFunction>> added = new LinkedHashMap<>();
    private int budget = 2000;
    private boolean changed;

    /** A function with a list argument that is the result of another. */
    private record Key(MethodRef reader, int argument, MethodRef maker) {}

    /** @param total whether the list could be made at any time */
    private record Fused(MethodRef method, boolean total) {}

    private Fusion(Map<String, MirClass.Data> classes) {
        this.classes = classes;
    }

    /** Expects functions simplified, and gives such. */
    static MirProgram in(MirProgram program, Map<String, MirClass.Data> classes) {
        var pass = new Fusion(classes);
        for (var module : program.modules()) {
            for (var function : module.functions()) {
                pass.functions.put(function.method(), function);
                pass.budget += 2 * Math.min(LARGEST, Sizes.of(function.body()));
            }
        }
        var changed = Optimiser.each(program, pass::rewrite);
        if (!pass.changed) {
            return program;
        }
        var modules = changed.modules().stream()
                .map(module -> {
                    var all = new ArrayList<>(module.functions());
                    all.addAll(pass.added.getOrDefault(module.className(), List.of()));
                    return Optimiser.with(module, all);
                })
                .toList();
        return Reachable.of(new MirProgram(modules, changed.classes(), changed.main()));
    }

    private MirFunction rewrite(MirFunction function) {
        if (!makesList(function.body())) {
            return function;
        }
        var nested = nested(function.body());
        var fused = Parts.rewrite(nested, node -> switch (node) {
            case Node.CallStatic call -> fused(call);
            case Node.Block block -> looped(block);
            default -> node;
        });
        // what has no name is not easier to read where nothing came of it
        if (fused == nested) {
            return function;
        }
        changed = true;
        return Simplification.in(
                new MirFunction(function.method(), function.parameters(), fused, function.line()), classes);
    }

    private boolean makesList(Node body) {
        boolean[] makes = {false};
        Parts.walk(
                body,
                node -> makes[0] |= node instanceof Node.CallStatic call
                        && call.rep().equals(LIST)
                        && functions.containsKey(call.method()));
        return makes[0];
    }

    // ---- lists with a name

    /** A list that a call makes for a variable, and that the next call takes and nobody else, is an argument of that call. */
    private Node nested(Node body) {
        var uses = new HashMap<Variable, Integer>();
        boolean[] named = {false};
        Parts.walk(body, node -> {
            switch (node) {
                case Node.Get get -> uses.merge(get.variable(), 1, Integer::sum);
                case Node.Block block -> named[0] |= block.steps().stream().anyMatch(this::namesList);
                default -> {}
            }
        });
        return named[0]
                ? Parts.rewrite(body, node -> node instanceof Node.Block block ? nested(block, uses) : node)
                : body;
    }

    private boolean namesList(Step step) {
        return step instanceof Step.Let let
                && let.value() instanceof Node.CallStatic call
                && call.rep().equals(LIST)
                && functions.containsKey(call.method());
    }

    private Node nested(Node.Block block, Map<Variable, Integer> uses) {
        var steps = new ArrayList<Step>();
        boolean changed = false;
        for (var step : block.steps()) {
            var last = steps.isEmpty() ? null : steps.getLast();
            var value = last == null ? null : nested(last, value(step), uses);
            if (value != null) {
                changed = true;
                steps.removeLast();
                steps.add(
                        switch (step) {
                            case Step.Let let -> new Step.Let(let.line(), let.variable(), value);
                            case Step.Evaluate evaluate -> new Step.Evaluate(evaluate.line(), value);
                        });
            } else {
                steps.add(step);
            }
        }
        var result = steps.isEmpty() ? null : nested(steps.getLast(), block.result(), uses);
        if (result != null) {
            return Blocks.of(steps.subList(0, steps.size() - 1), result);
        }
        return changed ? new Node.Block(steps, block.result()) : block;
    }

    /** The node with the list's value in place of its name; null when that is not what it does first, or the list is used elsewhere. */
    private Node nested(Step list, Node node, Map<Variable, Integer> uses) {
        if (!namesList(list) || uses.getOrDefault(((Step.Let) list).variable(), 0) != 1) {
            return null;
        }
        return first(node, (Step.Let) list, 0);
    }

    /** The node whose first call takes the list. */
    private Node first(Node node, Step.Let list, int depth) {
        var parts = depth == DEEPEST ? List.<Node>of() : Parts.of(node);
        for (int i = 0; i < parts.size() && isStraight(node, i); i++) {
            boolean is = parts.get(i) instanceof Node.Get get && get.variable() == list.variable();
            if (is && !(node instanceof Node.CallStatic call && functions.containsKey(call.method()))) {
                return null;
            }
            var now = is ? list.value() : first(parts.get(i), list, depth + 1);
            if (now != null) {
                var changed = new ArrayList<>(parts);
                changed.set(i, now);
                return Parts.with(node, changed);
            }
            if (!Total.is(parts.get(i))) {
                return null;
            }
        }
        return null;
    }

    /** Whether a part of a node is evaluated once, whatever the parts before it give. */
    private static boolean isStraight(Node node, int part) {
        return switch (node) {
            case Node.CallStatic _,
                    Node.CallVirtual _,
                    Node.New _,
                    Node.Convert _,
                    Node.Field _,
                    Node.Primitive _,
                    Node.Concat _,
                    Node.ListLiteral _,
                    Node.Return _,
                    Node.Block _ -> true;
            case Node.Choice _ -> part == 0;
            case Node.Leaf _,
                    Node.PutStatic _,
                    Node.Join _,
                    Node.Loop _,
                    Node.Jump _,
                    Node.InstanceOf _,
                    Node.MapLiteral _ -> false;
        };
    }

    // ---- calls

    private Node fused(Node.CallStatic call) {
        for (int i = 0; i < call.arguments().size(); i++) {
            if (call.arguments().get(i) instanceof Node.CallStatic inner
                    && inner.rep().equals(LIST)
                    && functions.containsKey(inner.method())
                    && functions.containsKey(call.method())
                    && call.arguments().size() + inner.arguments().size() <= MOST_PARAMETERS) {
                var fused = tried(new Key(behindNames(call.method()), i, behindNames(inner.method())));
                var later = call.arguments().subList(i + 1, call.arguments().size());
                if (fused.isPresent() && (fused.get().total() || later.stream().allMatch(Total::is))) {
                    var arguments = new ArrayList<>(call.arguments().subList(0, i));
                    arguments.addAll(inner.arguments());
                    arguments.addAll(later);
                    return new Node.CallStatic(call.line(), fused.get().method(), arguments);
                }
            }
        }
        return call;
    }

    /** The function that a library function does nothing but call, if it is such a one: {@code map} is {@code List.map}. */
    private MethodRef behindNames(MethodRef method) {
        var function = functions.get(method);
        return method.owner().startsWith(LIBRARY)
                        && function.body() instanceof Node.Block(var steps, Node.CallStatic call)
                        && steps.equals(List.of(new Step.Evaluate(0, new Node.Poll())))
                        && functions.containsKey(call.method())
                        && call.arguments()
                                .equals(function.parameters().stream()
                                        .map(Node.Get::new)
                                        .toList())
                ? call.method()
                : method;
    }

    private Optional<Fused> tried(Key key) {
        var before = tried.get(key);
        if (before == null) {
            before = make(key);
            tried.put(key, before);
        }
        return before;
    }

    // ---- loops over what a call makes

    /** A block that makes a list only for one of its loops: the loop that makes the list takes its place, if it may run at any time. */
    private Node looped(Node.Block block) {
        for (int i = 0; i < block.steps().size(); i++) {
            if (namesList(block.steps().get(i)) && isReadSoon(block, i)) {
                var made = (Step.Let) block.steps().get(i);
                var rest = looped(
                        Blocks.of(block.steps().subList(i + 1, block.steps().size()), block.result()), made);
                if (rest.isPresent()) {
                    return looped(Blocks.of(block.steps().subList(0, i), rest.get()));
                }
            }
        }
        return block;
    }

    private Node looped(Node node) {
        return node instanceof Node.Block block ? looped(block) : node;
    }

    private Optional<Node> looped(Node rest, Step.Let made) {
        var call = (Node.CallStatic) made.value();
        var maker = functions.get(behindNames(call.method()));
        int limit = Math.min(LARGEST, budget);
        if (!Sizes.atMost(maker.body(), limit)) {
            return Optional.empty();
        }
        var steps = new ArrayList<Step>();
        var parameters = new ArrayList<Variable>();
        var values = new HashMap<Variable, Node>();
        for (int i = 0; i < maker.parameters().size(); i++) {
            parameters.add(own(maker.parameters().get(i), values));
            steps.add(new Step.Let(
                    made.line(), parameters.get(i), call.arguments().get(i)));
        }
        var making = ListMaking.of(Substitution.copyWithoutLines(maker.body(), values));
        if (making.isEmpty() || !making.get().isTotal()) {
            return Optional.empty();
        }
        var expecting = ListMaking.expecting(rest, made.variable(), making.get().expected(parameters));
        var whole = joined(expecting, made.variable(), making.get());
        whole.ifPresent(_ -> budget -= Sizes.of(maker.body()));
        return whole.map(body -> Blocks.of(steps, body));
    }

    /** Whether one of the next steps behind a list is a loop that walks it. */
    private static boolean isReadSoon(Node.Block block, int at) {
        var list = ((Step.Let) block.steps().get(at)).variable();
        int end = Math.min(block.steps().size(), at + 1 + SOON);
        for (var step : block.steps().subList(at + 1, end)) {
            if (value(step) instanceof Node.Loop loop
                    && ListReading.of(loop, list).isPresent()) {
                return true;
            }
        }
        return end == block.steps().size()
                && block.result() instanceof Node.Loop loop
                && ListReading.of(loop, list).isPresent();
    }

    // ---- one function of two

    private Optional<Fused> make(Key key) {
        var reader = functions.get(key.reader());
        var maker = functions.get(key.maker());
        int limit = Math.min(LARGEST, budget);
        if (!Sizes.atMost(reader.body(), limit) || !Sizes.atMost(maker.body(), limit)) {
            return Optional.empty();
        }
        int size = Sizes.of(reader.body()) + Sizes.of(maker.body());
        if (size > limit) {
            return Optional.empty();
        }
        var parameters = new ArrayList<Variable>();
        var values = new HashMap<Variable, Node>();
        var list = new Variable("", LIST);
        for (int i = 0; i < reader.parameters().size(); i++) {
            if (i == key.argument()) {
                values.put(reader.parameters().get(i), new Node.Get(list));
                maker.parameters().forEach(parameter -> parameters.add(own(parameter, values)));
            } else {
                parameters.add(own(reader.parameters().get(i), values));
            }
        }
        var outer = Substitution.copy(reader.body(), values);
        var making = ListMaking.of(Substitution.copyWithoutLines(maker.body(), values));
        if (making.isEmpty() || !mayAlternate(making.get(), key, outer)) {
            return Optional.empty();
        }
        var expecting = ListMaking.expecting(outer, list, making.get().expected(parameters));
        return joined(expecting, list, making.get()).map(body -> {
            budget -= size;
            return add(key, parameters, body, reader.line(), making.get().isTotal());
        });
    }

    private static Variable own(Variable parameter, Map<Variable, Node> values) {
        var own = new Variable(parameter.name(), parameter.rep());
        values.put(parameter, new Node.Get(own));
        return own;
    }

    private static boolean mayAlternate(ListMaking making, Key key, Node reader) {
        return making.isTotal()
                || key.reader().owner().startsWith(LIBRARY)
                        && key.maker().owner().startsWith(LIBRARY)
                        && onlyComputes(reader);
    }

    private static boolean onlyComputes(Node body) {
        boolean[] only = {true};
        Parts.walk(
                body,
                node -> only[0] &= switch (node) {
                    case Node.Loop _, Node.Jump _, Node.Poll _ -> true;
                    default -> ListMaking.isBuilding(node) || Total.isTotal(node);
                });
        return only[0];
    }

    /** The body whose loop over the list, which runs at most once, is replaced. */
    private static Optional<Node> joined(Node body, Variable list, ListMaking making) {
        if (body instanceof Node.Loop loop) {
            return ListReading.of(loop, list).map(making::into);
        }
        if (!(body instanceof Node.Block(var steps, var result))) {
            return Optional.empty();
        }
        var all = new ArrayList<Step>();
        boolean found = false;
        for (var step : steps) {
            var value = value(step);
            var reading = !found && value instanceof Node.Loop loop
                    ? ListReading.of(loop, list)
                    : Optional.<ListReading>empty();
            found |= reading.isPresent();
            var now = reading.isPresent() ? making.into(reading.get()) : value;
            all.add(
                    switch (step) {
                        case Step.Let let -> new Step.Let(let.line(), let.variable(), now);
                        case Step.Evaluate evaluate -> new Step.Evaluate(evaluate.line(), now);
                    });
        }
        var last = found ? Optional.of(result) : joined(result, list, making);
        return last.map(value -> Blocks.of(all, value)).filter(whole -> !uses(whole, list));
    }

    private static Node value(Step step) {
        return switch (step) {
            case Step.Let let -> let.value();
            case Step.Evaluate evaluate -> evaluate.node();
        };
    }

    private static boolean uses(Node body, Variable list) {
        boolean[] uses = {false};
        Parts.walk(body, node -> uses[0] |= node instanceof Node.Get get && get.variable() == list);
        return uses[0];
    }

    private Fused add(Key key, List<Variable> parameters, Node body, int line, boolean total) {
        var old = key.reader();
        // reports show what stands before the first '
        var name = old.name() + (old.name().indexOf('\'') < 0 ? "'" : "") + "*" + counters.merge(old, 1, Integer::sum);
        var reps = parameters.stream().map(Variable::rep).toList();
        var method = new MethodRef(old.owner(), name, reps, old.result());
        var function = Simplification.in(new MirFunction(method, parameters, body, line), classes);
        functions.put(method, function);
        added.computeIfAbsent(old.owner(), _ -> new ArrayList<>()).add(function);
        return new Fused(method, total);
    }
}
