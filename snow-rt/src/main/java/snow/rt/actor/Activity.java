package snow.rt.actor;

/**
 * An actor applied to its arguments: what {@code spawn} is given, and what the body of an actor returns when it goes on
 * as another actor. The compiler emits one subclass per actor, whose fields are the parameters.
 */
public abstract class Activity {
    /** The name shown in reports: that of the actor, or {@code <closure>}. */
    public abstract String name();

    /**
     * Runs the body once, in the calling process.
     *
     * @return null when the body has ended, or the activity with which the process goes on
     */
    public abstract Object run();

    /** Whether {@link #terminate} does anything. */
    public boolean hasTerminate() {
        return false;
    }

    /** The {@code terminate} clause; reads the parameters from this object's fields. */
    public void terminate() {}
}
