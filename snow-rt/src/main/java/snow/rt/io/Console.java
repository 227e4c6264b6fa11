package snow.rt.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import snow.rt.actor.Group;
import snow.rt.value.Strings;

/**
 * The standard streams of a world. Text is UTF-8 whatever the platform says; what one call writes stays in one piece. Standard
 * output is buffered: it leaves when the buffer is full, at each newline on a terminal, before standard input is read,
 * when the program has nothing to run, some times a second while it has (unless there is only {@code main}), and at its end. Standard error is not buffered. A write that fails is ignored.
 */
public final class Console {
    private static final int BUFFER = 32 << 10;

    private static final byte[] NO_MEMORY = "Snow panic: out of memory\n".getBytes(StandardCharsets.UTF_8);

    private final OutputStream out;
    private final OutputStream err;
    private final boolean terminal;

    private final Object outLock = new Object();
    private final byte[] buffer = new byte[BUFFER];
    private int filled;
    private boolean closed;

    /** Whether something may lie in the buffer; read without the lock, to cost nothing where nobody prints. */
    private volatile boolean dirty;

    /** A thread is about to flush on behalf of {@link #flushOn}. */
    private volatile boolean flushing;

    private final Object errLock = new Object();

    /** A console on two streams. */
    public Console(OutputStream out, OutputStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** {@code print}. */
    public static void print(String text) {
        Group.current().console().write(text, false);
    }

    /** {@code println}. */
    public static void println(String text) {
        Group.current().console().write(text, true);
    }

    /** {@code IO.eprintln}. */
    public static void eprintln(String text) {
        Group.current().console().error(text.length() < Strings.LARGE ? text + "\n" : Strings.concat(text, "\n"));
    }

    /** Writes to standard output what was printed so far. */
    public static void flush() {
        Group.current().console().flushQuietly();
    }

    private void write(String text, boolean newline) {
        byte[] bytes = utf8(text);
        synchronized (outLock) {
            if (closed) {
                return;
            }
            append(bytes);
            if (newline) {
                if (filled == BUFFER) {
                    drain();
                }
                buffer[filled++] = '\n';
            }
            if (terminal && (newline || text.indexOf('\n') >= 0)) {
                drain();
            }
            if (!dirty && filled > 0) {
                dirty = true;
            }
        }
    }

    private void append(byte[] bytes) {
        if (bytes.length > BUFFER - filled) {
            drain();
            if (bytes.length > BUFFER) {
                writeTo(out, bytes, bytes.length);
                return;
            }
        }
        System.arraycopy(bytes, 0, buffer, filled, bytes.length);
        filled += bytes.length;
    }

    private void drain() {
        int count = filled;
        filled = 0;
        dirty = false;
        if (count > 0) {
            writeTo(out, buffer, count);
        }
    }

    private static void writeTo(OutputStream stream, byte[] bytes, int count) {
        try {
            stream.write(bytes, 0, count);
            stream.flush();
        } catch (IOException _) {
            // A closed pipe is not the program's business.
        }
    }

    /** Writes out the buffer, if there is anything in it. */
    public void flushQuietly() {
        if (dirty) {
            synchronized (outLock) {
                drain();
            }
        }
    }

    /** Has another thread flush, if there is anything to flush and none is doing it: whoever reads may be slow. One caller. */
    public void flushOn(Executor threads) {
        if (!dirty || flushing) {
            return;
        }
        flushing = true;
        try {
            threads.execute(() -> {
                flushQuietly();
                flushing = false;
            });
        } catch (RejectedExecutionException _) {
            // The program is ending, and flushes.
            flushing = false;
        }
    }

    /** The program is over: flushes, and ignores what comes later. */
    public void close() {
        synchronized (outLock) {
            drain();
            closed = true;
        }
    }

    /** What can still be said when no memory is left. */
    public void lastWords() {
        writeTo(err, NO_MEMORY, NO_MEMORY.length);
    }

    /** Writes to standard error, in one piece. */
    public void error(String text) {
        byte[] bytes = utf8(text);
        synchronized (errLock) {
            writeTo(err, bytes, bytes.length);
        }
    }

    /** Small programs do not load the class that is needed for large texts. */
    private static byte[] utf8(String text) {
        return text.length() < Strings.LARGE ? text.getBytes(StandardCharsets.UTF_8) : Strings.utf8(text);
    }

    /** Writes a warning of the runtime: one line. */
    public void warn(String text) {
        error("[snow-rt] warning: " + text + "\n");
    }
}
