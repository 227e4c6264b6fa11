package snow.mir;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The parts of nodes, and nodes over other parts. Nothing here needs more stack for deeper trees: chains may be as deep as the program is long. */
public final class Parts {
    /** Trees deeper than this are walked without recursion. */
    private static final int DEEPEST = 300;

    private Parts() {}

    /** The direct parts, in the order of evaluation. */
    public static List<Node> of(Node node) {
        return switch (node) {
            case Node.Leaf _ -> List.of();
            case Node.PutStatic put -> List.of(put.value());
            case Node.Block block -> {
                var parts = new ArrayList<Node>(block.steps().size() + 1);
                for (var step : block.steps()) {
                    parts.add(
                            switch (step) {
                                case Node.Step.Let let -> let.value();
                                case Node.Step.Evaluate evaluate -> evaluate.node();
                            });
                }
                parts.add(block.result());
                yield parts;
            }
            case Node.If choice -> List.of(choice.condition(), choice.thenBranch(), choice.elseBranch());
            case Node.IntSwitch choice ->
                ofSwitch(choice.scrutinee(), choice.cases(), Node.IntSwitch.Case::body, choice.otherwise());
            case Node.TagSwitch choice ->
                ofSwitch(choice.scrutinee(), choice.cases(), Node.TagSwitch.Case::body, choice.otherwise());
            case Node.TextSwitch choice ->
                ofSwitch(choice.scrutinee(), choice.cases(), Node.TextSwitch.Case::body, choice.otherwise());
            case Node.Join join -> List.of(join.body(), join.target());
            case Node.Loop loop -> {
                var parts = new ArrayList<>(loop.initial());
                parts.add(loop.body());
                yield parts;
            }
            case Node.Jump jump -> jump.arguments();
            case Node.Return leave -> List.of(leave.value());
            case Node.CallStatic call -> call.arguments();
            case Node.CallVirtual call -> {
                var parts = new ArrayList<Node>(call.arguments().size() + 1);
                parts.add(call.receiver());
                parts.addAll(call.arguments());
                yield parts;
            }
            case Node.New made -> made.arguments();
            case Node.Field field -> List.of(field.target());
            case Node.InstanceOf test -> List.of(test.value());
            case Node.Convert convert -> List.of(convert.value());
            case Node.Primitive primitive -> primitive.operands();
            case Node.Concat concat ->
                concat.parts().stream().map(Node.Concat.Part::value).toList();
            case Node.ListLiteral list -> list.elements();
            case Node.MapLiteral map -> {
                var parts = new ArrayList<Node>(map.entries().size() * 2);
                for (var entry : map.entries()) {
                    parts.add(entry.key());
                    parts.add(entry.value());
                }
                yield parts;
            }
        };
    }

    /** The parts that may give the node's own value as it is. */
    public static List<Node> results(Node node) {
        return switch (node) {
            case Node.Block block -> List.of(block.result());
            case Node.Choice choice -> {
                var parts = of(choice);
                yield parts.subList(1, parts.size());
            }
            case Node.Join join -> List.of(join.body(), join.target());
            case Node.Loop loop -> List.of(loop.body());
            default -> List.of();
        };
    }

    private static <C> List<Node> ofSwitch(Node scrutinee, List<C> cases, Function<C, Node> body, Node otherwise) {
        var parts = new ArrayList<Node>(cases.size() + 2);
        parts.add(scrutinee);
        for (var one : cases) {
            parts.add(body.apply(one));
        }
        parts.add(otherwise);
        return parts;
    }

    /** The same node over other parts; the counterpart of {@link #of}. */
    public static Node with(Node node, List<Node> parts) {
        return switch (node) {
            case Node.Leaf _ -> node;
            case Node.PutStatic put -> new Node.PutStatic(put.owner(), put.name(), put.field(), parts.getFirst());
            case Node.Block block -> {
                var steps = new ArrayList<Node.Step>();
                for (int i = 0; i < block.steps().size(); i++) {
                    steps.add(
                            switch (block.steps().get(i)) {
                                case Node.Step.Let let -> new Node.Step.Let(let.line(), let.variable(), parts.get(i));
                                case Node.Step.Evaluate evaluate ->
                                    new Node.Step.Evaluate(evaluate.line(), parts.get(i));
                            });
                }
                yield new Node.Block(steps, parts.getLast());
            }
            case Node.If choice -> new Node.If(parts.get(0), parts.get(1), parts.get(2), choice.rep());
            case Node.IntSwitch choice -> {
                var cases = new ArrayList<Node.IntSwitch.Case>();
                for (int i = 0; i < choice.cases().size(); i++) {
                    cases.add(new Node.IntSwitch.Case(choice.cases().get(i).key(), parts.get(i + 1)));
                }
                yield new Node.IntSwitch(parts.getFirst(), cases, parts.getLast(), choice.rep());
            }
            case Node.TagSwitch choice -> {
                var cases = new ArrayList<Node.TagSwitch.Case>();
                for (int i = 0; i < choice.cases().size(); i++) {
                    cases.add(new Node.TagSwitch.Case(choice.cases().get(i).tag(), parts.get(i + 1)));
                }
                yield new Node.TagSwitch(parts.getFirst(), cases, parts.getLast(), choice.rep());
            }
            case Node.TextSwitch choice -> {
                var cases = new ArrayList<Node.TextSwitch.Case>();
                for (int i = 0; i < choice.cases().size(); i++) {
                    cases.add(new Node.TextSwitch.Case(choice.cases().get(i).key(), parts.get(i + 1)));
                }
                yield new Node.TextSwitch(parts.getFirst(), cases, parts.getLast(), choice.rep());
            }
            case Node.Join join ->
                new Node.Join(join.label(), join.parameters(), parts.get(0), parts.get(1), join.rep());
            case Node.Loop loop ->
                new Node.Loop(
                        loop.label(),
                        loop.parameters(),
                        parts.subList(0, parts.size() - 1),
                        parts.getLast(),
                        loop.rep());
            case Node.Jump jump -> new Node.Jump(jump.label(), parts);
            case Node.Return _ -> new Node.Return(parts.getFirst());
            case Node.CallStatic call -> new Node.CallStatic(call.line(), call.method(), parts);
            case Node.CallVirtual call ->
                new Node.CallVirtual(call.line(), call.method(), parts.getFirst(), parts.subList(1, parts.size()));
            case Node.New made -> new Node.New(made.className(), made.parameters(), parts);
            case Node.Field field -> new Node.Field(parts.getFirst(), field.owner(), field.name(), field.rep());
            case Node.InstanceOf test -> new Node.InstanceOf(parts.getFirst(), test.className());
            case Node.Convert convert -> new Node.Convert(parts.getFirst(), convert.rep());
            case Node.Primitive primitive -> new Node.Primitive(primitive.line(), primitive.operation(), parts);
            case Node.Concat concat -> {
                var texts = new ArrayList<Node.Concat.Part>();
                for (int i = 0; i < parts.size(); i++) {
                    texts.add(new Node.Concat.Part(
                            parts.get(i), concat.parts().get(i).inspect()));
                }
                yield new Node.Concat(concat.line(), texts);
            }
            case Node.ListLiteral list -> new Node.ListLiteral(list.element(), parts);
            case Node.MapLiteral _ -> {
                var entries = new ArrayList<Node.MapLiteral.Entry>();
                for (int i = 0; i < parts.size(); i += 2) {
                    entries.add(new Node.MapLiteral.Entry(parts.get(i), parts.get(i + 1)));
                }
                yield new Node.MapLiteral(entries);
            }
        };
    }

    /** Calls the action for a node and everything in it, in no particular order. */
    public static void walk(Node root, Consumer<Node> action) {
        any(root, node -> {
            action.accept(node);
            return false;
        });
    }

    /** Whether a node or anything in it is such; looks no further than to the first that is. */
    public static boolean any(Node root, Predicate<Node> such) {
        var todo = new ArrayList<Node>();
        todo.add(root);
        while (!todo.isEmpty()) {
            var node = todo.removeLast();
            if (such.test(node)) {
                return true;
            }
            // adding them one by one copies nothing
            var parts = of(node);
            for (int i = 0; i < parts.size(); i++) {
                todo.add(parts.get(i));
            }
        }
        return false;
    }

    /**
     * Rebuilds a node from the leaves up, parts in the order of evaluation; {@code each} gets every node with its parts already rebuilt. A
     * node of which nothing changed stays the same object.
     */
    public static Node rewrite(Node root, UnaryOperator<Node> each) {
        return rewrite(root, each, 0);
    }

    private static Node rewrite(Node node, UnaryOperator<Node> each, int depth) {
        if (depth == DEEPEST) {
            return rewriteDeep(node, each);
        }
        var parts = of(node);
        List<Node> changed = null;
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            var now = rewrite(part, each, depth + 1);
            if (now != part) {
                changed = changed == null ? new ArrayList<>(parts) : changed;
                changed.set(i, now);
            }
        }
        return each.apply(changed == null ? node : with(node, changed));
    }

    /** The same without recursion. */
    private static Node rewriteDeep(Node root, UnaryOperator<Node> each) {
        var done = new IdentityHashMap<Node, Node>();
        var todo = new ArrayList<Node>();
        todo.add(root);
        while (!todo.isEmpty()) {
            var node = todo.getLast();
            var parts = of(node);
            int before = todo.size();
            for (int i = parts.size() - 1; i >= 0; i--) {
                if (!done.containsKey(parts.get(i))) {
                    todo.add(parts.get(i));
                }
            }
            if (todo.size() == before) {
                todo.removeLast();
                if (!done.containsKey(node)) {
                    done.put(node, each.apply(rebuilt(node, parts, done)));
                }
            }
        }
        return done.get(root);
    }

    private static Node rebuilt(Node node, List<Node> parts, IdentityHashMap<Node, Node> done) {
        boolean same = true;
        var rewritten = new ArrayList<Node>(parts.size());
        for (var part : parts) {
            var now = done.get(part);
            same &= now == part;
            rewritten.add(now);
        }
        return same ? node : with(node, rewritten);
    }
}
