package snow.rt.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for operations that would block a carrier: files, name resolution, reading standard input. The process waits for
 * the result as for a reply; if a signal ends it meanwhile, the operation finishes alone and its result is dropped.
 */
final class BlockingPool {
    private final ThreadPoolExecutor pool;

    /** Living threads of the pool, and dead ones until the next is made. */
    private final List<Thread> threads = new ArrayList<>();

    BlockingPool(int limit) {
        pool = new ThreadPoolExecutor(limit, limit, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::newThread);
        pool.allowCoreThreadTimeOut(true);
    }

    private Thread newThread(Runnable body) {
        Thread thread = new Thread(null, body, "snow-io", 0, false);
        thread.setDaemon(true);
        synchronized (threads) {
            threads.removeIf(old -> old.getState() == Thread.State.TERMINATED);
            threads.add(thread);
        }
        return thread;
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

    void execute(Runnable work) {
        pool.execute(work);
    }

    /** Waits a second for operations that react to an interrupt; the others finish alone, on daemon threads. */
    void stop() {
        pool.shutdownNow();
        long deadline = Deadline.after(1000);
        synchronized (threads) {
            for (Thread thread : threads) {
                Joining.join(thread, (deadline - System.nanoTime()) / 1_000_000);
            }
        }
    }
}
