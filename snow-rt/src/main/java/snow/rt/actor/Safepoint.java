package snow.rt.actor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The one flag that compiled code looks at where it may be interrupted: function entries and loop back edges. It is up
 * while a scheduler wants processes to let others run, or a signal waits to be noticed. Each of those holds the flag up
 * by {@link #raise} and gives it up by {@link #lower}, so that several worlds in one JVM do not clear each other's wish.
 *
 * <p>The read is opaque: a plain one would be hoisted out of loops, a volatile one costs the same on x86 and more elsewhere.
 */
public final class Safepoint {
    private static final VarHandle FLAG;

    @SuppressWarnings("unused") // through FLAG
    private static boolean flag;

    private static int holders;

    static {
        try {
            FLAG = MethodHandles.lookup().findStaticVarHandle(Safepoint.class, "flag", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Safepoint() {}

    /** A yield point: costs one load and a branch that is rarely taken. */
    public static void poll() {
        if ((boolean) FLAG.getOpaque()) {
            slow();
        }
    }

    private static void slow() {
        Strand strand = Strand.currentOrNull();
        if (strand != null) {
            strand.yieldPoint();
        }
    }

    static synchronized void raise() {
        if (holders++ == 0) {
            FLAG.setVolatile(true);
        }
    }

    static synchronized void lower() {
        if (--holders == 0) {
            FLAG.setVolatile(false);
        }
    }
}
