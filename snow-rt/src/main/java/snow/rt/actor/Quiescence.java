package snow.rt.actor;

/**
 * Finds the end of a program: the moment from which no process can run again, because every one is dormant (waits
 * without limit for others, with no message and no timer on its way) and no server is open.
 *
 * <p>It looks twice at all processes. The second look must find the same processes, each dormant and not woken since the first
 * (same {@code wakeSeq}). So each was dormant without interruption from its first to its second look, and at the moment between
 * the rounds all were together; only a running process, a timer or the outside world could wake one, and there was none.
 * Once all are dormant nothing changes, so the next look succeeds.
 */
final class Quiescence {
    private final World world;

    /** The process that was found busy last; most likely it still is, and then one look suffices. */
    private Process busy;

    private long fingerprint;

    Quiescence(World world) {
        this.world = world;
    }

    /** Returns when the program can do nothing more, or is told to stop. */
    void await() {
        long pause = 0;
        while (!world.isStopRequested() && !look()) {
            if (world.hasServers()) {
                world.pause(1000);
            } else {
                if (pause > 0) {
                    world.pause(pause);
                } else {
                    Thread.onSpinWait();
                }
                pause = Math.min(16, pause == 0 ? 1 : 2 * pause);
            }
        }
    }

    /** Whether nothing can run again. */
    boolean look() {
        if (world.hasServers() || busy != null && busy.isAlive() && !busy.isDormant()) {
            return false;
        }
        busy = null;
        long spawned = world.spawned();
        Process[] processes = world.table().snapshot();
        int[] wakes = new int[processes.length];
        for (int i = 0; i < processes.length; i++) {
            // In this order: a process that wakes in between must not be taken for one that never slept.
            wakes[i] = processes[i].wakeSeq();
            if (!processes[i].isDormant()) {
                busy = processes[i];
                return false;
            }
        }
        if (world.spawned() != spawned || world.table().size() != processes.length) {
            return false;
        }
        long sum = spawned;
        for (int i = 0; i < processes.length; i++) {
            if (!processes[i].isDormant() || processes[i].wakeSeq() != wakes[i]) {
                return false;
            }
            sum += wakes[i];
        }
        fingerprint = sum;
        return true;
    }

    /** After a successful look: the same number later means that nothing has happened in between. */
    long fingerprint() {
        return fingerprint;
    }
}
