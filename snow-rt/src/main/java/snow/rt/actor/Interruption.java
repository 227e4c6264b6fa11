package snow.rt.actor;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * SIGTERM, SIGINT and SIGHUP: the JVM runs its shutdown hooks and then exits with 128 + the number of the signal; our hook
 * stops the world in order meanwhile. A second signal would only wait for the first; so the hook, once it runs, puts a handler
 * of its own in place that ends the JVM at once, with the status of that second signal, whichever the first was: it is what ends the
 * program. It does that by reflection, because the class is not part of Java SE, and
 * not before, because a program that is never interrupted shall not pay for it.
 */
final class Interruption implements Runnable {
    private final World world;

    private Interruption(World world) {
        this.world = world;
    }

    static void installFor(World world) {
        Thread hook = new Thread(null, new Interruption(world), "snow-shutdown", 0, false);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void run() {
        if (world.isFinished()) {
            return;
        }
        endAtOnceOnNextSignal("TERM", 143);
        endAtOnceOnNextSignal("INT", 130);
        endAtOnceOnNextSignal("HUP", 129);
        try {
            world.stop(143);
        } catch (OutOfMemoryError _) {
            world.console().lastWords();
        }
    }

    private static void endAtOnceOnNextSignal(String name, int status) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler halt = (_, method, _) -> {
                if (method.getName().equals("handle")) {
                    Runtime.getRuntime().halt(status);
                }
                return null;
            };
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, halt);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException _) {
            // Without it a second signal waits for the first, no longer than the shutdown time.
        }
    }
}
