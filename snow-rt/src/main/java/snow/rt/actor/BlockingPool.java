package snow.rt.actor;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for operations that would block a carrier: files, name resolution, reading standard input. The process waits for
 * the result as for a reply; if a signal ends it meanwhile, the operation finishes alone and its result is dropped.
 */
final class BlockingPool {
    private final ThreadPoolExecutor pool;

    BlockingPool(int threads) {
        ThreadFactory factory = task -> {
            Thread thread = new Thread(null, task, "snow-io", 0, false);
            thread.setDaemon(true);
            return thread;
        };
        pool = new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        pool.allowCoreThreadTimeOut(true);
    }

    /** What an operation ended with. */
    private record Failure(Throwable cause) {}

    <T> T call(Process caller, Blocking.Operation<T> operation) {
        Object reference = new Object();
        pool.execute(() -> {
            Object value;
            try {
                value = operation.run();
            } catch (Throwable e) {
                value = new Failure(e);
            }
            caller.mailbox.push(new Node.Reply(reference, value));
        });
        Object value = caller.awaitReply(reference, Mailbox.Wait.OUTSIDE);
        if (value instanceof Failure(Throwable cause)) {
            if (cause instanceof Error error) {
                throw error;
            }
            if (cause instanceof RuntimeException exception) {
                throw exception;
            }
            throw new IllegalStateException(cause);
        }
        @SuppressWarnings("unchecked") // the operation's own result
        T result = (T) value;
        return result;
    }

    void stop() {
        pool.shutdownNow();
    }
}
