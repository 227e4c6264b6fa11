package snow.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commands of {@code snowc}, as its help shows them. */
enum Command {
    BUILD(
            "build",
            "[PATH] [OPTIONS]",
            "Compile a project or a file to a runnable jar",
            1,
            List.of(
                    Option.OUTPUT,
                    Option.OPT_LEVEL,
                    Option.EMIT_MIR,
                    Option.EMIT_BYTECODE,
                    Option.EMIT_LLVM,
                    Option.TARGET,
                    Option.JSON,
                    Option.LOCKED,
                    Option.OFFLINE,
                    Option.TIMINGS)),
    RUN(
            "run",
            "[OPTIONS] [PATH] [--] [ARGS...]",
            "Compile in memory and run",
            Integer.MAX_VALUE,
            List.of(Option.OPT_LEVEL, Option.JSON, Option.LOCKED, Option.OFFLINE)),
    CHECK(
            "check",
            "[PATH] [OPTIONS]",
            "Parse and type-check only",
            1,
            List.of(Option.JSON, Option.DENY_WARNINGS, Option.LOCKED, Option.OFFLINE)),
    EXPLAIN("explain", "CODE", "Explain a diagnostic code", 1, List.of()),
    HELP("help", "[COMMAND]", "Print help of a command", 1, List.of());

    /** Commands that the language has elsewhere and this tool does not have yet. */
    static final List<String> PLANNED = List.of(
            "test", "fmt", "init", "new", "deps", "add", "remove", "update", "doc", "repl", "lsp", "completions");

    final String word;
    final String synopsis;
    final String summary;
    final int maxArguments;
    final List<Option> options;

    Command(String word, String synopsis, String summary, int maxArguments, List<Option> ownOptions) {
        this.word = word;
        this.synopsis = synopsis;
        this.summary = summary;
        this.maxArguments = maxArguments;
        var all = new ArrayList<>(ownOptions);
        all.addAll(Option.COMMON);
        this.options = List.copyOf(all);
    }

    static Optional<Command> named(String word) {
        for (var command : values()) {
            if (command.word.equals(word)) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }

    /** {@code Usage: snowc build [PATH] [OPTIONS]}. */
    String usage() {
        return "Usage: snowc " + word + " " + synopsis;
    }
}
