package snow.rt.value;

/** A function as a value: the superclass of the shape classes {@code snow.rt.fn.Fn_…}. */
public abstract class Function {
    protected Function() {}

    /** What a generic function shows of a function value. */
    @Override
    public final String toString() {
        return "<function>";
    }
}
