package snow.rt.collection;

import java.lang.invoke.VarHandle;
import snow.rt.Crash;
import snow.rt.actor.Safepoint;
import snow.rt.value.Hash;
import snow.rt.value.Values;

/**
 * A list, immutable unless it is open: a first chunk, a {@link Tree} of leaves, a last chunk.
 *
 * <p>A list that is not empty has elements in its first chunk, and one with a tree has elements in its last chunk too. Adding at an
 * end writes into the spare room of the chunk there ({@link Chunk} says how versions share it), so a list that is built by
 * appending costs about what an array list costs; a full chunk moves into the tree. {@code tail} narrows the first chunk, so walking
 * by {@code h :: t} walks arrays, and makes only a small object that shares all that lies behind the first chunk. Taking apart and
 * joining cost one path through the tree.
 *
 * <p>Only code that holds the one reference to an open list knows it. What the list has for itself alone then are its bounds, and the array of
 * its only chunk where {@link #isOwn} says so; all else may be shared with other versions.
 */
public sealed class PersistentList permits LongList {
    public static final PersistentList EMPTY = new PersistentList(Chunk.NONE.items, Chunk.NONE, 0, 0);

    /** A chunk with this many elements goes into the tree rather than being copied to make room. */
    private static final int ENOUGH = Leaves.WIDTH / 2;

    /** Joining with a list of up to this many elements adds them one by one. */
    private static final int FEW = 8;

    /** The first room of a new chunk in a list that already has a full one. */
    private static final int ROOM = 16;

    /** The array of the first chunk. */
    final Object items;

    /** Who may write into the room of that array; {@link Chunk#NONE} when nobody may. */
    Chunk first;

    // slots of the first chunk, as unsigned bytes: chunks are short
    private byte from;
    private byte to;

    /** Whether this list may change in place: whoever knows it has the only reference, and seals it before anybody else sees it. */
    private boolean open;

    /** Whether it is open and has the array of its only chunk for itself alone. */
    private boolean own;

    PersistentList(Object items, Chunk first, int from, int to) {
        this.items = items;
        this.first = first;
        this.from = (byte) from;
        this.to = (byte) to;
    }

    /** The first elements of a chunk into whose room the list may grow. */
    static PersistentList ofChunk(Chunk chunk, int count) {
        return new PersistentList(chunk.items, chunk, 0, count);
    }

    /** The first elements of an array of at most {@link Leaves#WIDTH} that nobody changes any more. */
    static PersistentList ofItems(Object items, int count) {
        return new PersistentList(items, Chunk.NONE, 0, count);
    }

    /** At least one full leaf, then the first {@code end} elements of a chunk. */
    static PersistentList ofLeaves(Object[] leaves, int count, Chunk last, int end) {
        Object first = leaves[0];
        return new LongList(first, Chunk.NONE, 0, Leaves.length(first), Tree.of(leaves, 1, count), last, end);
    }

    /** The slot of the first element. */
    final int from() {
        return from & 0xff;
    }

    /** The slot behind the last element of the first chunk. */
    final int to() {
        return to & 0xff;
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
        if (length <= Leaves.WIDTH) return ofItems(elements, length);
        var leaves = new Object[(length - 1) / Leaves.WIDTH];
        for (int i = 0; i < leaves.length; i++) {
            Safepoint.poll();
            leaves[i] = Leaves.slice(elements, i * Leaves.WIDTH, (i + 1) * Leaves.WIDTH);
        }
        Object rest = Leaves.slice(elements, leaves.length * Leaves.WIDTH, length);
        return ofLeaves(leaves, leaves.length, new Chunk(rest), Leaves.length(rest));
    }

    public int size() {
        return this instanceof LongList list ? to() - from() + list.behind : to() - from();
    }

    public boolean isEmpty() {
        return from() == to();
    }

    /** The elements from first to last. */
    public ListCursor cursor() {
        return new ElementCursor(this);
    }

    // Open lists

    boolean isOpen() {
        return open;
    }

    /** Whether the array of its only chunk may change in place too. */
    boolean isOwn() {
        return own;
    }

    /** This new list, which the caller has the only reference to. */
    PersistentList opened() {
        open = true;
        return this;
    }

    /** The same for a list of one chunk whose array is new too. */
    PersistentList owned() {
        if (first != Chunk.NONE) first = Chunk.NONE;
        own = true;
        return opened();
    }

    /** This list, which does not change any more. */
    PersistentList sealed() {
        if (open) {
            open = false;
            own = false;
            lastChunk().share();
            VarHandle.storeStoreFence();
        }
        return this;
    }

    // Only for open lists

    /** Takes in the element behind the last one, which has been written. */
    void lengthen() {
        to++;
    }

    /** Leaves out elements, fewer than the first chunk has. */
    void shorten(int count) {
        from += (byte) count;
    }

    // Reading one element

    public Object head() {
        int at = from();
        if (at == to()) throw empty("head");
        return Leaves.get(items, at);
    }

    public long headInt() {
        int at = from();
        if (at == to()) throw empty("head");
        return Leaves.getInt(items, at);
    }

    public double headFloat() {
        int at = from();
        if (at == to()) throw empty("head");
        return Leaves.getFloat(items, at);
    }

    public boolean headBool() {
        int at = from();
        if (at == to()) throw empty("head");
        return Leaves.getBool(items, at);
    }

    public Object last() {
        if (from() == to()) throw empty("last");
        return this instanceof LongList list ? Leaves.get(list.last.items, list.end - 1) : Leaves.get(items, to() - 1);
    }

    public long lastInt() {
        if (from() == to()) throw empty("last");
        return this instanceof LongList list
                ? Leaves.getInt(list.last.items, list.end - 1)
                : Leaves.getInt(items, to() - 1);
    }

    public double lastFloat() {
        if (from() == to()) throw empty("last");
        return this instanceof LongList list
                ? Leaves.getFloat(list.last.items, list.end - 1)
                : Leaves.getFloat(items, to() - 1);
    }

    public boolean lastBool() {
        if (from() == to()) throw empty("last");
        return this instanceof LongList list
                ? Leaves.getBool(list.last.items, list.end - 1)
                : Leaves.getBool(items, to() - 1);
    }

    /** The element at an index from 0 to {@code size() - 1}, which the caller has checked. */
    public Object get(int index) {
        int behind = index - (to() - from());
        if (behind < 0) return Leaves.get(items, from() + index);
        var list = (LongList) this;
        int inLast = behind - list.inMiddle();
        return inLast >= 0 ? Leaves.get(list.last.items, inLast) : Tree.get(list.middle, behind);
    }

    public long getInt(int index) {
        int behind = index - (to() - from());
        if (behind < 0) return Leaves.getInt(items, from() + index);
        var list = (LongList) this;
        int inLast = behind - list.inMiddle();
        return inLast >= 0 ? Leaves.getInt(list.last.items, inLast) : Tree.getInt(list.middle, behind);
    }

    public double getFloat(int index) {
        int behind = index - (to() - from());
        if (behind < 0) return Leaves.getFloat(items, from() + index);
        var list = (LongList) this;
        int inLast = behind - list.inMiddle();
        return inLast >= 0 ? Leaves.getFloat(list.last.items, inLast) : Tree.getFloat(list.middle, behind);
    }

    public boolean getBool(int index) {
        int behind = index - (to() - from());
        if (behind < 0) return Leaves.getBool(items, from() + index);
        var list = (LongList) this;
        int inLast = behind - list.inMiddle();
        return inLast >= 0 ? Leaves.getBool(list.last.items, inLast) : Tree.getBool(list.middle, behind);
    }

    // Adding at the ends

    public PersistentList append(Object value) {
        Chunk chunk = lastChunk();
        int stop = lastStop();
        if (chunk.items instanceof Object[] objects && chunk.claimAfter(stop)) {
            objects[stop] = value;
            return withOneMore();
        }
        return appendSlowly(new Object[] {value});
    }

    public PersistentList append(long value) {
        Chunk chunk = lastChunk();
        int stop = lastStop();
        if (chunk.items instanceof long[] ints && chunk.claimAfter(stop)) {
            ints[stop] = value;
            return withOneMore();
        }
        if (items instanceof long[] ints && isBrief()) {
            int count = to() - from() + 1;
            return ofChunk(Chunk.up(Leaves.grown(ints, from(), to(), value), count), count);
        }
        return appendSlowly(new long[] {value});
    }

    public PersistentList append(double value) {
        Chunk chunk = lastChunk();
        int stop = lastStop();
        if (chunk.items instanceof double[] floats && chunk.claimAfter(stop)) {
            floats[stop] = value;
            return withOneMore();
        }
        return appendSlowly(new double[] {value});
    }

    public PersistentList append(boolean value) {
        Chunk chunk = lastChunk();
        int stop = lastStop();
        if (chunk.items instanceof boolean[] bools && chunk.claimAfter(stop)) {
            bools[stop] = value;
            return withOneMore();
        }
        return appendSlowly(new boolean[] {value});
    }

    Chunk lastChunk() {
        return this instanceof LongList list ? list.last : first;
    }

    int lastStop() {
        return this instanceof LongList list ? list.end : to();
    }

    /** Whether all elements lie in one chunk, which is copied to make room. */
    private boolean isBrief() {
        return to() - from() < ENOUGH && !(this instanceof LongList);
    }

    /** With the element behind the last one, which has been written. */
    private PersistentList withOneMore() {
        return this instanceof LongList list ? list.longer() : new PersistentList(items, first, from(), to() + 1);
    }

    /** Appends the element of an array of one, where there is no room for it or the chunk is of another kind. */
    PersistentList appendSlowly(Object one) {
        int count = to() - from();
        if (count == 0) return ofChunk(grown(Chunk.NONE.items, 0, 0, one, 4), 1);
        Chunk chunk = lastChunk();
        int stop = lastStop();
        if (Leaves.fits(one, chunk.items) && chunk.claimAfter(stop)) {
            Leaves.copy(one, 0, chunk.items, stop, 1);
            return withOneMore();
        }
        if (!(this instanceof LongList list)) {
            return count < ENOUGH
                    ? ofChunk(grown(items, from(), to(), one, 2 * count), count + 1)
                    : new LongList(items, first, from(), to(), null, grown(Chunk.NONE.items, 0, 0, one, ROOM), 1);
        }
        if (stop == Leaves.WIDTH) {
            return new LongList(
                    items, first, from(), to(), list.leavesBehind(), grown(Chunk.NONE.items, 0, 0, one, ROOM), 1);
        }
        Chunk larger = grown(chunk.items, 0, stop, one, Math.min(2 * stop, Leaves.WIDTH));
        return new LongList(items, first, from(), to(), list.middle, larger, stop + 1);
    }

    /** A copy of part of a chunk with one more element, and room after it. */
    private static Chunk grown(Object present, int from, int to, Object one, int length) {
        int count = to - from;
        Object kind = count == 0 ? one : present;
        Object items = Leaves.allocateCommon(kind, one, Math.max(length, count + 1));
        if (count > 0) Leaves.copy(present, from, items, 0, count);
        Leaves.copy(one, 0, items, count, 1);
        return Chunk.up(items, count + 1);
    }

    public PersistentList prepend(Object value) {
        if (items instanceof Object[] objects && first.claimBefore(from())) {
            objects[from() - 1] = value;
            return startingWith(items, first, from() - 1, to());
        }
        return prependSlowly(new Object[] {value});
    }

    public PersistentList prepend(long value) {
        if (items instanceof long[] ints && first.claimBefore(from())) {
            ints[from() - 1] = value;
            return startingWith(items, first, from() - 1, to());
        }
        return prependSlowly(new long[] {value});
    }

    public PersistentList prepend(double value) {
        if (items instanceof double[] floats && first.claimBefore(from())) {
            floats[from() - 1] = value;
            return startingWith(items, first, from() - 1, to());
        }
        return prependSlowly(new double[] {value});
    }

    public PersistentList prepend(boolean value) {
        if (items instanceof boolean[] bools && first.claimBefore(from())) {
            bools[from() - 1] = value;
            return startingWith(items, first, from() - 1, to());
        }
        return prependSlowly(new boolean[] {value});
    }

    private PersistentList prependSlowly(Object one) {
        int count = to() - from();
        if (count > 0 && Leaves.fits(one, items) && first.claimBefore(from())) {
            Leaves.copy(one, 0, items, from() - 1, 1);
            return startingWith(items, first, from() - 1, to());
        }
        boolean full = count >= ENOUGH;
        int kept = full ? 0 : count;
        int length = full ? ROOM : Math.max(2 * count, 4);
        int start = length - kept - 1;
        Object more = Leaves.allocateCommon(kept == 0 ? one : items, one, length);
        Leaves.copy(one, 0, more, start, 1);
        if (kept > 0) Leaves.copy(items, from(), more, start + 1, kept);
        Chunk chunk = Chunk.down(more, kept + 1);
        return full ? behind(chunk, start, length) : startingWith(more, chunk, start, length);
    }

    /** With another first chunk. */
    private PersistentList startingWith(Object items, Chunk chunk, int start, int stop) {
        return this instanceof LongList list
                ? list.withFirst(items, chunk, start, stop)
                : new PersistentList(items, chunk, start, stop);
    }

    /** A chunk, then all elements of this list. */
    private PersistentList behind(Chunk chunk, int start, int stop) {
        if (!(this instanceof LongList list)) {
            return new LongList(chunk.items, chunk, start, stop, null, firstFromZero(), to() - from());
        }
        Object leaves = Tree.join(Leaves.slice(items, from(), to()), list.middle);
        return new LongList(chunk.items, chunk, start, stop, leaves, list.last, list.end);
    }

    /** The first chunk as a last one: its elements begin at slot 0. */
    private Chunk firstFromZero() {
        if (from() > 0) return new Chunk(Leaves.slice(items, from(), to()));
        return first == Chunk.NONE ? new Chunk(items) : first;
    }

    // Taking apart and joining

    /** All but the first element; crashes for an empty list. */
    public PersistentList tail() {
        if (to() - from() > 1) return startingWith(items, first, from() + 1, to());
        if (from() == to()) throw empty("tail");
        return this instanceof LongList list ? list.behindFirst(0) : EMPTY;
    }

    // What a ListWalk needs.

    int firstStart() {
        return from();
    }

    /** The array of the chunk that begins with the element at an index. */
    Object chunkAt(int index) {
        if (index == 0) return items;
        return this instanceof LongList list ? list.itemsBehind(index - (to() - from())) : Chunk.NONE.items;
    }

    /** Where the elements of that chunk end in its array. */
    int chunkEnd(int index, Object items) {
        if (index == 0) return to();
        return this instanceof LongList list ? list.stopBehind(index - (to() - from()), items) : 0;
    }

    /** Without the first {@code count} elements; {@code count} is clamped to what there is. */
    public PersistentList drop(long count) {
        if (count <= 0) return this;
        int here = to() - from();
        if (count < here) return startingWith(items, first, from() + (int) count, to());
        return this instanceof LongList list && count < size() ? list.behindFirst((int) count - here) : EMPTY;
    }

    /** The first {@code count} elements; {@code count} is clamped to what there is. */
    public PersistentList take(long count) {
        if (count <= 0) return EMPTY;
        int here = to() - from();
        if (count < here) return new PersistentList(items, first, from(), from() + (int) count);
        return this instanceof LongList list ? list.takeBehind(count - here) : this;
    }

    /** This list, then another. */
    public PersistentList concat(PersistentList that) {
        if (isEmpty()) return that;
        if (that.isEmpty()) return this;
        if (isShort() && that.isShort() && Leaves.fits(that.items, items)) {
            return appendChunk(that);
        }
        if (that.size() <= FEW) return appendAll(that);
        if (size() <= FEW) return that.prependAll(this);
        if ((long) size() + that.size() > LongList.LIMIT) throw new Crash("out of memory");
        Object leaves = this instanceof LongList list ? list.leavesBehind() : null;
        if (!(that instanceof LongList more)) {
            return new LongList(items, first, from(), to(), leaves, that.firstFromZero(), that.to() - that.from());
        }
        leaves = Tree.join(leaves, Leaves.slice(more.items, more.from(), more.to()));
        return new LongList(items, first, from(), to(), Tree.join(leaves, more.middle), more.last, more.end);
    }

    /** Whether one chunk, which may be copied, holds all elements. */
    boolean isShort() {
        return to() - from() <= ENOUGH && !(this instanceof LongList);
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

    /** Appends a short list to a short list. */
    private PersistentList appendChunk(PersistentList few) {
        int count = to() - from();
        int more = few.to() - few.from();
        if (first.claimAfter(to(), more)) {
            Leaves.copy(few.items, few.from(), items, to(), more);
            return new PersistentList(items, first, from(), to() + more);
        }
        Object both = Leaves.allocate(items, Leaves.roomFor(Math.max(2 * count, count + more)));
        Leaves.copy(items, from(), both, 0, count);
        Leaves.copy(few.items, few.from(), both, count, more);
        return ofChunk(Chunk.up(both, count + more), count + more);
    }

    private PersistentList prependAll(PersistentList few) {
        PersistentList list = this;
        for (int i = few.size() - 1; i >= 0; i--) {
            Object leaf = i < few.to() - few.from() ? few.items : ((LongList) few).last.items;
            if (leaf instanceof long[]) list = list.prepend(few.getInt(i));
            else if (leaf instanceof double[]) list = list.prepend(few.getFloat(i));
            else if (leaf instanceof boolean[]) list = list.prepend(few.getBool(i));
            else list = list.prepend(few.get(i));
        }
        return list;
    }

    /** The elements from last to first. */
    PersistentList reversed() {
        if (!(this instanceof LongList list)) {
            int count = to() - from();
            return count < 2 ? this : ofItems(Leaves.reversed(items, from(), to()), count);
        }
        var all = new ListBuilder(size());
        all.addReversed(list.last.items, 0, list.end);
        for (int left = list.inMiddle(); left > 0; ) {
            Object leaf = Tree.leafAt(list.middle, left - 1);
            all.addReversed(leaf, 0, Leaves.length(leaf));
            left -= Leaves.length(leaf);
        }
        all.addReversed(items, from(), to());
        return all.build();
    }

    /** The first {@code count} elements from last to first, then the others. */
    PersistentList reversedFirst(long count) {
        if (count < 2) return this;
        if (count >= size()) return reversed();
        if (!isShort()) return take(count).reversed().concat(drop(count));
        int stop = from() + (int) count;
        return ofItems(Leaves.reversedThen(items, from(), stop, items, stop, to()), to() - from());
    }

    /** The elements from last to first, then another list: without a list in between where both are short and alike. */
    PersistentList reversedOnto(PersistentList that) {
        Object others = that.isEmpty() ? items : that.items;
        if (!isShort() || !that.isShort() || !Leaves.sameKind(items, others))
            return reversed().concat(that);
        int count = to() - from() + that.to() - that.from();
        if (count == 0) return EMPTY;
        return ofItems(Leaves.reversedThen(items, from(), to(), others, that.from(), that.to()), count);
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
}
