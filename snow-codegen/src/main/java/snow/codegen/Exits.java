package snow.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import snow.mir.Label;
import snow.mir.MirFunction;
import snow.mir.Node;
import snow.mir.Parts;
import snow.mir.Rep;
import snow.mir.Uses;
import snow.mir.Variable;

/**
 * Cutting out code that jumps to places around it, or leaves the function in the middle. As a method it answers with a number: 0 when it came to its
 * end, else which of its exits it took. What it hands over, its value or the arguments of the jump, lies in the {@link HeapFrame}, and the caller goes
 * on from there.
 */
final class Exits {
    private final HeapFrame frame;
    private final Rep result;
    private final Map<Label, List<Rep>> parameters = new HashMap<>();
    /** Slots for what is handed over; it is taken at once, so that all pieces share them. */
    private final Map<Rep.Kind, List<HeapFrame.Slot>> slots = new HashMap<>();

    Exits(HeapFrame frame, MirFunction function, Node body) {
        this.frame = frame;
        this.result = function.method().result();
        Parts.walk(body, node -> {
            switch (node) {
                case Node.Join join -> parameters.put(join.label(), reps(join.parameters()));
                case Node.Loop loop -> parameters.put(loop.label(), reps(loop.parameters()));
                default -> {}
            }
        });
    }

    private static List<Rep> reps(List<Variable> variables) {
        return variables.stream().map(Variable::rep).toList();
    }

    /** What a call that may take these exits adds to the caller, in bytes at most. */
    int size(Uses use) {
        int size = 30 + 4 * use.variables().size() + 40;
        for (var label : use.labels()) {
            size += 42 + 21 * parameters.get(label).size();
        }
        return use.leaves() ? size + 60 : size;
    }

    /** The code as the body of a method whose result is the number. */
    Node inside(Node node, Uses use) {
        var numbers = new LinkedHashMap<Label, Integer>();
        use.labels().forEach(label -> numbers.put(label, numbers.size() + 1));
        int leaving = numbers.size() + 1;
        var rewritten = Parts.rewrite(node, one -> switch (one) {
            case Node.Jump jump
            when numbers.containsKey(jump.label()) ->
                leave(numbers.get(jump.label()), jump.arguments(), parameters.get(jump.label()));
            case Node.Return(var value) -> leave(leaving, List.of(value), List.of(result));
            default -> one;
        });
        if (node.diverges()) {
            return rewritten;
        }
        return handingOver(List.of(rewritten), List.of(node.rep()), new Node.Int(0));
    }

    private Node leave(int number, List<Node> values, List<Rep> reps) {
        return handingOver(values, reps, new Node.Return(new Node.Int(number)));
    }

    private Node handingOver(List<Node> values, List<Rep> reps, Node then) {
        // all are evaluated before any is stored: evaluating may hand over, too
        var steps = new ArrayList<Node.Step>();
        var stores = new ArrayList<Node.Step>();
        var places = places(reps);
        for (int i = 0; i < values.size(); i++) {
            if (reps.get(i).equals(Rep.UNIT)) {
                steps.add(new Node.Step.Evaluate(0, values.get(i)));
            } else {
                var value = new Variable("", reps.get(i));
                steps.add(new Node.Step.Let(0, value, values.get(i)));
                stores.add(frame.store(places.get(i), value));
            }
        }
        steps.addAll(stores);
        return new Node.Block(steps, then);
    }

    /** What the caller does with the number. */
    Node outside(Node call, Node node, Uses use) {
        var bodies = new ArrayList<Node>();
        for (var label : use.labels()) {
            bodies.add(new Node.Jump(label, taken(parameters.get(label))));
        }
        if (use.leaves()) {
            bodies.add(new Node.Return(taken(List.of(result)).getFirst()));
        }
        var otherwise = node.diverges()
                ? bodies.removeLast()
                : taken(List.of(node.rep())).getFirst();
        if (bodies.isEmpty()) {
            return new Node.Block(List.of(new Node.Step.Evaluate(0, call)), otherwise);
        }
        var cases = new ArrayList<Node.IntSwitch.Case>();
        for (var body : bodies) {
            cases.add(new Node.IntSwitch.Case(cases.size() + 1, body));
        }
        return new Node.IntSwitch(call, cases, otherwise, node.rep());
    }

    private List<Node> taken(List<Rep> reps) {
        var places = places(reps);
        var nodes = new ArrayList<Node>();
        for (int i = 0; i < reps.size(); i++) {
            nodes.add(reps.get(i).equals(Rep.UNIT) ? new Node.Nothing() : frame.load(places.get(i)));
        }
        return nodes;
    }

    /** The first slots of each kind, with the representations that are asked for. */
    private List<HeapFrame.Slot> places(List<Rep> reps) {
        var used = new HashMap<Rep.Kind, Integer>();
        var places = new ArrayList<HeapFrame.Slot>();
        for (var rep : reps) {
            int index = used.merge(rep.kind(), 1, Integer::sum) - 1;
            var all = slots.computeIfAbsent(rep.kind(), _ -> new ArrayList<>());
            while (all.size() <= index && rep.kind() != Rep.Kind.UNIT) {
                all.add(frame.slot(rep));
            }
            places.add(new HeapFrame.Slot(
                    rep, rep.kind() == Rep.Kind.UNIT ? 0 : all.get(index).index()));
        }
        return places;
    }
}
