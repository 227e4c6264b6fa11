package snow.rt.collection;

import snow.rt.Crash;

/** A list with more than a first chunk: a {@link Tree} of leaves, which may be empty, and the first {@code end} elements of a last chunk. */
final class LongList extends PersistentList {
    /** A list of more elements than this cannot be: it counts as having no memory left. */
    static final int LIMIT = Integer.MAX_VALUE - 8 * Leaves.WIDTH;

    final Object middle;
    final Chunk last;
    int end;

    /** The number of elements behind the first chunk. */
    int behind;

    LongList(Object items, Chunk first, int from, int to, Object middle, Chunk last, int end) {
        this(items, first, from, to, middle, last, end, Tree.size(middle) + end);
    }

    private LongList(Object items, Chunk first, int from, int to, Object middle, Chunk last, int end, int behind) {
        super(items, first, from, to);
        if (behind > LIMIT) throw new Crash("out of memory");
        this.middle = middle;
        this.last = last;
        this.end = end;
        this.behind = behind;
    }

    /** The number of elements of the tree. */
    int inMiddle() {
        return behind - end;
    }

    /** With one element more in the last chunk, where it has been written. */
    LongList longer() {
        return new LongList(items, first, from(), to(), middle, last, end + 1, behind + 1);
    }

    /** With another first chunk. */
    LongList withFirst(Object items, Chunk chunk, int start, int stop) {
        return new LongList(items, chunk, start, stop, middle, last, end, behind);
    }

    /** All elements behind the first chunk as a tree. */
    Object leavesBehind() {
        return Tree.join(middle, Leaves.slice(last.items, 0, end));
    }

    /** The array of the chunk that begins {@code index} elements behind the first one; one without elements behind the last. */
    Object itemsBehind(int index) {
        if (index < inMiddle()) return Tree.leafAt(middle, index);
        return index < behind ? last.items : Chunk.NONE.items;
    }

    /** Where the elements of that chunk end in its array. */
    int stopBehind(int index, Object items) {
        if (index < inMiddle()) return Leaves.length(items);
        return index < behind ? end : 0;
    }

    /** What lies behind the first chunk without {@code count} more elements, fewer than there are. */
    PersistentList behindFirst(int count) {
        int inLast = count - inMiddle();
        if (inLast >= 0) return new PersistentList(last.items, last, inLast, end);
        Object leaf = Tree.leafAt(middle, count);
        int start = Tree.leafStart(middle, count);
        int stop = start + Leaves.length(leaf);
        return new LongList(leaf, Chunk.NONE, count - start, stop - start, Tree.drop(middle, stop), last, end);
    }

    /** The first chunk and {@code count} more elements, or all when there are fewer. */
    PersistentList takeBehind(long count) {
        if (count >= behind) return this;
        if (count == 0) return new PersistentList(items, first, from(), to());
        int n = (int) count;
        int inLast = n - inMiddle();
        if (inLast > 0) return new LongList(items, first, from(), to(), middle, last, inLast);
        Object leaf = Tree.leafAt(middle, n - 1);
        int start = Tree.leafStart(middle, n - 1);
        return new LongList(items, first, from(), to(), Tree.take(middle, start), new Chunk(leaf), n - start);
    }
}
