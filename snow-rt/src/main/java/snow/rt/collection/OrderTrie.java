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

    private OrderTrie(int present, Object[] objects, long[] words) {
        super(objects, words);
        this.present = present;
    }

    private OrderTrie(int present, Object[] children) {
        this(present, children, NO_WORDS);
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

    /** With another value for an entry that is there. */
    static OrderTrie put(OrderTrie node, Shape shape, int shift, int number, Object value, long word) {
        int at = node.position(bit(number, shift));
        if (shift == 0) {
            var leaf = new OrderTrie(node.present, node.objectsForValue(shape), node.wordsForValue(shape));
            leaf.writeValue(shape, at, value, word);
            return leaf;
        }
        Object[] children = node.objects.clone();
        children[at] = put(node.child(at), shape, shift - 5, number, value, word);
        return new OrderTrie(node.present, children);
    }

    /**
     * With {@code count} entries that are numbered from {@code number} on, behind all others, and belong into one leaf; {@code node}
     * may be null.
     */
    static OrderTrie putAll(OrderTrie node, int shift, int number, int count, Object[] objects, long[] words) {
        int bit = bit(number, shift);
        if (shift == 0) {
            int bits = -1 >>> WIDTH - count << number;
            if (node == null) return new OrderTrie(bits, objects, words);
            Object[] allObjects = Arrays.copyOf(node.objects, node.objects.length + objects.length);
            System.arraycopy(objects, 0, allObjects, node.objects.length, objects.length);
            long[] allWords = Arrays.copyOf(node.words, node.words.length + words.length);
            System.arraycopy(words, 0, allWords, node.words.length, words.length);
            return new OrderTrie(node.present | bits, allObjects, allWords);
        }
        if (node == null) {
            return new OrderTrie(bit, new Object[] {putAll(null, shift - 5, number, count, objects, words)});
        }
        int at = node.position(bit);
        boolean known = (node.present & bit) != 0;
        Object[] children = known ? node.objects.clone() : Arrays.copyOf(node.objects, at + 1);
        children[at] = putAll(known ? node.child(at) : null, shift - 5, number, count, objects, words);
        return new OrderTrie(node.present | bit, children);
    }

    /** Without an entry that is there; null when it was the last one. */
    static OrderTrie remove(OrderTrie node, Shape shape, int shift, int number) {
        int bit = bit(number, shift);
        int at = node.position(bit);
        if (shift > 0) {
            OrderTrie child = remove(node.child(at), shape, shift - 5, number);
            if (child != null) {
                Object[] children = node.objects.clone();
                children[at] = child;
                return new OrderTrie(node.present, children);
            }
        }
        if (node.present == bit) return null;
        int count = node.count();
        if (shift > 0) return new OrderTrie(node.present & ~bit, without(node.objects, 1, at, count));
        return new OrderTrie(
                node.present & ~bit,
                without(node.objects, shape.objects, at, count),
                without(node.words, shape.words, at, count));
    }

    /** One level more, with this trie as the first child. */
    OrderTrie raised() {
        return new OrderTrie(1, new Object[] {this});
    }
}
