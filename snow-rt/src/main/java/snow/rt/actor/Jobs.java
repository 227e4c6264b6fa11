package snow.rt.actor;

import snow.rt.Crash;
import snow.rt.fn.Fn__L;
import snow.rt.value.Option;

/** What Snow's module {@code Job} is made of (spec 05 §14). */
public final class Jobs {
    private Jobs() {}

    /** {@code Job.async}. */
    public static Pid async(Fn__L function) {
        return JobProcess.start(Process.current(), function).pid;
    }

    /**
     * Waits for a job.
     *
     * @param millis 0: does not wait; negative: without limit
     * @return why there is no value, or none if there is one
     */
    public static Option failure(Pid pid, long millis) {
        if (!(pid.process instanceof JobProcess job)) {
            return new Option.Some_L("not a job");
        }
        if (job == Process.current()) {
            return new Option.Some_L("a job cannot await itself");
        }
        if (!job.await(millis)) {
            return new Option.Some_L("timeout");
        }
        return job.hasResult()
                ? Option.None.INSTANCE
                : new Option.Some_L(job.exitReason().text());
    }

    /** The value of a job that has ended without failure. */
    public static Object value(Pid job) {
        return ((JobProcess) job.process).result();
    }

    public static long valueInt(Pid job) {
        if (value(job) instanceof Long value) {
            return value;
        }
        throw badValue(job, "Int");
    }

    public static double valueFloat(Pid job) {
        if (value(job) instanceof Double value) {
            return value;
        }
        throw badValue(job, "Float");
    }

    public static boolean valueBool(Pid job) {
        if (value(job) instanceof Boolean value) {
            return value;
        }
        throw badValue(job, "Bool");
    }

    private static Crash badValue(Pid job, String expected) {
        Object value = value(job);
        String found = value instanceof Long
                ? "Int"
                : value instanceof Double
                        ? "Float"
                        : value instanceof Boolean ? "Bool" : value.getClass().getSimpleName();
        return Crash.badMessage(expected, found);
    }
}
