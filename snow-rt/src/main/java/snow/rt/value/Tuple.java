package snow.rt.value;

import snow.rt.Crash;

/** A tuple of two or more components. The compiler emits one subclass per combination of representations. */
public abstract class Tuple extends Data {
    protected Tuple() {}

    /** The first component, boxed. */
    public static Object first(Tuple tuple) {
        return tuple.field(0);
    }

    /** The second component, boxed. */
    public static Object second(Tuple tuple) {
        return tuple.field(1);
    }

    /** The component at a position, boxed; crashes outside the tuple. */
    public static Object nth(Tuple tuple, long index) {
        if (index < 0 || index >= tuple.arity()) {
            throw new Crash("Tuple.nth: index " + index + " out of bounds (len " + tuple.arity() + ")");
        }
        return tuple.field((int) index);
    }

    /** The number of components. */
    public static long size(Tuple tuple) {
        return tuple.arity();
    }

    @Override
    public final void display(StringBuilder out) {
        displayFields(out);
    }
}
