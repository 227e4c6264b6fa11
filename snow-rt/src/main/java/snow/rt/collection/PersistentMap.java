package snow.rt.collection;

import snow.rt.value.Hash;
import snow.rt.value.Values;

/**
 * An immutable map that remembers insertion order.
 *
 * <p>Up to {@link #FEW} entries lie in an array that is searched from the start. More are numbered in the order in which their keys were
 * put; an {@link OrderTrie} has them under their numbers, and a {@link HashTrie} has the numbers under the keys' hashes. So putting a new value under a known
 * key leaves the hash trie as it is, and walking never sees deleted entries.
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

    private final HashTrie index;
    private final OrderTrie entries;
    private final int shift;
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
        this.index = HashTrie.EMPTY;
        this.entries = null;
        this.shift = 0;
        this.next = 0;
    }

    private PersistentMap(int size, HashTrie index, OrderTrie entries, int shift, int next) {
        this.anyCase = false;
        this.size = size;
        this.few = null;
        this.index = index;
        this.entries = entries;
        this.shift = shift;
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
        return few != null ? new MapCursor(few) : new MapCursor(entries, shift);
    }

    public boolean has(Object key) {
        return find(key) >= 0;
    }

    /** The value under a key, or the given one when the key is not there. */
    public Object get(Object key, Object missing) {
        if (few == null) return index.get(key, this, missing);
        int slot = find(key);
        return slot < 0 ? missing : few[slot + 1];
    }

    /** A new key goes to the end; a known one keeps its place and its old key value. */
    public PersistentMap put(Object key, Object value) {
        int number = find(key);
        if (few != null) return number < 0 ? putNewInFew(key, value) : putKnownInFew(number, value);
        if (number < 0) return putNew(key, value);
        return new PersistentMap(size, index, OrderTrie.put(entries, shift, number, keyAt(number), value), shift, next);
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
        OrderTrie rest = OrderTrie.remove(entries, shift, number);
        if (size - 1 <= FEW / 2) return fewOf(new MapCursor(rest, shift), size - 1);
        return new PersistentMap(size - 1, index.remove(key, number), rest, shift, next);
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
        if (few == null) return index.find(key, this);
        return anyCase ? Keys.findInAnyCase(key, few) : Keys.find(key, few);
    }

    /** The key of a numbered entry. */
    Object keyAt(int number) {
        OrderTrie leaf = OrderTrie.leaf(entries, shift, number);
        return leaf.slots[leaf.slot(number)];
    }

    /** The value of a numbered entry if that has the given key, else {@code missing}. */
    Object valueAt(int number, Object key, Object missing) {
        OrderTrie leaf = OrderTrie.leaf(entries, shift, number);
        int slot = leaf.slot(number);
        return Keys.same(leaf.slots[slot], key) ? leaf.slots[slot + 1] : missing;
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
        OrderTrie root = entries;
        int level = shift;
        if (root != null && level < 30 && next >>> level + 5 != 0) {
            root = root.raised();
            level += 5;
        }
        root = OrderTrie.put(root, level, next, key, value);
        return new PersistentMap(size + 1, index.add(key, next, this), root, level, next + 1);
    }

    /** The same entries in tries, numbered from 0. */
    private PersistentMap numbered() {
        var map = new PersistentMap(0, HashTrie.EMPTY, null, 0, 0);
        for (var cursor = cursor(); cursor.next(); ) map = map.putNew(cursor.key(), cursor.value());
        return map;
    }

    private static PersistentMap fewOf(MapCursor cursor, int size) {
        var few = new Object[2 * size];
        for (int i = 0; cursor.next(); i += 2) {
            few[i] = cursor.key();
            few[i + 1] = cursor.value();
        }
        return new PersistentMap(few);
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
