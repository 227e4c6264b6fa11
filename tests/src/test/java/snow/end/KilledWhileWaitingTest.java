package snow.end;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * S-1 for the waits that a program alone cannot make: a process that waits for the outside world is ended at once, and the next one
 * that wants the same gets it (spec 05 §17.7). The waits for other processes are those of {@code golden/run/actor_kills}.
 */
class KilledWhileWaitingTest {
    private static final String WAIT_FOR = """
            fn wait_for(process :: Pid) do
              while Process.alive(process) do
                Timer.sleep(1)
              end
            end

            fn text_of(result :: Result<String, String>) -> String do
              case result do
                Ok(text) -> text
                Err(reason) -> "error: ${reason}"
              end
            end

            """;

    @TempDir
    private Path directory;

    /** Lines that have been read for somebody who is dead by then are not lost. */
    @Test
    void aLineGoesToTheNextReaderWhenTheFirstIsKilled() throws IOException, InterruptedException {
        try (var program = Running.withInput(Place.JAR.command(WAIT_FOR + """
                actor reader(name :: String) do
                  println("${name}: ${text_of(IO.read_line())}")
                end

                # Waits until it is killed in the middle of a line.
                fn kill_a_reader() do
                  let victim = spawn(reader, "victim")
                  Timer.sleep(30)
                  Process.exit(victim, ExitReason.Killed)
                  wait_for(victim)
                end

                fn main() do
                  kill_a_reader()
                  kill_a_reader()
                  IO.eprintln("killed")
                  wait_for(spawn(reader, "second"))
                  println("main: ${text_of(IO.read_line())}")
                  wait_for(spawn(reader, "third"))
                end
                """, directory))) {
            program.expectError("killed");
            program.input("one\ntwo\n");
            var outcome = program.end();
            assertEquals("second: one\nmain: two\nthird: \n", outcome.out());
            assertEquals(0, outcome.status());
        }
    }

    /** More readers of something that never comes than there are threads for such reads would hold up everybody. */
    @Test
    void manyKilledReadersOfStandardInputLeaveFilesReadable() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("note.txt"), "still readable");
        var command = Place.JAR.command(WAIT_FOR + """
                actor reader() do
                  println("unreachable ${text_of(IO.read_line())}")
                end

                fn main() do
                  let readers = for _ in 0..200 do
                    spawn(reader)
                  end
                  Timer.sleep(30)
                  for reader in readers do
                    Process.exit(reader, ExitReason.Shutdown)
                  end
                  for reader in readers do
                    wait_for(reader)
                  end
                  println(text_of(File.read("note.txt")))
                  IO.eprintln("done")
                end
                """, directory).directory(directory.toFile());
        try (var program = Running.withInput(command)) {
            // The input stays open: the program ends although a thread still reads it.
            program.expectError("done");
            var outcome = program.end();
            assertEquals("still readable\n", outcome.out());
            assertEquals(0, outcome.status());
        }
    }

    /** Opening a pipe for reading blocks until somebody writes to it, and here nobody does. */
    @Test
    void aReadThatNeverEndsHoldsUpNeitherOtherFilesNorTheEndOfTheProgram() throws IOException, InterruptedException {
        int status = new ProcessBuilder("mkfifo", directory.resolve("pipe").toString())
                .start()
                .waitFor();
        assertEquals(0, status, "mkfifo");
        var command = Place.JAR.command(WAIT_FOR + """
                actor reader() do
                  println("unreachable ${text_of(File.read("pipe"))}")
                end

                fn main() do
                  let victim = spawn(reader)
                  Timer.sleep(30)
                  Process.exit(victim, ExitReason.Killed)
                  wait_for(victim)
                  File.write("note.txt", "written and read")
                  println(text_of(File.read("note.txt")))
                end
                """, directory).directory(directory.toFile());
        try (var program = new Running(command)) {
            assertEquals(
                    new Running.Outcome(
                            0, "written and read\n", "[snow-rt] process <0.1> (actor reader) terminated: killed\n"),
                    program.end());
        }
    }
}
