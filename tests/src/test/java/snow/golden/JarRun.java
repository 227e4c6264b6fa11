package snow.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import snow.jar.ProgramJar;
import snow.project.CompiledProgram;

/** Programs as users get them: a jar, and a JVM that runs it. */
public final class JarRun {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final long LIMIT_SECONDS = 120;

    private JarRun() {}

    /** Writes the jar of a program. */
    public static Path write(CompiledProgram program, Path jar) throws IOException {
        return Files.write(jar, ProgramJar.of(program.classes(), "test", false, Instant.EPOCH));
    }

    /** The command that runs a jar. */
    public static ProcessBuilder command(Path jar, String... arguments) {
        // Tiered compilation stops early: most programs end before the best code would be ready.
        var command = new ArrayList<>(List.of(JAVA.toString(), "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** Runs a jar to its end. */
    static Outcome run(Path jar) throws IOException, InterruptedException {
        return run(command(jar), jar.getParent());
    }

    /** Runs a command to its end; what it prints passes through files in the directory. */
    static Outcome run(ProcessBuilder command, Path directory) throws IOException, InterruptedException {
        var out = Files.createTempFile(directory, "out", "");
        var err = Files.createTempFile(directory, "err", "");
        var process = command.redirectInput(
                        ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError(command.command() + " did not end");
        }
        return new Outcome(Files.readString(out), Files.readString(err), process.exitValue());
    }
}
