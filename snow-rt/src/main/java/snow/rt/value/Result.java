package snow.rt.value;

/** {@code Ok(v)} or {@code Err(e)}; one class per representation of the value, as for any sum type. */
public abstract class Result extends Variant {
    private Result(int tag) {
        super(tag);
    }

    /** {@code Ok(value)} of an object. */
    public static Result ok(Object value) {
        return new Ok_L(value);
    }

    /** {@code Err(reason)} with a text. */
    public static Result err(String reason) {
        return new Err_L(reason);
    }

    public static final class Ok_L extends Result {
        public final Object _0;

        public Ok_L(Object _0) {
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

    public static final class Ok_J extends Result {
        public final long _0;

        public Ok_J(long _0) {
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

    public static final class Ok_D extends Result {
        public final double _0;

        public Ok_D(double _0) {
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

    public static final class Ok_Z extends Result {
        public final boolean _0;

        public Ok_Z(boolean _0) {
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

    public static final class Err_L extends Result {
        public final Object _0;

        public Err_L(Object _0) {
            super(1);
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

    public static final class Err_J extends Result {
        public final long _0;

        public Err_J(long _0) {
            super(1);
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

    public static final class Err_D extends Result {
        public final double _0;

        public Err_D(double _0) {
            super(1);
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

    public static final class Err_Z extends Result {
        public final boolean _0;

        public Err_Z(boolean _0) {
            super(1);
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
}
