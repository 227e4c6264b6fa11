package snow.rt.actor;

/** Why a process ended. Every process ends with exactly one reason. */
public sealed interface ExitReason {
    ExitReason NORMAL = new Normal();
    ExitReason SHUTDOWN = new Shutdown();
    ExitReason KILLED = new Killed();

    /** The body ended. */
    record Normal() implements ExitReason {}

    /** Stopped in good order: by a supervisor, or because the program ends. */
    record Shutdown() implements ExitReason {}

    /** A crash, with its message. */
    record Error(String message) implements ExitReason {}

    /** Killed without appeal. */
    record Killed() implements ExitReason {}

    /** A linked process ended abnormally. */
    record Linked(Pid pid, ExitReason reason) implements ExitReason {}

    /** Given by the program. */
    record Custom(String text) implements ExitReason {}

    /** Whether linked processes are harmed by it. */
    default boolean isAbnormal() {
        return switch (this) {
            case Normal _, Shutdown _ -> false;
            case Error _, Killed _, Linked _, Custom _ -> true;
        };
    }

    /** The text that programs and reports show; at most eight levels of {@code Linked}. */
    default String text() {
        StringBuilder out = new StringBuilder();
        ExitReason reason = this;
        for (int level = 0; reason instanceof Linked linked; level++) {
            if (level == 8) {
                return out.append('…').toString();
            }
            out.append("linked process ").append(linked.pid).append(" exited: ");
            reason = linked.reason;
        }
        return out.append(reason.word()).toString();
    }

    private String word() {
        return switch (this) {
            case Normal _ -> "normal";
            case Shutdown _ -> "shutdown";
            case Error error -> error.message;
            case Killed _ -> "killed";
            case Custom custom -> custom.text;
            case Linked _ -> "linked";
        };
    }
}
