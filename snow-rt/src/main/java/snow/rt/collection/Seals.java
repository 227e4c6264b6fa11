package snow.rt.collection;

/** Ends the changing in place of what may be open: what the compiler calls before others can see a value. */
public final class Seals {
    private Seals() {}

    public static PersistentMap seal(PersistentMap map) {
        return map.sealed();
    }

    public static PersistentList seal(PersistentList list) {
        return list.sealed();
    }

    public static PersistentSet seal(PersistentSet set) {
        return set.sealed();
    }

    /** The same for a value of which the code knows nothing. */
    public static Object seal(Object value) {
        if (value instanceof PersistentMap map) return map.sealed();
        if (value instanceof PersistentList list) return list.sealed();
        return value instanceof PersistentSet set ? set.sealed() : value;
    }
}
