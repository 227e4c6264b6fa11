package snow.rt.actor;

import snow.rt.fn.Fn_L_L;
import snow.rt.value.Opaque;

/**
 * One process's wish to learn of the end of another: it gets one message, which a function makes of the exit reason. The
 * notification travels like any message; a monitor that is taken back makes it void wherever it is.
 */
public final class Monitor implements Opaque {
    final Process watcher;
    final Process target;
    final Fn_L_L message;
    volatile boolean withdrawn;

    Monitor(Process watcher, Process target, Fn_L_L message) {
        this.watcher = watcher;
        this.target = target;
        this.message = message;
    }

    @Override
    public void display(StringBuilder out) {
        out.append("<monitor>");
    }

    /** The message for an end, not yet made. */
    Notification of(ExitReason reason) {
        return new Down(this, reason);
    }

    private static final class Down extends Notification {
        private final Monitor monitor;
        private final ExitReason reason;

        Down(Monitor monitor, ExitReason reason) {
            this.monitor = monitor;
            this.reason = reason;
        }

        @Override
        boolean isVoid() {
            return monitor.withdrawn;
        }

        @Override
        Object make() {
            return monitor.message.apply(reason);
        }
    }
}
