package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.run;
import static snow.rt.actor.Programs.take;

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import snow.program.Fragile;
import snow.rt.io.Console;

/** What only our own scheduler promises. */
@Timeout(60)
class CarriersTest {
    @Test
    void theJdkLetsUsHaveOurOwnScheduler() {
        assertEquals(true, Loom.AVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void recursionOfMainReachesAHundredThousandCalls(boolean fallback) {
        var outcome = run(fallback, () -> Console.println("" + Fragile.sum(100_000)));
        assertEquals("5000050000\n", outcome.out());
    }

    @Test
    void aProgramWithoutOtherProcessesUsesOneCarrierAndNothingElse() {
        StringBuilder threads = new StringBuilder();
        run(false, () -> {
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().startsWith("snow-")) {
                    threads.append(thread.getName());
                }
            }
        });
        assertEquals("snow-carrier-0", threads.toString());
    }

    /** A stack that ends within the JDK may leave a thread pinned to its carrier, beyond the end of its process. */
    @Test
    void aCarrierIsFreeWhenAProcessHasLeftItsThreadPinned() {
        StringBuilder carriers = new StringBuilder();
        var outcome = run(settings -> settings.withSchedulers(1), () -> {
            Pid main = Actors.self();
            for (int i = 0; i < 3; i++) {
                Actors.spawn(actor("pinned", () -> {
                    carriers.append(Loom.currentCarrier().getName()).append(' ');
                    pin();
                    Actors.send(main, "ran");
                }));
                take();
            }
            Console.println("done");
        });
        assertEquals("done\n", outcome.out());
        assertEquals("snow-carrier-0 snow-carrier-0 snow-carrier-0 ", carriers.toString());
        assertEquals(
                List.of(),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("snow-"))
                        .toList());
    }

    private static void pin() {
        try {
            Method pin = Class.forName("java.lang.VirtualThread").getDeclaredMethod("disableSuspendAndPreempt");
            pin.setAccessible(true);
            pin.invoke(Thread.currentThread());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void oneCarrierIsEnoughForEverything() {
        var outcome = run(settings -> settings.withSchedulers(1), () -> {
            Process busy = Actors.spawn(actor("busy", Programs::compute)).process();
            Pid main = Actors.self();
            for (int i = 0; i < 5; i++) {
                Actors.spawn(actor("quick", () -> Actors.send(main, "ran")));
                take();
            }
            busy.order(ExitReason.Killed.INSTANCE);
            Console.println("done");
        });
        assertEquals("done\n", outcome.out());
    }

    /** Every task offered is polled once, in order per thief, with the owner and thieves racing. */
    @Test
    void theLocalQueueGivesEachTaskToOneTaker() throws InterruptedException {
        LocalQueue queue = new LocalQueue();
        int count = 1_000_000;
        AtomicIntegerArray taken = new AtomicIntegerArray(count);
        AtomicInteger left = new AtomicInteger(count);
        record Numbered(int number) implements Task {
            @Override
            public void runOn(Carrier carrier) {
                throw new AssertionError();
            }
        }
        Runnable thief = () -> {
            while (left.get() > 0) {
                if (queue.poll() instanceof Numbered(int number)) {
                    taken.incrementAndGet(number);
                    left.decrementAndGet();
                }
            }
        };
        Thread[] thieves = {new Thread(thief), new Thread(thief)};
        for (Thread thread : thieves) {
            thread.start();
        }
        for (int i = 0; i < count; i++) {
            while (!queue.offer(new Numbered(i))) {
                if (queue.poll() instanceof Numbered(int number)) {
                    taken.incrementAndGet(number);
                    left.decrementAndGet();
                }
            }
        }
        for (Thread thread : thieves) {
            thread.join();
        }
        for (int i = 0; i < count; i++) {
            assertEquals(1, taken.get(i), "task " + i);
        }
    }

    /** whatever the stack ends in, only its process crashes; receivers still wake, spawned processes live. */
    @Test
    void aStackOverflowInSendOrSpawnLosesNoWakeUp() {
        AtomicInteger spawned = new AtomicInteger();
        int crashes = 10;
        var outcome = run(settings -> settings.withSchedulers(2).withStackMegabytes(1), () -> {
            Pid echo = Actors.spawn(actor("echo", () -> {
                for (Object message = take(); !message.equals("end"); message = take()) {
                    if (message instanceof Pid asker) {
                        Actors.send(asker, "here");
                    }
                }
            }));
            Pid main = Actors.self();
            for (int i = 0; i < crashes; i++) {
                Process sender = Actors.spawn(actor("sender", () -> {
                            Actors.sleep(0);
                            Fragile.deepDoing(() -> Actors.send(echo, 1), 0);
                        }))
                        .process();
                Process spawner = Actors.spawn(actor(
                                "spawner",
                                () -> Fragile.deepDoing(
                                        () -> Actors.spawn(actor("child", spawned::incrementAndGet)), 0)))
                        .process();
                while (sender.isAlive() || spawner.isAlive()) {
                    Actors.sleep(1);
                }
                // The echo still answers, so it has not been forgotten in its sleep.
                Actors.send(echo, main);
                take();
            }
            Actors.send(echo, "end");
        });
        assertEquals(0, outcome.status());
        assertEquals(2 * crashes, outcome.err().split("stack overflow", -1).length - 1);
    }
}
