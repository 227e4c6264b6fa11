package snow.rt.value;

/** A value of a struct type. The compiler emits one subclass per struct. */
public abstract class Struct extends Data {
    protected Struct() {}

    /** Appends the name and the fields' values, {@code Point(1, 2)}. A type with a text form of its own overrides this. */
    @Override
    public void display(StringBuilder out) {
        out.append(name());
        displayFields(out);
    }
}
