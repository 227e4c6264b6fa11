package snow.rt.value;

/** A value of a sum type. The compiler emits an abstract subclass per sum type and a subclass of that per variant. */
public abstract class Variant extends Data {
    /** The variant's position in the declaration, from 0. */
    public final int tag;

    protected Variant(int tag) {
        this.tag = tag;
    }

    /** Appends {@code Red} or {@code Circle(2.5)}. A type with a text form of its own overrides this. */
    @Override
    public void display(StringBuilder out) {
        out.append(name());
        if (arity() > 0) displayFields(out);
    }

    @Override
    public boolean eq(Object other) {
        return other instanceof Variant that && tag == that.tag && arity() == that.arity() && fieldsEqual(that);
    }

    @Override
    public int compare(Object other) {
        var that = (Variant) other;
        return tag == that.tag ? compareFields(that) : Integer.compare(tag, that.tag);
    }

    /** The order of the variants of two values, as an {@code Int}. */
    public static long tagOrder(Variant a, Variant b) {
        return a.tag - b.tag;
    }

    @Override
    public long hash() {
        long hash = Hash.ofInt(tag);
        for (int i = 0, arity = arity(); i < arity; i++) hash = Hash.combine(hash, Values.hash(field(i)));
        return hash;
    }
}
