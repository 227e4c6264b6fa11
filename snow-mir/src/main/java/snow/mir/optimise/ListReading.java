package snow.mir.optimise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import snow.mir.Label;
import snow.mir.Node;
import snow.mir.Node.Step;
import snow.mir.Parts;
import snow.mir.Rep;
import snow.mir.Variable;

/**
 * A loop over a list from the first element to the last, for which the list itself is not needed: {@code for}, or a function that takes {@code x :: rest}
 * and goes on with {@code rest}.
 */
final class ListReading {
    private static final String WALK = "snow/rt/collection/ListWalk";
    private static final String LIST = "snow/rt/collection/PersistentList";

    private final Rep rep;
    private final Label label;
    /** What the loop goes on with besides the rest of the list. */
    private final List<Variable> state = new ArrayList<>();

    private final List<Node> initial = new ArrayList<>();
    private Optional<Variable> element = Optional.empty();
    private boolean valid = true;
    private Node each;
    private Node exit;

    private ListReading(Rep rep, Label label) {
        this.rep = rep;
        this.label = label;
    }

    Rep rep() {
        return rep;
    }

    List<Variable> state() {
        return state;
    }

    List<Node> initial() {
        return initial;
    }

    /** What an element is bound to; empty when the loop does not look at it. */
    Optional<Variable> element() {
        return element;
    }

    // ---- recognising

    /** The reading that a loop is, if it uses the list no further. */
    static Optional<ListReading> of(Node.Loop loop, Variable list) {
        return forLoop(loop, list).or(() -> tailLoop(loop, list));
    }

    private static boolean isCall(Node node, String name, Node... arguments) {
        return node instanceof Node.CallStatic call
                && call.method().owner().equals(WALK)
                && call.method().name().equals(name)
                && call.arguments().equals(List.of(arguments));
    }

    /** A loop over chunks around one over their elements. */
    private static Optional<ListReading> forLoop(Node.Loop chunks, Variable list) {
        if (!(chunks.body()
                        instanceof
                        Node.Block(
                                var steps,
                                Node.Loop(
                                        var label,
                                        var slots,
                                        var from,
                                        Node.If(var condition, var yes, var no, var rep),
                                        var type)))
                || chunks.parameters().size() != 1
                || !chunks.initial().equals(List.of(new Node.Int(0)))
                || steps.size() != 4
                || !(steps.get(0) instanceof Step.Evaluate(var line0, Node.Poll poll))
                || !(steps.get(1) instanceof Step.Let(var line1, var items, var first))
                || !(steps.get(2) instanceof Step.Let(var line2, var start, var second))
                || !(steps.get(3) instanceof Step.Let(var line3, var end, var third))) {
            return Optional.empty();
        }
        var whole = new Node.Get(list);
        var index = chunks.parameters().getFirst();
        var at = new Node.Get(index);
        if (!isCall(first, "items", whole, at)
                || !isCall(second, "start", whole, at)
                || !isCall(third, "end", whole, at, new Node.Get(items))
                || slots.size() != 1
                || !from.equals(List.of(new Node.Get(start)))
                || !(no
                        instanceof
                        Node.Block(
                                var last,
                                Node.If(
                                        Node.Primitive more,
                                        Node.Jump(var chunk, var onward),
                                        Node.Nothing nothing,
                                        var unit)))
                || chunk != chunks.label()
                || last.size() != 1
                || !(last.getFirst() instanceof Step.Let(var line4, var behind, var sum))
                || !isCall(sum, "behind", at, new Node.Get(start), new Node.Get(end))
                || !(more.operands().getLast() instanceof Node.CallStatic length)
                || !length.arguments().equals(List.of(whole))
                || !onward.equals(List.of(new Node.Get(behind)))) {
            return Optional.empty();
        }
        var slot = new Node.Get(slots.getFirst());
        var less = new Node.Primitive(0, Node.Operation.INDEX_LESS, List.of(slot, new Node.Get(end)));
        if (!condition.equals(less)) {
            return Optional.empty();
        }
        var reading = new ListReading(chunks.rep(), label);
        reading.exit = nothing;
        reading.each = Parts.rewrite(yes, node -> switch (node) {
            case Node.CallStatic call
            when call.method().owner().equals(WALK) && call.arguments().equals(List.of(new Node.Get(items), slot)) ->
                reading.use(call.rep());
            case Node.Jump jump when jump.label() == label -> new Node.Jump(label, List.of());
            default -> node;
        });
        return reading.without(Set.of(list, items, start, end, index, behind, slots.getFirst()));
    }

    /** A loop one of whose parameters is what is left of the list. */
    private static Optional<ListReading> tailLoop(Node.Loop loop, Variable list) {
        int at = loop.initial().indexOf(new Node.Get(list));
        if (at < 0
                || !(loop.body() instanceof Node.Block(var steps, Node.If(var condition, var yes, var no, var rep)))
                || steps.size() != 1
                || !(steps.getFirst() instanceof Step.Evaluate(var line, Node.Poll poll))) {
            return Optional.empty();
        }
        var left = loop.parameters().get(at);
        Predicate<Node> isLeft = node -> node.equals(new Node.Get(left));
        if (!(condition instanceof Node.CallVirtual empty) || !isList(empty, "isEmpty", isLeft)) {
            return Optional.empty();
        }
        var rest = rest(no, isLeft);
        var reading = new ListReading(loop.rep(), loop.label());
        for (int i = 0; i < loop.parameters().size(); i++) {
            if (i != at) {
                reading.state.add(loop.parameters().get(i));
                reading.initial.add(loop.initial().get(i));
            }
        }
        reading.exit = yes;
        reading.each = Parts.rewrite(no, node -> switch (node) {
            case Node.CallVirtual call when isList(call, "tail", isLeft) -> new Node.Null(call.rep());
            case Node.CallVirtual call
            when call.method().name().startsWith("head") && isLeft.test(call.receiver()) -> reading.use(call.rep());
            case Node.Jump jump
            when jump.label() == loop.label() -> {
                var arguments = new ArrayList<>(jump.arguments());
                var goesOn = arguments.remove(at);
                reading.valid &= rest.isPresent() && goesOn.equals(new Node.Get(rest.get()));
                yield new Node.Jump(loop.label(), arguments);
            }
            default -> node;
        });
        return rest.flatMap(variable -> reading.without(Set.of(list, left, variable)));
    }

    private static boolean isList(Node.CallVirtual call, String name, Predicate<Node> receiver) {
        return call.method().owner().equals(LIST)
                && call.method().name().equals(name)
                && receiver.test(call.receiver());
    }

    /** The variable of {@code rest}. */
    private static Optional<Variable> rest(Node node, Predicate<Node> isLeft) {
        return node instanceof Node.Block(var steps, var result)
                ? steps.stream()
                        .filter(step -> step instanceof Step.Let(var line, var variable, Node.CallVirtual call)
                                && isList(call, "tail", isLeft))
                        .map(step -> ((Step.Let) step).variable())
                        .findFirst()
                : Optional.empty();
    }

    private Node use(Rep wanted) {
        var variable = element.orElseGet(() -> new Variable("", wanted));
        element = Optional.of(variable);
        valid &= variable.rep().equals(wanted);
        return new Node.Get(variable);
    }

    /** This, when it is all right and knows nothing of how the list was walked. */
    private Optional<ListReading> without(Set<Variable> walk) {
        for (var node : List.of(each, exit)) {
            Parts.walk(node, part -> valid &= !(part instanceof Node.Get get && walk.contains(get.variable())));
        }
        initial.forEach(node -> valid &= Substitution.isAtom(node));
        return valid ? Optional.of(this) : Optional.empty();
    }

    // ---- taking it apart

    /** What the loop gives behind the last element. */
    Node exit(List<Variable> now) {
        return replaced(exit, now);
    }

    /**
     * What the loop does with an element.
     *
     * @param now holds the state
     * @param onward goes on to the next element with a new state
     */
    Node each(List<Variable> now, Function<List<Node>, Node> onward) {
        return Parts.rewrite(
                replaced(each, now),
                node -> node instanceof Node.Jump jump && jump.label() == label
                        ? onward.apply(jump.arguments())
                        : node);
    }

    private Node replaced(Node node, List<Variable> now) {
        return Parts.rewrite(node, part -> {
            int at = part instanceof Node.Get get ? state.indexOf(get.variable()) : -1;
            return at < 0 ? part : new Node.Get(now.get(at));
        });
    }
}
