package snow.rt.collection;

import java.util.Arrays;
import snow.rt.value.Hash;
import snow.rt.value.Values;

/**
 * An immutable map that remembers insertion order.
 *
 * <p>Up to {@link #FEW} entries lie in an array that is searched from the start. More are numbered in the order in which their keys were
 * put; a {@link MapTail} has the newest ones and an {@link OrderTrie} all others under their numbers, so putting a new value under a known key leaves
 * the index as it is, and walking never sees deleted entries.
 *
 * <p>The index is a {@link HashTable} as long as the map grows in one line of versions, which costs about what a table that changes in
 * place costs. A version that has been left behind, because another one went on from the same map, adds its numbers to a
 * {@link HashTrie} of its own; so does a number for which the table has no place. The table keeps the numbers of deleted keys, which lead to no entry.
 */
public final class PersistentMap {
    public static final PersistentMap EMPTY = new PersistentMap(new Object[0]);

    /**
     * An empty map of texts that compares keys without regard to ASCII case, and so do all maps made from it: for the headers of
     * requests. It is searched from the start whatever its size.
     */
    public static final PersistentMap EMPTY_ANY_CASE = new PersistentMap(new Object[0], true);

    private static final int FEW = 8;

    private final int size;
    /** Keys and values by turns; null for a map with tries. */
    private final Object[] few;

    private final HashTable index;
    /** The numbers below this may be in the index; it is the bound of what this map sees there. */
    private final int indexed;

    private final HashTrie others;
    private final OrderTrie entries;
    private final int shift;
    private final MapTail tail;
    /** The number of the first entry of the tail. */
    private final int tailStart;
    /** The number of the next new key. */
    private final int next;

    /** Whether keys are texts that are compared without regard to ASCII case; such a map never has tries. */
    private final boolean anyCase;

    private PersistentMap(Object[] few) {
        this(few, false);
    }

    private PersistentMap(Object[] few, boolean anyCase) {
        this.anyCase = anyCase;
        this.size = few.length / 2;
        this.few = few;
        this.index = HashTable.NONE;
        this.indexed = 0;
        this.others = HashTrie.EMPTY;
        this.entries = null;
        this.shift = 0;
        this.tail = MapTail.NONE;
        this.tailStart = 0;
        this.next = 0;
    }

    private PersistentMap(
            int size,
            HashTable index,
            int indexed,
            HashTrie others,
            OrderTrie entries,
            int shift,
            MapTail tail,
            int tailStart,
            int next) {
        this.anyCase = false;
        this.size = size;
        this.few = null;
        this.index = index;
        this.indexed = indexed;
        this.others = others;
        this.entries = entries;
        this.shift = shift;
        this.tail = tail;
        this.tailStart = tailStart;
        this.next = next;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The entries in order. */
    public MapCursor cursor() {
        return few != null ? new MapCursor(few) : new MapCursor(entries, shift, tail, next - tailStart);
    }

    public boolean has(Object key) {
        return find(key) >= 0;
    }

    /** The value under a key, or the given one when the key is not there. */
    public Object get(Object key, Object missing) {
        int number = find(key);
        if (number < 0) return missing;
        return few == null ? valueAt(number) : few[number + 1];
    }

    /** A new key goes to the end; a known one keeps its place and its old key value. */
    public PersistentMap put(Object key, Object value) {
        int number = find(key);
        if (few != null) return number < 0 ? putNewInFew(key, value) : putKnownInFew(number, value);
        if (number < 0) return putNew(key, value);
        return settled(number).putKnown(number, value);
    }

    /** Without a key; this map when it is not there. */
    public PersistentMap delete(Object key) {
        int number = find(key);
        if (number < 0) return this;
        if (few != null) {
            var fewer = new Object[few.length - 2];
            System.arraycopy(few, 0, fewer, 0, number);
            System.arraycopy(few, number + 2, fewer, number, fewer.length - number);
            if (fewer.length == 0) return anyCase ? EMPTY_ANY_CASE : EMPTY;
            return new PersistentMap(fewer, anyCase);
        }
        return settled(number).deleteKnown(key, number);
    }

    /** This map with all entries of another put in their order. */
    public PersistentMap merge(PersistentMap that) {
        if (size == 0 && !anyCase) return that;
        PersistentMap map = this;
        for (var cursor = that.cursor(); cursor.next(); ) map = map.put(cursor.key(), cursor.value());
        return map;
    }

    public PersistentList keys() {
        var list = new ListBuilder();
        for (var cursor = cursor(); cursor.next(); ) list.add(cursor.key());
        return list.build();
    }

    public PersistentList values() {
        var list = new ListBuilder();
        for (var cursor = cursor(); cursor.next(); ) list.add(cursor.value());
        return list.build();
    }

    /** The place of a key: its slot among the few, or its number; -1 when it is not there. */
    private int find(Object key) {
        if (few == null) {
            int number = index.find(key, Keys.firstHash(key), indexed, this);
            return number >= 0 || others == HashTrie.EMPTY ? number : others.find(key, this);
        }
        return anyCase ? Keys.findInAnyCase(key, few) : Keys.find(key, few);
    }

    /** The key of a numbered entry; null when it was deleted. */
    Object keyAt(int number) {
        if (number >= tailStart) return tail.slots[2 * (number - tailStart)];
        OrderTrie leaf = OrderTrie.leaf(entries, shift, number);
        return leaf == null ? null : leaf.slots[leaf.slot(number)];
    }

    /** The value of a numbered entry that is there. */
    private Object valueAt(int number) {
        if (number >= tailStart) return tail.slots[2 * (number - tailStart) + 1];
        OrderTrie leaf = OrderTrie.leaf(entries, shift, number);
        return leaf.slots[leaf.slot(number) + 1];
    }

    /** The same entries, with the numbered one in the trie. */
    private PersistentMap settled(int number) {
        return number >= tailStart ? withoutTail() : this;
    }

    private PersistentMap withoutTail() {
        OrderTrie root = entries;
        int level = root == null ? 0 : shift;
        while (level < 30 && tailStart >>> level + 5 != 0) {
            if (root != null) root = root.raised();
            level += 5;
        }
        Object[] added = Arrays.copyOf(tail.slots, 2 * (next - tailStart));
        root = OrderTrie.putAll(root, level, tailStart, added);
        return new PersistentMap(size, index, indexed, others, root, level, MapTail.NONE, next, next);
    }

    private PersistentMap putKnown(int number, Object value) {
        OrderTrie root = OrderTrie.put(entries, shift, number, value);
        return new PersistentMap(size, index, indexed, others, root, shift, tail, tailStart, next);
    }

    private PersistentMap deleteKnown(Object key, int number) {
        HashTrie rest = others;
        if (rest != HashTrie.EMPTY && index.find(key, Keys.firstHash(key), indexed, this) < 0) {
            rest = rest.remove(key, number);
        }
        OrderTrie root = OrderTrie.remove(entries, shift, number);
        var map = new PersistentMap(size - 1, index, indexed, rest, root, shift, tail, tailStart, next);
        if (map.size <= FEW / 2) return map.inFew();
        // a large table for few entries goes when nobody has made another from it
        return map.size < index.capacity() / 16 && index.outgrow() ? map.numbered() : map;
    }

    private PersistentMap putKnownInFew(int slot, Object value) {
        Object[] copy = few.clone();
        copy[slot + 1] = value;
        return new PersistentMap(copy, anyCase);
    }

    private PersistentMap putNewInFew(Object key, Object value) {
        if (anyCase || size < FEW) {
            var more = new Object[few.length + 2];
            System.arraycopy(few, 0, more, 0, few.length);
            more[few.length] = key;
            more[few.length + 1] = value;
            return new PersistentMap(more, anyCase);
        }
        return numbered().putNew(key, value);
    }

    private PersistentMap putNew(Object key, Object value) {
        if (next == Integer.MAX_VALUE) return numbered().putNew(key, value);
        // entries of one tail belong into one leaf of the trie
        if ((next & 31) == 0 && next > tailStart) return withoutTail().putNew(key, value);
        if (indexed == next && next == index.capacity() && index.outgrow()) {
            return size <= next / 2
                    ? numbered().putNew(key, value)
                    : withLargerIndex().putNew(key, value);
        }
        int bound = indexed;
        HashTrie rest = others;
        boolean placed = false;
        if (bound == next && index.claim(next)) {
            bound++;
            placed = index.add(Keys.firstHash(key), next);
        }
        if (!placed) rest = rest.add(key, next, this);
        MapTail longer = tail.with(next - tailStart, key, value);
        return new PersistentMap(size + 1, index, bound, rest, entries, shift, longer, tailStart, next + 1);
    }

    private PersistentMap withLargerIndex() {
        var larger = new HashTable(2 * index.capacity(), next);
        HashTrie rest = others;
        for (int number : index.addTo(larger)) {
            Object key = keyAt(number);
            if (key != null) rest = rest.add(key, number, this);
        }
        return new PersistentMap(size, larger, next, rest, entries, shift, tail, tailStart, next);
    }

    /** The same entries, numbered from 0. */
    private PersistentMap numbered() {
        var table = new HashTable(Math.max(16, Integer.highestOneBit(size) * 2), 0);
        var map = new PersistentMap(0, table, 0, HashTrie.EMPTY, null, 0, MapTail.NONE, 0, 0);
        for (var cursor = cursor(); cursor.next(); ) map = map.putNew(cursor.key(), cursor.value());
        return map;
    }

    private PersistentMap inFew() {
        var all = new Object[2 * size];
        var cursor = cursor();
        for (int i = 0; cursor.next(); i += 2) {
            all[i] = cursor.key();
            all[i + 1] = cursor.value();
        }
        return new PersistentMap(all);
    }

    /** Same keys, equal values, in any order. */
    public boolean eq(PersistentMap that) {
        if (size != that.size) return false;
        for (var cursor = cursor(); cursor.next(); ) {
            Object other = that.get(cursor.key(), null);
            if (other == null || !Values.eq(cursor.value(), other)) return false;
        }
        return true;
    }

    /** Snow's {@code hash}, independent of the order. */
    public long hash() {
        long sum = 0;
        for (var cursor = cursor(); cursor.next(); ) {
            sum += Hash.combine(Values.hash(cursor.key()), Values.hash(cursor.value()));
        }
        return sum;
    }

    /** Appends <code>%{k => v, k => v}</code>. */
    public void display(StringBuilder out) {
        out.append("%{");
        String separator = "";
        for (var cursor = cursor(); cursor.next(); separator = ", ") {
            out.append(separator);
            Values.display(cursor.key(), out);
            out.append(" => ");
            Values.display(cursor.value(), out);
        }
        out.append('}');
    }

    /** The display text. */
    @Override
    public String toString() {
        return Values.display(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PersistentMap that && eq(that);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash());
    }
}
