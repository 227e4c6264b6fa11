package snow.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import snow.project.Compilation;
import snow.project.CompiledProgram;
import snow.project.Compiler;
import snow.project.Phases;
import snow.project.Project;

/** Golden programs through the compiler. */
final class Compiled {
    /** As {@code build} and {@code run} do without options. */
    private static final int USUAL_OPT_LEVEL = 0;

    private Compiled() {}

    static Compilation compile(GoldenProgram program) {
        return Compiler.compile(
                Project.of(program.sources()), Compiler.Goal.CLASS_FILES, USUAL_OPT_LEVEL, Phases.SILENT);
    }

    /** Compiles a program that has no errors, and whose warnings are those that its comments expect. */
    static CompiledProgram withoutErrors(GoldenProgram program) {
        var compilation = compile(program);
        var expected = ExpectedDiagnostic.of(program);
        assertEquals(
                expected.stream().collect(Collectors.joining("\n")),
                ExpectedDiagnostic.of(compilation.diagnostics(), expected).stream()
                        .collect(Collectors.joining("\n")),
                program + ": diagnostics");
        return compilation.program().orElseThrow(() -> new AssertionError(program + " was not compiled"));
    }
}
