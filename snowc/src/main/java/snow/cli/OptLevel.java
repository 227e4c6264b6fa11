package snow.cli;

/** The value of {@code --opt-level}, checked when the command line was read. */
final class OptLevel {
    private OptLevel() {}

    static int of(CommandLine line) {
        return Integer.parseInt(line.value(Option.OPT_LEVEL).orElse("1"));
    }
}
