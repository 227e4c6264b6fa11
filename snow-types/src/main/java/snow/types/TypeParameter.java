package snow.types;

/**
 * A quantified type variable. Identity counts: two parameters of one name are different.
 */
public final class TypeParameter {
    private final String name;

    /** Whether what it must implement could not be found: it then passes for everything (spec 02 §18.5). */
    boolean isInError;

    /** Whether it only stands for tuples. */
    boolean isTuple;

    public TypeParameter(String name) {
        this.name = name;
    }

    /** The declared name, or a generated one such as {@code a}. */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
