package snow.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * The outside world of one command.
 *
 * @param outIsTerminal whether a person looks at {@code out}
 * @param errIsTerminal whether a person looks at {@code err}
 * @param workingDirectory absolute
 */
public record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        Map<String, String> environment,
        Path workingDirectory) {

    /** Streams and environment of this JVM. The launcher says which streams are terminals: asking for them here loads much. */
    static Terminal ofProcess() {
        var terminals = System.getProperty("snow.terminals", "");
        return new Terminal(
                System.in,
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                terminals.contains("1"),
                terminals.contains("2"),
                System.getenv(),
                Path.of(System.getProperty("user.dir")));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    /** The value of an environment variable; empty when it is not set. */
    String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}
