package snow.codegen;

import java.util.ArrayList;
import java.util.List;
import snow.mir.Node;

/** The same node over other parts; the counterpart of {@link Nodes#children}. */
final class Rebuild {
    private Rebuild() {}

    static Node with(Node node, List<Node> parts) {
        return switch (node) {
            case Node.Int _,
                    Node.Float _,
                    Node.Bool _,
                    Node.Text _,
                    Node.Atom _,
                    Node.Nothing _,
                    Node.Null _,
                    Node.Get _,
                    Node.GetStatic _,
                    Node.NoMatch _,
                    Node.Poll _ -> node;
            case Node.PutStatic put -> new Node.PutStatic(put.owner(), put.name(), parts.getFirst());
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
}
