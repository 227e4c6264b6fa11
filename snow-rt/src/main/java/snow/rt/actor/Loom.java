package snow.rt.actor;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;

/**
 * The two members of the JDK that it does not export: virtual threads on a scheduler of one's own, and the platform thread
 * under a virtual one. They need {@code --add-opens java.base/java.lang=ALL-UNNAMED} (in a jar: {@code Add-Opens}).
 * Where they are missing {@link #AVAILABLE} is false and programs run on the JDK's scheduler.
 */
final class Loom {
    /** {@code Thread.NO_INHERIT_THREAD_LOCALS}. */
    private static final int CHARACTERISTICS = 1 << 2;

    private static final MethodHandle NEW_VIRTUAL_THREAD;
    private static final MethodHandle CURRENT_CARRIER;

    static final boolean AVAILABLE;

    static {
        MethodHandle create = null;
        MethodHandle carrier;
        try {
            MethodHandles.Lookup here = MethodHandles.lookup();
            try {
                Class<?> builders = Class.forName("java.lang.ThreadBuilders");
                create = MethodHandles.privateLookupIn(builders, here)
                        .findStatic(
                                builders,
                                "newVirtualThread",
                                MethodType.methodType(
                                        Thread.class, Executor.class, String.class, int.class, Runnable.class));
                carrier = MethodHandles.privateLookupIn(Thread.class, here)
                        .findStatic(Thread.class, "currentCarrierThread", MethodType.methodType(Thread.class));
            } catch (ReflectiveOperationException _) {
                create = null;
                carrier = here.findStatic(Thread.class, "currentThread", MethodType.methodType(Thread.class));
            }
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        NEW_VIRTUAL_THREAD = create;
        CURRENT_CARRIER = carrier;
        AVAILABLE = create != null;
    }

    private Loom() {}

    /** The platform thread that runs this code; without access to it, the current thread. */
    static Thread currentCarrier() {
        try {
            return (Thread) CURRENT_CARRIER.invokeExact();
        } catch (Throwable e) {
            throw rethrow(e);
        }
    }

    /** A virtual thread, not started, whose continuation is given to the scheduler each time it can run. */
    static Thread newVirtualThread(Executor scheduler, String name, Runnable body) {
        try {
            return (Thread) NEW_VIRTUAL_THREAD.invokeExact(scheduler, name, CHARACTERISTICS, body);
        } catch (Throwable e) {
            throw rethrow(e);
        }
    }

    private static Error rethrow(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        if (e instanceof RuntimeException exception) {
            throw exception;
        }
        return new LinkageError("virtual threads", e);
    }
}
