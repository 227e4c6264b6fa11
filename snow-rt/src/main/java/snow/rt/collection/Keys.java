package snow.rt.collection;

import snow.rt.value.Hash;
import snow.rt.value.Values;

/**
 * What maps and sets ask of a key: sameness and two hashes of 32 bits.
 *
 * <p>Where the host has a good hash at hand, and no program can tell, that one is used instead of the language's. Keys that agree in
 * the first hash are told apart by the second one, so texts chosen to collide in the host's well-known hash cost little.
 */
final class Keys {
    private Keys() {}

    /** Equal by {@code ==}, or both NaN. */
    static boolean same(Object a, Object b) {
        if (a instanceof Double x && b instanceof Double y && x.isNaN()) return y.isNaN();
        return Values.eq(a, b);
    }

    /** The position of a key among the first entries, an object or else a whole number, or -1. */
    static int find(Object key, long intKey, Entries entries, Shape shape, int count) {
        if (shape.intKeys) {
            for (int i = 0; i < count; i++) {
                if (entries.intKey(shape, i) == intKey) return i;
            }
            return -1;
        }
        if (shape == Shape.ANY_CASE) {
            for (int i = 0; i < count; i++) {
                if (sameInAnyCase(entries.key(shape, i), key)) return i;
            }
            return -1;
        }
        if (key instanceof String text) {
            int hash = text.hashCode();
            for (int i = 0; i < count; i++) {
                Object present = entries.key(shape, i);
                if (present == text) return i;
                if (present instanceof String other && other.hashCode() == hash && other.equals(text)) return i;
            }
            return -1;
        }
        for (int i = 0; i < count; i++) {
            if (same(entries.key(shape, i), key)) return i;
        }
        return -1;
    }

    private static boolean sameInAnyCase(Object a, Object b) {
        if (!(a instanceof String x && b instanceof String y) || x.length() != y.length()) return false;
        for (int i = 0; i < x.length(); i++) {
            if (lower(x.charAt(i)) != lower(y.charAt(i))) return false;
        }
        return true;
    }

    private static int lower(char c) {
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }

    static int firstHash(Object key) {
        if (key instanceof String text) return spread(text.hashCode());
        if (key instanceof Long number) return firstHash(number.longValue());
        return (int) spread(wide(key));
    }

    /** Numbers in a row have hashes in a row. */
    static int firstHash(long key) {
        return (int) (key ^ key >>> 32);
    }

    static int secondHash(Object key) {
        if (key instanceof String text) return (int) (spread(Hash.ofString(text)) >>> 32);
        return (int) (spread(wide(key)) >>> 32);
    }

    static int secondHash(long key) {
        return (int) (spread(key) >>> 32);
    }

    private static long wide(Object key) {
        if (key instanceof Long number) return number;
        if (key instanceof Double number) return Double.doubleToLongBits(number == 0 ? 0.0 : number);
        return Values.hash(key);
    }

    /** The finaliser of MurmurHash3, 32 bits. */
    static int spread(int hash) {
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    /** The finaliser of MurmurHash3, 64 bits. */
    private static long spread(long hash) {
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
