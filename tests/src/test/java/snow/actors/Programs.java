package snow.actors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import snow.project.CompiledProgram;
import snow.project.Compiler;
import snow.project.Phases;
import snow.project.Project;

/** Snow programs of these tests. */
final class Programs {
    private Programs() {}

    /** A program of {@code tests/programs}. */
    static CompiledProgram read(String name) throws IOException {
        return compile(Files.readString(Path.of("programs", name + ".snow")));
    }

    static CompiledProgram compile(String source) {
        var compilation =
                Compiler.compile(Project.of(Map.of("main.snow", source)), Compiler.Goal.CLASS_FILES, 1, Phases.SILENT);
        return compilation
                .program()
                .orElseThrow(() -> new AssertionError("not compiled: " + compilation.diagnostics()));
    }
}
