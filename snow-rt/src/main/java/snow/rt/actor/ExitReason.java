package snow.rt.actor;

import snow.rt.value.Values;
import snow.rt.value.Variant;

/**
 * Why a process ended, Snow's {@code ExitReason}: one class per variant, named like those of any sum type. Every process ends
 * with exactly one reason.
 *
 * <p>No pattern switches here or in {@link Process}: their bootstrap would cost every program's start milliseconds. No constants
 * here either: whoever initialises a variant first would find them empty.
 */
public abstract sealed class ExitReason extends Variant {
    private ExitReason(int tag) {
        super(tag);
    }

    /** The body ended. */
    public static final class Normal extends ExitReason {
        public static final Normal INSTANCE = new Normal();

        private Normal() {
            super(0);
        }

        @Override
        String word() {
            return "normal";
        }
    }

    /** Stopped in good order: by a supervisor, or because the program ends. */
    public static final class Shutdown extends ExitReason {
        public static final Shutdown INSTANCE = new Shutdown();

        private Shutdown() {
            super(1);
        }

        @Override
        String word() {
            return "shutdown";
        }
    }

    /** A crash, with its message. */
    public static final class Error_L extends ExitReason {
        public final String _0;

        public Error_L(String _0) {
            super(2);
            this._0 = _0;
        }

        @Override
        public int arity() {
            return 1;
        }

        @Override
        public Object field(int index) {
            return _0;
        }

        @Override
        String word() {
            return _0;
        }
    }

    /** Killed without appeal. */
    public static final class Killed extends ExitReason {
        public static final Killed INSTANCE = new Killed();

        private Killed() {
            super(3);
        }

        @Override
        String word() {
            return "killed";
        }
    }

    /** A linked process ended abnormally. */
    public static final class Linked_LL extends ExitReason {
        public final Pid _0;
        public final ExitReason _1;

        public Linked_LL(Pid _0, ExitReason _1) {
            super(4);
            this._0 = _0;
            this._1 = _1;
        }

        @Override
        public int arity() {
            return 2;
        }

        @Override
        public Object field(int index) {
            return index == 0 ? _0 : _1;
        }

        @Override
        String word() {
            return "linked process " + _0 + " exited";
        }
    }

    /** Given by the program. */
    public static final class Custom_L extends ExitReason {
        public final String _0;

        public Custom_L(String _0) {
            super(5);
            this._0 = _0;
        }

        @Override
        public int arity() {
            return 1;
        }

        @Override
        public Object field(int index) {
            return _0;
        }

        @Override
        String word() {
            return _0;
        }
    }

    @Override
    public int arity() {
        return 0;
    }

    @Override
    public Object field(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    /** Whether linked processes are harmed by it. */
    public final boolean isAbnormal() {
        return !(this instanceof Normal || this instanceof Shutdown);
    }

    /** The text that programs and reports show; at most eight levels of {@code Linked}. */
    public final String text() {
        StringBuilder out = new StringBuilder();
        display(out);
        return out.toString();
    }

    @Override
    public final void display(StringBuilder out) {
        ExitReason reason = this;
        for (int level = 0; reason instanceof Linked_LL linked; level++) {
            if (level == 8) {
                out.append('…');
                return;
            }
            out.append(linked.word()).append(": ");
            reason = linked._1;
        }
        out.append(reason.word());
    }

    /** The constructor form: {@code Linked(<0.3>, Error("division by zero"))}. */
    @Override
    public final void inspect(StringBuilder out) {
        out.append(name());
        for (int i = 0; i < arity(); i++) {
            out.append(i == 0 ? "(" : ", ");
            Values.inspect(field(i), out);
        }
        if (arity() > 0) {
            out.append(')');
        }
    }

    /** The text of this reason alone. */
    abstract String word();
}
