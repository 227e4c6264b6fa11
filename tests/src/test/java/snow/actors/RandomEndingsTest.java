package snow.actors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import snow.rt.actor.Settings;
import snow.rt.actor.World;
import snow.rt.io.Console;

/**
 * E-1: small random programs end by themselves, after their last output and not before, and what then still waits is stopped
 * after all has been done. {@code -Dsnow.stress.endings=10000} for the full number; the time between the last
 * output and the end is printed.
 */
class RandomEndingsTest {
    private static final int PROGRAMS = Integer.getInteger("snow.stress.endings", 400);

    /** What a program writes, and when it last did. */
    private static final class Output extends OutputStream {
        private final StringBuilder text = new StringBuilder();
        private long last;

        @Override
        public synchronized void write(int b) {
            throw new IllegalStateException("lines come in one piece");
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            text.append(new String(bytes, from, length, StandardCharsets.UTF_8));
            last = System.nanoTime();
        }

        synchronized List<String> lines() {
            return text.toString().lines().toList();
        }
    }

    @ParameterizedTest
    @EnumSource(Schedule.class)
    @Timeout(1800)
    void aProgramEndsAfterItsLastOutputAndNotBefore(Schedule schedule) throws IOException {
        var program = Programs.read("random_work").load();
        int count = PROGRAMS / Schedule.values().length;
        var waited = new long[count];
        for (int seed = 0; seed < count; seed++) {
            int units = 1 + new SplittableRandom(seed).nextInt(60);
            var about = units + " units, seed " + seed + ", " + schedule;
            var out = new Output();
            var err = new Output();
            var settings = schedule.of(Settings.embedded(new Console(out, err, false)));
            int status = World.run(program, new String[] {"" + units, "" + seed}, settings);
            waited[seed] = System.nanoTime() - out.last;
            var lines = out.lines();
            assertEquals(List.of(), err.lines(), about);
            assertEquals(0, status, about);
            assertEquals(units, count(lines, "unit"), about);
            assertEquals(count(lines, "stays"), count(lines, "stopped"), about);
            int end = lines.indexOf("stopped");
            assertTrue(end < 0 || count(lines.subList(end, lines.size()), "unit") == 0, about + ": " + lines);
        }
        Arrays.sort(waited);
        System.out.printf(
                "%s: %d programs; from the last output to the end: median %.1f, 99 %% %.1f, longest %.1f ms%n",
                schedule, count, waited[count / 2] / 1e6, waited[count * 99 / 100] / 1e6, waited[count - 1] / 1e6);
    }

    private static long count(List<String> lines, String line) {
        return lines.stream().filter(line::equals).count();
    }
}
