package snow.cli;

/** Exit statuses of the tool (spec 08 §1.5). */
final class ExitStatus {
    static final int OK = 0;
    /** The input is at fault. */
    static final int FAILED = 1;

    static final int USAGE = 2;
    /** The environment is at fault. */
    static final int ENVIRONMENT = 3;

    static final int INTERNAL_ERROR = 70;

    private ExitStatus() {}
}
