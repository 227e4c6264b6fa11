package snow.rt.actor;

/**
 * Whether events of processes go to the JDK's flight recorder ({@link RecordedEvents}).
 *
 * <p>A program that nobody records pays one load of a static field where something rare happens, and no class of the recorder is
 * loaded for it: {@code SNOW_JFR=1} turns the events on from the start, otherwise the ticker looks once a second whether the
 * JVM has begun to record ({@code jcmd PID JFR.start}, {@code -XX:StartFlightRecording}).
 */
final class Recording {
    /** Ticks between two looks. */
    private static final int PERIOD = 512;

    /** Time in which others wait for the processor that one process uses without a yield point, worth an event: in ticks. */
    static final int LONG_SLICE_TICKS = 10;

    /** Read without order: an event more or less at the beginning does not matter. */
    static boolean on = "1".equals(System.getenv("SNOW_JFR"));

    private static boolean unavailable;

    private Recording() {}

    /** Called by the ticker. */
    static void look(long tick) {
        if (!on && !unavailable && tick % PERIOD == 0) {
            try {
                on = RecordedEvents.areWanted();
            } catch (LinkageError _) {
                // A JVM without the module jdk.jfr.
                unavailable = true;
            }
        }
    }

    static void started(Process process) {
        if (on) {
            RecordedEvents.started(process);
        }
    }

    static void ended(Process process, ExitReason reason) {
        if (on) {
            RecordedEvents.ended(process, reason.text());
        }
    }

    static void crashed(Process process, String message) {
        if (on) {
            RecordedEvents.crashed(process, message);
        }
    }

    static void restarted(Process supervisor, String child, ExitReason reason) {
        if (on) {
            RecordedEvents.restarted(supervisor, child, reason.text());
        }
    }

    static void longMailbox(Process process, int waiting) {
        if (on) {
            RecordedEvents.longMailbox(process, waiting);
        }
    }

    /** The process has let others wait for so many ticks. */
    static void slice(Process process, long ticks) {
        if (on && process != null && ticks > LONG_SLICE_TICKS) {
            RecordedEvents.longSlice(process, ticks);
        }
    }
}
