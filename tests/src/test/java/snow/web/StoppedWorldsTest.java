package snow.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import snow.project.CompiledProgram;
import snow.rt.actor.Settings;
import snow.rt.actor.World;
import snow.rt.io.Console;

/** E-3: however a world comes to its end, in the JVM that it was in nothing of it is left. */
class StoppedWorldsTest {
    private static final int WORLDS = 200;

    /** Something of everything that a world can hold. */
    private static final String PROGRAM = """
            service Till do
              fn init(cash :: Int) -> Int do
                cash
              end
              call Cash() :: Int do |cash|
                (cash, cash)
              end
            end

            actor idle() do
              receive do
                "never" -> ()
              end
            end

            actor busy(n :: Int) do
              busy(n + 1)
            end

            supervisor Rig do
              child till do
                start: fn -> Till.start(3) end
              end
              child idler do
                start: fn -> spawn(idle) end
              end
            end

            actor bomb() do
              receive do
                text -> println("${1 / String.length("")}, ${text}")
              end
            end

            fn work() do
              spawn(Rig)
              let i = spawn(idle)
              let far = Job.async(fn -> Job.await(Job.async(fn -> Timer.sleep(1) end)) end)
              Job.await(far)
              println("${Till.cash(Till.start(1))}")
              println("${File.exists("no such file")}")
              i
            end

            """;

    private static final String ENDS = PROGRAM + """
            fn main() do
              Timer.send_after(work(), 1, "x")
            end
            """;

    private static final String SERVES = PROGRAM + """
            fn main() do
              Timer.send_after(work(), 100000, "x")
              spawn(busy, 0)
              let b = spawn(bomb)
              link(b)
              Ws.serve(%{on_message: fn(_conn, text) -> send(b, text) end}, 0)
            end
            """;

    /** The ends that a world can come to. */
    private enum End {
        BY_ITSELF,
        STOPPED,
        MAIN_CRASHES
    }

    /** Standard error of a program that serves; knows its port as soon as it is open. */
    private static final class Errors extends OutputStream {
        final CompletableFuture<Integer> port = new CompletableFuture<>();
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) {
            line.write(b);
            if (b == '\n') {
                var text = line.toString(StandardCharsets.UTF_8).strip();
                line.reset();
                if (text.contains("listening on ")) {
                    port.complete(Integer.parseInt(text.substring(text.lastIndexOf(':') + 1)));
                }
            }
        }
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void twoHundredStoppedWorldsLeaveNoThreadNoClassAndNoSocket() throws Exception {
        var ends = Program.compiled(ENDS);
        var serves = Program.compiled(SERVES);
        // What the JDK itself starts when it is first asked for stays.
        for (var end : End.values()) {
            run(end == End.BY_ITSELF ? ends : serves, end);
        }
        var threads = Thread.getAllStackTraces().keySet();
        var descriptors = descriptors();
        var left = new ArrayList<WeakReference<?>>();
        for (int i = 0; i < WORLDS; i++) {
            var end = End.values()[i % End.values().length];
            left.addAll(run(end == End.BY_ITSELF ? ends : serves, end));
        }
        assertEquals(List.of(), threadsBeside(threads));
        assertEquals(0, collect(left), "worlds and class loaders are left");
        assertEquals(descriptors, descriptors());
    }

    /** Runs one world to its end; gives what must not be left of it. */
    private static List<WeakReference<?>> run(CompiledProgram compiled, End end) throws Exception {
        var errors = new Errors();
        var world = new World(Settings.embedded(new Console(new ByteArrayOutputStream(), errors, false)));
        var program = compiled.load();
        var status = new CompletableFuture<Integer>();
        var runner = new Thread(() -> status.complete(world.run(program, new String[0])), "runner of a world");
        runner.start();
        switch (end) {
            case BY_ITSELF -> assertEquals(0, Server.await(status));
            case STOPPED -> {
                var client = RawClient.connected(Server.await(errors.port));
                var farewell = CompletableFuture.runAsync(() -> answerClose(client));
                world.stop(143);
                Server.await(farewell);
                assertEquals(143, Server.await(status));
            }
            case MAIN_CRASHES -> {
                try (var client = RawClient.connected(Server.await(errors.port))) {
                    client.send(RawClient.text("go"));
                    assertEquals(101, Server.await(status));
                }
            }
        }
        runner.join();
        return List.of(
                new WeakReference<>(world),
                new WeakReference<>(program.getClass().getClassLoader()));
    }

    /** Takes leave as clients do, and goes when the server has. */
    private static void answerClose(RawClient client) {
        try (client) {
            var frame = client.frame();
            assertEquals(RawClient.CLOSE, frame.opcode());
            client.send(RawClient.masked(RawClient.FIN | RawClient.CLOSE, frame.payload()));
            assertEquals("", client.rest());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Names of threads that there were not before; those that are ending are waited for. */
    private static List<String> threadsBeside(Set<Thread> before) throws InterruptedException {
        var left = new ArrayList<String>();
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread) && !thread.getName().startsWith("ForkJoinPool.commonPool")) {
                thread.join(5000);
                if (thread.isAlive()) {
                    left.add(thread.getName());
                }
            }
        }
        return left;
    }

    /** Collects garbage until nothing is left, or it has been tried often enough; how many there are then. */
    private static int collect(List<WeakReference<?>> references) {
        var left = new HashSet<>(references);
        for (int tries = 0; tries < 20 && !left.isEmpty(); tries++) {
            System.gc();
            left.removeIf(reference -> reference.refersTo(null));
        }
        return left.size();
    }

    /** How many descriptors for anything but files are open; where the system does not show them, there are none. */
    private static long descriptors() throws IOException {
        var directory = Path.of("/proc/self/fd");
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        long count = 0;
        try (var entries = Files.newDirectoryStream(directory)) {
            for (var entry : entries) {
                try {
                    var target = Files.readSymbolicLink(entry).toString();
                    count += target.startsWith("socket:") || target.startsWith("anon_inode:") ? 1 : 0;
                } catch (IOException _) {
                    // That of the directory itself is closed by now.
                }
            }
        }
        return count;
    }
}
