package snow.bench;

final class BinaryTrees {
    private BinaryTrees() {}

    private sealed interface Tree {
        record Leaf() implements Tree {
            static final Leaf INSTANCE = new Leaf();
        }

        record Node(Tree left, Tree right) implements Tree {}
    }

    private static Tree build(long depth) {
        return depth == 0
                ? new Tree.Node(Tree.Leaf.INSTANCE, Tree.Leaf.INSTANCE)
                : new Tree.Node(build(depth - 1), build(depth - 1));
    }

    private static long count(Tree tree) {
        return switch (tree) {
            case Tree.Leaf _ -> 0;
            case Tree.Node(var left, var right) -> 1 + count(left) + count(right);
        };
    }

    private static long several(long depth, long times) {
        long sum = 0;
        for (long i = 0; i < times; i++) {
            sum += count(build(depth));
        }
        return sum;
    }

    static long run(long size) {
        var kept = build(size);
        return several(size, 4) + several(4, 2000) + count(kept);
    }
}
