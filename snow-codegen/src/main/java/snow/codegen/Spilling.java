package snow.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import snow.mir.Node;
import snow.mir.Parts;
import snow.mir.Variable;

/**
 * Puts variables into the {@link HeapFrame} where more are alive at once than a method has room for among its parameters. Only those go there which
 * are used far from where they are bound: of the others few are alive at any place.
 *
 * <p>Any piece of code stands between two places of one walk in the order of evaluation, and takes from outside only what is alive where it begins.
 */
final class Spilling {
    /** Steps of the walk; what is used within them stays a variable. */
    private static final int FAR = 50;

    /** From where a variable is bound to where it is used last. */
    private static final class Life {
        private final int from;
        private int to;

        private Life(int at) {
            from = at;
            to = at;
        }
    }

    private final Map<Variable, Life> lives = new LinkedHashMap<>();
    private final HeapFrame frame;
    private int at;

    private Spilling(HeapFrame frame) {
        this.frame = frame;
    }

    /** @param words what the variables alive at one place may take of a method's parameters */
    static Node in(List<Variable> parameters, Node body, HeapFrame frame, int words) {
        var spilling = new Spilling(frame);
        spilling.walk(parameters, body);
        if (spilling.mostWords() <= words) {
            return body;
        }
        var slots = new HashMap<Variable, HeapFrame.Slot>();
        spilling.lives.forEach((variable, life) -> {
            if (life.to - life.from > FAR) {
                slots.put(variable, frame.slot(variable.rep()));
            }
        });
        var rewritten = Parts.rewrite(body, node -> spilled(node, slots, frame));
        return storing(parameters, rewritten, slots, frame);
    }

    private void walk(List<Variable> parameters, Node body) {
        parameters.forEach(this::bind);
        // nodes, and variables where they are bound
        var todo = new ArrayList<Object>();
        todo.add(body);
        while (!todo.isEmpty()) {
            at++;
            var next = todo.removeLast();
            if (next instanceof Variable variable) {
                bind(variable);
                continue;
            }
            if (next instanceof Node.Get get && get.variable() != frame.variable()) {
                lives.get(get.variable()).to = at;
            }
            var inside = inside((Node) next);
            todo.addAll(inside.reversed());
        }
    }

    private void bind(Variable variable) {
        lives.put(variable, new Life(at));
    }

    private static List<Object> inside(Node node) {
        var parts = Parts.of(node);
        var inside = new ArrayList<Object>();
        for (int i = 0; i < parts.size(); i++) {
            boolean last = i == parts.size() - 1;
            if (last && node instanceof Node.Join join) {
                inside.addAll(join.parameters());
            } else if (last && node instanceof Node.Loop loop) {
                inside.addAll(loop.parameters());
            }
            inside.add(parts.get(i));
            if (!last && node instanceof Node.Block block && block.steps().get(i) instanceof Node.Step.Let let) {
                inside.add(let.variable());
            }
        }
        return inside;
    }

    private int mostWords() {
        var change = new int[at + 2];
        lives.forEach((variable, life) -> {
            int size = CodeWriter.size(variable.rep());
            change[life.from] += size;
            change[life.to + 1] -= size;
        });
        int words = 0;
        int most = 0;
        for (int one : change) {
            words += one;
            most = Math.max(most, words);
        }
        return most;
    }

    private static Node spilled(Node node, Map<Variable, HeapFrame.Slot> slots, HeapFrame frame) {
        return switch (node) {
            case Node.Get get when slots.containsKey(get.variable()) -> frame.load(slots.get(get.variable()));
            case Node.Join join ->
                new Node.Join(
                        join.label(),
                        join.parameters(),
                        join.body(),
                        storing(join.parameters(), join.target(), slots, frame),
                        join.rep());
            case Node.Loop loop ->
                new Node.Loop(
                        loop.label(),
                        loop.parameters(),
                        loop.initial(),
                        storing(loop.parameters(), loop.body(), slots, frame),
                        loop.rep());
            case Node.Block block -> {
                var steps = new ArrayList<Node.Step>();
                for (var step : block.steps()) {
                    steps.add(step);
                    if (step instanceof Node.Step.Let let && slots.containsKey(let.variable())) {
                        steps.add(frame.store(slots.get(let.variable()), let.variable()));
                    }
                }
                yield steps.size() == block.steps().size() ? block : new Node.Block(steps, block.result());
            }
            default -> node;
        };
    }

    private static Node storing(List<Variable> bound, Node body, Map<Variable, HeapFrame.Slot> slots, HeapFrame frame) {
        var steps = bound.stream()
                .filter(slots::containsKey)
                .map(variable -> frame.store(slots.get(variable), variable))
                .toList();
        return steps.isEmpty() ? body : new Node.Block(steps, body);
    }
}
