package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static snow.rt.actor.Otp.awaitEnd;
import static snow.rt.actor.Programs.actor;
import static snow.rt.actor.Programs.run;
import static snow.rt.actor.Programs.take;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import snow.program.Fragile;

/** What tools see of processes: flight recordings and thread dumps. */
@ParameterizedClass(name = "fallback={0}")
@ValueSource(booleans = {false, true})
@Timeout(60)
record ObservationTest(boolean fallback) {
    @Test
    void aRecordingShowsStartsEndsCrashesAndLongMailboxes(@TempDir Path directory) throws IOException {
        List<RecordedEvent> events = recorded(directory, () -> {
            awaitEnd(Actors.spawn(actor("fragile", Fragile::explode)));
            Pid lazy = Actors.spawn(actor("lazy", () -> take(Integer.class, -1)));
            for (int i = 0; i < 10_001; i++) {
                Actors.send(lazy, "x");
            }
        });
        assertEquals(3, count(events, "snow.ProcessStart"));
        assertEquals(3, count(events, "snow.ProcessEnd"));
        RecordedEvent crash = only(events, "snow.Crash");
        assertEquals("<0.1>", crash.getString("process"));
        assertEquals("actor fragile", crash.getString("name"));
        assertEquals("division by zero", crash.getString("message"));
        RecordedEvent mailbox = only(events, "snow.LongMailbox");
        assertEquals("actor lazy", mailbox.getString("name"));
        assertEquals(10_001, mailbox.getInt("waiting"));
        assertTrue(events.stream()
                .filter(event -> event.getEventType().getName().equals("snow.ProcessEnd"))
                .map(event -> event.getString("name") + ": " + event.getString("reason"))
                .toList()
                .containsAll(List.of("main: normal", "actor fragile: division by zero", "actor lazy: shutdown")));
    }

    @Test
    void aRecordingShowsRestartsAndLongSlices(@TempDir Path directory) throws IOException {
        List<RecordedEvent> events = recorded(directory, () -> {
            Supervision nursery = new Supervision("Main.Nursery")
                    .maxRestarts(1)
                    .child("kid", Otp.function(() -> Actors.spawn(actor("kid", Fragile::explode))), "permanent", -2);
            awaitEnd(nursery.start());
            // Longer than any slice, without a yield point, and with others that wait: on every carrier.
            for (int i = 0; i < 4; i++) {
                Actors.spawn(actor("selfish", () -> {
                    long end = World.current().scheduler.tick() + 3 * Recording.LONG_SLICE_TICKS;
                    while (World.current().scheduler.tick() < end) {
                        Thread.onSpinWait();
                    }
                    Actors.sleep(0);
                }));
            }
        });
        RecordedEvent restart = only(events, "snow.Restart");
        assertEquals("supervisor Nursery", restart.getString("name"));
        assertEquals("kid", restart.getString("child"));
        assertEquals("division by zero", restart.getString("reason"));
        assertTrue(events.stream()
                .filter(event -> event.getEventType().getName().equals("snow.LongSlice"))
                .anyMatch(event ->
                        event.getString("name").equals("actor selfish") && event.getLong("milliseconds") > 20));
    }

    private List<RecordedEvent> recorded(Path directory, Runnable program) throws IOException {
        Path file = directory.resolve("recording.jfr");
        try (var recording = new jdk.jfr.Recording()) {
            recording.start();
            Recording.on = true;
            run(fallback, program);
            recording.stop();
            recording.dump(file);
        } finally {
            Recording.on = false;
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getCategoryNames().contains("Snow"))
                .toList();
    }

    private static long count(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .count();
    }

    private static RecordedEvent only(List<RecordedEvent> events, String name) {
        var found = events.stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .toList();
        assertEquals(1, found.size(), name);
        return found.getFirst();
    }

    @Test
    void aThreadDumpCallsProcessesByTheirSnowNames(@TempDir Path directory) {
        Path file = directory.resolve("dump").toAbsolutePath();
        run(fallback, () -> {
            Actors.spawn(actor("night_watch", Programs::waitForEver));
            // Whoever waits has its name; the one that runs may not have it yet.
            Actors.sleep(1);
            dump(file);
        });
        try {
            String dump = Files.readString(file);
            assertTrue(dump.contains("\"night_watch\" virtual"), dump);
            // Behind the gate, main has a thread of the platform.
            assertTrue(dump.contains(fallback ? "\"main\" RUNNABLE" : "\"main\" virtual"), dump);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void dump(Path file) {
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
