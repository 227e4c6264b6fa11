package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.run;
import static snow.rt.actor.Programs.take;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import snow.rt.io.Console;

/** processes that have ended leave nothing behind. {@code -Dsnow.stress.processes=1000000} for the full size. */
@ParameterizedClass(name = "fallback={0}")
@ValueSource(booleans = {false, true})
record LeftoversTest(boolean fallback) {
    private static final int PROCESSES = Integer.getInteger("snow.stress.processes", 20_000);

    private static final int MESSAGES = Integer.getInteger("snow.stress.messages", 1_000_000);

    /** Before the first measurement, so that the JVM has what it needs itself. */
    private static final int WARM_UP = 2_000;

    private static final long MOST_BYTES = 10 << 20;

    @Test
    void processesWithLinksNamesTimersAndJobsLeaveNothingInTheHeap() {
        AtomicLong growth = new AtomicLong();
        var outcome = run(fallback, () -> {
            Pid keeper = Actors.spawn(actor("keeper", Programs::waitForEver));
            live(keeper, WARM_UP);
            long before = heap();
            live(keeper, PROCESSES);
            growth.set(heap() - before);
            Console.println(Process.current().links() + " links, "
                    + World.current().table().snapshot().length + " processes");
        });
        assertEquals("0 links, 2 processes\n", outcome.out());
        assertEquals("", outcome.err());
        assertTrue(growth.get() < MOST_BYTES, growth + " bytes more after " + PROCESSES + " processes");
    }

    /** X-3, second half: {@code -Dsnow.stress.messages=100000000} for the full size. */
    @Test
    void aProcessThatHandlesMessagesForALongTimeKeepsNothingOfThem() {
        AtomicLong growth = new AtomicLong();
        var outcome = run(fallback, () -> {
            Pid taker = Actors.spawn(actor("taker", () -> {
                while (take() instanceof Stamped message) {
                    if (message.number % 1_000 == 0) {
                        Actors.send(message.from, message);
                    }
                }
            }));
            flood(taker, WARM_UP);
            long before = heap();
            flood(taker, MESSAGES);
            growth.set(heap() - before);
            Actors.send(taker, "end");
        });
        assertEquals("", outcome.err());
        assertTrue(growth.get() < MOST_BYTES, growth + " bytes more after " + MESSAGES + " messages");
    }

    private record Stamped(Pid from, long number) {}

    /** Sends so many messages, of which every thousandth is answered, and never runs ahead of the answers by more. */
    private static void flood(Pid taker, int count) {
        for (int i = 1; i <= count; i++) {
            Safepoint.poll();
            Actors.send(taker, new Stamped(Actors.self(), i));
            if (i % 1_000 == 0) {
                take();
            }
        }
    }

    /** One after the other: each is linked, named, monitored, has a timer that never comes, and has a job done. */
    private static void live(Pid keeper, int count) {
        for (int i = 0; i < count; i++) {
            String name = "worker " + i;
            Pid worker = Actors.spawn(actor("worker", () -> {
                Actors.link(keeper);
                Processes.register(name, Actors.self());
                Processes.monitor(Actors.self(), keeper, Otp.function(reason -> reason));
                Actors.sendAfter(Actors.self(), 1_000_000_000, "too late");
                Pid job = Jobs.async(Otp.function(() -> 1));
                Jobs.failure(job, -1);
                take();
            }));
            Actors.link(worker);
            Processes.monitor(Actors.self(), worker, Otp.function(reason -> reason));
            Actors.send(worker, "go");
            take();
        }
        Otp.until(() -> keeper.process().links() == 0);
    }

    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            var runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
