package snow.end;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program in a JVM of its own; killed after a minute, which no test expects, so that reading and waiting always end. */
final class Running implements AutoCloseable {
    private static final int LIMIT_SECONDS = 60;
    private static final int KILLED = 128 + 9;

    private final Process process;
    private final BufferedReader errors;
    private final StringBuilder seen = new StringBuilder();

    /** What the program has shown to the outside. */
    record Outcome(int status, String out, String err) {}

    /** Starts a program whose standard input is at its end. */
    Running(ProcessBuilder command) throws IOException {
        this(command.start());
        process.getOutputStream().close();
    }

    private Running(Process started) {
        process = started;
        errors = process.errorReader(StandardCharsets.UTF_8);
        CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
    }

    /** Starts a program that gets its standard input from {@link #input}, until its end is waited for. */
    static Running withInput(ProcessBuilder command) throws IOException {
        return new Running(command.start());
    }

    void input(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Waits until a line stands on standard error. */
    void expectError(String line) throws IOException {
        for (String next = errors.readLine(); !line.equals(next); next = errors.readLine()) {
            if (next == null) {
                throw new AssertionError("ended without `" + line + "`: " + seen);
            }
            seen.append(next).append('\n');
        }
        seen.append(line).append('\n');
    }

    /** Sends a signal: {@code TERM}, {@code INT}, … */
    void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (status != 0) {
            throw new AssertionError("kill -" + name + ": " + status);
        }
    }

    /** Waits for the end. */
    Outcome end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            seen.append(line).append('\n');
        }
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status == KILLED) {
            throw new AssertionError("did not end within " + LIMIT_SECONDS + " s; " + out + seen);
        }
        return new Outcome(status, out, seen.toString());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
