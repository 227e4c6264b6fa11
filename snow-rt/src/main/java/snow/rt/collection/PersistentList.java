package snow.rt.collection;

import snow.rt.Crash;
import snow.rt.value.Hash;
import snow.rt.value.Values;

/**
 * An immutable list: a first chunk, a {@link Tree} of leaves, a last chunk.
 *
 * <p>A list that is not empty has elements in its first chunk, and one with a tree has elements in its last chunk too. Adding at an
 * end writes into the spare room of the chunk there ({@link Chunk} says how versions share it), so a list that is built by
 * appending costs about what an array list costs; a full chunk moves into the tree. {@code tail} narrows the first chunk, so walking
 * by {@code h :: t} walks arrays. Taking apart and joining cost one path through the tree.
 */
public final class PersistentList {
    public static final PersistentList EMPTY = new PersistentList(0, Chunk.NONE, 0, 0, null, Chunk.NONE, 0);

    /** A chunk with this many elements goes into the tree rather than being copied to make room. */
    private static final int ENOUGH = Leaves.WIDTH / 2;

    /** Joining with a list of up to this many elements adds them one by one. */
    private static final int FEW = 8;

    /** The first room of a new chunk in a list that already has a full one. */
    private static final int ROOM = 16;

    private final int size;
    private final Chunk first;
    private final int from;
    private final int to;
    private final Object middle;
    private final Chunk last;
    private final int end;

    private PersistentList(int size, Chunk first, int from, int to, Object middle, Chunk last, int end) {
        this.size = size;
        this.first = first;
        this.from = from;
        this.to = to;
        this.middle = middle;
        this.last = last;
        this.end = end;
    }

    private static PersistentList of(Chunk first, int from, int to, Object middle, Chunk last, int end) {
        return new PersistentList(
                Math.addExact(to - from + end, Tree.size(middle)), first, from, to, middle, last, end);
    }

    static PersistentList ofChunk(Chunk chunk, int count) {
        return new PersistentList(count, chunk, 0, count, null, Chunk.NONE, 0);
    }

    /** At least one full leaf, then the first {@code end} elements of a chunk. */
    static PersistentList ofLeaves(Object[] leaves, int count, Chunk last, int end) {
        var first = new Chunk(leaves[0]);
        return of(first, 0, Leaves.length(leaves[0]), Tree.of(leaves, 1, count), last, end);
    }

    /** The elements of an array that nobody changes any more. */
    public static PersistentList of(Object[] elements) {
        return ofArray(elements);
    }

    /** The elements of an array that nobody changes any more. */
    public static PersistentList of(long[] elements) {
        return ofArray(elements);
    }

    /** The elements of an array that nobody changes any more. */
    public static PersistentList of(double[] elements) {
        return ofArray(elements);
    }

    /** The elements of an array that nobody changes any more. */
    public static PersistentList of(boolean[] elements) {
        return ofArray(elements);
    }

    static PersistentList ofArray(Object elements) {
        int length = Leaves.length(elements);
        if (length == 0) return EMPTY;
        if (length <= Leaves.WIDTH) return ofChunk(new Chunk(elements), length);
        var leaves = new Object[(length - 1) / Leaves.WIDTH];
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = Leaves.slice(elements, i * Leaves.WIDTH, (i + 1) * Leaves.WIDTH);
        }
        Object rest = Leaves.slice(elements, leaves.length * Leaves.WIDTH, length);
        return ofLeaves(leaves, leaves.length, new Chunk(rest), Leaves.length(rest));
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The elements from first to last. */
    public ListCursor cursor() {
        return new Walk(this);
    }

    // Reading one element

    public Object head() {
        if (size == 0) throw empty("head");
        return Leaves.get(first.items, from);
    }

    public long headInt() {
        if (size == 0) throw empty("head");
        return Leaves.getInt(first.items, from);
    }

    public double headFloat() {
        if (size == 0) throw empty("head");
        return Leaves.getFloat(first.items, from);
    }

    public boolean headBool() {
        if (size == 0) throw empty("head");
        return Leaves.getBool(first.items, from);
    }

    public Object last() {
        if (size == 0) throw empty("last");
        return end > 0 ? Leaves.get(last.items, end - 1) : Leaves.get(first.items, to - 1);
    }

    public long lastInt() {
        if (size == 0) throw empty("last");
        return end > 0 ? Leaves.getInt(last.items, end - 1) : Leaves.getInt(first.items, to - 1);
    }

    public double lastFloat() {
        if (size == 0) throw empty("last");
        return end > 0 ? Leaves.getFloat(last.items, end - 1) : Leaves.getFloat(first.items, to - 1);
    }

    public boolean lastBool() {
        if (size == 0) throw empty("last");
        return end > 0 ? Leaves.getBool(last.items, end - 1) : Leaves.getBool(first.items, to - 1);
    }

    /** The element at an index from 0 to {@code size() - 1}, which the caller has checked. */
    public Object get(int index) {
        return Leaves.get(leafAt(index), indexInLeaf(index));
    }

    public long getInt(int index) {
        return Leaves.getInt(leafAt(index), indexInLeaf(index));
    }

    public double getFloat(int index) {
        return Leaves.getFloat(leafAt(index), indexInLeaf(index));
    }

    public boolean getBool(int index) {
        return Leaves.getBool(leafAt(index), indexInLeaf(index));
    }

    private Object leafAt(int index) {
        if (index < to - from) return first.items;
        if (index >= size - end) return last.items;
        return Tree.leafAt(middle, index - (to - from));
    }

    private int indexInLeaf(int index) {
        if (index < to - from) return from + index;
        if (index >= size - end) return index - (size - end);
        int inMiddle = index - (to - from);
        return inMiddle - Tree.leafStart(middle, inMiddle);
    }

    // Adding at the ends

    public PersistentList append(Object value) {
        Chunk chunk = end == 0 ? first : last;
        int stop = end == 0 ? to : end;
        if (chunk.items instanceof Object[] objects && chunk.claimAfter(stop)) {
            objects[stop] = value;
            return longerAtEnd();
        }
        return appendSlowly(new Object[] {value});
    }

    public PersistentList append(long value) {
        Chunk chunk = end == 0 ? first : last;
        int stop = end == 0 ? to : end;
        if (chunk.items instanceof long[] ints && chunk.claimAfter(stop)) {
            ints[stop] = value;
            return longerAtEnd();
        }
        return appendSlowly(new long[] {value});
    }

    public PersistentList append(double value) {
        Chunk chunk = end == 0 ? first : last;
        int stop = end == 0 ? to : end;
        if (chunk.items instanceof double[] floats && chunk.claimAfter(stop)) {
            floats[stop] = value;
            return longerAtEnd();
        }
        return appendSlowly(new double[] {value});
    }

    public PersistentList append(boolean value) {
        Chunk chunk = end == 0 ? first : last;
        int stop = end == 0 ? to : end;
        if (chunk.items instanceof boolean[] bools && chunk.claimAfter(stop)) {
            bools[stop] = value;
            return longerAtEnd();
        }
        return appendSlowly(new boolean[] {value});
    }

    private PersistentList longerAtEnd() {
        return end == 0
                ? new PersistentList(size + 1, first, from, to + 1, null, Chunk.NONE, 0)
                : new PersistentList(size + 1, first, from, to, middle, last, end + 1);
    }

    /** Appends the element of an array of one, where there is no room for it or the chunk is of another kind. */
    private PersistentList appendSlowly(Object one) {
        if (size == 0) return ofChunk(grown(Chunk.NONE, 0, 0, one, 4), 1);
        Chunk chunk = end == 0 ? first : last;
        int stop = end == 0 ? to : end;
        if (Leaves.fits(one, chunk.items) && chunk.claimAfter(stop)) {
            Leaves.copy(one, 0, chunk.items, stop, 1);
            return longerAtEnd();
        }
        if (end == 0) {
            int count = to - from;
            if (count < ENOUGH) return ofChunk(grown(first, from, to, one, 2 * count), count + 1);
            return new PersistentList(size + 1, first, from, to, null, grown(Chunk.NONE, 0, 0, one, ROOM), 1);
        }
        if (end < Leaves.WIDTH) {
            Chunk larger = grown(last, 0, end, one, Math.min(2 * end, Leaves.WIDTH));
            return new PersistentList(size + 1, first, from, to, middle, larger, end + 1);
        }
        Object leaves = Tree.join(middle, Leaves.slice(last.items, 0, end));
        return new PersistentList(size + 1, first, from, to, leaves, grown(Chunk.NONE, 0, 0, one, ROOM), 1);
    }

    /** A copy of part of a chunk with one more element, and room after it. */
    private static Chunk grown(Chunk chunk, int from, int to, Object one, int length) {
        int count = to - from;
        Object kind = count == 0 ? one : chunk.items;
        Object items = Leaves.allocateCommon(kind, one, Math.max(length, count + 1));
        if (count > 0) Leaves.copy(chunk.items, from, items, 0, count);
        Leaves.copy(one, 0, items, count, 1);
        return Chunk.up(items, count + 1);
    }

    public PersistentList prepend(Object value) {
        if (first.items instanceof Object[] objects && first.claimBefore(from)) {
            objects[from - 1] = value;
            return new PersistentList(size + 1, first, from - 1, to, middle, last, end);
        }
        return prependSlowly(new Object[] {value});
    }

    public PersistentList prepend(long value) {
        if (first.items instanceof long[] ints && first.claimBefore(from)) {
            ints[from - 1] = value;
            return new PersistentList(size + 1, first, from - 1, to, middle, last, end);
        }
        return prependSlowly(new long[] {value});
    }

    public PersistentList prepend(double value) {
        if (first.items instanceof double[] floats && first.claimBefore(from)) {
            floats[from - 1] = value;
            return new PersistentList(size + 1, first, from - 1, to, middle, last, end);
        }
        return prependSlowly(new double[] {value});
    }

    public PersistentList prepend(boolean value) {
        if (first.items instanceof boolean[] bools && first.claimBefore(from)) {
            bools[from - 1] = value;
            return new PersistentList(size + 1, first, from - 1, to, middle, last, end);
        }
        return prependSlowly(new boolean[] {value});
    }

    private PersistentList prependSlowly(Object one) {
        if (size > 0 && Leaves.fits(one, first.items) && first.claimBefore(from)) {
            Leaves.copy(one, 0, first.items, from - 1, 1);
            return new PersistentList(size + 1, first, from - 1, to, middle, last, end);
        }
        int count = to - from;
        boolean full = count >= ENOUGH;
        int kept = full ? 0 : count;
        int length = full ? ROOM : Math.max(2 * count, 4);
        Object items = Leaves.allocateCommon(kept == 0 ? one : first.items, one, length);
        if (kept > 0) Leaves.copy(first.items, from, items, length - kept, kept);
        Leaves.copy(one, 0, items, length - kept - 1, 1);
        Chunk larger = Chunk.down(items, kept + 1);
        int start = length - kept - 1;
        if (!full) return new PersistentList(size + 1, larger, start, length, middle, last, end);
        if (end == 0) return new PersistentList(size + 1, larger, start, length, null, firstFromZero(), count);
        Object leaves = Tree.join(Leaves.slice(first.items, from, to), middle);
        return new PersistentList(size + 1, larger, start, length, leaves, last, end);
    }

    /** The first chunk as a last one: its elements begin at slot 0. */
    private Chunk firstFromZero() {
        return from == 0 ? first : new Chunk(Leaves.slice(first.items, from, to));
    }

    // Taking apart and joining

    /** All but the first element; crashes for an empty list. */
    public PersistentList tail() {
        if (to - from > 1) return new PersistentList(size - 1, first, from + 1, to, middle, last, end);
        if (size == 0) throw empty("tail");
        return afterFirst();
    }

    private PersistentList afterFirst() {
        if (middle != null) {
            Object leaf = Tree.leafAt(middle, 0);
            int count = Leaves.length(leaf);
            return of(new Chunk(leaf), 0, count, Tree.drop(middle, count), last, end);
        }
        return end == 0 ? EMPTY : new PersistentList(end, last, 0, end, null, Chunk.NONE, 0);
    }

    /** Without the first {@code count} elements; {@code count} is clamped to what there is. */
    public PersistentList drop(long count) {
        if (count <= 0) return this;
        if (count >= size) return EMPTY;
        int n = (int) count;
        if (n < to - from) return new PersistentList(size - n, first, from + n, to, middle, last, end);
        if (n >= size - end) return new PersistentList(size - n, last, n - (size - end), end, null, Chunk.NONE, 0);
        n -= to - from;
        Object leaf = Tree.leafAt(middle, n);
        int start = Tree.leafStart(middle, n);
        int stop = start + Leaves.length(leaf);
        return of(new Chunk(leaf), n - start, stop - start, Tree.drop(middle, stop), last, end);
    }

    /** The first {@code count} elements; {@code count} is clamped to what there is. */
    public PersistentList take(long count) {
        if (count <= 0) return EMPTY;
        if (count >= size) return this;
        int n = (int) count;
        if (n <= to - from) return new PersistentList(n, first, from, from + n, null, Chunk.NONE, 0);
        if (n > size - end) return new PersistentList(n, first, from, to, middle, last, n - (size - end));
        n -= to - from;
        Object leaf = Tree.leafAt(middle, n - 1);
        int start = Tree.leafStart(middle, n - 1);
        return of(first, from, to, Tree.take(middle, start), new Chunk(leaf), n - start);
    }

    /** This list, then another. */
    public PersistentList concat(PersistentList that) {
        if (size == 0) return that;
        if (that.size == 0) return this;
        if (that.size <= FEW) return appendAll(that);
        if (size <= FEW) return that.prependAll(this);
        Object leaves = end == 0 ? null : Tree.join(middle, Leaves.slice(last.items, 0, end));
        if (that.end == 0) return of(first, from, to, leaves, that.firstFromZero(), that.size);
        leaves = Tree.join(leaves, Leaves.slice(that.first.items, that.from, that.to));
        return of(first, from, to, Tree.join(leaves, that.middle), that.last, that.end);
    }

    private PersistentList appendAll(PersistentList few) {
        PersistentList list = this;
        for (var cursor = few.cursor(); cursor.next(); ) {
            if (cursor.isInt()) list = list.append(cursor.currentInt());
            else if (cursor.isFloat()) list = list.append(cursor.currentFloat());
            else if (cursor.isBool()) list = list.append(cursor.currentBool());
            else list = list.append(cursor.current());
        }
        return list;
    }

    private PersistentList prependAll(PersistentList few) {
        PersistentList list = this;
        for (int i = few.size - 1; i >= 0; i--) {
            Object leaf = few.leafAt(i);
            if (leaf instanceof long[]) list = list.prepend(few.getInt(i));
            else if (leaf instanceof double[]) list = list.prepend(few.getFloat(i));
            else if (leaf instanceof boolean[]) list = list.prepend(few.getBool(i));
            else list = list.prepend(few.get(i));
        }
        return list;
    }

    /** All elements in one new array, unboxed if they lie unboxed everywhere. */
    Object toArray() {
        Object array = Leaves.allocate(first.items, size);
        int index = 0;
        for (var walk = new Walk(this); walk.advance(); index += walk.count()) {
            if (!Leaves.fits(walk.leaf(), array)) {
                var objects = new Object[size];
                Leaves.copy(array, 0, objects, 0, index);
                array = objects;
            }
            Leaves.copy(walk.leaf(), walk.start(), array, index, walk.count());
        }
        return array;
    }

    Object[] toObjects() {
        if (toArray() instanceof Object[] objects) return objects;
        var objects = new Object[size];
        int i = 0;
        for (var cursor = cursor(); cursor.next(); ) objects[i++] = cursor.current();
        return objects;
    }

    long[] toInts() {
        if (toArray() instanceof long[] ints) return ints;
        var ints = new long[size];
        int i = 0;
        for (var cursor = cursor(); cursor.next(); ) ints[i++] = cursor.currentInt();
        return ints;
    }

    double[] toFloats() {
        if (toArray() instanceof double[] floats) return floats;
        var floats = new double[size];
        int i = 0;
        for (var cursor = cursor(); cursor.next(); ) floats[i++] = cursor.currentFloat();
        return floats;
    }

    boolean[] toBools() {
        if (toArray() instanceof boolean[] bools) return bools;
        var bools = new boolean[size];
        int i = 0;
        for (var cursor = cursor(); cursor.next(); ) bools[i++] = cursor.currentBool();
        return bools;
    }

    // What every value can do

    /** Snow's {@code ==}. */
    public boolean eq(PersistentList that) {
        if (size != that.size) return false;
        for (ListCursor a = cursor(), b = that.cursor(); a.next() && b.next(); ) {
            boolean equal;
            if (a.isInt() && b.isInt()) equal = a.currentInt() == b.currentInt();
            else if (a.isFloat() && b.isFloat()) equal = a.currentFloat() == b.currentFloat();
            else equal = Values.eq(a.current(), b.current());
            if (!equal) return false;
        }
        return true;
    }

    /** Lexicographic order; a proper prefix comes first. */
    public int compare(PersistentList that) {
        for (ListCursor a = cursor(), b = that.cursor(); a.next() && b.next(); ) {
            int order = a.isInt() && b.isInt()
                    ? Long.compare(a.currentInt(), b.currentInt())
                    : Values.compare(a.current(), b.current());
            if (order != 0) return order;
        }
        return Integer.compare(size, that.size);
    }

    /** Snow's {@code hash}. */
    public long hash() {
        long hash = Hash.OFFSET;
        for (var cursor = cursor(); cursor.next(); ) {
            long part = cursor.isInt() ? Hash.ofInt(cursor.currentInt()) : Values.hash(cursor.current());
            hash = Hash.combine(hash, part);
        }
        return hash;
    }

    /** Appends {@code [a, b]}. */
    public void display(StringBuilder out) {
        display("[", "]", out);
    }

    void display(String open, String close, StringBuilder out) {
        out.append(open);
        String separator = "";
        for (var cursor = cursor(); cursor.next(); separator = ", ") {
            out.append(separator);
            if (cursor.isInt()) out.append(cursor.currentInt());
            else Values.display(cursor.current(), out);
        }
        out.append(close);
    }

    /** The display text. */
    @Override
    public String toString() {
        return Values.display(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PersistentList that && eq(that);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(hash());
    }

    private static Crash empty(String function) {
        return new Crash("List." + function + ": empty list");
    }

    /** Walks the first chunk, the leaves of the tree, the last chunk. */
    private static final class Walk extends ListCursor {
        private final PersistentList list;
        private int done;

        Walk(PersistentList list) {
            this.list = list;
        }

        @Override
        boolean advance() {
            int inFirst = list.to - list.from;
            if (done == 0 && inFirst > 0) {
                load(list.first.items, list.from, list.to);
                done = inFirst;
            } else if (done < list.size - list.end) {
                Object leaf = Tree.leafAt(list.middle, done - inFirst);
                load(leaf, 0, Leaves.length(leaf));
                done += Leaves.length(leaf);
            } else if (done < list.size) {
                load(list.last.items, 0, list.end);
                done = list.size;
            } else {
                return false;
            }
            return true;
        }
    }
}
