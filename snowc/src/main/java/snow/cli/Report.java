package snow.cli;

import java.util.List;
import snow.project.Failure;
import snow.project.FileDiagnostic;
import snow.project.SourceModule;

/** Says on standard error what is wrong and what was done, for people or, under {@code --json}, for programs. */
final class Report {
    private static final String FAILED_ABOVE = "Compilation failed due to errors above.";

    private final Terminal terminal;
    private final Settings settings;
    private final Progress progress;

    Report(Terminal terminal, Settings settings) {
        this.terminal = terminal;
        this.settings = settings;
        this.progress = new Progress(terminal, settings);
    }

    /** What is being done, for somebody who waits. */
    Progress progress() {
        return progress;
    }

    /**
     * Shows diagnostics, in the order given.
     *
     * @param modules whatever they point into
     */
    void diagnostics(List<SourceModule> modules, List<FileDiagnostic> diagnostics) {
        if (!diagnostics.isEmpty()) {
            write(new Rendering(modules, settings).of(diagnostics));
        }
    }

    /** The last line after errors; gives the exit status. */
    int failedAbove() {
        return failed(Failure.general(FAILED_ABOVE));
    }

    /** Says why the command ends here; gives the exit status. */
    int failed(Failure failure) {
        write(Rendering.of(failure, settings));
        return ExitStatus.FAILED;
    }

    /** A line about something done. */
    void success(String line) {
        if (!settings.quiet() && !settings.json()) {
            write(line + "\n");
        }
    }

    /** A line that a person should read although the command goes on. */
    void warning(String text) {
        if (!settings.json()) {
            write("warning: " + text + "\n");
        }
    }

    /** A line under {@code --verbose}. */
    void detail(String line) {
        if (settings.verbose() && !settings.json()) {
            write(line + "\n");
        }
    }

    /** Text on standard error that was asked for by an option. */
    void write(String text) {
        progress.erase();
        terminal.err().print(text);
        terminal.err().flush();
    }
}
