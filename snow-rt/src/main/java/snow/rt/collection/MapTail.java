package snow.rt.collection;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The newest entries of a map, in arrays with room that versions of the map share as {@link Chunk} says: an entry belongs to the version
 * that claims it first.
 */
final class MapTail extends Entries {
    private static final VarHandle CLAIMED;

    static {
        try {
            CLAIMED = MethodHandles.lookup().findVarHandle(MapTail.class, "claimed", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static final MapTail NONE = new MapTail(NO_OBJECTS, NO_WORDS, 0, 0, null);

    private static final int FIRST = 2;

    private final int room;

    /** Not volatile, as in a chunk. */
    private int claimed;

    /** The edit of the open map that alone has this tail; null, or one that has ended, when versions may share it. */
    final Edit edit;

    private MapTail(Object[] objects, long[] words, int room, int claimed, Edit edit) {
        super(objects, words);
        this.room = room;
        this.claimed = claimed;
        this.edit = edit;
    }

    /** So many entries, without room for more. */
    static MapTail of(Object[] objects, long[] words, int count, Edit edit) {
        return new MapTail(objects, words, count, count, edit);
    }

    private static MapTail withRoom(Shape shape, int room, int claimed, Edit edit) {
        return new MapTail(
                shape.objects == 0 ? NO_OBJECTS : new Object[room * shape.objects],
                shape.words == 0 ? NO_WORDS : new long[room * shape.words],
                room,
                claimed,
                edit);
    }

    /**
     * These entries up to {@code count}, and one more: in these arrays if nobody else has written there, or in copies.
     *
     * @param large whether the map is so large that room for a whole leaf does not count
     * @param edit of the map if it is open, or null
     */
    MapTail with(Shape shape, int count, boolean large, Object key, long intKey, Object value, long word, Edit edit) {
        MapTail tail = this;
        if (count == room || claimed != count || !CLAIMED.compareAndSet(this, count, count + 1)) {
            int larger = count < OrderTrie.WIDTH ? Math.min(2 * count, OrderTrie.WIDTH) : 2 * count;
            tail = withRoom(shape, count == 0 && large ? OrderTrie.WIDTH : Math.max(FIRST, larger), count + 1, edit);
            copyTo(tail, shape, count);
        }
        tail.write(shape, count, key, intKey, value, word);
        return tail;
    }

    /** A copy of these entries up to {@code count}, one of them with another value. */
    MapTail withValue(Shape shape, int count, int at, Object value, long word, Edit edit) {
        var tail = withRoom(shape, room, count, edit);
        copyTo(tail, shape, count);
        tail.writeValue(shape, at, value, word);
        return tail;
    }

    private void copyTo(MapTail tail, Shape shape, int count) {
        System.arraycopy(objects, 0, tail.objects, 0, count * shape.objects);
        System.arraycopy(words, 0, tail.words, 0, count * shape.words);
    }

    /** The objects of the first entries as an array of their own; nobody writes there any more. */
    Object[] objects(Shape shape, int count) {
        int length = count * shape.objects;
        return length == objects.length ? objects : Arrays.copyOf(objects, length);
    }

    /** The words of the first entries as an array of their own; nobody writes there any more. */
    long[] words(Shape shape, int count) {
        int length = count * shape.words;
        return length == words.length ? words : Arrays.copyOf(words, length);
    }
}
