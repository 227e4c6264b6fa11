package snow.rt.value;

/** The type of {@code ()}, where it has to be an object. */
public final class Unit {
    /** The only value. */
    public static final Unit UNIT = new Unit();

    private Unit() {}

    @Override
    public String toString() {
        return "()";
    }
}
