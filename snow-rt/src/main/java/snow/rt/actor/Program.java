package snow.rt.actor;

/** A compiled program; the compiler emits one subclass, {@code snow.start.Entry}. */
public abstract class Program {
    /** Evaluates the top-level bindings, then the program's {@code main}. */
    public abstract void main();
}
