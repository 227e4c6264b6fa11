package snow.mir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes nodes: the small forms that occur everywhere. */
final class Nodes {
    private Nodes() {}

    /** A block without needless nesting. */
    static Node block(List<Node.Step> steps, Node result) {
        if (steps.isEmpty()) {
            return result;
        }
        if (result instanceof Node.Block inner) {
            var all = new ArrayList<>(steps);
            all.addAll(inner.steps());
            return new Node.Block(all, inner.result());
        }
        return new Node.Block(steps, result);
    }

    static Node.Step evaluate(int line, Node node) {
        return new Node.Step.Evaluate(line, node);
    }

    static Node.Step let(Variable variable, Node value) {
        return new Node.Step.Let(0, variable, value);
    }

    static Variable temporary(Rep rep) {
        return new Variable("", rep);
    }

    static Node get(Variable variable) {
        return new Node.Get(variable);
    }

    static Node nothing() {
        return new Node.Nothing();
    }

    static Node unit() {
        return new Node.GetStatic("snow/rt/value/Unit", "UNIT", Runtime.UNIT);
    }

    /** True when leaving the node out changes nothing. */
    static boolean isIdle(Node node) {
        return switch (node) {
            case Node.NoMatch _, Node.Poll _ -> false;
            case Node.Leaf _ -> true;
            case Node.Convert convert -> convert.rep().kind() == Rep.Kind.UNIT && isIdle(convert.value());
            case Node.Apply _,
                    Node.Block _,
                    Node.Choice _,
                    Node.Join _,
                    Node.Loop _,
                    Node.Concat _,
                    Node.MapLiteral _ -> false;
        };
    }

    /** The node's value in a representation; the node itself where nothing has to happen. */
    static Node convert(Node node, Rep wanted) {
        if (node.diverges() || node.rep().equals(wanted)) {
            return node;
        }
        if (wanted.kind() == Rep.Kind.UNIT) {
            return isIdle(node) ? nothing() : new Node.Convert(node, wanted);
        }
        if (node instanceof Node.Nothing) {
            return unit();
        }
        if (wanted.equals(Rep.OBJECT) && node.rep().isRef()) {
            return node;
        }
        return new Node.Convert(node, wanted);
    }

    /** First to the representation of its type, then to the one wanted. */
    static Node convert(Node node, Rep own, Rep wanted) {
        return wanted.kind() == Rep.Kind.UNIT ? convert(node, wanted) : convert(convert(node, own), wanted);
    }

    /** Like {@link #convert} for a value whose class is known to extend {@code own}: no cast is needed. */
    static Node upcast(Node node, Rep own, Rep wanted) {
        return wanted.equals(own) ? node : convert(node, wanted);
    }

    static Node operation(Node.Operation operation, Node... operands) {
        return new Node.Primitive(0, operation, List.of(operands));
    }

    static Node not(Node condition) {
        return operation(Node.Operation.NOT, condition);
    }

    static Node call(int line, MethodRef method, Node... arguments) {
        return new Node.CallStatic(line, method, List.of(arguments));
    }

    static Node callOn(int line, MethodRef method, Node receiver, Node... arguments) {
        return new Node.CallVirtual(line, method, receiver, List.of(arguments));
    }

    static Node and(Node left, Node right) {
        return new Node.If(left, right, new Node.Bool(false), Rep.BOOL);
    }

    /** A choice by tag; the last case needs no test when all tags are there. */
    static Node tagSwitch(Node scrutinee, List<Node.TagSwitch.Case> cases, Optional<Node> otherwise, Rep rep) {
        if (otherwise.isPresent()) {
            return cases.isEmpty()
                    ? block(List.of(evaluate(0, convert(scrutinee, Rep.UNIT))), otherwise.get())
                    : new Node.TagSwitch(scrutinee, cases, otherwise.get(), rep);
        }
        if (cases.size() == 1) {
            return block(
                    List.of(evaluate(0, convert(scrutinee, Rep.UNIT))),
                    cases.getFirst().body());
        }
        return new Node.TagSwitch(
                scrutinee, cases.subList(0, cases.size() - 1), cases.getLast().body(), rep);
    }
}
