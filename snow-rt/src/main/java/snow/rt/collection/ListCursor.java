package snow.rt.collection;

import snow.rt.actor.Safepoint;

/** Walks elements from first to last: {@code next()}, then one of the {@code current} methods. Not shared between threads. */
public abstract class ListCursor {
    private Object[] objects;
    private long[] ints;
    private double[] floats;
    private boolean[] bools;
    private int index;
    private int end;

    ListCursor() {}

    /** Moves to the next element; false at the end. */
    public final boolean next() {
        return ++index < end || nextLeaf();
    }

    /** Once per leaf, and so at least every {@link Leaves#WIDTH} elements, others may run. */
    private boolean nextLeaf() {
        Safepoint.poll();
        index = 0;
        end = 0;
        return advance();
    }

    /** Loads the elements that follow; false when there are none. */
    abstract boolean advance();

    /** Makes the elements of an array from {@code from} up to {@code to}, at least one, the next ones. */
    final void load(Object leaf, int from, int to) {
        objects = leaf instanceof Object[] array ? array : null;
        ints = leaf instanceof long[] array ? array : null;
        floats = leaf instanceof double[] array ? array : null;
        bools = leaf instanceof boolean[] array ? array : null;
        index = from;
        end = to;
    }

    public final Object current() {
        if (objects != null) return objects[index];
        if (ints != null) return ints[index];
        if (floats != null) return floats[index];
        return bools[index];
    }

    public final long currentInt() {
        return ints != null ? ints[index] : (Long) objects[index];
    }

    public final double currentFloat() {
        return floats != null ? floats[index] : (Double) objects[index];
    }

    public final boolean currentBool() {
        return bools != null ? bools[index] : (Boolean) objects[index];
    }

    /** The array that {@link #load} loaded. */
    final Object leaf() {
        if (objects != null) return objects;
        if (ints != null) return ints;
        return floats != null ? floats : bools;
    }

    /** Where the elements not yet walked begin, right after {@link #load}. */
    final int start() {
        return index;
    }

    /** How many elements {@link #load} loaded, right after it. */
    final int count() {
        return end - index;
    }

    final boolean isInt() {
        return ints != null;
    }

    final boolean isFloat() {
        return floats != null;
    }

    final boolean isBool() {
        return bools != null;
    }
}
