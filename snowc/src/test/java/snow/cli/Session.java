package snow.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import snow.rt.actor.Settings;
import snow.rt.actor.World;
import snow.rt.io.Console;

/** A user at a keyboard: runs commands in this JVM and sees what they write. */
final class Session {
    final Map<String, String> environment = new HashMap<>();
    boolean terminal;

    private final Path directory;

    Session(Path directory) {
        this.directory = directory;
    }

    /** What a command did. */
    record Outcome(int status, String out, String err) {
        String firstErrorLine() {
            return err.lines().findFirst().orElse("");
        }
    }

    Outcome snowc(String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var world = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                terminal,
                terminal,
                environment,
                directory);
        int status = new Snowc(
                        world,
                        (program, arguments) ->
                                World.run(program, arguments, Settings.embedded(new Console(out, err, false))))
                .run(List.of(words));
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
