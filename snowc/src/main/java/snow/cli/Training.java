package snow.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import snow.rt.actor.World;

/** A sample of the tool's work. The launcher runs it once to learn which classes a start needs, and keeps them prepared. */
final class Training {
    private static final String SAMPLE = "training.snow";
    private static final String MISTAKES = "mistakes.snow";
    private static final String SYNTAX_ERROR = "broken.snow";
    private static final String JAR = "sample.jar";

    private final Path directory;

    private Training(Path directory) {
        this.directory = directory;
    }

    /** Does the work, and ends the JVM. */
    static void run() {
        try {
            new Training(Files.createTempDirectory("snow")).work();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.exit(ExitStatus.OK);
    }

    private void work() throws IOException {
        write();
        for (var words : List.of(
                List.of("--version"),
                List.of("--help"),
                List.of("biuld"),
                List.of("check", SAMPLE),
                List.of("check", MISTAKES),
                List.of("check", "--color", "always", SYNTAX_ERROR),
                List.of("check", "--json", MISTAKES),
                List.of("build", "-o", JAR, SAMPLE),
                // last: the program ends the JVM, as it does for a user
                List.of("run", SAMPLE))) {
            snowc().run(words);
        }
        delete();
    }

    private Snowc snowc() {
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        var terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]), nowhere, nowhere, false, false, Map.of(), directory);
        return new Snowc(terminal, (program, arguments) -> {
            delete();
            World.runAndExit(program, arguments);
            return ExitStatus.OK;
        });
    }

    private void write() throws IOException {
        try (var in = Training.class.getResourceAsStream(SAMPLE)) {
            Files.write(directory.resolve(SAMPLE), in.readAllBytes());
        }
        Files.writeString(directory.resolve(MISTAKES), "fn main() do\n  let total = 3\n  println(totl + \"a\")\nend\n");
        Files.writeString(directory.resolve(SYNTAX_ERROR), "fn main() do\n  let = (\nend\n");
    }

    private void delete() {
        try {
            for (var name : List.of(SAMPLE, MISTAKES, SYNTAX_ERROR, JAR)) {
                Files.deleteIfExists(directory.resolve(name));
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
