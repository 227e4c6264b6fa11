package snow.end;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** X-2: programs in a JVM with a small heap (spec 05 §17.13). */
class OutOfMemoryTest {
    private static final String GREEDY = """
            fn double(text :: String) -> Int do
              double(String.join([text, text], ""))
            end

            actor greedy() do
              println("${double("never enough")}")
            end

            fn wait_for(p :: Pid) do
              if Process.alive(p) do
                Timer.sleep(1)
                wait_for(p)
              end
            end

            """;

    @TempDir
    private Path directory;

    private Running.Outcome run(String source) throws IOException, InterruptedException {
        var builder = Place.JAR.command(source, directory);
        var command = new ArrayList<>(builder.command());
        command.add(1, "-Xmx64m");
        try (var program = new Running(builder.command(command))) {
            return program.end();
        }
    }

    @Test
    void aProcessThatExhaustsTheMemoryCrashesAndAHundredOthersGoOn() throws IOException, InterruptedException {
        var outcome = run(GREEDY + """
                service Tally do
                  fn init() -> Int do
                    0
                  end
                  call Add(n :: Int) :: Int do |total|
                    (total + n, total + n)
                  end
                end

                # Works all the time, and says so when it is asked.
                actor worker(tally :: Pid, rounds :: Int) do
                  receive do
                    "report" -> Tally.add(tally, 1)
                  after 0 -> worker(tally, rounds + String.length("${rounds}"))
                  end
                end

                fn wait_until(tally :: Pid, total :: Int) do
                  if Tally.add(tally, 0) < total do
                    Timer.sleep(1)
                    wait_until(tally, total)
                  end
                end

                fn main() do
                  let tally = Tally.start()
                  let workers = for _ in 0..100 do
                    spawn(worker, tally, 0)
                  end
                  wait_for(spawn(greedy))
                  println("${List.length(List.filter(workers, fn w -> Process.alive(w) end))} are working")
                  for w in workers do
                    send(w, "report")
                  end
                  wait_until(tally, 100)
                  println("all have reported")
                end
                """);
        assertEquals(new Running.Outcome(0, "100 are working\nall have reported\n", """
                        Snow panic at main.snow:2: out of memory
                          in process <0.102> (actor greedy)
                            at double (main.snow:2)
                            at greedy (main.snow:6)
                        """), outcome);
    }

    @Test
    void theLineIsThatOfTheTextForWhichThereIsNoRoom() throws IOException, InterruptedException {
        var outcome = run("""
                fn twice(text :: String, round :: Int) -> Int do
                  let next = round + 1
                  twice(
                    "${text}${text}",
                    next)
                end

                fn with_numbers(text :: String, round :: Float) -> Int do
                  let next = round + 1.0
                  with_numbers(
                    "${text}${round}${text}",
                    next)
                end

                fn main() do
                  println("${Job.await(Job.async(fn() -> twice("a", 1) end))}")
                  println("${with_numbers("a", 1.0)}")
                end
                """);
        assertEquals("Err(out of memory)\n", outcome.out());
        assertEquals("""
                Snow panic at main.snow:4: out of memory
                  in process <0.1> (job)
                    at twice (main.snow:4)
                    at <closure in main> (main.snow:16)
                Snow panic at main.snow:11: out of memory
                """, outcome.err());
    }

    /** The eighth time within ten seconds is the end. */
    @Test
    void aProgramThatExhaustsTheMemoryAgainAndAgainIsEnded() throws IOException, InterruptedException {
        var outcome = run(GREEDY + """
                fn for_ever(round :: Int) do
                  wait_for(spawn(greedy))
                  println("${round}")
                  for_ever(round + 1)
                end

                fn main() do
                  for_ever(1)
                end
                """);
        assertEquals(101, outcome.status(), outcome.err());
        assertTrue(outcome.err().endsWith("\nSnow panic: out of memory\n"), outcome.err());
        assertEquals(
                7,
                outcome.err()
                        .lines()
                        .filter(line -> line.endsWith(" (actor greedy)"))
                        .count(),
                outcome.err());
    }
}
