package snow.rt.value;

/**
 * A value whose inside a program cannot see: a process identifier, a connection, a server. Unless a class says otherwise, a handle
 * equals itself only and has no order.
 */
public interface Opaque {
    /** Appends the display text. */
    void display(StringBuilder out);

    /** Appends the inspect text. */
    default void inspect(StringBuilder out) {
        display(out);
    }

    /** Snow's {@code ==}. */
    default boolean eq(Object other) {
        return this == other;
    }

    /** Snow's {@code compare}; the type checker admits it only for classes that override it. */
    default int compare(Object other) {
        throw new IllegalStateException("a value without order was compared");
    }

    /** Snow's {@code hash}. */
    default long hash() {
        return Hash.ofInt(System.identityHashCode(this));
    }
}
