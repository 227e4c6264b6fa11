package snow.rt.actor;

/**
 * Unwinds a process that an exit signal ends. No code between the yield point and the body of the process may swallow it;
 * who catches {@code Throwable} to clean up rethrows it.
 *
 * <p>Only {@code main} and processes that end themselves record a stack trace: what is written at their end names the place.
 */
public final class ProcessExit extends Error {
    private static final long serialVersionUID = 1;

    private final transient ExitReason reason;

    private final boolean voluntary;

    ProcessExit(ExitReason reason, boolean withTrace) {
        this(reason, withTrace, false);
    }

    private ProcessExit(ExitReason reason, boolean withTrace, boolean voluntary) {
        super(null, null, false, withTrace);
        this.reason = reason;
        this.voluntary = voluntary;
    }

    /** A process ends itself. */
    static ProcessExit voluntary(ExitReason reason) {
        return new ProcessExit(reason, true, true);
    }

    /** Whether the process itself has asked for its end. */
    boolean isVoluntary() {
        return voluntary;
    }

    /** The reason with which the process ends. */
    public ExitReason reason() {
        return reason;
    }
}
