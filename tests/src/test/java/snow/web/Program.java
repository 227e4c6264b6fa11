package snow.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import snow.project.CompiledProgram;
import snow.project.Compiler;
import snow.project.Phases;
import snow.project.Project;

/** Snow programs that serve, compiled. */
final class Program {
    private Program() {}

    /** A program of {@code tests/programs}, which asks for a free port itself. */
    static CompiledProgram named(String name) {
        return compiled(read(Path.of("programs", name + ".snow")));
    }

    /**
     * A program of {@code examples}, but on a free port.
     *
     * @param path relative to {@code examples}
     */
    static CompiledProgram example(String path) {
        var source = read(Path.of("..", "examples", path));
        var onFreePort = source.replace(", 9000)", ", 0)");
        if (source.equals(onFreePort)) {
            throw new AssertionError(path + " does not serve on port 9000");
        }
        return compiled(onFreePort);
    }

    static CompiledProgram compiled(String source) {
        var compilation =
                Compiler.compile(Project.of(Map.of("main.snow", source)), Compiler.Goal.CLASS_FILES, 0, Phases.SILENT);
        return compilation
                .program()
                .orElseThrow(() -> new AssertionError("not compiled: " + compilation.diagnostics()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file.toAbsolutePath(), e);
        }
    }
}
