package snow.rt.actor;

/**
 * Implemented by the function value of an actor's name ({@code let f = tally}), so that spawning it through a variable is
 * the same as spawning the actor by name.
 */
public interface ActorFunction {
    /** The actor applied to arguments, given as objects. */
    Activity with(Object[] arguments);
}
