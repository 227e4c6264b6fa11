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
    private static final int USUAL_OPT_LEVEL = 1;

    private Compiled() {}

    static Compilation compile(GoldenProgram program) {
        return compile(program, USUAL_OPT_LEVEL);
    }

    private static Compilation compile(GoldenProgram program, int optLevel) {
        return Compiler.compile(Project.of(program.sources()), Compiler.Goal.CLASS_FILES, optLevel, Phases.SILENT);
    }

    /** Compiles a program that has no errors, and whose warnings are those that its comments expect. */
    static CompiledProgram withoutErrors(GoldenProgram program) {
        return withoutErrors(program, USUAL_OPT_LEVEL);
    }

    static CompiledProgram withoutErrors(GoldenProgram program, int optLevel) {
        var compilation = compile(program, optLevel);
        var expected = ExpectedDiagnostic.of(program);
        assertEquals(
                expected.stream().collect(Collectors.joining("\n")),
                ExpectedDiagnostic.of(compilation.diagnostics(), expected).stream()
                        .collect(Collectors.joining("\n")),
                program + ": diagnostics");
        return compilation.program().orElseThrow(() -> new AssertionError(program + " was not compiled"));
    }
}
