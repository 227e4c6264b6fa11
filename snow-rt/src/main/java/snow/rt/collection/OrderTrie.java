package snow.rt.collection;

import java.util.Arrays;

/**
 * The entries of a map under the numbers that they got when their keys were first put, hence in insertion order.
 *
 * <p>A trie over the number, five bits per level, most significant first. A node holds only the children that are there, so walking
 * costs nothing for entries that were deleted. {@code shift} is the place of the level's bits, 0 in the leaves, where a slot is two: a key and a
 * value.
 */
final class OrderTrie {
    /** Which of the 32 children are there. */
    final int present;

    final Object[] slots;

    private OrderTrie(int present, Object[] slots) {
        this.present = present;
        this.slots = slots;
    }

    private static int bit(int number, int shift) {
        return 1 << (number >>> shift);
    }

    private int position(int bit) {
        return Integer.bitCount(present & bit - 1);
    }

    /** The leaf that holds an entry, or null when it is not there. */
    static OrderTrie leaf(OrderTrie node, int shift, int number) {
        if (node == null) return null;
        for (; shift > 0; shift -= 5) {
            int bit = bit(number, shift);
            if ((node.present & bit) == 0) return null;
            node = (OrderTrie) node.slots[node.position(bit)];
        }
        return (node.present & bit(number, 0)) == 0 ? null : node;
    }

    /** In a leaf: where an entry's key is. The value follows it. */
    int slot(int number) {
        return 2 * position(bit(number, 0));
    }

    /** With another value for an entry that is there. */
    static OrderTrie put(OrderTrie node, int shift, int number, Object value) {
        int at = node.position(bit(number, shift));
        Object[] slots = node.slots.clone();
        if (shift == 0) slots[2 * at + 1] = value;
        else slots[at] = put((OrderTrie) slots[at], shift - 5, number, value);
        return new OrderTrie(node.present, slots);
    }

    /** With entries that are numbered from {@code number} on, behind all others, and belong into one leaf; {@code node} may be null. */
    static OrderTrie putAll(OrderTrie node, int shift, int number, Object[] added) {
        int bit = bit(number, shift);
        if (shift == 0) {
            int bits = -1 >>> 32 - added.length / 2 << number;
            if (node == null) return new OrderTrie(bits, added);
            Object[] slots = Arrays.copyOf(node.slots, node.slots.length + added.length);
            System.arraycopy(added, 0, slots, node.slots.length, added.length);
            return new OrderTrie(node.present | bits, slots);
        }
        if (node == null) return new OrderTrie(bit, new Object[] {putAll(null, shift - 5, number, added)});
        int at = node.position(bit);
        boolean known = (node.present & bit) != 0;
        Object[] slots = known ? node.slots.clone() : gap(node.slots, at, 1);
        slots[at] = putAll(known ? (OrderTrie) slots[at] : null, shift - 5, number, added);
        return new OrderTrie(node.present | bit, slots);
    }

    /** Without an entry that is there; null when it was the last one. */
    static OrderTrie remove(OrderTrie node, int shift, int number) {
        int bit = bit(number, shift);
        int at = node.position(bit);
        if (shift > 0) {
            OrderTrie child = remove((OrderTrie) node.slots[at], shift - 5, number);
            if (child != null) {
                Object[] slots = node.slots.clone();
                slots[at] = child;
                return new OrderTrie(node.present, slots);
            }
        }
        if (node.present == bit) return null;
        int width = shift == 0 ? 2 : 1;
        var slots = new Object[node.slots.length - width];
        System.arraycopy(node.slots, 0, slots, 0, at * width);
        System.arraycopy(node.slots, (at + 1) * width, slots, at * width, slots.length - at * width);
        return new OrderTrie(node.present & ~bit, slots);
    }

    /** One level more, with this trie as the first child. */
    OrderTrie raised() {
        return new OrderTrie(1, new Object[] {this});
    }

    private static Object[] gap(Object[] slots, int at, int width) {
        var wider = new Object[slots.length + width];
        System.arraycopy(slots, 0, wider, 0, at);
        System.arraycopy(slots, at, wider, at + width, slots.length - at);
        return wider;
    }
}
