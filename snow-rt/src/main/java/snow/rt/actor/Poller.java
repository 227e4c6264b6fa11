package snow.rt.actor;

/**
 * The selectors of a transport, served by the carriers themselves: a carrier without anything to run blocks in
 * {@link #select} instead of parking. At most one carrier is in {@code select} at any time, but not always the same one:
 * when the carrier that polled last has been busy for a whole tick (2 ms), an idle one takes over; when all are busy, one of
 * them looks at least once per tick without blocking.
 *
 * <p>All methods are called from plain platform threads, never from a process.
 */
public interface Poller {
    /**
     * Waits for readiness and handles all of it before it returns: reads, decodes, queues events with
     * {@link EventProcess#post} or {@link EventProcess#schedule}. What it schedules runs next on the same carrier. Must
     * not run Snow code and must not throw.
     *
     * @param timeoutNanos 0: do not wait; negative: wait until something is ready or {@link #wakeup} is called
     */
    void select(long timeoutNanos);

    /** Makes the current or else the next blocking {@link #select} return at once. Any thread, must not block. */
    void wakeup();

    /** Releases the selectors; nothing selects any more. */
    void close();
}
