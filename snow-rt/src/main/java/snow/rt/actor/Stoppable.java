package snow.rt.actor;

/** A server: told when the program is stopped by a signal, before the processes are. */
public interface Stoppable {
    /**
     * Stops accepting, says farewell to clients (WebSocket: Close 1001) and waits for them.
     *
     * @param millis the time after which the rest is cut off
     */
    void stop(long millis);
}
