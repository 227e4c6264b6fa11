package snow.cli;

import java.nio.file.Path;

/**
 * What the options of every command say.
 *
 * @param directory where the command behaves as if it had been started; absolute
 */
record Settings(boolean json, boolean color, boolean quiet, boolean verbose, Path directory) {
    static Settings of(CommandLine line, Terminal terminal) {
        boolean json = line.has(Option.JSON);
        var directory = line.value(Option.DIRECTORY)
                .map(given -> terminal.workingDirectory().resolve(given).normalize())
                .orElse(terminal.workingDirectory());
        return new Settings(
                json, !json && color(line, terminal), line.has(Option.QUIET), line.has(Option.VERBOSE), directory);
    }

    /** Whether diagnostics on standard error are coloured (spec 08 §1.4). */
    private static boolean color(CommandLine line, Terminal terminal) {
        return switch (line.value(Option.COLOR).orElse("auto")) {
            case "always" -> true;
            case "never" -> false;
            default ->
                terminal.variable("CLICOLOR_FORCE").equals("1")
                        || terminal.errIsTerminal()
                                && terminal.variable("NO_COLOR").isEmpty()
                                && !terminal.variable("TERM").equals("dumb");
        };
    }
}
