package snow.end;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import snow.golden.JarRun;
import snow.project.CompiledProgram;
import snow.project.Compiler;
import snow.project.Phases;
import snow.project.Project;

/** How a user starts a program. */
enum Place {
    /** {@code java -jar}. */
    JAR {
        @Override
        ProcessBuilder command(String source, Path directory) throws IOException {
            return JarRun.command(JarRun.write(compiled(source), directory.resolve("program.jar")));
        }
    },

    /** {@code snowc run}. */
    SNOWC_RUN {
        @Override
        ProcessBuilder command(String source, Path directory) throws IOException {
            Files.writeString(directory.resolve("main.snow"), source);
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "--add-opens=java.base/java.lang=ALL-UNNAMED",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "snow.cli.Main",
                            "run",
                            "main.snow")
                    .directory(directory.toFile());
        }
    };

    /** The command that runs the program in an empty directory. */
    abstract ProcessBuilder command(String source, Path directory) throws IOException;

    static CompiledProgram compiled(String source) {
        var compilation =
                Compiler.compile(Project.of(Map.of("main.snow", source)), Compiler.Goal.CLASS_FILES, 1, Phases.SILENT);
        return compilation
                .program()
                .orElseThrow(() -> new AssertionError("not compiled: " + compilation.diagnostics()));
    }
}
