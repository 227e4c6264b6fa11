package snow.rt.collection;

import java.lang.invoke.VarHandle;
import snow.rt.value.Hash;
import snow.rt.value.Values;

/**
 * A map that remembers insertion order, immutable unless it is open.
 *
 * <p>Entries are numbered in the order in which their keys were put. A {@link MapTail} has the newest ones and an {@link OrderTrie} all
 * others under their numbers, so putting a new value under a known key leaves the index as it is, and walking never sees deleted
 * entries. Up to {@link #FEW} entries have no index: they all lie in the tail, which is searched from the start. How an entry lies in
 * memory is the {@link Shape} of the map; {@code Int} and {@code Float} are not boxed.
 *
 * <p>The index is a {@link HashTable} as long as the map grows in one line of versions, which costs about what a table that changes in
 * place costs. A version that has been left behind, because another one went on from the same map, adds its numbers to a
 * {@link HashTrie} of its own; so does a number for which the table has no place. The table keeps the numbers of deleted keys, which lead to no entry.
 *
 * <p>A map is <em>open</em> while it has an {@link Edit}. Only code that holds the one reference to it knows an open map: it has opened it
 * with {@link #opened}, changes it in place, and seals it before anybody else can see it. Its tail and the nodes of its trie that have the same edit are
 * its own too; all others may be shared with other versions and are copied before they change.
 */
public final class PersistentMap {
    public static final PersistentMap EMPTY = new PersistentMap(Shape.OBJECT_OBJECT, MapTail.NONE, 0);

    /**
     * An empty map of texts that compares keys without regard to ASCII case, and so do all maps made from it: for the headers of
     * requests. It is searched from the start whatever its size.
     */
    public static final PersistentMap EMPTY_ANY_CASE = new PersistentMap(Shape.ANY_CASE, MapTail.NONE, 0);

    private static final int FEW = 8;

    private Shape shape;
    private int size;
    private HashTable index;
    /** The numbers below this may be in the index; it is the bound of what this map sees there. */
    private int indexed;

    private HashTrie others;
    private OrderTrie entries;
    private int shift;
    private MapTail tail;
    /** The number of the first entry of the tail. */
    private int tailStart;
    /** The number of the next new key. */
    private int next;

    /** There while the map is open: it may change in place, and so may its parts that have this edit. */
    private Edit edit;

    /** A map without an index. */
    private PersistentMap(Shape shape, MapTail few, int count) {
        this(shape, count, HashTable.NONE, few, count);
    }

    /** A map without a trie. */
    private PersistentMap(Shape shape, int size, HashTable index, MapTail tail, int next) {
        this.shape = shape;
        this.size = size;
        this.index = index;
        this.others = HashTrie.EMPTY;
        this.tail = tail;
        this.next = next;
    }

    private PersistentMap(PersistentMap that, Edit edit) {
        become(that);
        this.edit = edit;
    }

    /** Takes over the entries of another map. */
    private void become(PersistentMap that) {
        shape = that.shape;
        size = that.size;
        index = that.index;
        indexed = that.indexed;
        others = that.others;
        entries = that.entries;
        shift = that.shift;
        tail = that.tail;
        tailStart = that.tailStart;
        next = that.next;
    }

    // Open maps

    boolean isOpen() {
        return edit != null;
    }

    /** This map if it is open, or else an open one with the same entries. */
    PersistentMap opened() {
        return edit != null ? this : new PersistentMap(this, new Edit());
    }

    /** This map, which does not change any more. */
    PersistentMap sealed() {
        if (edit != null) {
            edit = null;
            VarHandle.storeStoreFence();
        }
        return this;
    }

    /** A map with the same entries, for the caller to change before it publishes it. */
    private PersistentMap copy() {
        return new PersistentMap(this, null);
    }

    /** This new map, for other threads to read. */
    private PersistentMap published() {
        VarHandle.storeStoreFence();
        return this;
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
                if (hasKey(holder, at, key, intKey)) {
                    if (edit != null) edit.number = number;
                    return holder.value(shape, at);
                }
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
                if (hasKey(holder, at, key, intKey)) {
                    if (edit != null) edit.number = number;
                    return holder.word(shape, at);
                }
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
        return copy().set(key, value).published();
    }

    public PersistentMap put(Object key, long value) {
        return copy().set(key, value).published();
    }

    public PersistentMap put(Object key, double value) {
        return copy().set(key, value).published();
    }

    public PersistentMap put(long key, Object value) {
        return copy().set(key, value).published();
    }

    public PersistentMap put(long key, long value) {
        return copy().set(key, value).published();
    }

    public PersistentMap put(long key, double value) {
        return copy().set(key, value).published();
    }

    // What follows changes this map, which is open or which nobody else has seen yet.

    PersistentMap set(Object key, Object value) {
        if (key instanceof Long number) return set(number.longValue(), value);
        Shape wanted = Shape.of(false, value);
        return set(wanted, key, 0, value, wanted.word(value));
    }

    PersistentMap set(Object key, long value) {
        if (key instanceof Long number) return set(number.longValue(), value);
        return set(Shape.OBJECT_INT, key, 0, null, value);
    }

    PersistentMap set(Object key, double value) {
        if (key instanceof Long number) return set(number.longValue(), value);
        return set(Shape.OBJECT_FLOAT, key, 0, null, Double.doubleToRawLongBits(value));
    }

    PersistentMap set(long key, Object value) {
        Shape wanted = Shape.of(true, value);
        return set(wanted, null, key, value, wanted.word(value));
    }

    PersistentMap set(long key, long value) {
        return set(Shape.INT_INT, null, key, null, value);
    }

    PersistentMap set(long key, double value) {
        return set(Shape.INT_FLOAT, null, key, null, Double.doubleToRawLongBits(value));
    }

    /** Puts an entry that would have a shape. */
    private PersistentMap set(Shape wanted, Object key, long intKey, Object value, long word) {
        if (wanted != shape) return setOther(wanted, key, intKey, value, word);
        int number = numberFor(key, intKey);
        if (number < 0) setNew(key, intKey, value, word);
        else setKnown(number, value, word);
        return this;
    }

    /** The number of a key that was probably read before it is put, or -1. */
    private int numberFor(Object key, long intKey) {
        int last = edit == null ? next : edit.number;
        return last < next && holds(last, key, intKey) ? last : find(key, intKey);
    }

    /** Puts an entry of another shape into an empty map, or into one of the shape that both have in common. */
    private PersistentMap setOther(Shape wanted, Object key, long intKey, Object value, long word) {
        Shape common = size == 0 && shape != Shape.ANY_CASE ? wanted : shape.common(wanted);
        if (shape != common) become(shaped(common));
        Object boxedKey = wanted.intKeys && !common.intKeys ? (Object) intKey : key;
        Object boxedValue = value;
        if (wanted.wordValues && !common.wordValues) {
            boxedValue = wanted.values == Shape.Values.INTS ? (Object) word : (Object) Double.longBitsToDouble(word);
        }
        return set(common, boxedKey, intKey, boxedValue, word);
    }

    private void setKnown(int number, Object value, long word) {
        if (number < tailStart) {
            entries = OrderTrie.put(entries, shape, shift, number, value, word, edit);
        } else if (edit != null && tail.edit == edit) {
            tail.writeValue(shape, number - tailStart, value, word);
        } else {
            tail = tail.withValue(shape, next - tailStart, number - tailStart, value, word, edit);
        }
    }

    private void setNew(Object key, long intKey, Object value, long word) {
        if (index == HashTable.NONE) {
            if (size < FEW || shape == Shape.ANY_CASE) {
                tail = tail.with(shape, size, false, key, intKey, value, word, edit);
                size++;
                next++;
                return;
            }
            addIndex();
        }
        if (next == Integer.MAX_VALUE) become(numbered());
        if (indexed == next && next == index.capacity() && index.outgrow()) {
            if (size <= next / 2) become(numbered());
            else enlargeIndex();
        }
        // entries of one tail belong into one leaf of the trie
        if ((next & 31) == 0 && next > tailStart) moveTail();
        boolean placed = false;
        if (indexed == next && index.claim(next)) {
            indexed++;
            placed = index.add(firstHash(key, intKey), next);
        }
        if (!placed) others = others.add(key, intKey, next, this);
        tail = tail.with(shape, next - tailStart, tailStart > 0, key, intKey, value, word, edit);
        size++;
        next++;
    }

    /** Moves the entries of the tail into the trie. */
    private void moveTail() {
        OrderTrie root = entries;
        int level = root == null ? 0 : shift;
        while (level < 30 && tailStart >>> level + 5 != 0) {
            if (root != null) root = root.raised();
            level += 5;
        }
        int count = next - tailStart;
        if (count > 0) {
            Object[] objects = tail.objects(shape, count);
            long[] words = tail.words(shape, count);
            root = OrderTrie.putAll(root, level, tailStart, count, objects, words, tail.edit);
        }
        entries = root;
        shift = level;
        tail = MapTail.NONE;
        tailStart = next;
    }

    /** Makes an index for these few entries. */
    private void addIndex() {
        index = new HashTable(2 * FEW, size);
        indexed = size;
        for (int number = 0; number < size; number++) {
            Object key = objectKeyAt(number);
            long intKey = intKeyAt(number);
            if (!index.add(firstHash(key, intKey), number)) others = others.add(key, intKey, number, this);
        }
    }

    private void enlargeIndex() {
        var larger = new HashTable(2 * index.capacity(), next);
        HashTrie rest = others;
        for (int number : index.addTo(larger)) {
            if (holder(number) != null) rest = rest.add(objectKeyAt(number), intKeyAt(number), number, this);
        }
        index = larger;
        indexed = next;
        others = rest;
    }

    /** The same entries, numbered from 0. */
    private PersistentMap numbered() {
        var table = new HashTable(Math.max(2 * FEW, Integer.highestOneBit(size) * 2), 0);
        var map = new PersistentMap(shape, 0, table, MapTail.NONE, 0);
        for (var cursor = cursor(); cursor.next(); ) map.setNew(cursor);
        return map;
    }

    /** Puts the present entry of a walk over a map of this shape that does not have its key yet. */
    private void setNew(MapCursor cursor) {
        Object key = shape.intKeys ? null : cursor.key();
        long intKey = shape.intKeys ? cursor.keyInt() : 0;
        setNew(key, intKey, shape.wordValues ? null : cursor.value(), cursor.valueWord());
    }

    /** The same entries in a shape with less words. */
    private PersistentMap shaped(Shape other) {
        var map = new PersistentMap(other, MapTail.NONE, 0);
        for (var cursor = cursor(); cursor.next(); ) map.set(other, cursor);
        return map;
    }

    /** Puts the present entry of a walk, which would have a shape. */
    private void set(Shape wanted, MapCursor cursor) {
        set(
                wanted,
                wanted.intKeys ? null : cursor.key(),
                wanted.intKeys ? cursor.keyInt() : 0,
                wanted.wordValues ? null : cursor.value(),
                wanted.wordValues ? cursor.valueWord() : 0);
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
        if (size == 1) return shape == Shape.ANY_CASE ? EMPTY_ANY_CASE : EMPTY;
        return copy().remove(number).published();
    }

    /** This map or an open one, without a key. */
    PersistentMap remove(Object key) {
        int number = find(key);
        return number < 0 ? this : opened().remove(number);
    }

    PersistentMap remove(long key) {
        int number = find(key);
        return number < 0 ? this : opened().remove(number);
    }

    private PersistentMap remove(int number) {
        if (index == HashTable.NONE) return removeInFew(number);
        if (number >= tailStart) moveTail();
        Object key = objectKeyAt(number);
        long intKey = intKeyAt(number);
        if (others != HashTrie.EMPTY && findInTable(key, intKey) < 0) {
            others = others.remove(key, intKey, number, this);
        }
        entries = OrderTrie.remove(entries, shape, shift, number, edit);
        size--;
        if (size <= FEW / 2) become(inFew());
        // a large table for few entries goes when nobody has made another from it
        else if (size < index.capacity() / 16 && index.outgrow()) become(numbered());
        return this;
    }

    private PersistentMap removeInFew(int number) {
        Object[] objects = Entries.without(tail.objects, shape.objects, number, size);
        long[] words = Entries.without(tail.words, shape.words, number, size);
        size--;
        next = size;
        tail = MapTail.of(objects, words, size, edit);
        return this;
    }

    private PersistentMap inFew() {
        var map = new PersistentMap(shape, MapTail.NONE, 0);
        for (var cursor = cursor(); cursor.next(); ) map.setNew(cursor);
        return map;
    }

    /** This map with all entries of another put in their order. */
    public PersistentMap merge(PersistentMap that) {
        if (size == 0 && shape != Shape.ANY_CASE) return that;
        return that.size == 0
                ? this
                : new PersistentMap(this, new Edit()).setAll(that).sealed();
    }

    /** Puts all entries of another map. */
    PersistentMap setAll(PersistentMap that) {
        Shape other = that.shape == Shape.ANY_CASE ? Shape.OBJECT_OBJECT : that.shape;
        for (var cursor = that.cursor(); cursor.next(); ) set(other, cursor);
        return this;
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
