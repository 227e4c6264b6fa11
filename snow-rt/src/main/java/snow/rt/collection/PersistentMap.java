package snow.rt.collection;

import snow.rt.value.Hash;
import snow.rt.value.Values;

/**
 * An immutable map that remembers insertion order.
 *
 * <p>Entries are numbered in the order in which their keys were put. A {@link MapTail} has the newest ones and an {@link OrderTrie} all
 * others under their numbers, so putting a new value under a known key leaves the index as it is, and walking never sees deleted
 * entries. Up to {@link #FEW} entries have no index: they all lie in the tail, which is searched from the start. How an entry lies in
 * memory is the {@link Shape} of the map; {@code Int} and {@code Float} are not boxed.
 *
 * <p>The index is a {@link HashTable} as long as the map grows in one line of versions, which costs about what a table that changes in
 * place costs. A version that has been left behind, because another one went on from the same map, adds its numbers to a
 * {@link HashTrie} of its own; so does a number for which the table has no place. The table keeps the numbers of deleted keys, which lead to no entry.
 */
public final class PersistentMap {
    public static final PersistentMap EMPTY = new PersistentMap(Shape.OBJECT_OBJECT, MapTail.NONE, 0);

    /**
     * An empty map of texts that compares keys without regard to ASCII case, and so do all maps made from it: for the headers of
     * requests. It is searched from the start whatever its size.
     */
    public static final PersistentMap EMPTY_ANY_CASE = new PersistentMap(Shape.ANY_CASE, MapTail.NONE, 0);

    private static final int FEW = 8;

    private final Shape shape;
    private final int size;
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

    /** A map without an index. */
    private PersistentMap(Shape shape, MapTail few, int count) {
        this(shape, count, HashTable.NONE, 0, HashTrie.EMPTY, null, 0, few, 0, count);
    }

    private PersistentMap(
            Shape shape,
            int size,
            HashTable index,
            int indexed,
            HashTrie others,
            OrderTrie entries,
            int shift,
            MapTail tail,
            int tailStart,
            int next) {
        this.shape = shape;
        this.size = size;
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
        return new MapCursor(shape, entries, shift, tail, next - tailStart);
    }

    // Reading

    public boolean has(Object key) {
        return find(key) >= 0;
    }

    public boolean has(long key) {
        return find(key) >= 0;
    }

    /** The value under a key, or the given one when the key is not there. */
    public Object get(Object key, Object missing) {
        if (!shape.intKeys) return get(key, 0, missing);
        return key instanceof Long number ? get(null, number, missing) : missing;
    }

    Object get(long key, Object missing) {
        return shape.intKeys ? get(null, key, missing) : get((Object) key, missing);
    }

    private Object get(Object key, long intKey, Object missing) {
        if (index != HashTable.NONE) {
            int hash = firstHash(key, intKey);
            for (int i = index.next(hash, indexed, 0); i >= 0; i = index.next(hash, indexed, i + 1)) {
                int number = index.number(hash, i);
                Entries holder = holder(number);
                if (holder == null) continue;
                int at = at(holder, number);
                if (hasKey(holder, at, key, intKey)) return holder.value(shape, at);
            }
        }
        int number = findElsewhere(key, intKey);
        return number < 0 ? missing : valueAt(number);
    }

    /** The value under a key as a word, in a map where values are words. */
    private long getWord(Object key, long intKey, long missing) {
        if (index != HashTable.NONE) {
            int hash = firstHash(key, intKey);
            for (int i = index.next(hash, indexed, 0); i >= 0; i = index.next(hash, indexed, i + 1)) {
                int number = index.number(hash, i);
                Entries holder = holder(number);
                if (holder == null) continue;
                int at = at(holder, number);
                if (hasKey(holder, at, key, intKey)) return holder.word(shape, at);
            }
        }
        int number = findElsewhere(key, intKey);
        return number < 0 ? missing : holder(number).word(shape, at(holder(number), number));
    }

    long getInt(Object key, long missing) {
        if (shape.values == Shape.Values.INTS && !shape.intKeys) return getWord(key, 0, missing);
        Object value = get(key, null);
        return value == null ? missing : (Long) value;
    }

    long getInt(long key, long missing) {
        if (shape.values == Shape.Values.INTS && shape.intKeys) return getWord(null, key, missing);
        Object value = get(key, null);
        return value == null ? missing : (Long) value;
    }

    double getFloat(Object key, double missing) {
        if (shape.values == Shape.Values.FLOATS && !shape.intKeys) {
            return Double.longBitsToDouble(getWord(key, 0, Double.doubleToRawLongBits(missing)));
        }
        Object value = get(key, null);
        return value == null ? missing : (Double) value;
    }

    double getFloat(long key, double missing) {
        if (shape.values == Shape.Values.FLOATS && shape.intKeys) {
            return Double.longBitsToDouble(getWord(null, key, Double.doubleToRawLongBits(missing)));
        }
        Object value = get(key, null);
        return value == null ? missing : (Double) value;
    }

    /** The number of a key, or -1. */
    private int find(Object key) {
        if (!shape.intKeys) return find(key, 0);
        return key instanceof Long number ? find(null, number) : -1;
    }

    private int find(long key) {
        return shape.intKeys ? find(null, key) : find((Object) key);
    }

    private int find(Object key, long intKey) {
        int number = findInTable(key, intKey);
        return number < 0 ? findElsewhere(key, intKey) : number;
    }

    private int findInTable(Object key, long intKey) {
        if (index == HashTable.NONE) return -1;
        int hash = firstHash(key, intKey);
        for (int i = index.next(hash, indexed, 0); i >= 0; i = index.next(hash, indexed, i + 1)) {
            int number = index.number(hash, i);
            if (holds(number, key, intKey)) return number;
        }
        return -1;
    }

    /** The number of a key that is not in the table, or -1. */
    private int findElsewhere(Object key, long intKey) {
        if (index == HashTable.NONE) return Keys.find(key, intKey, tail, shape, size);
        return others == HashTrie.EMPTY ? -1 : others.find(key, intKey, this);
    }

    // Entries by number

    /** What holds an entry; null when it was deleted. */
    private Entries holder(int number) {
        return number >= tailStart ? tail : OrderTrie.leaf(entries, shift, number);
    }

    /** The position of an entry in what holds it. */
    private int at(Entries holder, int number) {
        return holder instanceof OrderTrie leaf ? leaf.at(number) : number - tailStart;
    }

    private boolean hasKey(Entries holder, int at, Object key, long intKey) {
        return shape.intKeys ? holder.intKey(shape, at) == intKey : Keys.same(holder.key(shape, at), key);
    }

    private Object valueAt(int number) {
        Entries holder = holder(number);
        return holder.value(shape, at(holder, number));
    }

    // What the index needs: a key is an object, or else a whole number.

    int firstHash(Object key, long intKey) {
        return shape.intKeys ? Keys.firstHash(intKey) : Keys.firstHash(key);
    }

    int secondHash(Object key, long intKey) {
        return shape.intKeys ? Keys.secondHash(intKey) : Keys.secondHash(key);
    }

    /** Whether a numbered entry is there and has this key. */
    boolean holds(int number, Object key, long intKey) {
        Entries holder = holder(number);
        return holder != null && hasKey(holder, at(holder, number), key, intKey);
    }

    /** The key of an entry that is there, if keys are objects. */
    Object objectKeyAt(int number) {
        if (shape.intKeys) return null;
        Entries holder = holder(number);
        return holder.key(shape, at(holder, number));
    }

    /** The key of an entry that is there, if keys are whole numbers. */
    long intKeyAt(int number) {
        if (!shape.intKeys) return 0;
        Entries holder = holder(number);
        return holder.intKey(shape, at(holder, number));
    }

    // Putting

    /** A new key goes to the end; a known one keeps its place and its old key value. */
    public PersistentMap put(Object key, Object value) {
        if (key instanceof Long number) return put(number.longValue(), value);
        Shape wanted = Shape.of(false, value);
        return put(wanted, key, 0, value, wanted.word(value));
    }

    public PersistentMap put(Object key, long value) {
        if (key instanceof Long number) return put(number.longValue(), value);
        return put(Shape.OBJECT_INT, key, 0, null, value);
    }

    public PersistentMap put(Object key, double value) {
        if (key instanceof Long number) return put(number.longValue(), value);
        return put(Shape.OBJECT_FLOAT, key, 0, null, Double.doubleToRawLongBits(value));
    }

    public PersistentMap put(long key, Object value) {
        Shape wanted = Shape.of(true, value);
        return put(wanted, null, key, value, wanted.word(value));
    }

    public PersistentMap put(long key, long value) {
        return put(Shape.INT_INT, null, key, null, value);
    }

    public PersistentMap put(long key, double value) {
        return put(Shape.INT_FLOAT, null, key, null, Double.doubleToRawLongBits(value));
    }

    /** Puts an entry that would have a shape. */
    private PersistentMap put(Shape wanted, Object key, long intKey, Object value, long word) {
        if (wanted != shape) return putOther(wanted, key, intKey, value, word);
        int number = find(key, intKey);
        return number < 0 ? putNew(key, intKey, value, word) : putKnown(number, value, word);
    }

    /** Puts an entry of another shape into an empty map, or into one of the shape that both have in common. */
    private PersistentMap putOther(Shape wanted, Object key, long intKey, Object value, long word) {
        Shape common = size == 0 && shape != Shape.ANY_CASE ? wanted : shape.common(wanted);
        PersistentMap map = shape == common ? this : shaped(common);
        Object boxedKey = wanted.intKeys && !common.intKeys ? (Object) intKey : key;
        Object boxedValue = value;
        if (wanted.wordValues && !common.wordValues) {
            boxedValue = wanted.values == Shape.Values.INTS ? (Object) word : (Object) Double.longBitsToDouble(word);
        }
        return map.put(common, boxedKey, intKey, boxedValue, word);
    }

    private PersistentMap putKnown(int number, Object value, long word) {
        if (number >= tailStart) {
            MapTail other = tail.withValue(shape, next - tailStart, number - tailStart, value, word);
            return new PersistentMap(shape, size, index, indexed, others, entries, shift, other, tailStart, next);
        }
        OrderTrie root = OrderTrie.put(entries, shape, shift, number, value, word);
        return new PersistentMap(shape, size, index, indexed, others, root, shift, tail, tailStart, next);
    }

    private PersistentMap putNew(Object key, long intKey, Object value, long word) {
        if (index == HashTable.NONE) {
            if (size >= FEW && shape != Shape.ANY_CASE) {
                return withIndex(new HashTable(2 * FEW, size)).putNew(key, intKey, value, word);
            }
            return new PersistentMap(shape, tail.with(shape, size, false, key, intKey, value, word), size + 1);
        }
        if (next == Integer.MAX_VALUE) return numbered().putNew(key, intKey, value, word);
        // entries of one tail belong into one leaf of the trie
        if ((next & 31) == 0 && next > tailStart) return withoutTail().putNew(key, intKey, value, word);
        if (indexed == next && next == index.capacity() && index.outgrow()) {
            return size <= next / 2
                    ? numbered().putNew(key, intKey, value, word)
                    : withLargerIndex().putNew(key, intKey, value, word);
        }
        int bound = indexed;
        HashTrie rest = others;
        boolean placed = false;
        if (bound == next && index.claim(next)) {
            bound++;
            placed = index.add(firstHash(key, intKey), next);
        }
        if (!placed) rest = rest.add(key, intKey, next, this);
        MapTail longer = tail.with(shape, next - tailStart, tailStart > 0, key, intKey, value, word);
        return new PersistentMap(shape, size + 1, index, bound, rest, entries, shift, longer, tailStart, next + 1);
    }

    /** The same entries, with the tail's in the trie. */
    private PersistentMap withoutTail() {
        OrderTrie root = entries;
        int level = root == null ? 0 : shift;
        while (level < 30 && tailStart >>> level + 5 != 0) {
            if (root != null) root = root.raised();
            level += 5;
        }
        int count = next - tailStart;
        if (count > 0) {
            root = OrderTrie.putAll(
                    root, level, tailStart, count, tail.objects(shape, count), tail.words(shape, count));
        }
        return new PersistentMap(shape, size, index, indexed, others, root, level, MapTail.NONE, next, next);
    }

    /** These few entries with an index for them. */
    private PersistentMap withIndex(HashTable table) {
        HashTrie rest = HashTrie.EMPTY;
        for (int number = 0; number < size; number++) {
            Object key = objectKeyAt(number);
            long intKey = intKeyAt(number);
            if (!table.add(firstHash(key, intKey), number)) rest = rest.add(key, intKey, number, this);
        }
        return new PersistentMap(shape, size, table, size, rest, null, 0, tail, 0, size);
    }

    private PersistentMap withLargerIndex() {
        var larger = new HashTable(2 * index.capacity(), next);
        HashTrie rest = others;
        for (int number : index.addTo(larger)) {
            if (holder(number) != null) rest = rest.add(objectKeyAt(number), intKeyAt(number), number, this);
        }
        return new PersistentMap(shape, size, larger, next, rest, entries, shift, tail, tailStart, next);
    }

    /** The same entries, numbered from 0. */
    private PersistentMap numbered() {
        var table = new HashTable(Math.max(2 * FEW, Integer.highestOneBit(size) * 2), 0);
        var map = new PersistentMap(shape, 0, table, 0, HashTrie.EMPTY, null, 0, MapTail.NONE, 0, 0);
        for (var cursor = cursor(); cursor.next(); ) {
            Object key = shape.intKeys ? null : cursor.key();
            long intKey = shape.intKeys ? cursor.keyInt() : 0;
            map = map.putNew(key, intKey, shape.wordValues ? null : cursor.value(), cursor.valueWord());
        }
        return map;
    }

    /** The same entries in a shape with less words. */
    private PersistentMap shaped(Shape other) {
        var map = new PersistentMap(other, MapTail.NONE, 0);
        for (var cursor = cursor(); cursor.next(); ) {
            map = map.put(
                    other,
                    other.intKeys ? null : cursor.key(),
                    other.intKeys ? cursor.keyInt() : 0,
                    other.wordValues ? null : cursor.value(),
                    other.wordValues ? cursor.valueWord() : 0);
        }
        return map;
    }

    // Deleting and merging

    /** Without a key; this map when it is not there. */
    public PersistentMap delete(Object key) {
        int number = find(key);
        return number < 0 ? this : deleteKnown(number);
    }

    public PersistentMap delete(long key) {
        int number = find(key);
        return number < 0 ? this : deleteKnown(number);
    }

    private PersistentMap deleteKnown(int number) {
        if (index == HashTable.NONE) return deleteInFew(number);
        if (number >= tailStart) return withoutTail().deleteKnown(number);
        Object key = objectKeyAt(number);
        long intKey = intKeyAt(number);
        HashTrie rest = others;
        if (rest != HashTrie.EMPTY && findInTable(key, intKey) < 0) {
            rest = rest.remove(key, intKey, number, this);
        }
        OrderTrie root = OrderTrie.remove(entries, shape, shift, number);
        var map = new PersistentMap(shape, size - 1, index, indexed, rest, root, shift, tail, tailStart, next);
        if (map.size <= FEW / 2) return map.inFew();
        // a large table for few entries goes when nobody has made another from it
        return map.size < index.capacity() / 16 && index.outgrow() ? map.numbered() : map;
    }

    private PersistentMap deleteInFew(int number) {
        if (size == 1) return shape == Shape.ANY_CASE ? EMPTY_ANY_CASE : EMPTY;
        Object[] objects = Entries.without(tail.objects, shape.objects, number, size);
        long[] words = Entries.without(tail.words, shape.words, number, size);
        return new PersistentMap(shape, MapTail.of(objects, words, size - 1), size - 1);
    }

    private PersistentMap inFew() {
        var map = new PersistentMap(shape, MapTail.NONE, 0);
        for (var cursor = cursor(); cursor.next(); ) {
            Object key = shape.intKeys ? null : cursor.key();
            long intKey = shape.intKeys ? cursor.keyInt() : 0;
            map = map.putNew(key, intKey, shape.wordValues ? null : cursor.value(), cursor.valueWord());
        }
        return map;
    }

    /** This map with all entries of another put in their order. */
    public PersistentMap merge(PersistentMap that) {
        if (size == 0 && shape != Shape.ANY_CASE) return that;
        PersistentMap map = this;
        Shape other = that.shape == Shape.ANY_CASE ? Shape.OBJECT_OBJECT : that.shape;
        for (var cursor = that.cursor(); cursor.next(); ) {
            map = map.put(
                    other,
                    other.intKeys ? null : cursor.key(),
                    other.intKeys ? cursor.keyInt() : 0,
                    other.wordValues ? null : cursor.value(),
                    cursor.valueWord());
        }
        return map;
    }

    public PersistentList keys() {
        var list = new ListBuilder(size);
        if (shape.intKeys) {
            for (var cursor = cursor(); cursor.next(); ) list.add(cursor.keyInt());
        } else {
            for (var cursor = cursor(); cursor.next(); ) list.add(cursor.key());
        }
        return list.build();
    }

    public PersistentList values() {
        var list = new ListBuilder(size);
        if (shape.values == Shape.Values.INTS) {
            for (var cursor = cursor(); cursor.next(); ) list.add(cursor.valueInt());
        } else if (shape.values == Shape.Values.FLOATS) {
            for (var cursor = cursor(); cursor.next(); ) list.add(cursor.valueFloat());
        } else {
            for (var cursor = cursor(); cursor.next(); ) list.add(cursor.value());
        }
        return list.build();
    }

    // What every value can do

    /** Same keys, equal values, in any order. */
    public boolean eq(PersistentMap that) {
        if (size != that.size) return false;
        for (var cursor = cursor(); cursor.next(); ) {
            int number = shape.intKeys ? that.find(cursor.keyInt()) : that.find(cursor.key());
            if (number < 0) return false;
            if (!Values.eq(cursor.value(), that.valueAt(number))) return false;
        }
        return true;
    }

    /** Snow's {@code hash}, independent of the order. */
    public long hash() {
        long sum = 0;
        for (var cursor = cursor(); cursor.next(); ) {
            sum += Hash.combine(cursor.keyHash(), cursor.valueHash());
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
