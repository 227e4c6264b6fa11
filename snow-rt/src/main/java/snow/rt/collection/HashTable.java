package snow.rt.collection;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import snow.rt.actor.Safepoint;

/**
 * From the hashes of keys to the numbers of a map's entries, shared by versions of the map that grew from one another.
 *
 * <p>Open addressing; a slot, once filled, stays as it is. The entry with number n is written only by the version that claims n, the
 * one that has all numbers below n: there is one at most. A version looks at numbers below its own bound only, and what later
 * versions write are slots that it passes over. A slot that it may find empty or filled, because another thread is just writing it, was
 * empty when its own last entry was written, so none of its entries lies behind. Its map's final fields publish those to other threads.
 *
 * <p>A slot is one {@code long}, the hash and the number plus one, and 0 when empty. An entry lies in one of the {@link #NEAR} slots to which
 * its hash points, so whole numbers in a row, whose hashes are in a row too, lie in a row; or else in one of those to which the mixed
 * hash points, where keys that have their low bits in common are scattered. An entry for which {@link #REACH} slots have no place is not
 * taken: keys made to collide must not make others slow.
 */
final class HashTable {
    static final HashTable NONE = new HashTable(0);

    private static final int NEAR = 4;
    private static final int REACH = 24;

    private final long[] slots;
    private final AtomicInteger claimed;
    private final AtomicBoolean outgrown = new AtomicBoolean();

    /** A table for numbers below {@code capacity}, a power of two, of which those below {@code claimed} are taken. */
    HashTable(int capacity, int claimed) {
        slots = new long[2 * capacity];
        this.claimed = new AtomicInteger(claimed);
    }

    private HashTable(int capacity) {
        this(capacity, 0);
    }

    /** Numbers are below this. */
    int capacity() {
        return slots.length / 2;
    }

    /** Whether the number now belongs to the caller. */
    boolean claim(int number) {
        return number < capacity() && claimed.get() == number && claimed.compareAndSet(number, number + 1);
    }

    /** True once: for the version that may make another table from this one. So that costs no more than filling this one did. */
    boolean outgrow() {
        return !outgrown.get() && outgrown.compareAndSet(false, true);
    }

    /** Adds a number that the caller has claimed; false when there is no place for it. */
    boolean add(int hash, int number) {
        for (int i = 0; i < REACH; i++) {
            int slot = slot(hash, i);
            if (slots[slot] == 0) {
                slots[slot] = (long) hash << 32 | number + 1;
                return true;
            }
        }
        return false;
    }

    /** The slot at which an entry is looked for as the {@code i}th one, from 0. */
    private int slot(int hash, int i) {
        return (i < NEAR ? hash + i : Keys.spread(hash) + i) & slots.length - 1;
    }

    /** The place, counted from {@code i} on, of the next number below the bound of a map under a hash; -1 when there is none. */
    int next(int hash, int bound, int i) {
        for (; i < REACH; i++) {
            long slot = slots[slot(hash, i)];
            if (slot == 0) return -1;
            if ((int) (slot >>> 32) == hash && (int) slot <= bound) return i;
        }
        return -1;
    }

    /** The number at a place under a hash. */
    int number(int hash, int i) {
        return (int) slots[slot(hash, i)] - 1;
    }

    /** Adds all entries to another table; gives the numbers for which that has no place. */
    int[] addTo(HashTable larger) {
        int[] left = {};
        for (int i = 0; i < slots.length; i++) {
            if ((i & 1023) == 0) Safepoint.poll();
            long slot = slots[i];
            if (slot == 0) continue;
            int number = (int) slot - 1;
            if (!larger.add((int) (slot >>> 32), number)) {
                left = java.util.Arrays.copyOf(left, left.length + 1);
                left[left.length - 1] = number;
            }
        }
        return left;
    }
}
