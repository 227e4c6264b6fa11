package snow.rt.collection;

/**
 * Functions of the module {@code List} for a list that nobody else can see any more: the first argument, which changes in place if it is open. What
 * is new is open. The compiler calls them where it knows that, and {@link Seals} before a list becomes visible again.
 */
public final class OwnedLists {
    private OwnedLists() {}

    public static PersistentList append(PersistentList list, Object element) {
        Chunk chunk = list.lastChunk();
        int stop = list.lastStop();
        if (list.isOpen() && chunk.items instanceof Object[] objects && chunk.claimAfter(stop)) {
            objects[stop] = element;
            return longer(list);
        }
        return list.isOpen()
                ? appendSlowly(list, new Object[] {element})
                : list.append(element).opened();
    }

    public static PersistentList appendInt(PersistentList list, long element) {
        Chunk chunk = list.lastChunk();
        int stop = list.lastStop();
        if (list.isOpen() && chunk.items instanceof long[] ints && chunk.claimAfter(stop)) {
            ints[stop] = element;
            return longer(list);
        }
        return list.isOpen()
                ? appendSlowly(list, new long[] {element})
                : list.append(element).opened();
    }

    public static PersistentList appendFloat(PersistentList list, double element) {
        Chunk chunk = list.lastChunk();
        int stop = list.lastStop();
        if (list.isOpen() && chunk.items instanceof double[] floats && chunk.claimAfter(stop)) {
            floats[stop] = element;
            return longer(list);
        }
        return list.isOpen()
                ? appendSlowly(list, new double[] {element})
                : list.append(element).opened();
    }

    public static PersistentList appendBool(PersistentList list, boolean element) {
        Chunk chunk = list.lastChunk();
        int stop = list.lastStop();
        if (list.isOpen() && chunk.items instanceof boolean[] bools && chunk.claimAfter(stop)) {
            bools[stop] = element;
            return longer(list);
        }
        return list.isOpen()
                ? appendSlowly(list, new boolean[] {element})
                : list.append(element).opened();
    }

    /** With the element behind the last one, which has been written. */
    private static PersistentList longer(PersistentList list) {
        if (list instanceof LongList more) {
            more.end++;
            more.behind++;
        } else {
            list.to++;
        }
        return list;
    }

    /** Appends the element of an array of one: what grows is a chunk that the list has for itself. */
    private static PersistentList appendSlowly(PersistentList list, Object one) {
        PersistentList longer = list.appendSlowly(one);
        if (longer instanceof LongList) longer.first.share();
        if (longer.lastChunk() != list.lastChunk()) longer.lastChunk().owned();
        return longer.opened();
    }

    public static PersistentList drop(PersistentList list, long count) {
        if (list.isOpen() && count > 0 && count < list.to - list.from) {
            list.from += (short) count;
            return list;
        }
        return part(list, list.drop(count));
    }

    /** Part of a list: new, unless it is all or nothing. */
    private static PersistentList part(PersistentList list, PersistentList part) {
        return part == list || part == PersistentList.EMPTY ? part : part.opened();
    }

    public static PersistentList reverse(PersistentList list) {
        return reverseFirst(list, Long.MAX_VALUE);
    }

    // Small enough for the JIT to put them into loops whatever it knows of them.

    public static PersistentList reverseFirst(PersistentList list, long count) {
        return list.first.isOwn() ? reverseOwn(list, count) : made(list, list.reversedFirst(count));
    }

    private static PersistentList reverseOwn(PersistentList list, long count) {
        Leaves.reverse(list.first.items, list.from, stop(list, count));
        return list;
    }

    private static int stop(PersistentList list, long count) {
        return count < list.to - list.from ? list.from + (int) count : list.to;
    }

    /** A list that was made from another one, unless it is that one. */
    private static PersistentList made(PersistentList list, PersistentList made) {
        if (made == list) return list;
        if (made.isShort()) made.first.owned();
        return made.opened();
    }
}
