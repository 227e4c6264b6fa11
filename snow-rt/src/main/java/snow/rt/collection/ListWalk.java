package snow.rt.collection;

/**
 * For code that takes a list apart by {@code h :: t} and goes on with {@code t}: its place in the list is a list, the array of that
 * list's first chunk, and the slots of the next element and behind the last one, all of them variables of the loop.
 * {@link PersistentList#tail} would make an object for every element.
 */
public final class ListWalk {
    private ListWalk() {}

    /** The array of the first chunk. */
    public static Object items(PersistentList list) {
        return list.firstItems();
    }

    /** The slot of the first element. */
    public static long start(PersistentList list) {
        return list.firstStart();
    }

    /** The slot behind the last element of the first chunk; equal to {@link #start} for an empty list. */
    public static long end(PersistentList list) {
        return list.firstEnd();
    }

    public static Object head(Object items, long slot) {
        return Leaves.get(items, (int) slot);
    }

    public static long headInt(Object items, long slot) {
        return Leaves.getInt(items, (int) slot);
    }

    public static double headFloat(Object items, long slot) {
        return Leaves.getFloat(items, (int) slot);
    }

    public static boolean headBool(Object items, long slot) {
        return Leaves.getBool(items, (int) slot);
    }

    /** The list from a slot of its first chunk. */
    public static PersistentList list(PersistentList list, long slot) {
        return list.firstFrom((int) slot);
    }

    /** The list behind an element of its first chunk. */
    public static PersistentList tail(PersistentList list, long slot) {
        return slot + 1 == list.firstEnd() ? list.behindFirst() : list.firstFrom((int) slot + 1);
    }

    /** The list behind its first chunk. */
    public static PersistentList behindChunk(PersistentList list) {
        return list.behindFirst();
    }
}
