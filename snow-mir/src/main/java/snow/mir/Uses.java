package snow.mir;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What code takes from the function around it.
 *
 * @param variables that are bound outside, in the order in which they are met
 * @param labels to which it jumps outside, in the order in which they are met
 * @param leaves whether it may leave the function
 */
public record Uses(Set<Variable> variables, Set<Label> labels, boolean leaves) {

    public static Uses of(Node root) {
        var variables = new LinkedHashSet<Variable>();
        var jumps = new LinkedHashSet<Label>();
        boolean[] leaves = {false};
        var bound = new HashSet<Variable>();
        var labels = new HashSet<Label>();
        Parts.walk(root, node -> {
            switch (node) {
                case Node.Get get -> variables.add(get.variable());
                case Node.Jump jump -> jumps.add(jump.label());
                case Node.Return _ -> leaves[0] = true;
                case Node.Join join -> {
                    labels.add(join.label());
                    bound.addAll(join.parameters());
                }
                case Node.Loop loop -> {
                    labels.add(loop.label());
                    bound.addAll(loop.parameters());
                }
                case Node.Block block -> {
                    for (var step : block.steps()) {
                        if (step instanceof Node.Step.Let let) {
                            bound.add(let.variable());
                        }
                    }
                }
                default -> {}
            }
        });
        // every variable and label is bound in one place, so what is bound inside is not free
        variables.removeAll(bound);
        jumps.removeAll(labels);
        return new Uses(variables, jumps, leaves[0]);
    }
}
