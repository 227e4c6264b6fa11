package snow.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A mistake to plant into a program: one part of its text is replaced by another.
 *
 * <pre>
 * ## misspelt parameter
 * E0004 undefined variable: amout
 * --- from
 *   Float.to_int(amount + 0.5)
 * --- to
 *   Float.to_int(▸amout + 0.5)
 * </pre>
 *
 * @param expected code and title
 * @param from stands in one file of the program, once
 * @param to what stands there instead; before the mark {@code ▸}, which is not part of it, the error is found
 */
record Mistake(String name, String expected, String from, String to) {
    private static final char MARK = '▸';
    private static final String FROM = "--- from\n";
    private static final String TO = "--- to\n";

    static List<Mistake> read(String text) {
        var mistakes = new ArrayList<Mistake>();
        for (var one : ("\n" + text).split("\n## ")) {
            if (one.isBlank()) {
                continue;
            }
            int from = one.indexOf(FROM);
            int to = one.indexOf(TO);
            var head = one.substring(0, from).lines().toList();
            mistakes.add(new Mistake(
                    head.get(0),
                    head.get(1),
                    one.substring(from + FROM.length(), to).stripTrailing(),
                    one.substring(to + TO.length()).stripTrailing()));
        }
        return mistakes;
    }

    /** The file of a program that the mistake is planted into. */
    String file(Map<String, String> sources) {
        var files = sources.entrySet().stream()
                .filter(source -> source.getValue().contains(from))
                .map(Map.Entry::getKey)
                .toList();
        if (files.size() != 1) {
            throw new AssertionError("not in one file of the program, but in " + files + ": " + from);
        }
        return files.getFirst();
    }

    /** The text of that file with the mistake in it. */
    String plantedIn(String text) {
        return text.substring(0, start(text)) + unmarked() + text.substring(start(text) + from.length());
    }

    /** Offset at which the error is found in that text. */
    int place(String text) {
        return start(text) + mark();
    }

    private String unmarked() {
        return to.substring(0, mark()) + to.substring(mark() + 1);
    }

    private int mark() {
        int mark = to.indexOf(MARK);
        if (mark < 0 || to.indexOf(MARK, mark + 1) >= 0) {
            throw new AssertionError("not exactly one mark: " + to);
        }
        return mark;
    }

    private int start(String text) {
        int start = text.indexOf(from);
        if (start < 0 || text.indexOf(from, start + 1) >= 0) {
            throw new AssertionError("not exactly once in the file: " + from);
        }
        return start;
    }

    @Override
    public String toString() {
        return name;
    }
}
