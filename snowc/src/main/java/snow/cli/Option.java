package snow.cli;

import java.util.List;

/**
 * An option of a command.
 *
 * @param shortName {@code -o}; empty when there is none
 * @param longName {@code --output}; empty when there is none
 * @param value what its value is called in help; empty when it takes none
 * @param choices the only values it takes; empty when any will do
 */
record Option(String shortName, String longName, String value, List<String> choices, String help) {
    static final Option HELP = flag("-h", "--help", "Print help");
    static final Option VERSION = flag("-V", "--version", "Print version");
    static final Option COLOR = new Option(
            "", "--color", "WHEN", List.of("auto", "always", "never"), "Colour: auto, always or never [default: auto]");
    static final Option NO_COLOR = flag("", "--no-color", "Same as --color never");
    static final Option QUIET = flag("-q", "--quiet", "No progress and no success lines");
    static final Option VERBOSE = flag("-v", "--verbose", "Say what is done and how long it takes");
    static final Option DIRECTORY = valued("-C", "--directory", "DIR", "Behave as if started in DIR");

    static final Option OUTPUT = valued("-o", "--output", "PATH", "Output file; an executable unless it ends in .jar");
    static final Option OPT_LEVEL =
            valued("", "--opt-level", "N", "Optimisation: 0 none, 1 light, 2 full [default: 1]");
    static final Option EMIT_MIR = flag("", "--emit-mir", "Also write the intermediate form as text");
    static final Option EMIT_BYTECODE = flag("", "--emit-bytecode", "Also write the disassembled class files");
    static final Option EMIT_LLVM = flag("", "--emit-llvm", "Not available on the JVM");
    static final Option TARGET = valued("", "--target", "TRIPLE", "Ignored: a jar runs on every platform");
    static final Option JSON = flag("", "--json", "Diagnostics as JSON, one object a line");
    static final Option TIMINGS = flag("", "--timings", "Print a table of phases and milliseconds");
    static final Option DENY_WARNINGS = flag("", "--deny-warnings", "Fail when there are warnings");
    static final Option LOCKED = flag("", "--locked", "Fail rather than change snow.lock");
    static final Option OFFLINE = flag("", "--offline", "Use no network");

    /** What every command accepts. */
    static final List<Option> COMMON = List.of(HELP, VERSION, COLOR, NO_COLOR, QUIET, VERBOSE, DIRECTORY);

    private static Option flag(String shortName, String longName, String help) {
        return new Option(shortName, longName, "", List.of(), help);
    }

    private static Option valued(String shortName, String longName, String value, String help) {
        return new Option(shortName, longName, value, List.of(), help);
    }

    boolean takesValue() {
        return !value.isEmpty();
    }

    /** The option as messages show it: {@code --opt-level <N>}. */
    String shown() {
        return takesValue() ? longName + " <" + value + ">" : longName;
    }
}
