package snow.rt.actor;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import snow.rt.io.Console;

/** Small programs in Java for the tests of this package. */
final class Programs {
    /** {@code -Dsnow.stress.full=true} runs the stress tests in the sizes of spec 05 §18; that takes minutes. */
    static final boolean FULL = Boolean.getBoolean("snow.stress.full");

    private Programs() {}

    /** How many of something: usually, and in full size. */
    static int size(int usual, int full) {
        return FULL ? full : usual;
    }

    record Outcome(int status, String out, String err) {}

    static Outcome run(boolean fallback, Runnable main) {
        return run(settings -> settings.withFallback(fallback).withSchedulers(2), main);
    }

    static Outcome run(java.util.function.UnaryOperator<Settings> change, Runnable main) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Settings settings = change.apply(Settings.embedded(new Console(out, err, false)));
        int status = World.run(program(main), new String[0], settings);
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static Program program(Runnable main) {
        return new Program() {
            @Override
            public void main() {
                main.run();
            }
        };
    }

    static Activity actor(String name, Runnable body) {
        return becoming(name, () -> {
            body.run();
            return null;
        });
    }

    static Activity becoming(String name, Supplier<Activity> body) {
        return new Activity() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Object run() {
                return body.get();
            }
        };
    }

    static Activity cleaning(String name, Runnable body, Runnable cleanup) {
        return new Activity() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Object run() {
                body.run();
                return null;
            }

            @Override
            public boolean hasTerminate() {
                return true;
            }

            @Override
            public void terminate() {
                cleanup.run();
            }
        };
    }

    /** Takes the next message, whatever it is. */
    static Object take() {
        Receive cursor = Receive.begin();
        Object message = cursor.next();
        cursor.take();
        return message;
    }

    /** Takes the oldest message of a class within a time, or gives {@link Receive#TIMEOUT}. */
    static Object take(Class<?> type, long timeout) {
        Receive cursor = Receive.begin(timeout);
        while (true) {
            Object message = cursor.next();
            if (message == Receive.TIMEOUT) {
                return message;
            }
            if (type.isInstance(message)) {
                cursor.take();
                return message;
            }
        }
    }

    static void waitForEver() {
        take(Programs.class, -1);
    }

    /** Computes until it is ended from outside. */
    static void compute() {
        while (true) {
            Safepoint.poll();
        }
    }
}
