package snow.project;

/** The version of the tool. */
public final class Version {
    public static final String TEXT = "0.1.0";

    private Version() {}
}
