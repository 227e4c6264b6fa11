package snow.end;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left to see of a program when it has ended, however that came (spec 05 §11). */
@ParameterizedClass
@EnumSource(Place.class)
class EndOfProgramTest {
    private static final String GUARD = """
            actor guard(name :: String) do
              receive do
                "never" -> ()
              end
            terminate do
              println("${name} cleans up")
            end
            end

            """;

    private static final String BOMB = """
            actor bomb() do
              receive do
                n -> println("${10 / n}")
              end
            end

            """;

    @Parameter
    private Place place;

    @TempDir
    private Path directory;

    private Running start(String source) throws IOException {
        var command = place.command(source, directory);
        // Only a second signal, not the time, ends a program that does not stop.
        command.environment().putAll(Map.of("SNOW_SHUTDOWN_MS", "600000"));
        return new Running(command);
    }

    private void assertEnds(Running.Outcome expected, String source) throws IOException, InterruptedException {
        try (var program = start(source)) {
            assertEquals(expected, program.end());
        }
    }

    @Test
    void whateverHappenedToOthersAProgramWhoseMainReturnsEndsWell() throws IOException, InterruptedException {
        assertEnds(new Running.Outcome(0, "main is done\na cleans up\n", """
                        Snow panic at main.snow:12: division by zero
                          in process <0.2> (actor bomb)
                            at bomb (main.snow:12)
                        """), GUARD + BOMB + """
                        fn main() do
                          spawn(guard, "a")
                          println("main is done")
                          send(spawn(bomb), 0)
                        end
                        """);
    }

    @Test
    void aCrashOfMainEndsTheProgramAtOnce() throws IOException, InterruptedException {
        assertEnds(new Running.Outcome(101, "before\n", "Snow panic at main.snow:20: division by zero\n"), GUARD + """
                        actor busy(n :: Int) do
                          busy(n + 1)
                        end

                        fn main() do
                          spawn(guard, "a")
                          spawn(busy, 0)
                          let zero = String.length("")
                          println("before")
                          Timer.sleep(1)
                          println("${1 / zero}")
                          println("after")
                        end
                        """);
    }

    @Test
    void aLinkThatEndsMainEndsTheProgramWhereMainWas() throws IOException, InterruptedException {
        assertEnds(new Running.Outcome(101, "", """
                        Snow panic at main.snow:3: division by zero
                          in process <0.1> (actor bomb)
                            at bomb (main.snow:3)
                        Snow panic at main.snow:11: linked process <0.1> exited: division by zero
                        """), BOMB + """
                        fn main() do
                          let b = spawn(bomb)
                          link(b)
                          send(b, 0)
                          Timer.sleep(1000000)
                        end
                        """);
    }

    @Test
    void aDeadlockEndsTheProgram() throws IOException, InterruptedException {
        assertEnds(
                new Running.Outcome(101, "waiting\n", "Snow panic: deadlock: all processes are waiting\n"),
                GUARD + """
                        actor never() do
                          receive do
                            "never" -> ()
                          end
                        end

                        fn main() do
                          spawn(guard, "a")
                          println("waiting")
                          let wait = never
                          wait()
                          println("over")
                        end
                        """);
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
    void aSignalStopsTheProcessesYoungestFirst(String signal, int status) throws IOException, InterruptedException {
        try (var program = start(GUARD + """
                fn main() do
                  spawn(guard, "a")
                  spawn(guard, "b")
                  IO.eprintln("ready")
                  Timer.sleep(1000000)
                  println("woken")
                end
                """)) {
            program.expectError("ready");
            program.signal(signal);
            assertEquals(new Running.Outcome(status, "b cleans up\na cleans up\n", "ready\n"), program.end());
        }
    }

    /** A second signal of another kind is the last word: the status is its own, as if it had come alone. */
    @ParameterizedTest
    @CsvSource({"TERM, TERM, 143", "INT, INT, 130", "HUP, HUP, 129", "TERM, INT, 130", "INT, TERM, 143", "HUP, INT, 130"
    })
    void aSecondSignalEndsAProgramThatDoesNotStop(String first, String second, int status)
            throws IOException, InterruptedException {
        try (var program = start("""
                actor stubborn() do
                  receive do
                    "never" -> ()
                  end
                terminate do
                  IO.eprintln("stopping")
                  Timer.sleep(1000000)
                  IO.eprintln("stopped")
                end
                end

                fn main() do
                  spawn(stubborn)
                  IO.eprintln("ready")
                  Timer.sleep(1000000)
                end
                """)) {
            program.expectError("ready");
            program.signal(first);
            program.expectError("stopping");
            program.signal(second);
            assertEquals(new Running.Outcome(status, "", "ready\nstopping\n"), program.end());
        }
    }
}
