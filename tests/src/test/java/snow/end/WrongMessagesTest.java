package snow.end;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code that is compiled while it fails again and again still says what is wrong with a message. */
class WrongMessagesTest {
    private static final String PROGRAM = """
            actor adder() do
              receive do
                first :: _ -> println("${first + 1}")
              end
            end

            fn main() do
              for _ in 0..300000 do
                let loose :: Pid = spawn(adder)
                send(loose, ["one"])
              end
            end
            """;

    @TempDir
    private Path directory;

    /** The JVM of a jar leaves out what failed when it has thrown it often; {@code snowc run} tells it not to. */
    @Test
    void aJarNeverCallsThemInternalErrors() throws IOException, InterruptedException {
        try (var program = new Running(Place.JAR.command(PROGRAM, directory))) {
            var outcome = program.end();
            assertEquals(0, outcome.status(), outcome.err());
            var panics = outcome.err()
                    .lines()
                    .filter(line -> line.startsWith("Snow panic"))
                    .collect(Collectors.toSet());
            panics.remove("Snow panic: bad message: a part of it has another type");
            assertEquals(Set.of("Snow panic at main.snow:2: bad message: expected Int, found String"), panics);
        }
    }
}
