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

    public static PersistentSet addInt(PersistentSet set, long element) {
        return set.add(element);
    }

    public static PersistentSet addFloat(PersistentSet set, double element) {
        return set.add((Object) element);
    }

    public static PersistentSet addBool(PersistentSet set, boolean element) {
        return set.add((Object) element);
    }

    public static PersistentSet remove(PersistentSet set, Object element) {
        return set.remove(element);
    }

    public static PersistentSet removeInt(PersistentSet set, long element) {
        return set.remove(element);
    }

    public static PersistentSet removeFloat(PersistentSet set, double element) {
        return set.remove((Object) element);
    }

    public static PersistentSet removeBool(PersistentSet set, boolean element) {
        return set.remove((Object) element);
    }

    public static boolean contains(PersistentSet set, Object element) {
        return set.contains(element);
    }

    public static boolean containsInt(PersistentSet set, long element) {
        return set.contains(element);
    }

    public static boolean containsFloat(PersistentSet set, double element) {
        return set.contains((Object) element);
    }

    public static boolean containsBool(PersistentSet set, boolean element) {
        return set.contains((Object) element);
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
