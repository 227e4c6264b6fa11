package snow.rt.collection;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The newest entries of a map, keys and values by turns, in an array with room that versions of the map share as {@link Chunk} says: an
 * entry belongs to the version that claims it first.
 */
final class MapTail extends AtomicInteger {
    static final MapTail NONE = new MapTail(new Object[0], 0);

    final Object[] slots;

    private MapTail(Object[] slots, int claimed) {
        super(claimed);
        this.slots = slots;
    }

    /** These entries up to {@code count}, and one more: in this array if nobody else has written there, or in a copy. */
    MapTail with(int count, Object key, Object value) {
        boolean mine = 2 * count < slots.length && get() == count && compareAndSet(count, count + 1);
        MapTail tail = mine ? this : new MapTail(Arrays.copyOf(slots, Math.max(8, Math.min(64, 4 * count))), count + 1);
        if (!mine) Arrays.fill(tail.slots, 2 * count, tail.slots.length, null);
        tail.slots[2 * count] = key;
        tail.slots[2 * count + 1] = value;
        return tail;
    }
}
