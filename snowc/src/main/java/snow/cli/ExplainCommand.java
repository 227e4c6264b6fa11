package snow.cli;

import snow.project.Failure;

/** {@code snowc explain}: the long text about a diagnostic code (spec 08 §6.8). */
final class ExplainCommand {
    private final CommandLine line;
    private final Terminal terminal;
    private final Report report;

    ExplainCommand(CommandLine line, Terminal terminal, Report report) {
        this.line = line;
        this.terminal = terminal;
        this.report = report;
    }

    int run() {
        var code = line.arguments().getFirst();
        var text = Explanations.of(code);
        if (text.isEmpty()) {
            return report.failed(Failure.general("unknown diagnostic code '" + code + "'"));
        }
        terminal.out().print(text.get());
        return ExitStatus.OK;
    }
}
