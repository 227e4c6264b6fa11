package snow.rt.collection;

import java.util.Arrays;
import snow.rt.actor.Safepoint;

/** Walks the entries of a map in insertion order: {@code next()}, then {@code key()} and {@code value()}. Not shared between threads. */
public final class MapCursor {
    private static final Object[] NOTHING = {};

    /** Keys and values by turns. */
    private Object[] entries = NOTHING;

    private int at;

    // The way to the leaf: nodes from the root down, and the next child to visit in each.
    private final OrderTrie[] path;
    private final int[] nexts;
    private int depth;

    /** What comes after the trie: the array may have more entries than belong to the map. */
    private final MapTail tail;

    private int inTail;

    /** Walks a small map. */
    MapCursor(Object[] entries) {
        this.entries = entries;
        this.at = -2;
        this.path = null;
        this.nexts = null;
        this.depth = -1;
        this.tail = MapTail.NONE;
    }

    /** Walks a trie whose root is at {@code shift}, if there is one, then the first {@code count} entries of a tail. */
    MapCursor(OrderTrie root, int shift, MapTail tail, int count) {
        this.path = new OrderTrie[shift / 5 + 1];
        this.nexts = new int[shift / 5 + 1];
        this.path[0] = root;
        this.depth = root == null ? -1 : 0;
        this.tail = tail;
        this.inTail = count;
    }

    /** Moves to the next entry; false at the end. */
    public boolean next() {
        at += 2;
        return at < entries.length || nextLeaf();
    }

    private boolean nextLeaf() {
        Safepoint.poll();
        at = 0;
        entries = NOTHING;
        while (depth >= 0) {
            OrderTrie node = path[depth];
            if (depth == path.length - 1) {
                entries = node.slots;
                depth--;
                return true;
            }
            if (nexts[depth] == node.slots.length) {
                depth--;
            } else {
                OrderTrie child = (OrderTrie) node.slots[nexts[depth]++];
                path[++depth] = child;
                nexts[depth] = 0;
            }
        }
        if (inTail == 0) return false;
        entries = Arrays.copyOf(tail.slots, 2 * inTail);
        inTail = 0;
        return true;
    }

    public Object key() {
        return entries[at];
    }

    public Object value() {
        return entries[at + 1];
    }

    /** Moves to the next group of entries and gives its keys; empty at the end. */
    Object[] nextKeys() {
        if (!next()) return NOTHING;
        var keys = new Object[(entries.length - at) / 2];
        for (int i = 0; i < keys.length; i++) keys[i] = entries[at + 2 * i];
        at = entries.length;
        return keys;
    }
}
