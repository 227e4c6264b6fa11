package snow.rt.io;

import java.util.ArrayDeque;
import java.util.Deque;
import snow.rt.actor.Awaited;
import snow.rt.actor.Blocking;
import snow.rt.actor.Process;
import snow.rt.value.Result;

/**
 * {@code IO.read_line}: the lines of the JVM's standard input, whichever process asks for them.
 *
 * <p>One thread reads as long as somebody waits. A process that is ended meanwhile leaves the read behind, and its line goes to
 * the next who asks: input is never lost, and no more than one thread ever waits for it.
 */
public final class StandardInput {
    private static final LineReader LINES = new LineReader(System.in);

    /** Guards what follows. Nothing is waited for while it is held. */
    private static final Object LOCK = new Object();

    /** In the order in which they asked; some may have ended. */
    private static final Deque<Awaited<Result>> WAITING = new ArrayDeque<>();

    /** Read for somebody who had ended by then. */
    private static final Deque<Result> UNREAD = new ArrayDeque<>();

    private static boolean reading;

    private StandardInput() {}

    /** The next line; blocks the calling process only. What was printed before is visible by then. */
    public static Result readLine() {
        Console.flush();
        if (!Process.isCurrent()) {
            return LINES.readLine();
        }
        var line = new Awaited<>(StandardInput::giveBack);
        boolean starts;
        synchronized (LOCK) {
            if (!UNREAD.isEmpty()) {
                return UNREAD.remove();
            }
            WAITING.add(line);
            starts = !reading;
            reading = true;
        }
        if (starts) {
            startReading();
        }
        return line.await();
    }

    private static void startReading() {
        try {
            Blocking.start(StandardInput::readWhileWanted);
        } catch (OutOfMemoryError e) {
            synchronized (LOCK) {
                reading = false;
            }
            throw e;
        }
    }

    private static void readWhileWanted() {
        boolean wanted = true;
        while (wanted) {
            var line = LINES.readLine();
            synchronized (LOCK) {
                if (!deliver(line)) {
                    UNREAD.add(line);
                }
                wanted = !WAITING.isEmpty();
                reading = wanted;
            }
        }
    }

    /** With the lock: to the first who still waits. False if there is none. */
    private static boolean deliver(Result line) {
        while (!WAITING.isEmpty()) {
            if (WAITING.remove().offer(line)) {
                return true;
            }
        }
        return false;
    }

    private static void giveBack(Result line) {
        synchronized (LOCK) {
            if (!deliver(line)) {
                UNREAD.addFirst(line);
            }
        }
    }
}
