package snow.rt.actor;

/** The {@code init} of a service applied to its arguments. The compiler emits one subclass per service. */
public abstract class Init {
    /** The service with the module it belongs to: {@code Main.Counter}. */
    public abstract String owner();

    /** Runs {@code init}, in the service's process: the first state. */
    public abstract Object state();
}
