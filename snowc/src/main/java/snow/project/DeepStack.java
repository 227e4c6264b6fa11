package snow.project;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Runs what walks trees of any depth on a thread whose stack bears it; the pages of a stack are only taken when they are used. */
final class DeepStack {
    private static final long BYTES = 512L << 20;

    private DeepStack() {}

    /** Gives the result, or throws what the task threw. */
    static <T> T call(Supplier<T> task) {
        var future = new FutureTask<>(task::get);
        var thread = new Thread(null, future, "snow-compiler", BYTES);
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                } catch (ExecutionException failure) {
                    throw unwrapped(failure);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unwrapped(ExecutionException failure) {
        return switch (failure.getCause()) {
            case RuntimeException exception -> exception;
            case Error error -> throw error;
            default -> new IllegalStateException(failure.getCause());
        };
    }
}
