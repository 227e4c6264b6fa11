package snow.rt.collection;

/**
 * Functions of the module {@code Map} for a map that nobody else can see any more: the first argument, which changes in place if it is open. What
 * is new is open. The compiler calls them where it knows that, and {@link Seals} before a map becomes visible again.
 */
public final class OwnedMaps {
    private OwnedMaps() {}

    public static PersistentMap delete(PersistentMap map, Object key) {
        return map.remove(key);
    }

    public static PersistentMap deleteInt(PersistentMap map, long key) {
        return map.remove(key);
    }

    public static PersistentMap deleteFloat(PersistentMap map, double key) {
        return map.remove((Object) key);
    }

    public static PersistentMap deleteBool(PersistentMap map, boolean key) {
        return map.remove((Object) key);
    }

    public static PersistentMap put(PersistentMap map, Object key, Object value) {
        return map.opened().set(key, value);
    }

    public static PersistentMap putInt(PersistentMap map, Object key, long value) {
        return map.opened().set(key, value);
    }

    public static PersistentMap putFloat(PersistentMap map, Object key, double value) {
        return map.opened().set(key, value);
    }

    public static PersistentMap putBool(PersistentMap map, Object key, boolean value) {
        return map.opened().set(key, (Object) value);
    }

    public static PersistentMap putInt(PersistentMap map, long key, Object value) {
        return map.opened().set(key, value);
    }

    public static PersistentMap putIntInt(PersistentMap map, long key, long value) {
        return map.opened().set(key, value);
    }

    public static PersistentMap putIntFloat(PersistentMap map, long key, double value) {
        return map.opened().set(key, value);
    }

    public static PersistentMap putIntBool(PersistentMap map, long key, boolean value) {
        return map.opened().set(key, (Object) value);
    }

    public static PersistentMap putFloat(PersistentMap map, double key, Object value) {
        return map.opened().set((Object) key, value);
    }

    public static PersistentMap putFloatInt(PersistentMap map, double key, long value) {
        return map.opened().set((Object) key, value);
    }

    public static PersistentMap putFloatFloat(PersistentMap map, double key, double value) {
        return map.opened().set((Object) key, value);
    }

    public static PersistentMap putFloatBool(PersistentMap map, double key, boolean value) {
        return map.opened().set((Object) key, (Object) value);
    }

    public static PersistentMap putBool(PersistentMap map, boolean key, Object value) {
        return map.opened().set((Object) key, value);
    }

    public static PersistentMap putBoolInt(PersistentMap map, boolean key, long value) {
        return map.opened().set((Object) key, value);
    }

    public static PersistentMap putBoolFloat(PersistentMap map, boolean key, double value) {
        return map.opened().set((Object) key, value);
    }

    public static PersistentMap putBoolBool(PersistentMap map, boolean key, boolean value) {
        return map.opened().set((Object) key, (Object) value);
    }

    public static PersistentMap merge(PersistentMap a, PersistentMap b) {
        return a.isEmpty() || b.isEmpty() ? a.merge(b) : a.opened().setAll(b);
    }
}
