package snow.rt.ws;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import snow.rt.actor.Activity;
import snow.rt.actor.Actors;
import snow.rt.actor.Program;
import snow.rt.actor.Settings;
import snow.rt.actor.World;
import snow.rt.io.Console;
import snow.rt.value.Result;

/** A world with one server on a free port, and a way to run code in it as a process. */
final class RunningServer implements AutoCloseable {
    private static final Runnable END = () -> {};

    private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final CountDownLatch started = new CountDownLatch(1);
    private final World world;
    private final Thread runner;
    private Server server;

    private RunningServer(Handlers handlers, int schedulers) {
        world = new World(Settings.embedded(new Console(new ByteArrayOutputStream(), errors, false))
                .withSchedulers(schedulers));
        runner = Thread.ofPlatform().start(() -> world.run(new Main(handlers), new String[0]));
    }

    static RunningServer of(HandlersBuilder handlers) throws InterruptedException {
        return of(handlers, 2);
    }

    static RunningServer of(HandlersBuilder handlers, int schedulers) throws InterruptedException {
        var running = new RunningServer(handlers.build(), schedulers);
        assertTrue(running.started.await(20, TimeUnit.SECONDS));
        return running;
    }

    private final class Main extends Program {
        private final Handlers handlers;

        Main(Handlers handlers) {
            this.handlers = handlers;
        }

        @Override
        public void main() {
            server = (Server) ((Result.Ok_L) Ws.start(handlers, 0))._0;
            started.countDown();
            while (true) {
                Runnable next = take();
                if (next == END) {
                    return;
                }
                Actors.spawn(new Piece(next));
            }
        }

        private Runnable take() {
            while (true) {
                try {
                    return work.take();
                } catch (InterruptedException _) {
                    // nobody means it
                }
            }
        }
    }

    private static final class Piece extends Activity {
        private final Runnable body;

        Piece(Runnable body) {
            this.body = body;
        }

        @Override
        public String name() {
            return "test";
        }

        @Override
        public Object run() {
            body.run();
            return null;
        }
    }

    World world() {
        return world;
    }

    Server server() {
        return server;
    }

    int port() {
        return (int) Server.port(server);
    }

    RawClient client() throws java.io.IOException {
        return RawClient.open(port(), "/");
    }

    /** Begins to run something as a process. */
    void spawn(Runnable body) {
        work.add(body);
    }

    /** Runs something as a process, and waits for its end. */
    void run(Runnable body) throws InterruptedException {
        var done = new CountDownLatch(1);
        var failure = new AtomicReference<Throwable>();
        spawn(() -> {
            try {
                body.run();
            } catch (Throwable e) {
                failure.set(e);
                throw e;
            } finally {
                done.countDown();
            }
        });
        assertTrue(done.await(30, TimeUnit.SECONDS), "the process does not end");
        if (failure.get() != null) {
            throw new AssertionError(failure.get());
        }
    }

    long stat(String name) throws InterruptedException {
        var value = new AtomicReference<Object>();
        run(() -> value.set(Server.stats(server).get(name, -1L)));
        return (Long) value.get();
    }

    String errors() {
        synchronized (errors) {
            return errors.toString(StandardCharsets.UTF_8);
        }
    }

    /** Waits for something that must come. */
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > 60_000_000_000L) {
                fail("waited in vain for: " + what);
            }
            Thread.sleep(1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        work.add(END);
        try {
            runner.join(20_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertTrue(!runner.isAlive(), "the world does not end");
    }
}
