package snow.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.List;
import snow.project.Failure;
import snow.project.Version;

/** The tool, in any world: gives the exit status instead of ending the JVM. */
public final class Snowc {
    private final Terminal terminal;
    private final ProgramStarter starter;

    /**
     * @param starter runs programs for {@code run}
     */
    public Snowc(Terminal terminal, ProgramStarter starter) {
        this.terminal = terminal;
        this.starter = starter;
    }

    /** Runs one command. Never throws. */
    public int run(List<String> words) {
        boolean verbose = false;
        try {
            return switch (CommandLine.parse(words)) {
                case CommandLine.Result.UsageError error -> usageError(error.text(), error.usage());
                case CommandLine.Result.Ok ok -> {
                    verbose = ok.line().has(Option.VERBOSE);
                    yield run(ok.line());
                }
            };
        } catch (RuntimeException | Error e) {
            return internalError(e, verbose);
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    private int run(CommandLine line) {
        if (line.has(Option.HELP)) {
            terminal.out().print(line.command().map(Help::of).orElseGet(Help::top));
            return ExitStatus.OK;
        }
        if (line.has(Option.VERSION)) {
            terminal.out().print(version(line.has(Option.VERBOSE)));
            return ExitStatus.OK;
        }
        if (line.command().isEmpty()) {
            terminal.err().print(Help.top());
            return ExitStatus.USAGE;
        }
        if (line.has(Option.EMIT_LLVM)) {
            return usageError(
                    "--emit-llvm is not available on the JVM; use --emit-mir or --emit-bytecode",
                    Command.BUILD.usage());
        }
        var command = line.command().get();
        if (command == Command.HELP) {
            return help(line.arguments());
        }
        if (command == Command.EXPLAIN && line.arguments().isEmpty()) {
            return usageError("the argument CODE is required but was not supplied", Command.EXPLAIN.usage());
        }
        var settings = Settings.of(line, terminal);
        var report = new Report(terminal, settings);
        if (!Files.isDirectory(settings.directory())) {
            return report.failed(Failure.fileSystem(
                    "Directory '" + line.value(Option.DIRECTORY).orElse("") + "' does not exist"));
        }
        return switch (command) {
            case BUILD -> new BuildCommand(line, settings, terminal, report).run();
            case RUN -> new RunCommand(line, settings, report, starter).run();
            case CHECK -> new CheckCommand(line, settings, report).run();
            case EXPLAIN -> new ExplainCommand(line, terminal, report).run();
            case HELP -> throw new IllegalStateException("help was answered above");
        };
    }

    private int help(List<String> arguments) {
        if (arguments.isEmpty()) {
            terminal.out().print(Help.top());
            return ExitStatus.OK;
        }
        var command = Command.named(arguments.getFirst());
        if (command.isEmpty()) {
            return usageError(CommandLine.unknownCommand(arguments.getFirst()), Command.HELP.usage());
        }
        terminal.out().print(Help.of(command.get()));
        return ExitStatus.OK;
    }

    private int usageError(String text, String usage) {
        terminal.err().print("error: " + text + "\n\n" + usage + "\n\nFor more information, try '--help'.\n");
        return ExitStatus.USAGE;
    }

    private static String version(boolean verbose) {
        var text = new StringBuilder("snowc ").append(Version.TEXT).append('\n');
        if (verbose) {
            text.append("JVM: ").append(System.getProperty("java.vm.name")).append(' ');
            text.append(System.getProperty("java.runtime.version")).append('\n');
            text.append("Installed in: ")
                    .append(System.getenv().getOrDefault("SNOW_HOME", "?"))
                    .append('\n');
            text.append("AOT cache: ").append(Jvm.usesAotCache() ? "yes" : "no").append('\n');
        }
        return text.toString();
    }

    private int internalError(Throwable e, boolean verbose) {
        var text = new StringBuilder("internal error: ");
        text.append(
                e.getMessage() == null
                        ? e.getClass().getSimpleName()
                        : e.getMessage().lines().findFirst().orElse(""));
        var place = Place.of(e);
        text.append("\n  in ").append(place);
        text.append("\nThis is a mistake in snowc ")
                .append(Version.TEXT)
                .append(", not in your program. Please report it with the source that shows it; "
                        + "'--verbose' prints the details.\n");
        if (verbose) {
            var trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            text.append(trace);
        }
        terminal.err().print(text);
        return ExitStatus.INTERNAL_ERROR;
    }
}
