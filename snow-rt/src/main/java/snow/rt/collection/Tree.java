package snow.rt.collection;

import java.util.Arrays;

/**
 * The middle of a long list: a tree whose leaves are arrays (see {@link Leaves}) and whose inner nodes count the elements below them.
 *
 * <p>All leaves lie at the same depth. Every node below the root is at least half full; the root has at least two children, and a
 * root that is a leaf at least one element. So a tree of n elements has at most log<sub>16</sub> n levels, and taking one apart and
 * joining two costs one path from the root to a leaf. A tree is {@code null} (empty), a leaf, or a {@link Node}.
 */
final class Tree {
    private static final int WIDTH = 32;

    private Tree() {}

    private static final class Node {
        final int height;
        final Object[] children;
        /** The number of elements in the children up to and including this one. */
        final int[] ends;

        /** Children per element, for a guess where an element is. */
        final float scale;

        Node(int height, Object[] children) {
            this.height = height;
            this.children = children;
            this.ends = new int[children.length];
            int end = 0;
            for (int i = 0; i < children.length; i++) ends[i] = end = end + size(children[i]);
            scale = (float) children.length / end;
        }

        int start(int child) {
            return child == 0 ? 0 : ends[child - 1];
        }

        /** The child that holds the element at an index. */
        int childAt(int index) {
            int child = Math.min((int) (index * scale), ends.length - 1);
            while (ends[child] <= index) child++;
            while (child > 0 && ends[child - 1] > index) child--;
            return child;
        }
    }

    static int size(Object tree) {
        if (tree == null) return 0;
        return tree instanceof Node node ? node.ends[node.ends.length - 1] : Leaves.length(tree);
    }

    private static int height(Object tree) {
        return tree instanceof Node node ? node.height : 0;
    }

    /** The leaf that holds the element at an index. */
    static Object leafAt(Object tree, int index) {
        while (tree instanceof Node node) {
            int child = node.childAt(index);
            index -= node.start(child);
            tree = node.children[child];
        }
        return tree;
    }

    static Object get(Object tree, int index) {
        while (tree instanceof Node node) {
            int child = node.childAt(index);
            index -= node.start(child);
            tree = node.children[child];
        }
        return Leaves.get(tree, index);
    }

    static long getInt(Object tree, int index) {
        while (tree instanceof Node node) {
            int child = node.childAt(index);
            index -= node.start(child);
            tree = node.children[child];
        }
        return Leaves.getInt(tree, index);
    }

    static double getFloat(Object tree, int index) {
        while (tree instanceof Node node) {
            int child = node.childAt(index);
            index -= node.start(child);
            tree = node.children[child];
        }
        return Leaves.getFloat(tree, index);
    }

    static boolean getBool(Object tree, int index) {
        while (tree instanceof Node node) {
            int child = node.childAt(index);
            index -= node.start(child);
            tree = node.children[child];
        }
        return Leaves.getBool(tree, index);
    }

    /** The index of the first element of the leaf that holds the element at an index. */
    static int leafStart(Object tree, int index) {
        int start = 0;
        while (tree instanceof Node node) {
            int child = node.childAt(index - start);
            start += node.start(child);
            tree = node.children[child];
        }
        return start;
    }

    /** A tree of full leaves. */
    static Object of(Object[] leaves, int from, int to) {
        if (from == to) return null;
        Object[] level = Arrays.copyOfRange(leaves, from, to);
        for (int height = 1; level.length > 1; height++) {
            var above = new Object[(level.length + WIDTH - 1) / WIDTH];
            for (int i = 0; i < above.length; i++) {
                int start = (int) ((long) level.length * i / above.length);
                int end = (int) ((long) level.length * (i + 1) / above.length);
                above[i] = new Node(height, Arrays.copyOfRange(level, start, end));
            }
            level = above;
        }
        return level[0];
    }

    /** All of {@code a}, then all of {@code b}. */
    static Object join(Object a, Object b) {
        if (a == null) return b;
        if (b == null) return a;
        int heightA = height(a);
        int heightB = height(b);
        Object[] parts;
        if (heightA == heightB) parts = meld(a, b);
        else if (heightA > heightB) parts = meldRight((Node) a, b, heightB);
        else parts = meldLeft(a, heightA, (Node) b);
        return parts.length == 1 ? parts[0] : new Node(Math.max(heightA, heightB) + 1, parts);
    }

    /** The first {@code count} elements, {@code 0 <= count <= size}. */
    static Object take(Object tree, int count) {
        if (count == 0) return null;
        if (count == size(tree)) return tree;
        if (!(tree instanceof Node node)) return Leaves.slice(tree, 0, count);
        int child = node.childAt(count - 1);
        return join(part(node, 0, child), take(node.children[child], count - node.start(child)));
    }

    /** All but the first {@code count} elements, {@code 0 <= count <= size}. */
    static Object drop(Object tree, int count) {
        if (count == 0) return tree;
        if (count == size(tree)) return null;
        if (!(tree instanceof Node node)) return Leaves.slice(tree, count, Leaves.length(tree));
        int child = node.childAt(count);
        Object rest = part(node, child + 1, node.children.length);
        return join(drop(node.children[child], count - node.start(child)), rest);
    }

    private static Object part(Node node, int from, int to) {
        if (from == to) return null;
        if (from + 1 == to) return node.children[from];
        return new Node(node.height, Arrays.copyOfRange(node.children, from, to));
    }

    /** Two trees of the same height as one tree of this height, or as two that are at least half full. */
    private static Object[] meld(Object a, Object b) {
        if (!(a instanceof Node left)) return meldLeaves(a, b);
        var right = (Node) b;
        int countA = left.children.length;
        int countB = right.children.length;
        if (countA >= WIDTH / 2 && countB >= WIDTH / 2) return new Object[] {a, b};
        Object[] children = Arrays.copyOf(left.children, countA + countB);
        System.arraycopy(right.children, 0, children, countA, countB);
        return nodes(left.height, children);
    }

    private static Object[] meldLeaves(Object a, Object b) {
        int countA = Leaves.length(a);
        int countB = Leaves.length(b);
        if (countA >= Leaves.WIDTH / 2 && countB >= Leaves.WIDTH / 2) return new Object[] {a, b};
        int count = countA + countB;
        if (count <= Leaves.WIDTH) return new Object[] {Leaves.joined(a, b, 0, count)};
        return new Object[] {Leaves.joined(a, b, 0, count / 2), Leaves.joined(a, b, count / 2, count)};
    }

    /** {@code a}, then the lower {@code b}, as one or two trees of the height of {@code a}. */
    private static Object[] meldRight(Node a, Object b, int heightB) {
        int last = a.children.length - 1;
        Object[] seam =
                a.height - 1 == heightB ? meld(a.children[last], b) : meldRight((Node) a.children[last], b, heightB);
        Object[] children = Arrays.copyOf(a.children, last + seam.length);
        System.arraycopy(seam, 0, children, last, seam.length);
        return nodes(a.height, children);
    }

    /** The lower {@code a}, then {@code b}, as one or two trees of the height of {@code b}. */
    private static Object[] meldLeft(Object a, int heightA, Node b) {
        Object[] seam = b.height - 1 == heightA ? meld(a, b.children[0]) : meldLeft(a, heightA, (Node) b.children[0]);
        Object[] children = new Object[seam.length + b.children.length - 1];
        System.arraycopy(seam, 0, children, 0, seam.length);
        System.arraycopy(b.children, 1, children, seam.length, b.children.length - 1);
        return nodes(b.height, children);
    }

    /** One node, or two halves when there are too many children for one. */
    private static Object[] nodes(int height, Object[] children) {
        if (children.length <= WIDTH) return new Object[] {new Node(height, children)};
        int half = children.length / 2;
        return new Object[] {
            new Node(height, Arrays.copyOfRange(children, 0, half)),
            new Node(height, Arrays.copyOfRange(children, half, children.length))
        };
    }
}
