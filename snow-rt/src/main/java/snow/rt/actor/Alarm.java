package snow.rt.actor;

/**
 * Ends the rest of a process whose {@code receive} has a time limit. Who replaces the mark in a mailbox wakes its owner: as a message does,
 * so does an alarm. It may ring too early, the owner looks at the clock.
 *
 * <p>An alarm is left as it is where it would only have to be put off. So a process that gets its messages in time touches the timers once
 * per time limit, not once per message.
 */
final class Alarm extends Timers.Timer {
    private final Process sleeper;

    /** It does not wait to ring. Written before the mailbox's mark is looked for, read after that has been set. */
    private volatile boolean rung = true;

    /** When it rings; the sleeper's own note. */
    private long time;

    Alarm(Process sleeper) {
        this.sleeper = sleeper;
    }

    /** Sets it for a time or earlier, in terms of {@link System#nanoTime}. By the sleeper. */
    void ringBy(long deadline) {
        if (rung || time - deadline > 0) {
            wind(deadline);
            sleeper.group.world.timers().setNanos(this, deadline - System.nanoTime());
        }
    }

    /** From now on it counts as waiting to ring. */
    void wind(long deadline) {
        rung = false;
        time = deadline;
    }

    /** Whether it has rung since it was set, so that it wakes nobody who lies down now. */
    boolean hasRung() {
        return rung;
    }

    /** By the sleeper, at its end. */
    void cancel() {
        if (!rung) {
            sleeper.group.world.timers().cancel(this);
        }
    }

    @Override
    protected boolean isAbandoned() {
        return !sleeper.isAlive();
    }

    @Override
    protected void expire() {
        rung = true;
        if (sleeper.mailbox.unmark()) {
            try {
                sleeper.wake();
            } catch (OutOfMemoryError e) {
                // No memory for a queue: the ticker repeats the wake-up.
                sleeper.unwoken = true;
                sleeper.group.world.repairNeeded = true;
            }
        }
    }
}
