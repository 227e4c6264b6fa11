package snow.rt.collection;

import snow.rt.Crash;
import snow.rt.value.Tuple;

/** The functions of the module {@code Map} that are not written in Snow. */
public final class Maps {
    private Maps() {}

    public static PersistentMap empty() {
        return PersistentMap.EMPTY;
    }

    public static PersistentMap put(PersistentMap map, Object key, Object value) {
        return map.put(key, value);
    }

    public static boolean has(PersistentMap map, Object key) {
        return map.has(key);
    }

    public static PersistentMap delete(PersistentMap map, Object key) {
        return map.delete(key);
    }

    public static long size(PersistentMap map) {
        return map.size();
    }

    public static PersistentList keys(PersistentMap map) {
        return map.keys();
    }

    public static PersistentList values(PersistentMap map) {
        return map.values();
    }

    public static PersistentMap merge(PersistentMap a, PersistentMap b) {
        return a.merge(b);
    }

    /** Puts pairs in order. */
    public static PersistentMap fromList(PersistentList pairs) {
        PersistentMap map = PersistentMap.EMPTY;
        for (var cursor = pairs.cursor(); cursor.next(); ) {
            var pair = (Tuple) cursor.current();
            map = map.put(pair.field(0), pair.field(1));
        }
        return map;
    }

    /** The value under a key; crashes when the key is missing. */
    public static Object get(PersistentMap map, Object key) {
        Object value = map.get(key, null);
        if (value == null) throw new Crash("Map.get: key not found");
        return value;
    }

    public static long getInt(PersistentMap map, Object key) {
        return (Long) get(map, key);
    }

    /** The value under a key, {@code 0} when the key is missing. */
    public static long getOrZeroInt(PersistentMap map, Object key) {
        Object value = map.get(key, null);
        return value == null ? 0 : (Long) value;
    }

    public static double getFloat(PersistentMap map, Object key) {
        return (Double) get(map, key);
    }

    /** The value under a key, {@code 0.0} when the key is missing. */
    public static double getOrZeroFloat(PersistentMap map, Object key) {
        Object value = map.get(key, null);
        return value == null ? 0 : (Double) value;
    }

    public static boolean getBool(PersistentMap map, Object key) {
        return (Boolean) get(map, key);
    }

    /** The value under a key, {@code false} when the key is missing. */
    public static boolean getOrZeroBool(PersistentMap map, Object key) {
        Object value = map.get(key, null);
        return value == null ? false : (Boolean) value;
    }

    /** Only numbers and booleans have a zero: crashes when the key is missing. */
    public static Object getOrZero(PersistentMap map, Object key) {
        return get(map, key);
    }
}
