package snow.rt.collection;

/** Functions of the module {@code Set} for a set that nobody else can see any more, as in {@link OwnedMaps}. */
public final class OwnedSets {
    private OwnedSets() {}

    public static PersistentSet add(PersistentSet set, Object element) {
        return set.addOpened(element);
    }

    public static PersistentSet addInt(PersistentSet set, long element) {
        return set.addOpened(element);
    }

    public static PersistentSet addFloat(PersistentSet set, double element) {
        return set.addOpened((Object) element);
    }

    public static PersistentSet addBool(PersistentSet set, boolean element) {
        return set.addOpened((Object) element);
    }

    public static PersistentSet remove(PersistentSet set, Object element) {
        return set.removeOpened(element);
    }

    public static PersistentSet removeInt(PersistentSet set, long element) {
        return set.removeOpened(element);
    }

    public static PersistentSet removeFloat(PersistentSet set, double element) {
        return set.removeOpened((Object) element);
    }

    public static PersistentSet removeBool(PersistentSet set, boolean element) {
        return set.removeOpened((Object) element);
    }
}
