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
 * by {@code h :: t} walks arrays, and makes only a small object that shares all that lies behind the first chunk. Taking apart and
 * joining cost one path through the tree.
 */
public final class PersistentList {
    public static final PersistentList EMPTY = new PersistentList(Chunk.NONE, 0, 0, Rest.NONE);

    /** A chunk with this many elements goes into the tree rather than being copied to make room. */
    private static final int ENOUGH = Leaves.WIDTH / 2;

    /** Joining with a list of up to this many elements adds them one by one. */
    private static final int FEW = 8;

    /** A list of more elements than this cannot be: it counts as having no memory left. */
    private static final int LIMIT = Integer.MAX_VALUE - 8 * Leaves.WIDTH;

    /** The first room of a new chunk in a list that already has a full one. */
    private static final int ROOM = 16;

    private final Chunk first;
    private final int from;
    private final int to;
    private final Rest rest;

    private PersistentList(Chunk first, int from, int to, Rest rest) {
        this.first = first;
        this.from = from;
        this.to = to;
        this.rest = rest;
    }

    /** What lies behind the first chunk: a tree, then the first {@code end} elements of the last chunk. */
    private static final class Rest {
        static final Rest NONE = new Rest(null, Chunk.NONE, 0, 0);

        final Object middle;
        final Chunk last;
        final int end;
        final int size;

        private Rest(Object middle, Chunk last, int end, int size) {
            this.middle = middle;
            this.last = last;
            this.end = end;
            this.size = size;
        }

        static Rest of(Object middle, Chunk last, int end) {
            int size = Tree.size(middle) + end;
            if (size > LIMIT) throw new Crash("out of memory");
            return new Rest(middle, last, end, size);
        }

        Rest longer() {
            return new Rest(middle, last, end + 1, size + 1);
        }
    }

    static PersistentList ofChunk(Chunk chunk, int count) {
        return new PersistentList(chunk, 0, count, Rest.NONE);
    }

    /** At least one full leaf, then the first {@code end} elements of a chunk. */
    static PersistentList ofLeaves(Object[] leaves, int count, Chunk last, int end) {
        var first = new Chunk(leaves[0]);
        return new PersistentList(first, 0, Leaves.length(leaves[0]), Rest.of(Tree.of(leaves, 1, count), last, end));
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
        return to - from + rest.size;
    }

    public boolean isEmpty() {
        return from == to;
    }

    /** The elements from first to last. */
    public ListCursor cursor() {
        return new Walk(this);
    }

    // Reading one element

    public Object head() {
        if (from == to) throw empty("head");
        return Leaves.get(first.items, from);
    }

    public long headInt() {
        if (from == to) throw empty("head");
        return Leaves.getInt(first.items, from);
    }

    public double headFloat() {
        if (from == to) throw empty("head");
        return Leaves.getFloat(first.items, from);
    }

    public boolean headBool() {
        if (from == to) throw empty("head");
        return Leaves.getBool(first.items, from);
    }

    public Object last() {
        if (from == to) throw empty("last");
        return rest.end > 0 ? Leaves.get(rest.last.items, rest.end - 1) : Leaves.get(first.items, to - 1);
    }

    public long lastInt() {
        if (from == to) throw empty("last");
        return rest.end > 0 ? Leaves.getInt(rest.last.items, rest.end - 1) : Leaves.getInt(first.items, to - 1);
    }

    public double lastFloat() {
        if (from == to) throw empty("last");
        return rest.end > 0 ? Leaves.getFloat(rest.last.items, rest.end - 1) : Leaves.getFloat(first.items, to - 1);
    }

    public boolean lastBool() {
        if (from == to) throw empty("last");
        return rest.end > 0 ? Leaves.getBool(rest.last.items, rest.end - 1) : Leaves.getBool(first.items, to - 1);
    }

    /** The element at an index from 0 to {@code size() - 1}, which the caller has checked. */
    public Object get(int index) {
        int behind = index - (to - from);
        if (behind < 0) return Leaves.get(first.items, from + index);
        int inLast = behind - (rest.size - rest.end);
        return inLast >= 0 ? Leaves.get(rest.last.items, inLast) : Tree.get(rest.middle, behind);
    }

    public long getInt(int index) {
        int behind = index - (to - from);
        if (behind < 0) return Leaves.getInt(first.items, from + index);
        int inLast = behind - (rest.size - rest.end);
        return inLast >= 0 ? Leaves.getInt(rest.last.items, inLast) : Tree.getInt(rest.middle, behind);
    }

    public double getFloat(int index) {
        int behind = index - (to - from);
        if (behind < 0) return Leaves.getFloat(first.items, from + index);
        int inLast = behind - (rest.size - rest.end);
        return inLast >= 0 ? Leaves.getFloat(rest.last.items, inLast) : Tree.getFloat(rest.middle, behind);
    }

    public boolean getBool(int index) {
        int behind = index - (to - from);
        if (behind < 0) return Leaves.getBool(first.items, from + index);
        int inLast = behind - (rest.size - rest.end);
        return inLast >= 0 ? Leaves.getBool(rest.last.items, inLast) : Tree.getBool(rest.middle, behind);
    }

    // Adding at the ends

    public PersistentList append(Object value) {
        Chunk chunk = rest.end == 0 ? first : rest.last;
        int stop = rest.end == 0 ? to : rest.end;
        if (chunk.items instanceof Object[] objects && chunk.claimAfter(stop)) {
            objects[stop] = value;
            return longer();
        }
        return appendSlowly(new Object[] {value});
    }

    public PersistentList append(long value) {
        Chunk chunk = rest.end == 0 ? first : rest.last;
        int stop = rest.end == 0 ? to : rest.end;
        if (chunk.items instanceof long[] ints && chunk.claimAfter(stop)) {
            ints[stop] = value;
            return longer();
        }
        return appendSlowly(new long[] {value});
    }

    public PersistentList append(double value) {
        Chunk chunk = rest.end == 0 ? first : rest.last;
        int stop = rest.end == 0 ? to : rest.end;
        if (chunk.items instanceof double[] floats && chunk.claimAfter(stop)) {
            floats[stop] = value;
            return longer();
        }
        return appendSlowly(new double[] {value});
    }

    public PersistentList append(boolean value) {
        Chunk chunk = rest.end == 0 ? first : rest.last;
        int stop = rest.end == 0 ? to : rest.end;
        if (chunk.items instanceof boolean[] bools && chunk.claimAfter(stop)) {
            bools[stop] = value;
            return longer();
        }
        return appendSlowly(new boolean[] {value});
    }

    private PersistentList longer() {
        return rest.end == 0
                ? new PersistentList(first, from, to + 1, rest)
                : new PersistentList(first, from, to, rest.longer());
    }

    /** Appends the element of an array of one, where there is no room for it or the chunk is of another kind. */
    private PersistentList appendSlowly(Object one) {
        int count = to - from;
        if (count == 0) return ofChunk(grown(Chunk.NONE, 0, 0, one, 4), 1);
        int end = rest.end;
        Chunk chunk = end == 0 ? first : rest.last;
        int stop = end == 0 ? to : end;
        if (Leaves.fits(one, chunk.items) && chunk.claimAfter(stop)) {
            Leaves.copy(one, 0, chunk.items, stop, 1);
            return longer();
        }
        if (end == 0 && count < ENOUGH) return ofChunk(grown(first, from, to, one, 2 * count), count + 1);
        Rest longer;
        if (end > 0 && end < Leaves.WIDTH) {
            Chunk larger = grown(rest.last, 0, end, one, Math.min(2 * end, Leaves.WIDTH));
            longer = Rest.of(rest.middle, larger, end + 1);
        } else {
            longer = Rest.of(leavesOf(rest), grown(Chunk.NONE, 0, 0, one, ROOM), 1);
        }
        return new PersistentList(first, from, to, longer);
    }

    /** All elements behind a first chunk as a tree. */
    private static Object leavesOf(Rest rest) {
        return rest.end == 0 ? null : Tree.join(rest.middle, Leaves.slice(rest.last.items, 0, rest.end));
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
            return new PersistentList(first, from - 1, to, rest);
        }
        return prependSlowly(new Object[] {value});
    }

    public PersistentList prepend(long value) {
        if (first.items instanceof long[] ints && first.claimBefore(from)) {
            ints[from - 1] = value;
            return new PersistentList(first, from - 1, to, rest);
        }
        return prependSlowly(new long[] {value});
    }

    public PersistentList prepend(double value) {
        if (first.items instanceof double[] floats && first.claimBefore(from)) {
            floats[from - 1] = value;
            return new PersistentList(first, from - 1, to, rest);
        }
        return prependSlowly(new double[] {value});
    }

    public PersistentList prepend(boolean value) {
        if (first.items instanceof boolean[] bools && first.claimBefore(from)) {
            bools[from - 1] = value;
            return new PersistentList(first, from - 1, to, rest);
        }
        return prependSlowly(new boolean[] {value});
    }

    private PersistentList prependSlowly(Object one) {
        int count = to - from;
        if (count > 0 && Leaves.fits(one, first.items) && first.claimBefore(from)) {
            Leaves.copy(one, 0, first.items, from - 1, 1);
            return new PersistentList(first, from - 1, to, rest);
        }
        boolean full = count >= ENOUGH;
        int kept = full ? 0 : count;
        int length = full ? ROOM : Math.max(2 * count, 4);
        int start = length - kept - 1;
        Object items = Leaves.allocateCommon(kept == 0 ? one : first.items, one, length);
        Leaves.copy(one, 0, items, start, 1);
        if (kept > 0) Leaves.copy(first.items, from, items, start + 1, kept);
        return new PersistentList(Chunk.down(items, kept + 1), start, length, full ? withFirst() : rest);
    }

    /** All elements, the first chunk's too, as what lies behind a first chunk. */
    private Rest withFirst() {
        if (rest.end == 0) return Rest.of(null, firstFromZero(), to - from);
        return Rest.of(Tree.join(Leaves.slice(first.items, from, to), rest.middle), rest.last, rest.end);
    }

    /** The first chunk as a last one: its elements begin at slot 0. */
    private Chunk firstFromZero() {
        return from == 0 ? first : new Chunk(Leaves.slice(first.items, from, to));
    }

    // Taking apart and joining

    /** All but the first element; crashes for an empty list. */
    public PersistentList tail() {
        if (to - from > 1) return new PersistentList(first, from + 1, to, rest);
        if (from == to) throw empty("tail");
        return behindFirst(0);
    }

    // What a ListWalk needs.

    int firstStart() {
        return from;
    }

    /** The array of the chunk that begins with the element at an index. */
    Object chunkAt(int index) {
        if (index == 0) return first.items;
        int behind = index - (to - from);
        if (behind < rest.size - rest.end) return Tree.leafAt(rest.middle, behind);
        return behind < rest.size ? rest.last.items : Chunk.NONE.items;
    }

    /** Where the elements of that chunk end in its array. */
    int chunkEnd(int index, Object items) {
        if (index == 0) return to;
        int behind = index - (to - from);
        if (behind < rest.size - rest.end) return Leaves.length(items);
        return behind < rest.size ? rest.end : 0;
    }

    /** What lies behind the first chunk without {@code count} more elements, fewer than there are. */
    private PersistentList behindFirst(int count) {
        Object middle = rest.middle;
        int inLast = count - (rest.size - rest.end);
        if (inLast >= 0) {
            return rest.end == 0 ? EMPTY : new PersistentList(rest.last, inLast, rest.end, Rest.NONE);
        }
        Object leaf = Tree.leafAt(middle, count);
        int start = Tree.leafStart(middle, count);
        int stop = start + Leaves.length(leaf);
        return new PersistentList(
                new Chunk(leaf), count - start, stop - start, Rest.of(Tree.drop(middle, stop), rest.last, rest.end));
    }

    /** Without the first {@code count} elements; {@code count} is clamped to what there is. */
    public PersistentList drop(long count) {
        if (count <= 0) return this;
        if (count >= size()) return EMPTY;
        int n = (int) count;
        if (n < to - from) return new PersistentList(first, from + n, to, rest);
        return behindFirst(n - (to - from));
    }

    /** The first {@code count} elements; {@code count} is clamped to what there is. */
    public PersistentList take(long count) {
        if (count <= 0) return EMPTY;
        if (count >= size()) return this;
        int n = (int) count - (to - from);
        if (n <= 0) return new PersistentList(first, from, to + n, Rest.NONE);
        Object middle = rest.middle;
        int inLast = n - (rest.size - rest.end);
        if (inLast > 0) return new PersistentList(first, from, to, Rest.of(middle, rest.last, inLast));
        Object leaf = Tree.leafAt(middle, n - 1);
        int start = Tree.leafStart(middle, n - 1);
        return new PersistentList(first, from, to, Rest.of(Tree.take(middle, start), new Chunk(leaf), n - start));
    }

    /** This list, then another. */
    public PersistentList concat(PersistentList that) {
        if (isEmpty()) return that;
        if (that.isEmpty()) return this;
        if (that.size() <= FEW) return appendAll(that);
        if (size() <= FEW) return that.prependAll(this);
        if ((long) size() + that.size() > LIMIT) throw new Crash("out of memory");
        Object leaves = leavesOf(rest);
        Rest joined;
        if (that.rest.end == 0) {
            joined = Rest.of(leaves, that.firstFromZero(), that.to - that.from);
        } else {
            leaves = Tree.join(leaves, Leaves.slice(that.first.items, that.from, that.to));
            joined = Rest.of(Tree.join(leaves, that.rest.middle), that.rest.last, that.rest.end);
        }
        return new PersistentList(first, from, to, joined);
    }

    private PersistentList appendAll(PersistentList few) {
        boolean small = rest.end == 0 && few.rest.end == 0 && to - from < ENOUGH;
        if (small && Leaves.fits(few.first.items, first.items)) return appendChunk(few);
        PersistentList list = this;
        for (var cursor = few.cursor(); cursor.next(); ) {
            if (cursor.isInt()) list = list.append(cursor.currentInt());
            else if (cursor.isFloat()) list = list.append(cursor.currentFloat());
            else if (cursor.isBool()) list = list.append(cursor.currentBool());
            else list = list.append(cursor.current());
        }
        return list;
    }

    /** Appends a list of one chunk to one that has room for it or is small enough to be copied. */
    private PersistentList appendChunk(PersistentList few) {
        int count = to - from;
        int more = few.to - few.from;
        if (first.claimAfter(to, more)) {
            Leaves.copy(few.first.items, few.from, first.items, to, more);
            return new PersistentList(first, from, to + more, rest);
        }
        Object items = Leaves.allocate(first.items, Math.max(2 * count, count + more));
        System.arraycopy(first.items, from, items, 0, count);
        Leaves.copy(few.first.items, few.from, items, count, more);
        return ofChunk(Chunk.up(items, count + more), count + more);
    }

    private PersistentList prependAll(PersistentList few) {
        PersistentList list = this;
        for (int i = few.size() - 1; i >= 0; i--) {
            Object leaf = i < few.to - few.from ? few.first.items : few.rest.last.items;
            if (leaf instanceof long[]) list = list.prepend(few.getInt(i));
            else if (leaf instanceof double[]) list = list.prepend(few.getFloat(i));
            else if (leaf instanceof boolean[]) list = list.prepend(few.getBool(i));
            else list = list.prepend(few.get(i));
        }
        return list;
    }

    /** All elements in one new array, unboxed if they lie unboxed everywhere. */
    Object toArray() {
        Object array = Leaves.allocate(first.items, size());
        int index = 0;
        for (var walk = new Walk(this); walk.advance(); index += walk.count()) {
            if (!Leaves.fits(walk.leaf(), array)) {
                var objects = new Object[size()];
                Leaves.copy(array, 0, objects, 0, index);
                array = objects;
            }
            Leaves.copy(walk.leaf(), walk.start(), array, index, walk.count());
        }
        return array;
    }

    Object[] toObjects() {
        if (toArray() instanceof Object[] objects) return objects;
        var objects = new Object[size()];
        int i = 0;
        for (var cursor = cursor(); cursor.next(); ) objects[i++] = cursor.current();
        return objects;
    }

    long[] toInts() {
        if (toArray() instanceof long[] ints) return ints;
        var ints = new long[size()];
        int i = 0;
        for (var cursor = cursor(); cursor.next(); ) ints[i++] = cursor.currentInt();
        return ints;
    }

    double[] toFloats() {
        if (toArray() instanceof double[] floats) return floats;
        var floats = new double[size()];
        int i = 0;
        for (var cursor = cursor(); cursor.next(); ) floats[i++] = cursor.currentFloat();
        return floats;
    }

    boolean[] toBools() {
        if (toArray() instanceof boolean[] bools) return bools;
        var bools = new boolean[size()];
        int i = 0;
        for (var cursor = cursor(); cursor.next(); ) bools[i++] = cursor.currentBool();
        return bools;
    }

    // What every value can do

    /** Snow's {@code ==}. */
    public boolean eq(PersistentList that) {
        if (size() != that.size()) return false;
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
        return Integer.compare(size(), that.size());
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
        private boolean inRest;
        private int done;

        Walk(PersistentList list) {
            this.list = list;
        }

        @Override
        boolean advance() {
            Rest rest = list.rest;
            if (!inRest) {
                inRest = true;
                if (list.isEmpty()) return false;
                load(list.first.items, list.from, list.to);
            } else if (done < rest.size - rest.end) {
                Object leaf = Tree.leafAt(rest.middle, done);
                load(leaf, 0, Leaves.length(leaf));
                done += Leaves.length(leaf);
            } else if (done < rest.size) {
                load(rest.last.items, 0, rest.end);
                done = rest.size;
            } else {
                return false;
            }
            return true;
        }
    }
}
