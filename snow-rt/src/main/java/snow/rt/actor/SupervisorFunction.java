package snow.rt.actor;

/**
 * Marks the function value of a supervisor's name, a {@link snow.rt.fn.Fn__L}: spawning it calls it in the calling process, which
 * is how {@code spawn} of a supervisor waits for the start of its children.
 */
public interface SupervisorFunction {}
