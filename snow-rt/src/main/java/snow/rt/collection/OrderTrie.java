package snow.rt.collection;

import java.util.Arrays;

/**
 * The entries of a map under the numbers that they got when their keys were first put, hence in insertion order.
 *
 * <p>A trie over the number, five bits per level, most significant first. A node holds only the children that are there, so walking
 * costs nothing for entries that were deleted. {@code shift} is the place of the level's bits, 0 in the leaves, which hold entries.
 */
final class OrderTrie extends Entries {
    /** The most entries of a leaf, and children of a node. */
    static final int WIDTH = 32;

    /** Which of the 32 children or entries are there. */
    final int present;

    /** The edit of the open map that alone has this node; null, or one that has ended, when versions may share it. */
    private final Edit edit;

    private OrderTrie(int present, Object[] objects, long[] words, Edit edit) {
        super(objects, words);
        this.present = present;
        this.edit = edit;
    }

    private OrderTrie(int present, Object[] children, Edit edit) {
        this(present, children, NO_WORDS, edit);
    }

    private static int bit(int number, int shift) {
        return 1 << (number >>> shift);
    }

    private int position(int bit) {
        return Integer.bitCount(present & bit - 1);
    }

    OrderTrie child(int at) {
        return (OrderTrie) objects[at];
    }

    /** The leaf that holds an entry, or null when it is not there. */
    static OrderTrie leaf(OrderTrie node, int shift, int number) {
        if (node == null) return null;
        for (; shift > 0; shift -= 5) {
            int bit = bit(number, shift);
            if ((node.present & bit) == 0) return null;
            node = node.child(node.position(bit));
        }
        return (node.present & bit(number, 0)) == 0 ? null : node;
    }

    /** In a leaf: the position of an entry. */
    int at(int number) {
        return position(bit(number, 0));
    }

    /** In a leaf: the number of entries. In a node: of children. */
    int count() {
        return Integer.bitCount(present);
    }

    /**
     * With another value for an entry that is there.
     *
     * @param edit of the map if it is open, or null; nodes that have it change in place
     */
    static OrderTrie put(OrderTrie node, Shape shape, int shift, int number, Object value, long word, Edit edit) {
        int at = node.position(bit(number, shift));
        boolean own = edit != null && node.edit == edit;
        if (shift == 0) {
            OrderTrie leaf = own ? node : node.forValue(shape, edit);
            leaf.writeValue(shape, at, value, word);
            return leaf;
        }
        OrderTrie child = put(node.child(at), shape, shift - 5, number, value, word, edit);
        if (own && node.objects[at] == child) return node;
        OrderTrie with = own ? node : new OrderTrie(node.present, node.objects.clone(), edit);
        with.objects[at] = child;
        return with;
    }

    /** A copy of this leaf into which another value can be written. */
    private OrderTrie forValue(Shape shape, Edit edit) {
        return new OrderTrie(present, objectsForValue(shape), wordsForValue(shape), edit);
    }

    /**
     * With {@code count} entries that are numbered from {@code number} on, behind all others, and belong into one leaf; {@code node}
     * may be null.
     *
     * @param edit of the open map that alone has the arrays, or null
     */
    static OrderTrie putAll(
            OrderTrie node, int shift, int number, int count, Object[] objects, long[] words, Edit edit) {
        int bit = bit(number, shift);
        if (shift == 0) {
            int bits = -1 >>> WIDTH - count << number;
            if (node == null) return new OrderTrie(bits, objects, words, edit);
            Object[] allObjects = Arrays.copyOf(node.objects, node.objects.length + objects.length);
            System.arraycopy(objects, 0, allObjects, node.objects.length, objects.length);
            long[] allWords = Arrays.copyOf(node.words, node.words.length + words.length);
            System.arraycopy(words, 0, allWords, node.words.length, words.length);
            return new OrderTrie(node.present | bits, allObjects, allWords, edit);
        }
        if (node == null) {
            Object[] only = {putAll(null, shift - 5, number, count, objects, words, edit)};
            return new OrderTrie(bit, only, edit);
        }
        int at = node.position(bit);
        boolean known = (node.present & bit) != 0;
        Object[] children = known ? node.objects.clone() : Arrays.copyOf(node.objects, at + 1);
        children[at] = putAll(known ? node.child(at) : null, shift - 5, number, count, objects, words, edit);
        return new OrderTrie(node.present | bit, children, edit);
    }

    /** Without an entry that is there; null when it was the last one. The new nodes get an edit. */
    static OrderTrie remove(OrderTrie node, Shape shape, int shift, int number, Edit edit) {
        int bit = bit(number, shift);
        int at = node.position(bit);
        if (shift > 0) {
            OrderTrie child = remove(node.child(at), shape, shift - 5, number, edit);
            if (child != null) {
                Object[] children = node.objects.clone();
                children[at] = child;
                return new OrderTrie(node.present, children, edit);
            }
        }
        if (node.present == bit) return null;
        int count = node.count();
        if (shift > 0) return new OrderTrie(node.present & ~bit, without(node.objects, 1, at, count), edit);
        return new OrderTrie(
                node.present & ~bit,
                without(node.objects, shape.objects, at, count),
                without(node.words, shape.words, at, count),
                edit);
    }

    /** One level more, with this trie as the first child. */
    OrderTrie raised() {
        return new OrderTrie(1, new Object[] {this}, null);
    }
}
