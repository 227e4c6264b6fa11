package snow.rt.collection;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * An array at an end of a list, with room for more elements at one of its own ends: after the elements, or (when {@code down}) before them.
 *
 * <p>Lists that grew from one another share the array. A slot belongs to the list that claims it first: {@code claimed} is the end of
 * the claimed slots, or their start when {@code down}. A list whose own bound is not that value has lost the race and copies. Each
 * list reads only slots that were written before it was made, and its final fields publish them to other threads.
 */
final class Chunk {
    private static final VarHandle CLAIMED;

    static {
        try {
            CLAIMED = MethodHandles.lookup().findVarHandle(Chunk.class, "claimed", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static final Chunk NONE = new Chunk(new Object[0]);

    final Object items;
    final boolean down;

    /** Not volatile: a chunk is made far more often than it is claimed, and a stale value only makes a claim fail. */
    private int claimed;

    /** Whether one list, which is open, has this chunk for itself alone, as its last one. */
    private boolean own;

    private Chunk(Object items, boolean down, int claimed) {
        this.items = items;
        this.down = down;
        this.claimed = claimed;
    }

    /** All elements of an array, without room. */
    Chunk(Object items) {
        this(items, false, Leaves.length(items));
    }

    /** The first {@code count} elements of an array, with room after them. */
    static Chunk up(Object items, int count) {
        return new Chunk(items, false, count);
    }

    /** The last {@code count} elements of an array, with room before them. */
    static Chunk down(Object items, int count) {
        return new Chunk(items, true, Leaves.length(items) - count);
    }

    /** Whether the slot after {@code end} now belongs to the caller. */
    boolean claimAfter(int end) {
        return !down && end < Leaves.length(items) && claimed == end && claim(end, end + 1);
    }

    private boolean claim(int end, int newEnd) {
        if (!own) return CLAIMED.compareAndSet(this, end, newEnd);
        claimed = newEnd;
        return true;
    }

    /** This new chunk, which the caller gives to one open list. */
    Chunk owned() {
        own = true;
        return this;
    }

    /** The list that has this chunk becomes one of those that may share it. */
    void share() {
        if (own) own = false;
    }

    /** Whether {@code count} slots after {@code end} now belong to the caller. */
    boolean claimAfter(int end, int count) {
        return !down && end + count <= Leaves.length(items) && claimed == end && claim(end, end + count);
    }

    /** Whether the slot before {@code start} now belongs to the caller. */
    boolean claimBefore(int start) {
        return down && start > 0 && claimed == start && CLAIMED.compareAndSet(this, start, start - 1);
    }
}
