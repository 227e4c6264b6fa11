package snow.cli;

import java.util.Optional;
import snow.project.Compiler;
import snow.project.ProjectReader;

/** {@code snowc run}: compiles in memory and runs in this JVM; writes no file (spec 08 §6.3). */
final class RunCommand {
    private final CommandLine line;
    private final Settings settings;
    private final Report report;
    private final ProgramStarter starter;

    RunCommand(CommandLine line, Settings settings, Report report, ProgramStarter starter) {
        this.line = line;
        this.settings = settings;
        this.report = report;
        this.starter = starter;
    }

    int run() {
        var words = line.arguments();
        boolean hasPath = !words.isEmpty() && !line.programArguments();
        var arguments = hasPath ? words.subList(1, words.size()) : words;
        var timings = new Timings(report.progress());
        timings.begin("reading");
        return switch (ProjectReader.read(
                settings.directory(),
                hasPath ? Optional.of(words.getFirst()) : Optional.empty(),
                ProjectReader.Purpose.RUN)) {
            case ProjectReader.Result.Failed failed -> report.failed(failed.failure());
            case ProjectReader.Result.Ok(var project) -> {
                var compilation = Compiler.compile(project, Compiler.Goal.CLASS_FILES, OptLevel.of(line), timings);
                report.diagnostics(project.modules(), compilation.diagnostics());
                if (compilation.program().isEmpty()) {
                    yield report.failedAbove();
                }
                timings.begin("loading");
                var program = compilation.program().get().load();
                report.detail(timings.table());
                report.progress().erase();
                yield starter.start(program, arguments.toArray(String[]::new));
            }
        };
    }
}
