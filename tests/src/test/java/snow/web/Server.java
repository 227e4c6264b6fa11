package snow.web;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import snow.golden.JarRun;
import snow.project.CompiledProgram;
import snow.rt.actor.Settings;
import snow.rt.actor.World;
import snow.rt.io.Console;

/** A compiled program that serves, in this JVM or in one of its own. Knows its port as soon as it is open. */
final class Server implements AutoCloseable {
    /** Where a program runs. */
    enum Place {
        IN_MEMORY,
        FROM_JAR
    }

    static final long PATIENCE_SECONDS = 30;

    private static final String LISTENING = "WebSocket server listening on ";

    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    /** What was written on standard error; guarded by itself, which is notified of every line. */
    private final StringBuilder errors = new StringBuilder();

    private final Running running;

    /** The two ways to be running. */
    private sealed interface Running {
        record InMemory(World world, CompletableFuture<Integer> status) implements Running {}

        record Jvm(Process process) implements Running {}
    }

    private Server(Running running, InputStream standardError) {
        this.running = running;
        Thread.ofVirtual().start(() -> read(standardError));
    }

    static Server start(CompiledProgram program, Place place, Path directory) throws IOException {
        return switch (place) {
            case IN_MEMORY -> inMemory(program);
            case FROM_JAR -> fromJar(program, directory);
        };
    }

    private static Server inMemory(CompiledProgram program) throws IOException {
        var errors = new PipedInputStream(1 << 20);
        OutputStream end = new PipedOutputStream(errors);
        var world = new World(Settings.embedded(new Console(new ByteArrayOutputStream(), end, false)));
        var status = new CompletableFuture<Integer>();
        Thread.ofPlatform().daemon().start(() -> status.complete(world.run(program.load(), new String[0])));
        return new Server(new Running.InMemory(world, status), errors);
    }

    static Server fromJar(CompiledProgram program, Path directory) throws IOException {
        var jar = JarRun.write(program, directory.resolve("server.jar"));
        var process = JarRun.command(jar)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Server(new Running.Jvm(process), process.getErrorStream());
    }

    /** Never ends before the program does; a thread of the JVM may go while others still write, which is no end either. */
    private void read(InputStream in) {
        var line = new ByteArrayOutputStream();
        while (true) {
            try {
                int b = in.read();
                if (b < 0) {
                    port.completeExceptionally(new AssertionError("ended before it listened: " + errors()));
                    return;
                }
                line.write(b);
                if (b == '\n') {
                    var text = line.toString(StandardCharsets.UTF_8);
                    line.reset();
                    synchronized (errors) {
                        errors.append(text);
                        errors.notifyAll();
                    }
                    int address = text.indexOf(LISTENING);
                    if (address >= 0) {
                        port.complete(Integer.parseInt(
                                text.substring(text.lastIndexOf(':') + 1).strip()));
                    }
                }
            } catch (IOException e) {
                if (isEnded()) {
                    return;
                }
                Thread.yield();
            }
        }
    }

    private boolean isEnded() {
        return switch (running) {
            case Running.InMemory memory -> memory.status.isDone();
            case Running.Jvm jvm -> !jvm.process.isAlive();
        };
    }

    int port() {
        return await(port);
    }

    private String errors() {
        synchronized (errors) {
            return errors.toString();
        }
    }

    /** Waits until a text stands on standard error, which another process than the one that answers may write. */
    void expectError(String text) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (errors) {
            while (errors.indexOf(text) < 0) {
                long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (millis <= 0) {
                    throw new AssertionError("`" + text + "` is not in: " + errors);
                }
                errors.wait(millis);
            }
        }
    }

    /** Ctrl-C: the signal for a JVM, what its handler does for a program in memory. */
    void interrupt() throws IOException, InterruptedException {
        switch (running) {
            case Running.InMemory memory -> Thread.ofPlatform().daemon().start(() -> memory.world.stop(130));
            case Running.Jvm(var process) -> {
                var kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
                assertTrue(kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "kill did not end");
            }
        }
    }

    /** Waits for the end of the program. */
    int status() throws InterruptedException {
        return switch (running) {
            case Running.InMemory memory -> await(memory.status);
            case Running.Jvm(var process) -> {
                assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the program did not end");
                yield process.exitValue();
            }
        };
    }

    @Override
    public void close() {
        switch (running) {
            case Running.InMemory(var world, var status) -> {
                world.stop(0);
                await(status);
            }
            case Running.Jvm(var process) -> process.destroyForcibly();
        }
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("nothing happened for " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
