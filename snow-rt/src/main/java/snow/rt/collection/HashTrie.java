package snow.rt.collection;

import java.util.Arrays;

/**
 * From the hashes of keys to the numbers under which a map's {@link OrderTrie} has the entries.
 *
 * <p>A compressed hash-array mapped trie: five bits of the key's first hash per level, after seven levels of its second hash, and after
 * fourteen a plain list of keys that agree in both. An entry is one {@code long}: the hash that its level uses, then the number. Keys
 * are not stored here; to compare one, it is looked up under its number, which only happens when all 32 bits of the hash agree.
 */
final class HashTrie {
    static final HashTrie EMPTY = new HashTrie(0, new long[0], 0, new HashTrie[0]);

    private static final int LEVELS_PER_HASH = 7;
    private static final int LEVELS = 2 * LEVELS_PER_HASH;

    private final int entryBits;
    private final long[] entries;
    private final int nodeBits;
    private final HashTrie[] nodes;

    private HashTrie(int entryBits, long[] entries, int nodeBits, HashTrie[] nodes) {
        this.entryBits = entryBits;
        this.entries = entries;
        this.nodeBits = nodeBits;
        this.nodes = nodes;
    }

    private static int bit(int hash, int level) {
        return 1 << (hash >>> 5 * (level < LEVELS_PER_HASH ? level : level - LEVELS_PER_HASH));
    }

    private static int hash(long entry) {
        return (int) (entry >>> 32);
    }

    private static int number(long entry) {
        return (int) entry;
    }

    private static long entry(int hash, int number) {
        return (long) hash << 32 | number;
    }

    private static int position(int bits, int bit) {
        return Integer.bitCount(bits & bit - 1);
    }

    /** The number of a key's entry, or -1. The key is an object, or else a whole number, as everywhere in this class. */
    int find(Object key, long intKey, PersistentMap map) {
        int hash = map.firstHash(key, intKey);
        HashTrie node = this;
        for (int level = 0; level < LEVELS; level++) {
            if (level == LEVELS_PER_HASH) hash = map.secondHash(key, intKey);
            int bit = bit(hash, level);
            if ((node.nodeBits & bit) != 0) {
                node = node.nodes[position(node.nodeBits, bit)];
            } else if ((node.entryBits & bit) != 0) {
                long entry = node.entries[position(node.entryBits, bit)];
                return hash(entry) == hash && map.holds(number(entry), key, intKey) ? number(entry) : -1;
            } else {
                return -1;
            }
        }
        for (long entry : node.entries) {
            if (map.holds(number(entry), key, intKey)) return number(entry);
        }
        return -1;
    }

    /** With a key that is not there yet. The map has the keys of the entries that are. */
    HashTrie add(Object key, long intKey, int number, PersistentMap map) {
        return add(key, intKey, entry(map.firstHash(key, intKey), number), 0, map);
    }

    private HashTrie add(Object key, long intKey, long added, int level, PersistentMap map) {
        if (level == LEVELS_PER_HASH) added = entry(map.secondHash(key, intKey), number(added));
        if (level == LEVELS) return new HashTrie(0, inserted(entries, entries.length, added), 0, nodes);
        int bit = bit(hash(added), level);
        if ((nodeBits & bit) != 0) {
            HashTrie[] copy = nodes.clone();
            int at = position(nodeBits, bit);
            copy[at] = copy[at].add(key, intKey, added, level + 1, map);
            return new HashTrie(entryBits, entries, nodeBits, copy);
        }
        int at = position(entryBits, bit);
        if ((entryBits & bit) == 0) {
            return new HashTrie(entryBits | bit, inserted(entries, at, added), nodeBits, nodes);
        }
        long present = entries[at];
        int number = number(present);
        HashTrie below = EMPTY.add(map.objectKeyAt(number), map.intKeyAt(number), present, level + 1, map)
                .add(key, intKey, added, level + 1, map);
        return new HashTrie(
                entryBits & ~bit, removed(entries, at), nodeBits | bit, inserted(nodes, nodeBits, bit, below));
    }

    /** Without the entry of a key that is there. */
    HashTrie remove(Object key, long intKey, int number, PersistentMap map) {
        return remove(key, intKey, map.firstHash(key, intKey), number, 0, map);
    }

    private HashTrie remove(Object key, long intKey, int hash, int number, int level, PersistentMap map) {
        if (level == LEVELS_PER_HASH) hash = map.secondHash(key, intKey);
        if (level == LEVELS) {
            int at = 0;
            while (number(entries[at]) != number) at++;
            return new HashTrie(0, removed(entries, at), 0, nodes);
        }
        int bit = bit(hash, level);
        if ((entryBits & bit) != 0) {
            return new HashTrie(entryBits & ~bit, removed(entries, position(entryBits, bit)), nodeBits, nodes);
        }
        int at = position(nodeBits, bit);
        HashTrie child = nodes[at].remove(key, intKey, hash, number, level + 1, map);
        // An entry alone in its node moves up, but not to a level that uses the other hash.
        boolean alone = child.nodes.length == 0 && child.entries.length == 1 && level + 1 != LEVELS_PER_HASH;
        if (alone) {
            long[] more = inserted(entries, position(entryBits, bit), child.entries[0]);
            return new HashTrie(entryBits | bit, more, nodeBits & ~bit, removed(nodes, at));
        }
        if (child.nodes.length == 0 && child.entries.length == 0) {
            return new HashTrie(entryBits, entries, nodeBits & ~bit, removed(nodes, at));
        }
        HashTrie[] copy = nodes.clone();
        copy[at] = child;
        return new HashTrie(entryBits, entries, nodeBits, copy);
    }

    private static long[] inserted(long[] array, int at, long added) {
        long[] longer = Arrays.copyOf(array, array.length + 1);
        System.arraycopy(array, at, longer, at + 1, array.length - at);
        longer[at] = added;
        return longer;
    }

    private static long[] removed(long[] array, int at) {
        long[] shorter = Arrays.copyOf(array, array.length - 1);
        System.arraycopy(array, at + 1, shorter, at, shorter.length - at);
        return shorter;
    }

    private static HashTrie[] inserted(HashTrie[] array, int bits, int bit, HashTrie added) {
        int at = position(bits, bit);
        HashTrie[] longer = Arrays.copyOf(array, array.length + 1);
        System.arraycopy(array, at, longer, at + 1, array.length - at);
        longer[at] = added;
        return longer;
    }

    private static HashTrie[] removed(HashTrie[] array, int at) {
        HashTrie[] shorter = Arrays.copyOf(array, array.length - 1);
        System.arraycopy(array, at + 1, shorter, at, shorter.length - at);
        return shorter;
    }
}
