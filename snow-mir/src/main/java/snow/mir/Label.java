package snow.mir;

/** The target of jumps: a join or a loop of one function. Identity counts. */
public final class Label {
    private final String name;

    /** @param name for printing */
    public Label(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
