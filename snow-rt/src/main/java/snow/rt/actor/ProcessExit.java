package snow.rt.actor;

/**
 * Unwinds a process that an exit signal ends. No code between the yield point and the body of the process may swallow it;
 * who catches {@code Throwable} to clean up rethrows it.
 *
 * <p>Only {@code main} records a stack trace: the line written at its end names the place where it was.
 */
public final class ProcessExit extends Error {
    private static final long serialVersionUID = 1;

    private final transient ExitReason reason;

    ProcessExit(ExitReason reason, boolean withTrace) {
        super(null, null, false, withTrace);
        this.reason = reason;
    }

    /** The reason with which the process ends. */
    public ExitReason reason() {
        return reason;
    }
}
