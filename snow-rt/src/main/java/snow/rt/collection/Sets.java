package snow.rt.collection;

/** The functions of the module {@code Set}. */
public final class Sets {
    private Sets() {}

    public static PersistentSet empty() {
        return PersistentSet.EMPTY;
    }

    public static PersistentSet add(PersistentSet set, Object element) {
        return set.add(element);
    }

    public static PersistentSet remove(PersistentSet set, Object element) {
        return set.remove(element);
    }

    public static boolean contains(PersistentSet set, Object element) {
        return set.contains(element);
    }

    public static long size(PersistentSet set) {
        return set.size();
    }

    public static PersistentSet union(PersistentSet a, PersistentSet b) {
        return a.union(b);
    }

    public static PersistentSet intersection(PersistentSet a, PersistentSet b) {
        return a.intersection(b);
    }

    public static PersistentSet difference(PersistentSet a, PersistentSet b) {
        return a.difference(b);
    }

    public static PersistentList toList(PersistentSet set) {
        return set.toList();
    }

    public static PersistentSet fromList(PersistentList list) {
        return PersistentSet.of(list);
    }
}
