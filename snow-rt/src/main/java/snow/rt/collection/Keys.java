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

    static int firstHash(Object key) {
        if (key instanceof String text) return spread(text.hashCode());
        return (int) spread(wide(key));
    }

    static int secondHash(Object key) {
        if (key instanceof String text) return (int) (spread(Hash.ofString(text)) >>> 32);
        return (int) (spread(wide(key)) >>> 32);
    }

    private static long wide(Object key) {
        if (key instanceof Long number) return number;
        if (key instanceof Double number) return Double.doubleToLongBits(number == 0 ? 0.0 : number);
        return Values.hash(key);
    }

    /** The finaliser of MurmurHash3, 32 bits. */
    private static int spread(int hash) {
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
