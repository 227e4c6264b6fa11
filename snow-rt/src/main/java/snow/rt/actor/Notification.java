package snow.rt.actor;

import snow.rt.fn.Fn_LL_L;

/**
 * A message that the runtime sends and a function of the program makes: in the receiving process, once, when a
 * {@code receive} first looks at it.
 */
abstract class Notification {
    private Object message;
    private boolean made;

    /** Whether it was taken back. */
    boolean isVoid() {
        return false;
    }

    abstract Object make();

    final Object message() {
        if (!made) {
            message = make();
            made = true;
        }
        return message;
    }

    final boolean isMade() {
        return made;
    }

    /** A trapped exit signal. */
    static final class Exit extends Notification {
        private final Fn_LL_L function;
        private final Pid sender;
        private final ExitReason reason;

        Exit(Fn_LL_L function, Pid sender, ExitReason reason) {
            this.function = function;
            this.sender = sender;
            this.reason = reason;
        }

        @Override
        Object make() {
            return function.apply(sender, reason);
        }
    }

    /** No message, but the end of the process: it is thrown where a {@code receive} looks for one. */
    static final class End extends Notification {
        private final ExitReason reason;

        End(ExitReason reason) {
            this.reason = reason;
        }

        @Override
        Object make() {
            throw new ProcessExit(reason, true);
        }
    }
}
