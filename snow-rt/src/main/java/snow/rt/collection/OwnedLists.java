package snow.rt.collection;

/**
 * Functions of the module {@code List} for a list that nobody else can see any more: the first argument, which changes in place if it is open. What
 * is new is open. The compiler calls them where it knows that, and {@link Seals} before a list becomes visible again.
 */
public final class OwnedLists {
    private OwnedLists() {}

    public static PersistentList append(PersistentList list, Object element) {
        int stop = list.to();
        if (list.isOwn() && list.items instanceof Object[] objects && stop < objects.length) {
            objects[stop] = element;
            list.lengthen();
            return list;
        }
        if (!list.isOpen()) return list.append(element).opened();
        if (list instanceof LongList more
                && more.last.items instanceof Object[] objects
                && more.last.claimAfter(more.end)) {
            objects[more.end] = element;
            more.end++;
            more.behind++;
            return list;
        }
        return appendSlowly(list, new Object[] {element});
    }

    public static PersistentList appendInt(PersistentList list, long element) {
        int stop = list.to();
        if (list.isOwn() && list.items instanceof long[] ints && stop < ints.length) {
            ints[stop] = element;
            list.lengthen();
            return list;
        }
        if (!list.isOpen()) return list.append(element).opened();
        if (list instanceof LongList more && more.last.items instanceof long[] ints && more.last.claimAfter(more.end)) {
            ints[more.end] = element;
            more.end++;
            more.behind++;
            return list;
        }
        return appendSlowly(list, new long[] {element});
    }

    public static PersistentList appendFloat(PersistentList list, double element) {
        int stop = list.to();
        if (list.isOwn() && list.items instanceof double[] floats && stop < floats.length) {
            floats[stop] = element;
            list.lengthen();
            return list;
        }
        if (!list.isOpen()) return list.append(element).opened();
        if (list instanceof LongList more
                && more.last.items instanceof double[] floats
                && more.last.claimAfter(more.end)) {
            floats[more.end] = element;
            more.end++;
            more.behind++;
            return list;
        }
        return appendSlowly(list, new double[] {element});
    }

    public static PersistentList appendBool(PersistentList list, boolean element) {
        int stop = list.to();
        if (list.isOwn() && list.items instanceof boolean[] bools && stop < bools.length) {
            bools[stop] = element;
            list.lengthen();
            return list;
        }
        if (!list.isOpen()) return list.append(element).opened();
        if (list instanceof LongList more
                && more.last.items instanceof boolean[] bools
                && more.last.claimAfter(more.end)) {
            bools[more.end] = element;
            more.end++;
            more.behind++;
            return list;
        }
        return appendSlowly(list, new boolean[] {element});
    }

    /** Appends the element of an array of one: what grows is an array that the list has for itself. */
    private static PersistentList appendSlowly(PersistentList list, Object one) {
        PersistentList longer = list.appendSlowly(one);
        if (longer instanceof LongList more) {
            if (more.last != list.lastChunk()) more.last.owned();
            return more.opened();
        }
        return longer.items != list.items ? longer.owned() : longer.opened();
    }

    public static PersistentList drop(PersistentList list, long count) {
        if (list.isOpen() && count > 0 && count < list.to() - list.from()) {
            list.shorten((int) count);
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

    public static PersistentList reverseFirst(PersistentList list, long count) {
        if (!list.isOwn()) return made(list, list.reversedFirst(count));
        int from = list.from();
        int all = list.to() - from;
        Leaves.reverse(list.items, from, from + (count < all ? (int) count : all));
        return list;
    }

    /** A list that was made from another one, unless it is that one; from a short list, with an array of its own. */
    private static PersistentList made(PersistentList list, PersistentList made) {
        if (made == list) return list;
        return list.isShort() ? made.owned() : made.opened();
    }
}
