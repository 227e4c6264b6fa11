package snow.actors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import snow.rt.actor.Program;
import snow.rt.actor.Settings;
import snow.rt.actor.World;
import snow.rt.io.Console;

/**
 * F-1 to F-5 in Snow: beside eight processes that compute for ever, in all the ways in which Snow code can, newcomers and messages
 * get their turn, each of the eight goes on, and each can be ended. How soon is what {@code snow.bench.SchedulingFigures} prints.
 */
class BurnersTest {
    private static Program program;

    @BeforeAll
    static void compile() throws IOException {
        program = Programs.read("burners").load();
    }

    @ParameterizedTest
    @CsvSource({
        "mapping, TWO_CARRIERS",
        "sorting, TWO_CARRIERS",
        "texts, TWO_CARRIERS",
        "while, TWO_CARRIERS",
        "for, TWO_CARRIERS",
        "recursion, TWO_CARRIERS",
        "closures, TWO_CARRIERS",
        "mapping, ONE_CARRIER",
        "closures, ONE_CARRIER",
        "while, GATE",
        "sorting, GATE"
    })
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everybodyGetsATurnBesideThoseWhoComputeForEver(String kind, Schedule schedule) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var settings = schedule.of(Settings.embedded(new Console(out, err, false)));
        int status = World.run(program, new String[] {kind}, settings);
        assertEquals("""
                30 newcomers have been served
                the ball has come back and forth
                all burners have worked
                all burners are out
                """, out.toString(StandardCharsets.UTF_8));
        assertEquals(0, status);
    }
}
