package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import snow.rt.io.Console;

/** When what is printed leaves the program. */
class OutputTest {
    private static final long PATIENCE_MILLIS = 20_000;

    @ParameterizedTest(name = "fallback={0}")
    @ValueSource(booleans = {false, true})
    void whatIsPrintedIsSeenWhileEveryCarrierComputes(boolean fallback) {
        var out = new ByteArrayOutputStream();
        var settings = Settings.embedded(new Console(out, out, false))
                .withFallback(fallback)
                .withSchedulers(1);
        var seen = new String[] {""};
        World.run(
                Programs.program(() -> {
                    Actors.spawn(Programs.actor("other", () -> {}));
                    Console.println("busy");
                    long deadline = Deadline.after(PATIENCE_MILLIS);
                    while (seen[0].isEmpty() && System.nanoTime() - deadline < 0) {
                        Safepoint.poll();
                        seen[0] = out.toString(StandardCharsets.UTF_8);
                    }
                }),
                new String[0],
                settings);
        assertEquals("busy\n", seen[0]);
    }
}
