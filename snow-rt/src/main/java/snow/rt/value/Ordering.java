package snow.rt.value;

/** What {@code compare} gives: {@code Less}, {@code Equal} or {@code Greater}. */
public abstract class Ordering extends Variant {
    private Ordering(int tag) {
        super(tag);
    }

    /** The ordering for a negative, zero or positive comparison. */
    public static Ordering of(int comparison) {
        if (comparison < 0) return Less.INSTANCE;
        return comparison == 0 ? Equal.INSTANCE : Greater.INSTANCE;
    }

    /** Snow's {@code compare}. */
    public static Ordering compare(Object a, Object b) {
        return of(Values.compare(a, b));
    }

    @Override
    public final int arity() {
        return 0;
    }

    @Override
    public final Object field(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    public static final class Less extends Ordering {
        public static final Less INSTANCE = new Less();

        private Less() {
            super(0);
        }
    }

    public static final class Equal extends Ordering {
        public static final Equal INSTANCE = new Equal();

        private Equal() {
            super(1);
        }
    }

    public static final class Greater extends Ordering {
        public static final Greater INSTANCE = new Greater();

        private Greater() {
            super(2);
        }
    }
}
