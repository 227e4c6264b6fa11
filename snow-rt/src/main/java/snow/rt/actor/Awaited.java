package snow.rt.actor;

import java.util.function.Consumer;

/**
 * A value from outside for which one process waits, and which must not be lost when the process ends meanwhile: a line of standard
 * input, for instance.
 */
public final class Awaited<T> {
    private final Process process;
    private final Consumer<T> declined;

    /**
     * For the running process. Makes sure that there is stack enough for what its user does before the wait.
     *
     * @param declined gets the value back if the process ends before it has taken it; on any thread, must not run Snow code
     */
    public Awaited(Consumer<T> declined) {
        Headroom.require();
        this.process = Process.current();
        this.declined = declined;
    }

    /** Gives the process its value; once. False if it has ended: the value is still the caller's. Any thread. */
    public boolean offer(T value) {
        return process.mailbox.push(new Node.Offer(this, value));
    }

    /** Waits for the value, in the process; an exit signal ends the wait. */
    public T await() {
        @SuppressWarnings("unchecked") // only `offer` makes replies with this reference
        T value = (T) process.awaitReply(this, Mailbox.Wait.OUTSIDE);
        return value;
    }

    void declined(Object value) {
        @SuppressWarnings("unchecked") // as above
        T given = (T) value;
        declined.accept(given);
    }
}
