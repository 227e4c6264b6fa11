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

    /** The slot of a key among keys and values that take turns, or -1. */
    static int find(Object key, Object[] entries) {
        if (key instanceof String text) {
            int hash = text.hashCode();
            for (int i = 0; i < entries.length; i += 2) {
                if (entries[i] == text) return i;
                if (entries[i] instanceof String other && other.hashCode() == hash && other.equals(text)) return i;
            }
        } else if (key instanceof Long number) {
            for (int i = 0; i < entries.length; i += 2) {
                if (entries[i] instanceof Long other && other.longValue() == number.longValue()) return i;
            }
        } else {
            for (int i = 0; i < entries.length; i += 2) {
                if (same(entries[i], key)) return i;
            }
        }
        return -1;
    }

    /** The same for texts, without regard to ASCII case. */
    static int findInAnyCase(Object key, Object[] entries) {
        for (int i = 0; i < entries.length; i += 2) {
            if (sameInAnyCase(entries[i], key)) return i;
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
