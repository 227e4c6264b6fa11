package snow.rt.value;

/** {@code Some(v)} or {@code None}; one class per representation of the value, as for any sum type. */
public abstract class Option extends Variant {
    private Option(int tag) {
        super(tag);
    }

    public static final class Some_L extends Option {
        public final Object _0;

        public Some_L(Object _0) {
            super(0);
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
    }

    public static final class Some_J extends Option {
        public final long _0;

        public Some_J(long _0) {
            super(0);
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
    }

    public static final class Some_D extends Option {
        public final double _0;

        public Some_D(double _0) {
            super(0);
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
    }

    public static final class Some_Z extends Option {
        public final boolean _0;

        public Some_Z(boolean _0) {
            super(0);
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
    }

    public static final class None extends Option {
        public static final None INSTANCE = new None();

        private None() {
            super(1);
        }

        @Override
        public int arity() {
            return 0;
        }

        @Override
        public Object field(int index) {
            throw new IndexOutOfBoundsException(index);
        }
    }
}
