package snow.rt.actor;

/**
 * Why a process ended. Every process ends with exactly one reason.
 *
 * <p>No pattern switches here or in {@link Process}: their bootstrap would cost every program's start milliseconds.
 */
public sealed interface ExitReason {
    ExitReason NORMAL = new Normal();
    ExitReason SHUTDOWN = new Shutdown();
    ExitReason KILLED = new Killed();

    /** The body ended. */
    record Normal() implements ExitReason {
        @Override
        public String word() {
            return "normal";
        }
    }

    /** Stopped in good order: by a supervisor, or because the program ends. */
    record Shutdown() implements ExitReason {
        @Override
        public String word() {
            return "shutdown";
        }
    }

    /** A crash, with its message. */
    record Error(String message) implements ExitReason {
        @Override
        public String word() {
            return message;
        }
    }

    /** Killed without appeal. */
    record Killed() implements ExitReason {
        @Override
        public String word() {
            return "killed";
        }
    }

    /** A linked process ended abnormally. */
    record Linked(Pid pid, ExitReason reason) implements ExitReason {
        @Override
        public String word() {
            return "linked process " + pid + " exited";
        }
    }

    /** Given by the program. */
    record Custom(String word) implements ExitReason {}

    /** Whether linked processes are harmed by it. */
    default boolean isAbnormal() {
        return !(this instanceof Normal || this instanceof Shutdown);
    }

    /** The text that programs and reports show; at most eight levels of {@code Linked}. */
    default String text() {
        StringBuilder out = new StringBuilder();
        ExitReason reason = this;
        for (int level = 0; reason instanceof Linked linked; level++) {
            if (level == 8) {
                return out.append('…').toString();
            }
            out.append(linked.word()).append(": ");
            reason = linked.reason;
        }
        return out.append(reason.word()).toString();
    }

    /** The text of this reason alone. */
    String word();
}
