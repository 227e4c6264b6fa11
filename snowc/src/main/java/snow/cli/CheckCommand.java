package snow.cli;

import snow.project.Compiler;
import snow.project.ProjectReader;

/** {@code snowc check}: everything up to type checking (spec 08 §6.4). */
final class CheckCommand {
    private final CommandLine line;
    private final Settings settings;
    private final Report report;

    CheckCommand(CommandLine line, Settings settings, Report report) {
        this.line = line;
        this.settings = settings;
        this.report = report;
    }

    int run() {
        var timings = new Timings(report.progress());
        timings.begin("reading");
        return switch (ProjectReader.read(
                settings.directory(), line.arguments().stream().findFirst(), ProjectReader.Purpose.CHECK)) {
            case ProjectReader.Result.Failed failed -> report.failed(failed.failure());
            case ProjectReader.Result.Ok ok -> {
                var project = ok.project();
                var compilation = Compiler.compile(project, Compiler.Goal.CHECK, 0, timings);
                report.diagnostics(project.modules(), compilation.diagnostics());
                boolean denied = line.has(Option.DENY_WARNINGS)
                        && !compilation.diagnostics().isEmpty();
                if (compilation.hasErrors() || denied) {
                    yield report.failedAbove();
                }
                report.detail(timings.table());
                report.success(
                        "Checked " + (project.modules().size() + project.tests().size()) + " module(s)");
                yield ExitStatus.OK;
            }
        };
    }
}
