package snow.rt.collection;

import snow.rt.Crash;

/** The functions of the module {@code Map} that are not written in Snow. Keys and values that are no numbers are objects. */
public final class Maps {
    private Maps() {}

    public static PersistentMap empty() {
        return PersistentMap.EMPTY;
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

    public static boolean has(PersistentMap map, Object key) {
        return map.has(key);
    }

    public static boolean hasInt(PersistentMap map, long key) {
        return map.has(key);
    }

    public static boolean hasFloat(PersistentMap map, double key) {
        return map.has((Object) key);
    }

    public static boolean hasBool(PersistentMap map, boolean key) {
        return map.has((Object) key);
    }

    // The value under a key, for each kind of keys and of values; crashes when the key is missing

    private static Object found(Object value) {
        if (value == null) throw new Crash("Map.get: key not found");
        return value;
    }

    public static Object get(PersistentMap map, Object key) {
        return found(map.get(key, null));
    }

    public static long getInt(PersistentMap map, Object key) {
        return (Long) found(map.get(key, null));
    }

    public static double getFloat(PersistentMap map, Object key) {
        return (Double) found(map.get(key, null));
    }

    public static boolean getBool(PersistentMap map, Object key) {
        return (Boolean) found(map.get(key, null));
    }

    public static Object getInt(PersistentMap map, long key) {
        return found(map.get(key, null));
    }

    public static long getIntInt(PersistentMap map, long key) {
        return (Long) found(map.get(key, null));
    }

    public static double getIntFloat(PersistentMap map, long key) {
        return (Double) found(map.get(key, null));
    }

    public static boolean getIntBool(PersistentMap map, long key) {
        return (Boolean) found(map.get(key, null));
    }

    public static Object getFloat(PersistentMap map, double key) {
        return found(map.get((Object) key, null));
    }

    public static long getFloatInt(PersistentMap map, double key) {
        return (Long) found(map.get((Object) key, null));
    }

    public static double getFloatFloat(PersistentMap map, double key) {
        return (Double) found(map.get((Object) key, null));
    }

    public static boolean getFloatBool(PersistentMap map, double key) {
        return (Boolean) found(map.get((Object) key, null));
    }

    public static Object getBool(PersistentMap map, boolean key) {
        return found(map.get((Object) key, null));
    }

    public static long getBoolInt(PersistentMap map, boolean key) {
        return (Long) found(map.get((Object) key, null));
    }

    public static double getBoolFloat(PersistentMap map, boolean key) {
        return (Double) found(map.get((Object) key, null));
    }

    public static boolean getBoolBool(PersistentMap map, boolean key) {
        return (Boolean) found(map.get((Object) key, null));
    }

    // The same, zero or false when the key is missing; what is no number has no zero

    public static Object getOrZero(PersistentMap map, Object key) {
        return found(map.get(key, null));
    }

    public static long getOrZeroInt(PersistentMap map, Object key) {
        return map.getInt(key, 0);
    }

    public static double getOrZeroFloat(PersistentMap map, Object key) {
        return map.getFloat(key, 0);
    }

    public static boolean getOrZeroBool(PersistentMap map, Object key) {
        return (Boolean) map.get(key, Boolean.FALSE);
    }

    public static Object getOrZeroInt(PersistentMap map, long key) {
        return found(map.get(key, null));
    }

    public static long getOrZeroIntInt(PersistentMap map, long key) {
        return map.getInt(key, 0);
    }

    public static double getOrZeroIntFloat(PersistentMap map, long key) {
        return map.getFloat(key, 0);
    }

    public static boolean getOrZeroIntBool(PersistentMap map, long key) {
        return (Boolean) map.get(key, Boolean.FALSE);
    }

    public static Object getOrZeroFloat(PersistentMap map, double key) {
        return found(map.get((Object) key, null));
    }

    public static long getOrZeroFloatInt(PersistentMap map, double key) {
        return map.getInt((Object) key, 0);
    }

    public static double getOrZeroFloatFloat(PersistentMap map, double key) {
        return map.getFloat((Object) key, 0);
    }

    public static boolean getOrZeroFloatBool(PersistentMap map, double key) {
        return (Boolean) map.get((Object) key, Boolean.FALSE);
    }

    public static Object getOrZeroBool(PersistentMap map, boolean key) {
        return found(map.get((Object) key, null));
    }

    public static long getOrZeroBoolInt(PersistentMap map, boolean key) {
        return map.getInt((Object) key, 0);
    }

    public static double getOrZeroBoolFloat(PersistentMap map, boolean key) {
        return map.getFloat((Object) key, 0);
    }

    public static boolean getOrZeroBoolBool(PersistentMap map, boolean key) {
        return (Boolean) map.get((Object) key, Boolean.FALSE);
    }

    // Deleting

    public static PersistentMap delete(PersistentMap map, Object key) {
        return map.delete(key);
    }

    public static PersistentMap deleteInt(PersistentMap map, long key) {
        return map.delete(key);
    }

    public static PersistentMap deleteFloat(PersistentMap map, double key) {
        return map.delete((Object) key);
    }

    public static PersistentMap deleteBool(PersistentMap map, boolean key) {
        return map.delete((Object) key);
    }

    // Putting, for each kind of keys and of values

    public static PersistentMap put(PersistentMap map, Object key, Object value) {
        return map.put(key, value);
    }

    public static PersistentMap putInt(PersistentMap map, Object key, long value) {
        return map.put(key, value);
    }

    public static PersistentMap putFloat(PersistentMap map, Object key, double value) {
        return map.put(key, value);
    }

    public static PersistentMap putBool(PersistentMap map, Object key, boolean value) {
        return map.put(key, (Object) value);
    }

    public static PersistentMap putInt(PersistentMap map, long key, Object value) {
        return map.put(key, value);
    }

    public static PersistentMap putIntInt(PersistentMap map, long key, long value) {
        return map.put(key, value);
    }

    public static PersistentMap putIntFloat(PersistentMap map, long key, double value) {
        return map.put(key, value);
    }

    public static PersistentMap putIntBool(PersistentMap map, long key, boolean value) {
        return map.put(key, (Object) value);
    }

    public static PersistentMap putFloat(PersistentMap map, double key, Object value) {
        return map.put((Object) key, value);
    }

    public static PersistentMap putFloatInt(PersistentMap map, double key, long value) {
        return map.put((Object) key, value);
    }

    public static PersistentMap putFloatFloat(PersistentMap map, double key, double value) {
        return map.put((Object) key, value);
    }

    public static PersistentMap putFloatBool(PersistentMap map, double key, boolean value) {
        return map.put((Object) key, (Object) value);
    }

    public static PersistentMap putBool(PersistentMap map, boolean key, Object value) {
        return map.put((Object) key, value);
    }

    public static PersistentMap putBoolInt(PersistentMap map, boolean key, long value) {
        return map.put((Object) key, value);
    }

    public static PersistentMap putBoolFloat(PersistentMap map, boolean key, double value) {
        return map.put((Object) key, value);
    }

    public static PersistentMap putBoolBool(PersistentMap map, boolean key, boolean value) {
        return map.put((Object) key, (Object) value);
    }
}
