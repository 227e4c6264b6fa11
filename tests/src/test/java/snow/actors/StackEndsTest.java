package snow.actors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import snow.rt.actor.Program;
import snow.rt.actor.Settings;
import snow.rt.actor.World;
import snow.rt.io.Console;

/**
 * X-1 in Snow: the stack ends in a callback of the library, while a text is put together, while collections change, in output; from many
 * depths ({@code -Dsnow.stress.depths=1000}). The process crashes, and the next ones find everything as it should be. {@code StackOverflowTest} of the
 * runtime has its own operations.
 */
class StackEndsTest {
    private static final int TIMES = Integer.getInteger("snow.stress.depths", 25);

    private static Program program;

    @BeforeAll
    static void compile() throws IOException {
        program = Programs.read("stack_ends").load();
    }

    static List<Object[]> places() {
        var all = new ArrayList<Object[]>();
        for (var place : List.of("map", "reduce", "sort", "growing_map", "text", "shown_value", "output")) {
            all.add(new Object[] {place, Schedule.TWO_CARRIERS});
            all.add(new Object[] {place, Schedule.GATE});
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("places")
    @Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theProcessCrashesAndTheOthersGoOn(String place, Schedule schedule) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var settings =
                schedule.of(Settings.embedded(new Console(out, err, false)).withStackMegabytes(1));
        int status = World.run(program, new String[] {place, "" + TIMES}, settings);
        var lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals("stack overflows: " + TIMES, lines.getLast(), err.toString(StandardCharsets.UTF_8));
        assertEquals(
                place.equals("output") ? Set.of("a line that is whole") : Set.of(),
                Set.copyOf(lines.subList(0, lines.size() - 1)));
        assertEquals(0, status);
    }
}
