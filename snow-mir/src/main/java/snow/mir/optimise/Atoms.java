package snow.mir.optimise;

import java.util.ArrayList;
import java.util.List;
import snow.mir.Node;
import snow.mir.Node.Step;
import snow.mir.Variable;

/** Evaluates parts into variables, in their order, so that what remains can be moved. */
final class Atoms {
    private Atoms() {}

    /** The value as an atom; what it takes to get there is added to the steps. */
    static Node of(Node value, int line, List<Step> steps) {
        var at = value;
        while (at instanceof Node.Block block) {
            steps.addAll(block.steps());
            at = block.result();
        }
        if (Substitution.isAtom(at)) {
            return at;
        }
        var variable = new Variable("", at.rep());
        steps.add(new Step.Let(line, variable, at));
        return new Node.Get(variable);
    }

    /** The object made of atoms. */
    static Node.New of(Node.New made, int line, List<Step> steps) {
        var arguments = new ArrayList<Node>();
        for (var argument : made.arguments()) {
            arguments.add(of(argument, line, steps));
        }
        return new Node.New(made.className(), made.parameters(), arguments);
    }
}
