package snow.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import snow.jar.Listing;
import snow.jar.ProgramJar;
import snow.project.CompiledProgram;
import snow.project.Compiler;
import snow.project.Failure;
import snow.project.Project;
import snow.project.ProjectReader;
import snow.project.Version;

/** {@code snowc build}: writes a jar, or an executable with a jar in it (spec 08 §6.2). */
final class BuildCommand {
    private static final String JAR = ".jar";

    private final CommandLine line;
    private final Settings settings;
    private final Terminal terminal;
    private final Report report;

    BuildCommand(CommandLine line, Settings settings, Terminal terminal, Report report) {
        this.line = line;
        this.settings = settings;
        this.terminal = terminal;
        this.report = report;
    }

    int run() {
        if (line.has(Option.TARGET)) {
            report.warning("--target is ignored: the jar runs on every platform");
        }
        var timings = new Timings(report.progress());
        timings.begin("reading");
        return switch (ProjectReader.read(
                settings.directory(), line.arguments().stream().findFirst(), ProjectReader.Purpose.BUILD)) {
            case ProjectReader.Result.Failed failed -> report.failed(failed.failure());
            case ProjectReader.Result.Ok ok -> build(ok.project(), timings);
        };
    }

    private int build(Project project, Timings timings) {
        var compilation = Compiler.compile(project, Compiler.Goal.CLASS_FILES, OptLevel.of(line), timings);
        report.diagnostics(project.modules(), compilation.diagnostics());
        if (compilation.program().isEmpty()) {
            return report.failedAbove();
        }
        timings.begin("writing");
        var output = line.value(Option.OUTPUT).orElse(project.stem() + JAR);
        var written = new ArrayList<String>();
        try {
            write(compilation.program().get(), output, written);
        } catch (Unwritable e) {
            return report.failed(Failure.fileSystem("Failed to write '" + e.path + "': " + e.reason));
        }
        written.forEach(report::success);
        if (line.has(Option.TIMINGS) && !settings.json()) {
            report.write(timings.table());
        }
        return ExitStatus.OK;
    }

    private void write(CompiledProgram program, String output, ArrayList<String> written) throws Unwritable {
        boolean executable = !output.endsWith(JAR);
        var jar = ProgramJar.of(program.classes(), Version.TEXT, executable, time());
        if (line.has(Option.EMIT_MIR)) {
            written.add("  MIR: " + writeText(output, "mir", program.mir().get()));
        }
        if (line.has(Option.EMIT_BYTECODE)) {
            written.add("  Bytecode: " + writeText(output, "bytecode", Listing.of(program.classes())));
        }
        write(output, jar, executable);
        written.add("  Compiled: " + output);
    }

    private String writeText(String output, String extension, String text) throws Unwritable {
        var path = withExtension(output, extension);
        write(path, text.getBytes(StandardCharsets.UTF_8), false);
        return path;
    }

    private void write(String shown, byte[] content, boolean executable) throws Unwritable {
        try {
            AtomicFile.write(settings.directory().resolve(shown), content, executable);
        } catch (IOException e) {
            throw new Unwritable(shown, ProjectReader.reason(e));
        }
    }

    static String withExtension(String path, String extension) {
        int slash = path.lastIndexOf('/');
        int dot = path.lastIndexOf('.');
        return (dot > slash + 1 ? path.substring(0, dot) : path) + "." + extension;
    }

    /** The time that every entry of the jar carries; archives begin to count at the latest in 1980. */
    private Instant time() {
        try {
            return Instant.ofEpochSecond(Long.parseLong(terminal.variable("SOURCE_DATE_EPOCH")));
        } catch (NumberFormatException | java.time.DateTimeException _) {
            return Instant.EPOCH;
        }
    }

    /** A file could not be written. */
    private static final class Unwritable extends Exception {
        private final String path;
        private final String reason;

        Unwritable(String path, String reason) {
            super(path, null, false, false);
            this.path = path;
            this.reason = reason;
        }
    }
}
