package snow.rt.value;

/**
 * A value made of fields: a struct, a variant or a tuple.
 *
 * <p>The methods here work on boxed fields and follow the rules of derived implementations. Emitted classes override those for which
 * their type has an implementation of its own.
 */
public abstract class Data {
    /** The number of fields. */
    public abstract int arity();

    /** The field at a position from 0 to {@code arity() - 1}, boxed. */
    public abstract Object field(int index);

    /** The field at a position, boxed. */
    public static Object part(Data data, long index) {
        return data.field((int) index);
    }

    /** Appends the display text. */
    public abstract void display(StringBuilder out);

    /** Appends the inspect text. */
    public void inspect(StringBuilder out) {
        display(out);
    }

    /** Snow's {@code ==}. */
    public boolean eq(Object other) {
        return other instanceof Data that && arity() == that.arity() && fieldsEqual(that);
    }

    /** Snow's {@code compare}: negative, 0 or positive. */
    public int compare(Object other) {
        return compareFields((Data) other);
    }

    /** Appends the value as JSON, where code needs that without knowing the type. */
    public void json(StringBuilder out) {
        throw new IllegalStateException("a value that is not serialisable was encoded");
    }

    /** Snow's {@code hash}. */
    public long hash() {
        int arity = arity();
        if (arity == 0) return Hash.OFFSET;
        long hash = Values.hash(field(0));
        for (int i = 1; i < arity; i++) hash = Hash.combine(hash, Values.hash(field(i)));
        return hash;
    }

    final boolean fieldsEqual(Data that) {
        for (int i = 0, arity = arity(); i < arity; i++) {
            if (!Values.eq(field(i), that.field(i))) return false;
        }
        return true;
    }

    final int compareFields(Data that) {
        for (int i = 0, arity = arity(); i < arity; i++) {
            int order = Values.compare(field(i), that.field(i));
            if (order != 0) return order;
        }
        return 0;
    }

    /** Appends {@code (a, b)}: the fields' display texts. */
    final void displayFields(StringBuilder out) {
        out.append('(');
        for (int i = 0, arity = arity(); i < arity; i++) {
            if (i > 0) out.append(", ");
            Values.display(field(i), out);
        }
        out.append(')');
    }

    /** The name as the program wrote it: {@code Circle} for the class {@code Main$Shape$Circle_D}. */
    public String name() {
        String name = getClass().getName();
        int letters = name.length() - arity();
        int end =
                letters > 0 && letters < name.length() && name.charAt(letters - 1) == '_' ? letters - 1 : name.length();
        return name.substring(name.lastIndexOf('$', end - 1) + 1, end);
    }

    @Override
    public final boolean equals(Object other) {
        return eq(other);
    }

    @Override
    public final int hashCode() {
        return Long.hashCode(hash());
    }

    @Override
    public final String toString() {
        var out = new StringBuilder();
        display(out);
        return out.toString();
    }
}
