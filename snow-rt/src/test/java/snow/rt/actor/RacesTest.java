package snow.rt.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@link Races} under jcstress, in JVMs of its own. {@code -Dsnow.races.seconds=N} gives each test about so much time; the
 * default is for every build.
 */
@Timeout(1800)
class RacesTest {
    private static final int SECONDS = Integer.getInteger("snow.races.seconds", 0);
    private static final Pattern RESULT = Pattern.compile(
            "\\(Results: (\\d+) planned; (\\d+) passed, (\\d+) failed, (\\d+) soft errs, (\\d+) hard errs\\)");

    @Test
    void noProtocolHasAnOutcomeThatIsNotListed(@TempDir Path directory) throws IOException, InterruptedException {
        var output = directory.resolve("output");
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-t",
                "snow.rt.actor.Races",
                "-r",
                directory.resolve("results").toString(),
                "-jvmArgs",
                "--add-opens=java.base/java.lang=ALL-UNNAMED -Xmx512m -XX:+UseSerialGC",
                "-sc",
                "false",
                "-af",
                "NONE",
                "-f",
                "1",
                "-fsm",
                "1",
                "-iters",
                SECONDS == 0 ? "1" : "5",
                "-time",
                SECONDS == 0 ? "300" : "" + SECONDS * 200);
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(25, TimeUnit.MINUTES), "jcstress does not end");
        } finally {
            process.destroyForcibly();
        }
        var text = Files.readString(output);
        var results = RESULT.matcher(text);
        var last = "";
        while (results.find()) {
            boolean all = results.group(2).equals(results.group(1))
                    && !results.group(1).equals("0");
            last = all ? "all passed" : results.group();
        }
        assertEquals("all passed", last, text);
    }
}
