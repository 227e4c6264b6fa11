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
