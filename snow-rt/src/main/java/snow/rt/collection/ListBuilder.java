package snow.rt.collection;

import java.util.Arrays;
import snow.rt.actor.Safepoint;

/** Collects the elements of a list, which {@link #build} gives once. Not shared between threads. */
public final class ListBuilder {
    private static final int FIRST = 8;
    /** No more leaves than these are expected: a loop may end early. */
    private static final int MOST_EXPECTED = 1024;

    private static final Object[] NO_LEAVES = {};

    // The leaf being filled: at most one of these is there.
    private Object[] objects;
    private long[] ints;
    private double[] floats;
    private boolean[] bools;
    private int count;

    private Object[] leaves = NO_LEAVES;
    private int leafCount;

    /** How many elements are still expected in the leaf being filled and those after it; 0 when that is not known. */
    private long expected;

    public ListBuilder() {}

    /** For a list that will probably have so many elements; it takes any number. */
    public ListBuilder(long expected) {
        this.expected = Math.max(0, expected);
    }

    public void add(Object value) {
        if (objects == null || count == objects.length) makeRoomForObject();
        objects[count++] = value;
    }

    public void add(long value) {
        if (ints == null || count == ints.length) {
            if (objects != null) {
                add((Object) value);
                return;
            }
            makeRoomForInt();
        }
        ints[count++] = value;
    }

    public void add(double value) {
        if (floats == null || count == floats.length) {
            if (objects != null) {
                add((Object) value);
                return;
            }
            makeRoomForFloat();
        }
        floats[count++] = value;
    }

    public void add(boolean value) {
        if (bools == null || count == bools.length) {
            if (objects != null) {
                add((Object) value);
                return;
            }
            makeRoomForBool();
        }
        bools[count++] = value;
    }

    /** Adds all elements of a list. */
    public void addAll(PersistentList list) {
        for (var cursor = list.cursor(); cursor.next(); ) {
            if (cursor.isInt()) add(cursor.currentInt());
            else if (cursor.isFloat()) add(cursor.currentFloat());
            else if (cursor.isBool()) add(cursor.currentBool());
            else add(cursor.current());
        }
    }

    /** Adds elements of an array from the slot before {@code to} down to {@code from}. */
    void addReversed(Object items, int from, int to) {
        Safepoint.poll();
        if (items instanceof Object[] objects) for (int i = to; --i >= from; ) add(objects[i]);
        else if (items instanceof long[] ints) for (int i = to; --i >= from; ) add(ints[i]);
        else if (items instanceof double[] floats) for (int i = to; --i >= from; ) add(floats[i]);
        else for (int i = to; --i >= from; ) add(((boolean[]) items)[i]);
    }

    public PersistentList build() {
        Object leaf = leaf();
        if (leafCount == 0) return leaf == null ? PersistentList.EMPTY : PersistentList.ofItems(leaf, count);
        if (count == 0) {
            leaf = leaves[--leafCount];
            count = Leaves.length(leaf);
            if (leafCount == 0) return PersistentList.ofItems(leaf, count);
        }
        return PersistentList.ofLeaves(leaves, leafCount, Chunk.up(leaf, count), count);
    }

    /** The array being filled, or null. */
    private Object leaf() {
        if (objects != null) return objects;
        if (ints != null) return ints;
        return floats != null ? floats : bools;
    }

    private void makeRoomForObject() {
        if (objects == null && leaf() != null && count < Leaves.WIDTH) {
            var boxed = new Object[Math.max(count + 1, FIRST)];
            Leaves.copy(leaf(), 0, boxed, 0, count);
            ints = null;
            floats = null;
            bools = null;
            objects = boxed;
        } else if (objects == null || count == Leaves.WIDTH) {
            objects = new Object[nextLength()];
            ints = null;
            floats = null;
            bools = null;
        } else {
            objects = Arrays.copyOf(objects, grown());
        }
    }

    private void makeRoomForInt() {
        if (ints == null || count == Leaves.WIDTH) ints = new long[nextLength()];
        else ints = Arrays.copyOf(ints, grown());
    }

    private void makeRoomForFloat() {
        if (floats == null || count == Leaves.WIDTH) floats = new double[nextLength()];
        else floats = Arrays.copyOf(floats, grown());
    }

    private void makeRoomForBool() {
        if (bools == null || count == Leaves.WIDTH) bools = new boolean[nextLength()];
        else bools = Arrays.copyOf(bools, grown());
    }

    private int grown() {
        return Math.min(Leaves.WIDTH, count * 2);
    }

    /** Puts a full leaf away; the length of the array to go on with. */
    private int nextLength() {
        if (count == 0) return expected == 0 ? FIRST : (int) Math.min(expected, Leaves.WIDTH);
        if (leafCount == leaves.length) {
            int whole = (int) Math.min(MOST_EXPECTED, expected / Leaves.WIDTH);
            leaves = Arrays.copyOf(leaves, Math.max(Math.max(8, whole), leafCount * 2));
        }
        leaves[leafCount++] = leaf();
        count = 0;
        expected = Math.max(0, expected - Leaves.WIDTH);
        return expected == 0 ? Leaves.WIDTH : (int) Math.min(expected, Leaves.WIDTH);
    }
}
