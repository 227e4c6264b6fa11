package snow.rt.collection;

/**
 * For loops that walk a list: by {@code for}, or by {@code h :: t} going on with {@code t}. The place in the list is a chunk, that is an array,
 * the slots of the next element and behind the last one, and the index in the list of what comes behind the chunk: all of them
 * variables of the loop. {@link PersistentList#tail} would make an object for every element.
 */
public final class ListWalk {
    private ListWalk() {}

    /** The array of the chunk that begins with the element at an index; one without elements behind the last. */
    public static Object items(PersistentList list, long index) {
        return list.chunkAt((int) index);
    }

    /** The slot of the element at the index at which a chunk begins. */
    public static int start(PersistentList list, long index) {
        return index == 0 ? list.firstStart() : 0;
    }

    /** The slot behind the last element of a chunk. */
    public static int end(PersistentList list, long index, Object items) {
        return list.chunkEnd((int) index, items);
    }

    /** The index of what comes behind a chunk. */
    public static long behind(long index, int start, int end) {
        return index + end - start;
    }

    public static Object head(Object items, int slot) {
        return Leaves.get(items, slot);
    }

    public static long headInt(Object items, int slot) {
        return Leaves.getInt(items, slot);
    }

    public static double headFloat(Object items, int slot) {
        return Leaves.getFloat(items, slot);
    }

    public static boolean headBool(Object items, int slot) {
        return Leaves.getBool(items, slot);
    }

    /** What is left at a place, as a list. */
    public static PersistentList list(PersistentList list, int slot, int end, long behind) {
        return list.drop(behind - (end - slot));
    }

    /** What is left behind the next element, as a list. */
    public static PersistentList tail(PersistentList list, int slot, int end, long behind) {
        return list.drop(behind - (end - slot) + 1);
    }
}
