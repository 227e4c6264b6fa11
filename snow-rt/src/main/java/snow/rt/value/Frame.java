package snow.rt.value;

/**
 * Variables of one run of a function that had to be cut into several methods: those which are too many to be handed over as parameters, and what
 * a method leaves for the one that called it. Numbers are not boxed. Used by one thread at a time.
 */
public final class Frame {
    private final Object[] values;
    private final long[] numbers;

    /**
     * A frame in which nothing has been stored.
     *
     * @param values how many slots for objects, from 0
     * @param numbers how many slots for numbers, from 0
     */
    public Frame(long values, long numbers) {
        this.values = new Object[(int) values];
        this.numbers = new long[(int) numbers];
    }

    public Object get(long slot) {
        return values[(int) slot];
    }

    public void put(long slot, Object value) {
        values[(int) slot] = value;
    }

    public long getInt(long slot) {
        return numbers[(int) slot];
    }

    public void putInt(long slot, long value) {
        numbers[(int) slot] = value;
    }

    public double getFloat(long slot) {
        return Double.longBitsToDouble(numbers[(int) slot]);
    }

    public void putFloat(long slot, double value) {
        numbers[(int) slot] = Double.doubleToRawLongBits(value);
    }

    /** A place in an array. */
    public int getIndex(long slot) {
        return (int) numbers[(int) slot];
    }

    public void putIndex(long slot, int value) {
        numbers[(int) slot] = value;
    }
}
