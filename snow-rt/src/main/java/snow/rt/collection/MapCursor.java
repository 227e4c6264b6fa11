package snow.rt.collection;

import snow.rt.actor.Safepoint;
import snow.rt.value.Hash;
import snow.rt.value.Values;

/** Walks the entries of a map in insertion order: {@code next()}, then keys and values. Not shared between threads. */
public final class MapCursor {
    final Shape shape;

    /** The entries being walked, and the position in them. */
    private Entries entries = MapTail.NONE;

    private int at = -1;
    private int count;

    // The way to the leaf: nodes from the root down, and the next child to visit in each.
    private final OrderTrie[] path;
    private final int[] nexts;
    private int depth;

    /** What comes after the trie: the arrays may have more entries than belong to the map. */
    private final MapTail tail;

    private int inTail;

    /** Walks a trie whose root is at {@code shift}, if there is one, then the first {@code count} entries of a tail. */
    MapCursor(Shape shape, OrderTrie root, int shift, MapTail tail, int count) {
        this.shape = shape;
        this.path = new OrderTrie[shift / 5 + 1];
        this.nexts = new int[shift / 5 + 1];
        this.path[0] = root;
        this.depth = root == null ? -1 : 0;
        this.tail = tail;
        this.inTail = count;
    }

    /** Moves to the next entry; false at the end. */
    public boolean next() {
        return ++at < count || nextGroup();
    }

    /** Moves to the first entry of the next group; false at the end. */
    boolean nextGroup() {
        Safepoint.poll();
        at = 0;
        count = 0;
        while (depth >= 0) {
            OrderTrie node = path[depth];
            if (depth == path.length - 1) {
                depth--;
                entries = node;
                count = node.count();
                return true;
            }
            if (nexts[depth] == node.count()) {
                depth--;
            } else {
                OrderTrie child = node.child(nexts[depth]++);
                path[++depth] = child;
                nexts[depth] = 0;
            }
        }
        if (inTail == 0) return false;
        entries = tail;
        count = inTail;
        inTail = 0;
        return true;
    }

    public Object key() {
        return entries.key(shape, at);
    }

    public long keyInt() {
        return shape.intKeys ? entries.intKey(shape, at) : (Long) key();
    }

    public double keyFloat() {
        return (Double) key();
    }

    public boolean keyBool() {
        return (Boolean) key();
    }

    public Object value() {
        return entries.value(shape, at);
    }

    public long valueInt() {
        return shape.values == Shape.Values.INTS ? entries.word(shape, at) : (Long) value();
    }

    public double valueFloat() {
        return shape.values == Shape.Values.FLOATS
                ? Double.longBitsToDouble(entries.word(shape, at))
                : (Double) value();
    }

    public boolean valueBool() {
        return (Boolean) value();
    }

    /** The value as a word; 0 for one that lies as an object. */
    long valueWord() {
        return shape.wordValues ? entries.word(shape, at) : 0;
    }

    /** Snow's hash of the key. */
    long keyHash() {
        return shape.intKeys ? Hash.ofInt(entries.intKey(shape, at)) : Values.hash(key());
    }

    /** Snow's hash of the value. */
    long valueHash() {
        return shape.values == Shape.Values.INTS ? Hash.ofInt(entries.word(shape, at)) : Values.hash(value());
    }

    /** The keys of the present group in an array, and nothing else, for maps whose values are nothing. */
    Object groupOfKeys() {
        return shape.intKeys ? entries.words : entries.objects;
    }

    int groupCount() {
        return count;
    }
}
