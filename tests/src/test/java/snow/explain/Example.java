package snow.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A program of an explanation: one file, or several that each begin with a comment {@code # NAME}; and a last line
 * {@code $ snowc …} when it is not to be built as usual.
 *
 * @param files texts by path relative to the root of the project
 * @param command the words after {@code snowc}
 */
record Example(Map<String, String> files, List<String> command) {
    private static final Pattern FILE = Pattern.compile("# ([A-Za-z0-9_/]+\\.(snow|toml|lock))");
    private static final String COMMAND = "$ snowc ";
    private static final String INDENTATION = "    ";

    /** The program under a heading of an explanation. */
    static Example under(String heading, String explanation) {
        var name = "main.snow";
        var files = new LinkedHashMap<String, StringBuilder>();
        var command = List.of("build");
        for (var line : block(heading, explanation)) {
            var file = FILE.matcher(line);
            if (file.matches()) {
                name = file.group(1);
            } else if (line.startsWith(COMMAND)) {
                command = List.of(line.substring(COMMAND.length()).split(" "));
                continue;
            }
            files.computeIfAbsent(name, _ -> new StringBuilder()).append(line).append('\n');
        }
        var texts = new LinkedHashMap<String, String>();
        files.forEach((path, text) -> texts.put(path, text.toString()));
        return new Example(texts, command);
    }

    private static List<String> block(String heading, String explanation) {
        var lines = explanation.lines().toList();
        int start = lines.indexOf(heading + ":");
        if (start < 0) {
            throw new AssertionError("no heading " + heading + " in\n" + explanation);
        }
        var block = new ArrayList<String>();
        for (var line : lines.subList(start + 2, lines.size())) {
            if (!line.isEmpty() && !line.startsWith(INDENTATION)) {
                break;
            }
            block.add(line.isEmpty() ? "" : line.substring(INDENTATION.length()));
        }
        while (block.getLast().isEmpty()) {
            block.removeLast();
        }
        return block;
    }
}
