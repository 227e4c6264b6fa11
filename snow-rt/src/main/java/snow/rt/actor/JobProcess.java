package snow.rt.actor;

import java.util.LinkedHashSet;
import java.util.Set;
import snow.rt.fn.Fn__L;

/**
 * A process that computes a value (spec 05 §14). Its result stays with the process object, so it lives as long as the pid is
 * reachable.
 *
 * <p>{@code waiting} and {@code told} are guarded by {@code lock}: who comes before {@link #tellWaiting} is told, and who comes
 * later sees that it is too late.
 */
final class JobProcess extends Process {
    /** Null after the end: a job that is kept for its result must not keep a chain of owners. */
    private Process owner;

    private final Object lock = new Object();
    private Set<Waiting> waiting;
    private boolean told;

    /** Written before the exit reason is published. */
    private Object result;

    private boolean returned;

    private JobProcess(Group group, Process owner) {
        super(group, Kind.JOB, "");
        this.owner = owner;
    }

    static JobProcess start(Process owner, Fn__L function) {
        JobProcess job = new JobProcess(owner.group, owner);
        owner.own(job);
        return begin(job, new Computation(job, function));
    }

    private static final class Computation extends Activity {
        private final JobProcess job;
        private final Fn__L function;

        Computation(JobProcess job, Fn__L function) {
            this.job = job;
            this.function = function;
        }

        @Override
        public String name() {
            return "";
        }

        @Override
        public Object run() {
            job.result = function.apply();
            job.returned = true;
            return null;
        }
    }

    /** One process that awaits the job; the reference of its wait. */
    private record Waiting(Process process, Object reference) {}

    /** Only after the end. */
    Object result() {
        return result;
    }

    /** Whether it has ended with a result. Only after the end. */
    boolean hasResult() {
        return returned && exitReason() == ExitReason.Normal.INSTANCE;
    }

    /**
     * Waits for the end of the job, in the running process.
     *
     * @param millis negative or above 2^53: without limit
     * @return whether it has ended
     */
    boolean await(long millis) {
        Headroom.require();
        Process caller = current();
        Waiting wait = new Waiting(caller, new Object());
        synchronized (lock) {
            if (told || exitReason() != null) {
                return true;
            }
            if (millis == 0) {
                return false;
            }
            if (waiting == null) {
                waiting = new LinkedHashSet<>(4);
            }
            waiting.add(wait);
        }
        boolean timed = millis > 0 && millis <= Receive.FOREVER_MILLIS;
        try {
            return caller.awaitReply(
                            wait.reference,
                            timed ? Mailbox.Wait.TIME : Mailbox.Wait.OTHERS,
                            timed,
                            timed ? Deadline.after(millis) : 0)
                    != Receive.TIMEOUT;
        } finally {
            synchronized (lock) {
                if (waiting != null) {
                    waiting.remove(wait);
                }
            }
        }
    }

    @Override
    void tellWaiting(ExitReason reason) {
        if (owner != null) {
            owner.disown(this);
            owner = null;
        }
        Set<Waiting> all;
        synchronized (lock) {
            told = true;
            all = waiting;
            waiting = null;
        }
        if (all != null) {
            for (Waiting one : all) {
                one.process.mailbox.push(new Node.Reply(one.reference, reason));
            }
        }
    }
}
