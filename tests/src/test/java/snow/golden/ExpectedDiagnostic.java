package snow.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import snow.diagnostics.Diagnostic;
import snow.diagnostics.Severity;
import snow.project.FileDiagnostic;

/**
 * One line about a diagnostic, as {@code FILE:LINE: error CODE at COLUMN: TITLE}, so that two lists of them are compared as texts.
 *
 * <p>A program says what it expects in a comment at the end of the line where the primary label starts:
 *
 * <pre>
 *   println(42) # error E0001 at 11: expected String, found Int // use to_string()
 * </pre>
 *
 * A line may have several. The column counts Unicode scalar values from 1. The title of a syntax error is its message. The help behind {@code //} may be
 * left out; then it is not compared.
 */
final class ExpectedDiagnostic {
    private static final Pattern COMMENT =
            Pattern.compile("# (error|warning) ([A-Z]\\d{4}) at (\\d+): (.*?)(?= # (?:error|warning) [A-Z]|$)");
    private static final String HELP = " // ";

    private ExpectedDiagnostic() {}

    /** What the comments of a program expect, by the place of the diagnostic. */
    static List<String> of(GoldenProgram program) {
        var expected = new ArrayList<String>();
        for (var source : program.sources().entrySet()) {
            int number = 0;
            for (var line : source.getValue().lines().toList()) {
                number++;
                var comment = COMMENT.matcher(line);
                while (comment.find()) {
                    expected.add(line(
                            source.getKey(),
                            number,
                            comment.group(1),
                            comment.group(2),
                            comment.group(3),
                            comment.group(4)));
                }
            }
        }
        expected.sort(null);
        return expected;
    }

    /** What the compiler said, in the same form; help texts only where they are expected. */
    static List<String> of(List<FileDiagnostic> diagnostics, List<String> expected) {
        Map<String, String> withHelp = new TreeMap<>();
        for (var line : expected) {
            int help = line.indexOf(HELP);
            if (help >= 0) {
                withHelp.put(line.substring(0, help), line);
            }
        }
        var actual = new ArrayList<String>();
        for (var one : diagnostics) {
            var line = line(one);
            actual.add(
                    withHelp.containsKey(line)
                            ? line + HELP + one.diagnostic().help().orElse("no help")
                            : line);
        }
        actual.sort(null);
        return actual;
    }

    private static String line(FileDiagnostic one) {
        var diagnostic = one.diagnostic();
        var text = one.module().text();
        int start = diagnostic.span().start();
        int line = (int) text.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
        int lineStart = text.lastIndexOf('\n', start - 1) + 1;
        int column = text.codePointCount(lineStart, start) + 1;
        boolean isSyntax = diagnostic.code().equals(Diagnostic.PARSE_ERROR);
        var title = isSyntax ? diagnostic.labels().getFirst().text() : diagnostic.title();
        var severity = diagnostic.severity() == Severity.ERROR ? "error" : "warning";
        return line(one.module().file(), line, severity, diagnostic.code(), Integer.toString(column), title);
    }

    private static String line(String file, int line, String severity, String code, String column, String words) {
        return file + ":" + line + ": " + severity + " " + code + " at " + column + ": " + words;
    }
}
