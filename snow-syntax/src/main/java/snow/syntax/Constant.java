package snow.syntax;

/** The value of a literal, in expressions and patterns. */
public sealed interface Constant {
    /** Any 64-bit value; negative ones only in patterns, and {@link Long#MIN_VALUE} (see {@link Expr.Literal}). */
    record Int(long value) implements Constant {}

    record Float(double value) implements Constant {}

    /** A string in a pattern, escapes processed. Strings in expressions are {@link Expr.Str}. */
    record Text(String value) implements Constant {}

    record Bool(boolean value) implements Constant {}

    /** {@code nil}, the unit value. */
    record Nil() implements Constant {}

    /**
     * {@code :name}.
     *
     * @param name without the colon
     */
    record Atom(String name) implements Constant {}
}
