package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static snow.rt.actor.Otp.function;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.run;
import static snow.rt.actor.Programs.take;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import snow.rt.io.Console;

/** Spec 05 §17.16: what a test runner needs. */
@ParameterizedClass(name = "fallback={0}")
@ValueSource(booleans = {false, true})
@Timeout(60)
record GroupTest(boolean fallback) {
    private static final class Streams {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final Console console = new Console(out, err, false);

        String printed() {
            console.flushQuietly();
            return out.toString(StandardCharsets.UTF_8);
        }
    }

    private static void until(java.util.function.BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Actors.sleep(1);
        }
    }

    @Test
    void whatAProcessMakesIsOfItsGroupAndPrintsThere() {
        var streams = new Streams();
        var outcome = run(fallback, () -> {
            Group group = World.current().newGroup(streams.console);
            Process first = group.spawn(actor("first", () -> {
                Pid service = Services.start(Otp.init("Main.Loud", () -> {
                    Console.println("service");
                    return 0L;
                }));
                Pid job = Jobs.async(function(() -> {
                    Console.println("job");
                    return 1L;
                }));
                Jobs.failure(job, -1);
                Actors.spawn(actor("child", () -> {
                    Console.println("child");
                    Actors.spawn(actor("grandchild", () -> {
                        Console.println("grandchild");
                        throw new snow.rt.Crash("on purpose");
                    }));
                }));
                Console.println("" + service.process().isAlive());
            }));
            until(() -> !first.isAlive() && streams.printed().contains("grandchild"));
            until(() -> streams.err.toString(StandardCharsets.UTF_8).contains("on purpose"));
            assertTrue(group.killAll(10_000));
            Console.println("main");
        });
        assertEquals("main\n", outcome.out());
        assertEquals("", outcome.err());
        var lines = streams.printed().lines().sorted().toList();
        assertEquals(java.util.List.of("child", "grandchild", "job", "service", "true"), lines);
    }

    @Test
    void namesAndTheListOfProcessesAreThoseOfTheGroup() {
        var streams = new Streams();
        var outcome = run(fallback, () -> {
            Pid main = Actors.self();
            Processes.register("name", main);
            Group group = World.current().newGroup(streams.console);
            Process other = group.spawn(actor("other", () -> {
                Console.println("" + Processes.whereis("name"));
                Console.println("" + Processes.register("name", Actors.self()));
                Console.println("" + Processes.whereis("name").equals(Processes.whereis("name")));
                Console.println("" + Processes.list().size());
                Actors.send(main, "registered");
                Programs.waitForEver();
            }));
            take();
            Console.println("" + (Processes.whereis("name").toString().contains(main.toString())));
            Console.println("" + Processes.list().size());
            assertTrue(group.killAll(10_000));
            Console.println("" + other.isAlive() + main.process().isAlive());
        });
        assertEquals("true\n1\nfalsetrue\n", outcome.out());
        assertEquals("None\nOk(())\ntrue\n1\n", streams.printed());
    }

    @Test
    void killAllEndsEveryKindOfProcessSilentlyAndTakesBackTimers() {
        var streams = new Streams();
        var stopped = new AtomicReference<>("open");
        var outcome = run(fallback, () -> {
            World world = World.current();
            Group group = world.newGroup(streams.console);
            CountDownLatch ready = new CountDownLatch(1);
            Process first = group.spawn(actor("first", () -> {
                world.opened(new Stoppable() {
                    @Override
                    public void stop(long millis) {
                        stopped.set("stopped");
                        world.closed(this);
                    }
                });
                Pid waiting = Actors.spawn(actor("waiting", Programs::waitForEver));
                Actors.sendAfter(waiting, 3_600_000, "late");
                Actors.link(waiting);
                Actors.spawn(actor("computing", Programs::compute));
                Actors.spawn(actor("sleeping", () -> Actors.sleep(3_600_000)));
                Services.start(Otp.init("Main.Idle", () -> 0L));
                ready.countDown();
                // Makes processes until it dies.
                while (true) {
                    Safepoint.poll();
                    Actors.spawn(actor("restless", () -> Actors.sleep(1000)));
                    Actors.sleep(1);
                }
            }));
            until(() -> ready.getCount() == 0);
            assertTrue(group.killAll(10_000));
            Console.println(first.exitReason().text() + " " + world.table().size());
            until(() -> world.timers().size() <= 1);
        });
        assertEquals("killed 1\n", outcome.out());
        assertEquals("stopped", stopped.get());
        assertEquals("", streams.printed());
        assertEquals("", streams.err.toString(StandardCharsets.UTF_8));
    }

    /** Spec 05 §17.16: timers are of the group of the process that has set them. */
    @Test
    void killAllTakesBackMessagesForProcessesOfOtherGroups() {
        var streams = new Streams();
        var outcome = run(fallback, () -> {
            World world = World.current();
            Pid main = Actors.self();
            Group group = world.newGroup(streams.console);
            Process setter = group.spawn(actor("setter", () -> Actors.sendAfter(main, 3_600_000, "late")));
            until(() -> !setter.isUnfinished());
            Actors.sendAfter(main, 3_600_000, "own");
            Console.println(world.timers().size() + " " + main.process().inboundTimers());
            assertTrue(group.killAll(10_000));
            Console.println(world.timers().size() + " " + main.process().inboundTimers());
        });
        assertEquals("2 2\n1 1\n", outcome.out());
    }
}
