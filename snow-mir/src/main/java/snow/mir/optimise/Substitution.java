package snow.mir.optimise;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import snow.mir.Label;
import snow.mir.Node;
import snow.mir.Parts;
import snow.mir.Variable;

/** Code with values in place of variables, and copies of code with variables and labels of their own. */
final class Substitution {
    private final Map<Variable, Node> values;
    private final Map<Variable, Variable> variables = new HashMap<>();
    private final Map<Label, Label> labels = new HashMap<>();

    private final boolean lines;

    private Substitution(Map<Variable, Node> values, boolean lines) {
        this.values = values;
        this.lines = lines;
    }

    /** What a use stands for, where values may again be uses of variables that have one. */
    static Node resolve(Node.Get get, Map<Variable, Node> values) {
        Node at = get;
        while (at instanceof Node.Get use && values.get(use.variable()) instanceof Node value) {
            at = value;
        }
        return at;
    }

    /** A value that can stand wherever its variable can, as often as needed. */
    static boolean isAtom(Node node) {
        return switch (node) {
            case Node.Get _, Node.Int _, Node.Float _, Node.Bool _, Node.Nothing _ -> true;
            case Node.Text text -> text.value().length() < 64;
            case Node.GetStatic get ->
                get.name().equals("INSTANCE") || get.name().equals("UNIT");
            default -> false;
        };
    }

    /**
     * A copy.
     *
     * @param values for the free variables; none of them binds anything
     */
    static Node copy(Node body, Map<Variable, Node> values) {
        return Parts.rewrite(body, new Substitution(values, true)::copied);
    }

    /** The same for a place in another function, whose lines it gets. */
    static Node copyWithoutLines(Node body, Map<Variable, Node> values) {
        return Parts.rewrite(body, new Substitution(values, false)::copied);
    }

    private int line(int line) {
        return lines ? line : 0;
    }

    private Variable fresh(Variable variable) {
        return variables.computeIfAbsent(variable, old -> new Variable(old.name(), old.rep()));
    }

    private List<Variable> fresh(List<Variable> all) {
        return all.stream().map(this::fresh).toList();
    }

    private Label fresh(Label label) {
        return labels.computeIfAbsent(label, old -> new Label(old.toString()));
    }

    private Node copied(Node node) {
        return switch (node) {
            case Node.Get get -> {
                var value = values.get(get.variable());
                yield value == null ? new Node.Get(fresh(get.variable())) : value;
            }
            case Node.Block block ->
                new Node.Block(block.steps().stream().map(this::copied).toList(), block.result());
            case Node.Join join ->
                new Node.Join(fresh(join.label()), fresh(join.parameters()), join.body(), join.target(), join.rep());
            case Node.Loop loop ->
                new Node.Loop(fresh(loop.label()), fresh(loop.parameters()), loop.initial(), loop.body(), loop.rep());
            case Node.Jump jump -> new Node.Jump(fresh(jump.label()), jump.arguments());
            case Node.CallStatic call -> new Node.CallStatic(line(call.line()), call.method(), call.arguments());
            case Node.CallVirtual call ->
                new Node.CallVirtual(line(call.line()), call.method(), call.receiver(), call.arguments());
            case Node.Primitive primitive ->
                new Node.Primitive(line(primitive.line()), primitive.operation(), primitive.operands());
            case Node.Concat concat -> new Node.Concat(line(concat.line()), concat.parts());
            default -> node;
        };
    }

    private Node.Step copied(Node.Step step) {
        return switch (step) {
            case Node.Step.Let let -> new Node.Step.Let(line(let.line()), fresh(let.variable()), let.value());
            case Node.Step.Evaluate evaluate -> new Node.Step.Evaluate(line(evaluate.line()), evaluate.node());
        };
    }
}
