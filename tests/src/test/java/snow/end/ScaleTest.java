package snow.end;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Z-1: as many processes and timers as spec 05 §16 asks for, in a JVM with no more memory than they may take. */
class ScaleTest {
    private static final String COLLECTOR = """
            actor collector(left :: Int, total :: Int) do
              if left == 0 do
                println("total ${total}")
              else
                receive do
                  n -> collector(left - 1, total + n)
                end
              end
            end

            """;

    @TempDir
    private Path directory;

    private Running.Outcome run(String memory, String source) throws IOException, InterruptedException {
        var builder = Place.JAR.command(COLLECTOR + source, directory);
        var command = new ArrayList<>(builder.command());
        command.add(1, memory);
        try (var program = new Running(builder.command(command))) {
            return program.end();
        }
    }

    /** So many actors get a number each, and send the next one to the collector. */
    private void addersAnswer(int count, String memory, String adder) throws IOException, InterruptedException {
        var outcome = run(memory, adder + """

                fn main() do
                  let c = spawn(collector, COUNT, 0)
                  let crowd = for _ in 0..COUNT do
                    spawn(adder, c)
                  end
                  for p in crowd do
                    send(p, 1)
                  end
                end
                """.replace("COUNT", "" + count));
        assertEquals("total " + 2 * count + "\n", outcome.out(), outcome.err());
        assertEquals(0, outcome.status());
    }

    /** 1.5 KiB for each, with all that the program needs besides. */
    @Test
    void aMillionActorsWaitAndAnswer() throws IOException, InterruptedException {
        addersAnswer(1_000_000, "-Xmx1464m", """
                actor adder(to :: Pid<Int>) do
                  receive do
                    n -> send(to, n + 1)
                  end
                end
                """);
    }

    /** They keep their threads: what they do next lies on their stacks. */
    @Test
    void actorsThatWaitInsideOfLoopsTakeNoMoreThanTheyMay() throws IOException, InterruptedException {
        addersAnswer(200_000, "-Xmx293m", """
                actor adder(to :: Pid<Int>) do
                  while true do
                    receive do
                      n -> send(to, n + 1)
                    end
                    break
                  end
                end
                """);
    }

    @Test
    void aMillionTimersArePending() throws IOException, InterruptedException {
        var outcome = run("-Xmx256m", """
                fn main() do
                  let c = spawn(collector, 1000001, 0)
                  for n in 0..1000000 do
                    Timer.send_after(c, 1000 + n % 1000, 1)
                  end
                  send(c, 1)
                end
                """);
        assertEquals("total 1000001\n", outcome.out(), outcome.err());
        assertEquals(0, outcome.status());
    }

    /** Each has links, a name, a monitor and a timer, and is forgotten. */
    @Test
    void processesComeAndGoForEverInConstantMemory() throws IOException, InterruptedException {
        var outcome = run("-Xmx24m", """
                actor short(c :: Pid<Int>, n :: Int) do
                  Process.register("short", self())
                  Timer.send_after(self(), 3600000, "late")
                  receive do
                    "go" -> send(c, n)
                  end
                end

                actor maker(c :: Pid<Int>, left :: Int) do
                  if left > 0 do
                    let p = spawn(short, c, 1)
                    link(p)
                    Process.monitor(self(), p, fn(_) -> true end)
                    send(p, "go")
                    receive do
                      true -> maker(c, left - 1)
                    end
                  end
                end

                fn main() do
                  let c = spawn(collector, 300000, 0)
                  spawn(maker, c, 300000)
                end
                """);
        assertEquals("total 300000\n", outcome.out(), outcome.err());
        assertEquals(0, outcome.status());
    }
}
