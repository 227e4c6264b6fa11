package snow.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import snow.mir.Label;
import snow.mir.Node;
import snow.mir.Parts;
import snow.mir.Rep;
import snow.mir.Variable;

/**
 * Many joins in each other become one loop around a choice by number: where a piece could have jumped to any of them, it now jumps to one place. So a
 * piece with a thousand ways out needs no thousand exits, and the targets are cut like the cases of any choice.
 */
final class Junction {
    /** Fewer joins are left as they are. */
    private static final int FEWEST = 3;

    private final Label label = new Label("junction");
    private final Variable number = new Variable("", Rep.INT);

    /** A join that is a case now. */
    private record Case(Junction junction, int number, List<Variable> parameters, List<HeapFrame.Slot> slots) {}

    private Junction() {}

    static Node in(Node root, HeapFrame frame) {
        Set<Label> inner = new HashSet<>();
        Parts.walk(root, node -> {
            if (node instanceof Node.Join join && join.body() instanceof Node.Join body) {
                inner.add(body.label());
            }
        });
        Map<Label, Case> cases = new HashMap<>();
        Parts.walk(root, node -> {
            if (node instanceof Node.Join join && !inner.contains(join.label())) {
                var nest = nest(join);
                if (nest.size() >= FEWEST) {
                    var junction = new Junction();
                    for (int i = 0; i < nest.size(); i++) {
                        var parameters = nest.get(i).parameters();
                        var slots = parameters.stream()
                                .map(variable -> frame.slot(variable.rep()))
                                .toList();
                        cases.put(nest.get(i).label(), new Case(junction, i + 1, parameters, slots));
                    }
                }
            }
        });
        if (cases.isEmpty()) {
            return root;
        }
        return Parts.rewrite(root, node -> switch (node) {
            case Node.Jump jump when cases.containsKey(jump.label()) -> going(jump, cases.get(jump.label()), frame);
            case Node.Join join
            when cases.containsKey(join.label()) && !inner.contains(join.label()) -> loop(join, cases, frame);
            default -> node;
        });
    }

    /** The join and those that its body consists of, from the outside. */
    private static List<Node.Join> nest(Node.Join join) {
        var nest = new ArrayList<Node.Join>();
        for (Node node = join; node instanceof Node.Join one; node = one.body()) {
            nest.add(one);
        }
        return nest;
    }

    private static Node going(Node.Jump jump, Case to, HeapFrame frame) {
        // all are evaluated before any is stored, since they may use what lies there
        var steps = new ArrayList<Node.Step>();
        var stores = new ArrayList<Node.Step>();
        for (int i = 0; i < to.parameters().size(); i++) {
            var value = new Variable("", to.parameters().get(i).rep());
            steps.add(new Node.Step.Let(0, value, jump.arguments().get(i)));
            stores.add(frame.store(to.slots().get(i), value));
        }
        steps.addAll(stores);
        var next = new Node.Jump(to.junction().label, List.of(new Node.Int(to.number())));
        return steps.isEmpty() ? next : new Node.Block(steps, next);
    }

    private static Node loop(Node.Join join, Map<Label, Case> all, HeapFrame frame) {
        var cases = new ArrayList<Node.IntSwitch.Case>();
        var nest = nest(join);
        for (var one : nest) {
            var now = all.get(one.label());
            var steps = new ArrayList<Node.Step>();
            for (int i = 0; i < now.parameters().size(); i++) {
                steps.add(new Node.Step.Let(
                        0, now.parameters().get(i), frame.load(now.slots().get(i))));
            }
            var body = steps.isEmpty() ? one.target() : new Node.Block(steps, one.target());
            cases.add(new Node.IntSwitch.Case(now.number(), body));
        }
        var junction = all.get(join.label()).junction();
        var choice = new Node.IntSwitch(
                new Node.Get(junction.number), cases, nest.getLast().body(), join.rep());
        return new Node.Loop(junction.label, List.of(junction.number), List.of(new Node.Int(0)), choice, join.rep());
    }
}
