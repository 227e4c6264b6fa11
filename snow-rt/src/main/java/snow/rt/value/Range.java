package snow.rt.value;

import snow.rt.actor.Safepoint;
import snow.rt.collection.ListBuilder;
import snow.rt.collection.PersistentList;

/** The integers from {@code start} up to but not including {@code stop}; empty when {@code stop <= start}. */
public final class Range implements Opaque {
    public final long start;
    public final long stop;

    public Range(long start, long stop) {
        this.start = start;
        this.stop = stop;
    }

    /** {@code start..stop} */
    public static Range of(long start, long stop) {
        return new Range(start, stop);
    }

    public static long start(Range range) {
        return range.start;
    }

    public static long stop(Range range) {
        return range.stop;
    }

    /** The number of elements, at most the largest {@code Int}. */
    public static long length(Range range) {
        if (range.stop <= range.start) return 0;
        long length = range.stop - range.start;
        return length < 0 ? Long.MAX_VALUE : length;
    }

    public static PersistentList toList(Range range) {
        var list = new ListBuilder(length(range));
        for (long i = range.start; i < range.stop; i++) {
            if ((i & 1023) == 0) Safepoint.poll();
            list.add(i);
        }
        return list.build();
    }

    @Override
    public void display(StringBuilder out) {
        out.append(start).append("..").append(stop);
    }

    @Override
    public boolean eq(Object other) {
        return other instanceof Range that && start == that.start && stop == that.stop;
    }

    @Override
    public long hash() {
        return Hash.combine(Hash.ofInt(start), Hash.ofInt(stop));
    }
}
