package snow.mir.optimise;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import snow.mir.Label;
import snow.mir.MethodRef;
import snow.mir.Node;
import snow.mir.Node.Step;
import snow.mir.Parts;
import snow.mir.Rep;
import snow.mir.Variable;

/**
 * A function's body that makes a list in one loop, which adds an element in one place: {@code for} as a value. Another loop can be put where the
 * element is added.
 */
final class ListMaking {
    private static final String BUILDER = "snow/rt/collection/ListBuilder";

    private final List<Step> before = new ArrayList<>();
    private final Set<Label> labels = new HashSet<>();
    private List<Node> expected = List.of();
    private Variable builder;
    private Node.Loop loop;
    private int adds;
    private int exits;
    private boolean total = true;

    private ListMaking() {}

    static Optional<ListMaking> of(Node body) {
        var making = new ListMaking();
        return making.has(body) ? Optional.of(making) : Optional.empty();
    }

    /** Whether nothing happens in it but the computation of elements, all of which have a value. */
    boolean isTotal() {
        return total;
    }

    /** The argument of a builder for as many elements as this one is made for; none when that is not known, or only by other variables than these. */
    List<Node> expected(List<Variable> known) {
        var count = expected;
        for (var step : before.reversed()) {
            var let = (Step.Let) step;
            if (Total.is(let.value())) {
                count = count.stream()
                        .map(node -> Parts.rewrite(
                                node,
                                part -> part instanceof Node.Get get && get.variable() == let.variable()
                                        ? let.value()
                                        : part))
                        .toList();
            }
        }
        boolean[] is = {true};
        count.forEach(node ->
                Parts.walk(node, part -> is[0] &= !(part instanceof Node.Get get) || known.contains(get.variable())));
        return is[0] ? count : List.of();
    }

    // ---- recognising

    private boolean has(Node body) {
        if (!(body instanceof Node.Block(var steps, Node.CallVirtual build))
                || !isMethod(build, "build")
                || !(build.receiver() instanceof Node.Get get)) {
            return false;
        }
        builder = get.variable();
        return steps.getLast() instanceof Step.Evaluate(var line, Node.Loop last)
                && steps.subList(0, steps.size() - 1).stream().allMatch(this::isBefore)
                && onceUsed(body)
                && isPath(loop = last)
                && adds == 1
                && exits == 1;
    }

    /** A body with builders for another number of elements where they were for those of a list. */
    static Node expecting(Node body, Variable list, List<Node> count) {
        return Parts.rewrite(
                body,
                node -> node instanceof Node.New made
                                && made.className().equals(BUILDER)
                                && made.arguments().equals(List.of(length(list)))
                        ? new Node.New(BUILDER, count.isEmpty() ? List.of() : List.of(Rep.INT), count)
                        : node);
    }

    private static Node length(Variable list) {
        var method = new MethodRef("snow/rt/collection/Lists", "length", List.of(list.rep()), Rep.INT);
        return new Node.CallStatic(0, method, List.of(new Node.Get(list)));
    }

    private static boolean isMethod(Node.CallVirtual call, String name) {
        return call.method().owner().equals(BUILDER) && call.method().name().equals(name);
    }

    private boolean isBefore(Step step) {
        switch (step) {
            case Step.Let let
            when let.variable() == builder -> {
                expected = ((Node.New) let.value()).arguments();
                return true;
            }
            case Step.Evaluate(var line, Node.Poll poll) -> {
                return true;
            }
            case Step.Let let -> {
                before.add(step);
                return isValue(let.value());
            }
            case Step.Evaluate _ -> {
                return false;
            }
        }
    }

    /** Whether the builder is used for one {@code add} and one {@code build}, and for nothing else. */
    private boolean onceUsed(Node body) {
        int[] uses = {0};
        Parts.walk(body, node -> uses[0] += node instanceof Node.Get get && get.variable() == builder ? 1 : 0);
        return uses[0] == 2;
    }

    /** Whether a node is evaluated in one piece, from which no jump leads into the loop. */
    private boolean isValue(Node node) {
        if (Total.is(node)) {
            return true;
        }
        total = false;
        boolean[] moves = {node.diverges()};
        Parts.walk(
                node,
                part -> moves[0] |= part instanceof Node.Jump
                        || part instanceof Node.Return
                        || part instanceof Node.Loop
                        || part instanceof Node.NoMatch);
        return !moves[0];
    }

    /** Whether a node consists of ways through the loop. */
    private boolean isPath(Node node) {
        return switch (node) {
            case Node.Nothing _ -> exits++ == 0;
            case Node.Jump jump ->
                labels.contains(jump.label()) && jump.arguments().stream().allMatch(this::isStep);
            case Node.Loop inner -> {
                labels.add(inner.label());
                yield inner.initial().stream().allMatch(this::isValue) && isPath(inner.body());
            }
            case Node.If choice ->
                isValue(choice.condition()) && isPath(choice.thenBranch()) && isPath(choice.elseBranch());
            case Node.Block block -> isPath(block);
            default -> false;
        };
    }

    /** Arguments of jumps are repeated at every way on, so that they must bind nothing. */
    private boolean isStep(Node node) {
        return Substitution.isAtom(node)
                || node instanceof Node.Primitive primitive
                        && primitive.operands().stream().allMatch(Substitution::isAtom);
    }

    private boolean isPath(Node.Block block) {
        for (int i = 0; i < block.steps().size(); i++) {
            switch (block.steps().get(i)) {
                case Step.Evaluate(var line, Node.Poll poll) -> {}
                case Step.Evaluate(var line, Node.CallVirtual call)
                when isAdd(call) -> {
                    adds++;
                    return isValue(call.arguments().getFirst())
                            && block.steps().subList(i + 1, block.steps().size()).stream()
                                    .allMatch(ListMaking::isPoll)
                            && block.result() instanceof Node.Jump
                            && isPath(block.result());
                }
                case Step.Evaluate _ -> {
                    return false;
                }
                case Step.Let let -> {
                    if (!isValue(let.value())) {
                        return false;
                    }
                }
            }
        }
        return isPath(block.result());
    }

    private boolean isAdd(Node.CallVirtual call) {
        return isMethod(call, "add") && call.receiver() instanceof Node.Get get && get.variable() == builder;
    }

    private static boolean isPoll(Step step) {
        return step instanceof Step.Evaluate(var line, Node.Poll poll);
    }

    // ---- putting another loop into it

    /** The loop that hands its elements to the reading loop instead of collecting them; its value is that of the reading loop. */
    Node into(ListReading reading) {
        return Blocks.of(before, path(loop, List.of(), reading));
    }

    /** @param state the variables that hold, at this place, what the reading loop goes on with */
    private Node path(Node node, List<Variable> state, ListReading reading) {
        return switch (node) {
            case Node.Loop inner -> {
                var own = reading.state().stream()
                        .map(variable -> new Variable(variable.name(), variable.rep()))
                        .toList();
                var parameters = new ArrayList<>(inner.parameters());
                parameters.addAll(own);
                var initial = new ArrayList<>(inner.initial());
                initial.addAll(state.isEmpty() ? reading.initial() : uses(state));
                var body = path(inner.body(), own, reading);
                yield new Node.Loop(inner.label(), parameters, initial, body, reading.rep());
            }
            case Node.If choice ->
                new Node.If(
                        choice.condition(),
                        path(choice.thenBranch(), state, reading),
                        path(choice.elseBranch(), state, reading),
                        reading.rep());
            case Node.Jump jump -> onward(jump, uses(state));
            case Node.Block block -> block(block, state, reading);
            default -> reading.exit(state);
        };
    }

    private Node block(Node.Block block, List<Variable> state, ListReading reading) {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < block.steps().size(); i++) {
            var step = block.steps().get(i);
            if (step instanceof Step.Evaluate(var line, Node.CallVirtual call) && isAdd(call)) {
                var polls = block.steps().subList(i + 1, block.steps().size());
                var jump = (Node.Jump) block.result();
                var value = call.arguments().getFirst();
                var element = reading.element().orElseGet(() -> new Variable("", value.rep()));
                boolean fits = value.rep().kind() == element.rep().kind();
                steps.add(new Step.Let(0, element, fits ? value : new Node.Convert(value, element.rep())));
                return Blocks.of(steps, reading.each(state, next -> Blocks.of(polls, onward(jump, next))));
            }
            steps.add(step);
        }
        return Blocks.of(steps, path(block.result(), state, reading));
    }

    private static Node onward(Node.Jump jump, List<Node> state) {
        var arguments = new ArrayList<>(jump.arguments());
        arguments.addAll(state);
        return new Node.Jump(jump.label(), arguments);
    }

    private static List<Node> uses(List<Variable> variables) {
        return variables.stream().<Node>map(Node.Get::new).toList();
    }

    /** Whether a call is one of a list builder that only this function knows. */
    static boolean isBuilding(Node node) {
        return node instanceof Node.CallVirtual call && call.method().owner().equals(BUILDER)
                || node instanceof Node.New made && made.rep().equals(Rep.ref(BUILDER));
    }
}
