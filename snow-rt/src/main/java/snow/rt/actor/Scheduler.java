package snow.rt.actor;

/** Decides which processes run: on our own carriers, or, where the JDK does not allow that, behind a gate of permits. */
abstract sealed class Scheduler permits CarrierScheduler, GateScheduler {
    final World world;
    final Ticker ticker;

    Scheduler(World world) {
        this.world = world;
        this.ticker = new Ticker(world, this);
    }

    /** Makes the thread of a strand and starts it. */
    abstract void start(Strand strand);

    /** Makes a new process run. */
    abstract void begin(Process process);

    /** Queues a task that can run; from any thread. */
    abstract void enqueue(Task task);

    /** Suspends the calling strand until {@link #unpark}; may return for no reason. */
    abstract void park(Strand self);

    /** Like {@link #park}, for at most about so many nanoseconds. */
    final void parkNanos(Strand self, long nanos) {
        Alarm alarm = new Alarm(self);
        world.timers().setNanos(alarm, nanos);
        park(self);
        world.timers().cancel(alarm);
    }

    private static final class Alarm extends Timers.Timer {
        private final Strand strand;

        Alarm(Strand strand) {
            this.strand = strand;
        }

        @Override
        protected void expire() {
            strand.scheduler.unpark(strand);
        }
    }

    abstract void unpark(Strand strand);

    /** Does again what an interrupted {@link #begin} or {@link #unpark} may not have done. */
    abstract void rewake(Process process, Strand strand);

    /** Wakes all threads that somebody may have decided to wake and then had no stack left to do it. */
    abstract void wakeAgain();

    /** Lets others run when the time slice of the calling strand is over and somebody waits. */
    abstract void yieldIfDue(Strand self);

    /** Whether something waits for a carrier. */
    abstract boolean hasQueued();

    /** Whether a computing process should give way: to another one, to the transport, or to output that waits. */
    boolean isCarrierWanted() {
        return hasQueued();
    }

    /** Whether nothing runs and nothing is queued; a snapshot. */
    abstract boolean isIdle();

    /** Called by the ticker in every tick. */
    abstract void onTick();

    /** Runs a flush at the end of the turn. */
    abstract void flushLater(Flush flush);

    /** Gives the selectors of a transport to the carriers. */
    abstract void install(Poller poller);

    /** Stops all threads once they have nothing to run; waits for them at most so many milliseconds. */
    abstract void close(long millis);

    final long tick() {
        return ticker.tick;
    }
}
