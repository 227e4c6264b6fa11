package snow.mir.optimise;

import java.util.ArrayList;
import java.util.List;
import snow.mir.Node;
import snow.mir.Node.Step;

/** Blocks without needless nesting. Every variable is bound in one place, so its scope may grow. */
final class Blocks {
    private Blocks() {}

    static Node of(List<Step> steps, Node result) {
        var flat = new ArrayList<Step>();
        for (var step : steps) {
            switch (step) {
                case Step.Let(var line, var variable, Node.Block(var inner, var value)) -> {
                    flat.addAll(inner);
                    flat.add(new Step.Let(line, variable, value));
                }
                case Step.Evaluate(var line, Node.Block(var inner, var value)) -> {
                    flat.addAll(inner);
                    if (!(value instanceof Node.Nothing)) {
                        flat.add(new Step.Evaluate(line, value));
                    }
                }
                default -> flat.add(step);
            }
        }
        if (result instanceof Node.Block inner) {
            flat.addAll(inner.steps());
            return new Node.Block(flat, inner.result());
        }
        return flat.isEmpty() ? result : new Node.Block(flat, result);
    }
}
