package snow.codegen;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import snow.mir.Node;
import snow.mir.Parts;
import snow.mir.Rep;

/**
 * Facts about the nodes of one function, computed once bottom-up without recursion: chains of operators may be as deep as the program
 * is long.
 */
final class Nodes {

    /**
     * @param size an upper bound of the bytes of bytecode
     * @param loop whether a loop is inside
     * @param control whether emitting it needs labels
     */
    record Facts(int size, boolean loop, boolean control) {}

    private final IdentityHashMap<Node, Facts> facts = new IdentityHashMap<>();

    Nodes(Node root) {
        analyse(root);
    }

    /** Whether the bytecode of a node has no more bytes. */
    static boolean sizeIsAtMost(Node root, int limit) {
        int[] size = {0};
        return !Parts.any(root, node -> (size[0] += ownSize(node)) > limit);
    }

    Facts of(Node node) {
        return facts.get(node);
    }

    /** Adds the facts of a node that was made after the analysis; parts that are known are not walked again. */
    Facts analyse(Node root) {
        var todo = new ArrayList<Node>();
        todo.add(root);
        while (!todo.isEmpty()) {
            var node = todo.getLast();
            if (facts.containsKey(node)) {
                todo.removeLast();
                continue;
            }
            int before = todo.size();
            for (var child : Parts.of(node)) {
                if (!facts.containsKey(child)) {
                    todo.add(child);
                }
            }
            if (todo.size() == before) {
                todo.removeLast();
                facts.put(node, combine(node));
            }
        }
        return facts.get(root);
    }

    private Facts combine(Node node) {
        int size = ownSize(node);
        boolean loop = node instanceof Node.Loop;
        boolean control = ownControl(node);
        for (var child : Parts.of(node)) {
            var inner = facts.get(child);
            size = Math.min(size + inner.size, Integer.MAX_VALUE / 2);
            loop |= inner.loop;
            control |= inner.control;
        }
        return new Facts(size, loop, control);
    }

    private static boolean ownControl(Node node) {
        return switch (node) {
            case Node.Choice _, Node.Join _, Node.Loop _, Node.Jump _, Node.Return _, Node.NoMatch _ -> true;
            case Node.Primitive primitive -> primitive.operation().result().equals(Rep.BOOL);
            case Node.Leaf _, Node.Apply _, Node.Block _, Node.Concat _, Node.MapLiteral _ -> false;
        };
    }

    private static int ownSize(Node node) {
        return switch (node) {
            case Node.Int _, Node.Float _, Node.Bool _, Node.Text _, Node.Atom _, Node.Null _, Node.GetStatic _ -> 4;
            case Node.Get _ -> 4;
            case Node.Nothing _ -> 0;
            case Node.PutStatic _, Node.Field _, Node.InstanceOf _, Node.Poll _ -> 3;
            case Node.Block block -> 5 * block.steps().size();
            case Node.If _ -> 8;
            case Node.IntSwitch choice -> 30 + 30 * choice.cases().size();
            case Node.TagSwitch choice -> 20 + 12 * choice.cases().size();
            case Node.TextSwitch choice -> 30 + 30 * choice.cases().size();
            case Node.Join join -> 4 + 4 * join.parameters().size();
            case Node.Loop loop -> 4 + 4 * loop.parameters().size();
            case Node.Jump jump -> 12 + 4 * jump.arguments().size();
            case Node.Return _ -> 2;
            case Node.NoMatch _ -> 4;
            case Node.CallStatic _, Node.CallVirtual _ -> 6;
            case Node.New _ -> 8;
            case Node.Convert _ -> 7;
            case Node.Primitive _ -> 12;
            case Node.Concat concat -> 16 + 10 * concat.parts().size();
            case Node.ListLiteral list -> 10 + 6 * list.elements().size();
            case Node.MapLiteral map -> 6 + 5 * map.entries().size();
        };
    }
}
