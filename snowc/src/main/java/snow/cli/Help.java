package snow.cli;

import java.util.ArrayList;
import java.util.List;

/** The texts of {@code --help}. */
final class Help {
    private Help() {}

    static String top() {
        var text = new StringBuilder("Snow, a language for real-time servers, on the JVM\n\n")
                .append(CommandLine.TOP_USAGE)
                .append("\n\nCommands:\n");
        var rows = new ArrayList<Row>();
        for (var command : Command.values()) {
            rows.add(new Row(command.word, command.summary));
        }
        table(text, rows);
        text.append("\nOptions of every command:\n");
        table(text, rows(Option.COMMON));
        text.append("\nSee 'snowc COMMAND --help' for the options of a command.\n");
        return text.toString();
    }

    static String of(Command command) {
        var text = new StringBuilder(command.summary)
                .append("\n\n")
                .append(command.usage())
                .append("\n\nOptions:\n");
        var shown = new ArrayList<>(command.options);
        shown.remove(Option.EMIT_LLVM);
        table(text, rows(shown));
        return text.toString();
    }

    private record Row(String left, String right) {}

    private static List<Row> rows(List<Option> options) {
        var rows = new ArrayList<Row>();
        for (var option : options) {
            var left = option.shortName().isEmpty() ? "    " : option.shortName() + ", ";
            rows.add(new Row(left + option.shown(), option.help()));
        }
        return rows;
    }

    private static void table(StringBuilder text, List<Row> rows) {
        int width = 0;
        for (var row : rows) {
            width = Math.max(width, row.left().length());
        }
        for (var row : rows) {
            text.append("  ").append(row.left());
            text.repeat(' ', width - row.left().length() + 2)
                    .append(row.right())
                    .append('\n');
        }
    }
}
