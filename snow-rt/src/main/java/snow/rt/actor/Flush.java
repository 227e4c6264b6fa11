package snow.rt.actor;

/** Output that was queued during a turn and leaves at its end, see {@link Actors#flushLater}. */
public interface Flush {
    /** Writes what is queued. Runs on a carrier's own thread: must not block, must not run Snow code, must not throw. */
    void flush();
}
