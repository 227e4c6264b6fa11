package snow.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import snow.mir.Label;
import snow.mir.MethodRef;
import snow.mir.MirFunction;
import snow.mir.Node;
import snow.mir.Parts;
import snow.mir.Rep;
import snow.mir.Variable;

/**
 * Loops that take a list apart by {@code h :: t} and go on with {@code t}, as self tail calls become, walk the arrays of the list
 * instead of making a list for every element.
 *
 * <p>A parameter of a loop is walked when every jump to the loop gives it the tail of its present value, or that value itself. A
 * place in the list stands for it then; other uses of the list or its tail make the list that they need.
 */
final class ListWalks {
    private static final String LIST = "snow/rt/collection/PersistentList";
    private static final Rep LIST_REP = Rep.ref(LIST);
    private static final String WALK = "snow/rt/collection/ListWalk";
    private static final Set<String> HEADS = Set.of("head", "headInt", "headFloat", "headBool");

    private static final Node.Step POLL = new Node.Step.Evaluate(0, new Node.Poll());

    /** What a jump gives to a parameter of its loop. */
    private enum Step {
        STAY,
        MOVE,
        OTHER
    }

    /** The place in a list: an array, the slots of the next element and behind the last one, the index of what comes behind the chunk. */
    private record Walk(Variable list, Variable items, Variable slot, Variable end, Variable behind) {
        static Walk of(Variable list) {
            return new Walk(
                    list,
                    new Variable("", Rep.OBJECT),
                    new Variable("", Rep.INDEX),
                    new Variable("", Rep.INDEX),
                    new Variable("", Rep.INT));
        }

        List<Variable> variables() {
            return List.of(items, slot, end, behind);
        }

        static Node call(String method, Rep result, Node... arguments) {
            var reps = Stream.of(arguments).map(Node::rep).toList();
            return new Node.CallStatic(0, new MethodRef(WALK, method, reps, result), List.of(arguments));
        }

        Node isEmpty() {
            return operation(Node.Operation.INDEX_EQUAL, new Node.Get(slot), new Node.Get(end));
        }

        Node head(MethodRef method) {
            return call(method.name(), method.result(), new Node.Get(items), new Node.Get(slot));
        }

        /** A list that is needed as one: {@code list} or {@code tail}. */
        Node rest(String method) {
            return call(
                    method, LIST_REP, new Node.Get(list), new Node.Get(slot), new Node.Get(end), new Node.Get(behind));
        }

        Node nextSlot() {
            return operation(Node.Operation.INDEX_NEXT, new Node.Get(slot));
        }

        /** Whether the next slot belongs to the chunk. */
        Node hasNextSlot() {
            return operation(Node.Operation.INDEX_LESS, nextSlot(), new Node.Get(end));
        }

        /** Jumps with the place at the start of the chunk at an index; {@code then} gets its four nodes. */
        Node chunk(Node index, Function<List<Node>, Node> then) {
            var at = new Variable("", Rep.INT);
            var array = new Variable("", Rep.OBJECT);
            var first = new Variable("", Rep.INDEX);
            var last = new Variable("", Rep.INDEX);
            var steps = List.<Node.Step>of(
                    new Node.Step.Let(0, at, index),
                    new Node.Step.Let(0, array, call("items", Rep.OBJECT, new Node.Get(list), new Node.Get(at))),
                    new Node.Step.Let(0, first, call("start", Rep.INDEX, new Node.Get(list), new Node.Get(at))),
                    new Node.Step.Let(
                            0,
                            last,
                            call("end", Rep.INDEX, new Node.Get(list), new Node.Get(at), new Node.Get(array))));
            return new Node.Block(
                    steps,
                    then.apply(List.of(
                            new Node.Get(array),
                            new Node.Get(first),
                            new Node.Get(last),
                            call("behind", Rep.INT, new Node.Get(at), new Node.Get(first), new Node.Get(last)))));
        }

        private static Node operation(Node.Operation operation, Node... operands) {
            return new Node.Primitive(0, operation, List.of(operands));
        }
    }

    /** The lists that are tails of others, by the variables that hold them. */
    private final Map<Variable, Variable> tails = new HashMap<>();

    private final Map<Label, List<Node.Jump>> jumps = new HashMap<>();
    private final List<Node.Loop> loops = new ArrayList<>();

    /** The walks by the parameters whose place they take. */
    private final Map<Variable, Walk> walks = new HashMap<>();

    private final Map<Label, Node.Loop> walked = new HashMap<>();

    /** The labels of the outer loops. */
    private final Map<Label, Label> chunks = new HashMap<>();

    private ListWalks() {}

    /** The same function with walks; itself where there is nothing to walk. */
    static MirFunction in(MirFunction function) {
        var pass = new ListWalks();
        pass.look(function.body());
        pass.choose();
        if (pass.walks.isEmpty()) {
            return function;
        }
        return new MirFunction(
                function.method(), function.parameters(), pass.rewrite(function.body()), function.line());
    }

    // ---- which parameters are walked

    private void look(Node root) {
        var todo = new ArrayList<Node>();
        todo.add(root);
        while (!todo.isEmpty()) {
            var node = todo.removeLast();
            switch (node) {
                case Node.Loop loop -> loops.add(loop);
                case Node.Jump jump ->
                    jumps.computeIfAbsent(jump.label(), _ -> new ArrayList<>()).add(jump);
                case Node.Block block -> {
                    for (var step : block.steps()) {
                        if (step instanceof Node.Step.Let let
                                && let.value() instanceof Node.CallVirtual call
                                && isOn(call, "tail")
                                && call.receiver() instanceof Node.Get get) {
                            tails.put(let.variable(), get.variable());
                        }
                    }
                }
                default -> {}
            }
            todo.addAll(Parts.of(node));
        }
    }

    private static boolean isOn(Node.CallVirtual call, String method) {
        return call.method().owner().equals(LIST) && call.method().name().equals(method);
    }

    private void choose() {
        for (var loop : loops) {
            var to = jumps.getOrDefault(loop.label(), List.of());
            if (!loop.initial().stream().allMatch(ListWalks::isPlain)
                    || to.stream().flatMap(jump -> jump.arguments().stream()).anyMatch(Node::diverges)) {
                continue;
            }
            for (int i = 0; i < loop.parameters().size(); i++) {
                var parameter = loop.parameters().get(i);
                var steps = new HashSet<Step>();
                for (var jump : to) {
                    steps.add(step(parameter, jump.arguments().get(i)));
                }
                if (parameter.rep().equals(LIST_REP) && steps.contains(Step.MOVE) && !steps.contains(Step.OTHER)) {
                    walks.put(parameter, Walk.of(new Variable(parameter.name(), LIST_REP)));
                    walked.put(loop.label(), loop);
                    chunks.putIfAbsent(loop.label(), new Label("chunk"));
                }
            }
        }
        tails.values().removeIf(list -> !walks.containsKey(list));
    }

    /** A value that may be asked for later than in its turn. */
    private static boolean isPlain(Node initial) {
        return switch (initial) {
            case Node.Get _, Node.GetStatic _, Node.Int _, Node.Float _, Node.Bool _, Node.Text _ -> true;
            default -> false;
        };
    }

    private Step step(Variable parameter, Node argument) {
        if (!(argument instanceof Node.Get get)) {
            return Step.OTHER;
        }
        if (get.variable() == parameter) {
            return Step.STAY;
        }
        return tails.get(get.variable()) == parameter ? Step.MOVE : Step.OTHER;
    }

    // ---- rewriting, from the leaves up, without recursion

    private Node rewrite(Node root) {
        var done = new IdentityHashMap<Node, Node>();
        var todo = new ArrayList<Node>();
        todo.add(root);
        while (!todo.isEmpty()) {
            var node = todo.getLast();
            var parts = Parts.of(node);
            int before = todo.size();
            for (var part : parts) {
                if (!done.containsKey(part)) {
                    todo.add(part);
                }
            }
            if (todo.size() == before) {
                todo.removeLast();
                done.computeIfAbsent(
                        node,
                        one -> rewritten(one, parts.stream().map(done::get).toList()));
            }
        }
        return done.get(root);
    }

    private Node rewritten(Node node, List<Node> parts) {
        if (node instanceof Node.Get get) {
            return get(get);
        }
        if (node instanceof Node.CallVirtual call
                && call.method().owner().equals(LIST)
                && call.receiver() instanceof Node.Get get
                && walks.containsKey(get.variable())) {
            var walk = walks.get(get.variable());
            if (isOn(call, "isEmpty")) {
                return walk.isEmpty();
            }
            if (HEADS.contains(call.method().name())) {
                return walk.head(call.method());
            }
        }
        if (node instanceof Node.Loop loop && walked.containsKey(loop.label())) {
            return loop(loop, parts);
        }
        if (node instanceof Node.Jump jump && walked.containsKey(jump.label())) {
            return jump(jump, parts);
        }
        if (parts.isEmpty()) {
            return node;
        }
        var same = Parts.with(node, parts);
        return same instanceof Node.Block block ? withoutTails(block) : same;
    }

    private Node get(Node.Get get) {
        var walk = walks.get(get.variable());
        if (walk != null) {
            return walk.rest("list");
        }
        var whole = tails.get(get.variable());
        return whole == null ? get : walks.get(whole).rest("tail");
    }

    private Node withoutTails(Node.Block block) {
        var steps = new ArrayList<>(block.steps());
        steps.removeIf(step -> step instanceof Node.Step.Let let && tails.containsKey(let.variable()));
        return steps.isEmpty() ? block.result() : new Node.Block(steps, block.result());
    }

    /** A loop over chunks around the loop over elements, so that the JIT sees that the array stays the same in the inner one. */
    private Node loop(Node.Loop loop, List<Node> parts) {
        var outer = new ArrayList<Variable>();
        var inner = new ArrayList<Variable>();
        var entry = new ArrayList<Node>();
        for (var parameter : loop.parameters()) {
            var walk = walks.get(parameter);
            var given = new Variable(parameter.name(), walk == null ? parameter.rep() : Rep.INDEX);
            inner.add(walk == null ? parameter : walk.slot());
            entry.add(new Node.Get(given));
            outer.addAll(walk == null ? List.of(given) : List.of(walk.items(), given, walk.end(), walk.behind()));
        }
        var body = parts.getLast();
        var steps = new ArrayList<Node.Step>();
        if (body instanceof Node.Block block && block.steps().getFirst().equals(POLL) && movesAlways(loop)) {
            // once per chunk is often enough
            steps.add(POLL);
            body = block.steps().size() == 1
                    ? block.result()
                    : new Node.Block(block.steps().subList(1, block.steps().size()), block.result());
        }
        var each = new Node.Loop(loop.label(), inner, entry, body, loop.rep());
        var elements = steps.isEmpty() ? each : new Node.Block(steps, each);
        return begin(
                loop,
                parts,
                0,
                List.of(),
                initial -> new Node.Loop(chunks.get(loop.label()), outer, initial, elements, loop.rep()));
    }

    /** Whether every round takes an element from a list. */
    private boolean movesAlways(Node.Loop loop) {
        var parameters = loop.parameters();
        for (var jump : jumps.get(loop.label())) {
            boolean moves = false;
            for (int i = 0; i < parameters.size(); i++) {
                moves |= walks.containsKey(parameters.get(i))
                        && step(parameters.get(i), jump.arguments().get(i)) == Step.MOVE;
            }
            if (!moves) {
                return false;
            }
        }
        return true;
    }

    /** The initial places of the walks from parameter {@code i} on, then {@code then} with all initial values. */
    private Node begin(Node.Loop loop, List<Node> parts, int i, List<Node> before, Function<List<Node>, Node> then) {
        if (i == loop.parameters().size()) {
            return then.apply(before);
        }
        var walk = walks.get(loop.parameters().get(i));
        if (walk == null) {
            return begin(loop, parts, i + 1, and(before, List.of(parts.get(i))), then);
        }
        return new Node.Block(
                List.of(new Node.Step.Let(0, walk.list(), parts.get(i))),
                walk.chunk(new Node.Int(0), place -> begin(loop, parts, i + 1, and(before, place), then)));
    }

    private static List<Node> and(List<Node> some, List<Node> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** Evaluates the arguments, then jumps to the next elements: in the same chunks, or else by way of the outer loop. */
    private Node jump(Node.Jump jump, List<Node> parts) {
        var parameters = walked.get(jump.label()).parameters();
        var steps = new ArrayList<Node.Step>();
        var inside = new ArrayList<Node>();
        var across = new ArrayList<Node>();
        var moves = new LinkedHashMap<Walk, Walk>();
        Node within = new Node.Bool(true);
        for (int i = 0; i < parameters.size(); i++) {
            var walk = walks.get(parameters.get(i));
            if (walk == null) {
                var value = new Variable("", parts.get(i).rep());
                steps.add(new Node.Step.Let(0, value, parts.get(i)));
                inside.add(new Node.Get(value));
                across.add(new Node.Get(value));
            } else if (step(parameters.get(i), jump.arguments().get(i)) == Step.MOVE) {
                var next = Walk.of(walk.list());
                moves.put(walk, next);
                inside.add(walk.nextSlot());
                next.variables().forEach(variable -> across.add(new Node.Get(variable)));
                within = moves.size() == 1
                        ? walk.hasNextSlot()
                        : new Node.If(within, walk.hasNextSlot(), new Node.Bool(false), Rep.BOOL);
            } else {
                inside.add(new Node.Get(walk.slot()));
                walk.variables().forEach(variable -> across.add(new Node.Get(variable)));
            }
        }
        Node result = new Node.Jump(jump.label(), inside);
        if (!moves.isEmpty()) {
            Node around = new Node.Jump(chunks.get(jump.label()), across);
            for (var move : moves.reversed().entrySet()) {
                around = moved(move.getKey(), move.getValue(), moves.size() > 1, around);
            }
            result = new Node.If(within, result, around, Rep.UNIT);
        }
        return steps.isEmpty() ? result : new Node.Block(steps, result);
    }

    /**
     * The next place as variables of {@code then}.
     *
     * @param test whether it may lie in the same chunk
     */
    private static Node moved(Walk walk, Walk next, boolean test, Node then) {
        var label = new Label("next");
        var body = walk.chunk(new Node.Get(walk.behind()), place -> new Node.Jump(label, place));
        if (test) {
            var same = List.<Node>of(
                    new Node.Get(walk.items()), walk.nextSlot(), new Node.Get(walk.end()), new Node.Get(walk.behind()));
            body = new Node.If(walk.hasNextSlot(), new Node.Jump(label, same), body, Rep.UNIT);
        }
        return new Node.Join(label, next.variables(), body, then, Rep.UNIT);
    }
}
