package snow.diagnostics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes diagnostics as JSON, one object per line (spec 08 §14). */
public final class JsonDiagnostics {
    private final Function<String, String> sources;
    private final Map<String, LineIndex> indexes = new HashMap<>();

    /**
     * @param sources the text of a file by its path as shown to people; asked only for files that labels or edits point into
     */
    public JsonDiagnostics(Function<String, String> sources) {
        this.sources = sources;
    }

    /**
     * One object and a newline.
     *
     * @param path the file the diagnostic is about, as shown to people; {@code ""} if there is none
     */
    public String render(String path, Diagnostic diagnostic) {
        var json = new StringBuilder();
        json.append("{\"code\":");
        string(json, diagnostic.code());
        json.append(",\"severity\":");
        string(json, diagnostic.severity() == Severity.ERROR ? "error" : "warning");
        json.append(",\"message\":");
        string(json, message(diagnostic));
        json.append(",\"file\":");
        string(json, path);
        json.append(",\"spans\":[");
        for (int i = 0; i < diagnostic.labels().size(); i++) {
            json.append(i == 0 ? "" : ",");
            span(json, path, diagnostic.labels().get(i));
        }
        json.append("],\"fix\":");
        diagnostic.help().ifPresentOrElse(help -> string(json, help), () -> json.append("null"));
        json.append(",\"suggestions\":[");
        for (int i = 0; i < diagnostic.suggestions().size(); i++) {
            json.append(i == 0 ? "" : ",");
            suggestion(json, path, diagnostic.suggestions().get(i));
        }
        json.append("],\"notes\":[");
        strings(json, diagnostic.notes());
        return json.append("]}\n").toString();
    }

    private static String message(Diagnostic diagnostic) {
        boolean parseError = diagnostic.code().equals(Diagnostic.PARSE_ERROR)
                && !diagnostic.labels().isEmpty();
        return parseError ? "Parse error: " + diagnostic.labels().getFirst().text() : diagnostic.title();
    }

    private void span(StringBuilder json, String path, Label label) {
        var index = index(label.file().orElse(path));
        int from = label.span().start();
        int to = label.span().end();
        // an empty position is shown one byte and one column wide
        int widening = label.span().isEmpty() ? 1 : 0;
        json.append("{\"start\":").append(index.byteOffset(from));
        json.append(",\"end\":").append(index.byteOffset(to) + widening);
        json.append(",\"label\":");
        string(json, label.text());
        json.append(",\"line\":").append(index.line(from));
        json.append(",\"column\":").append(index.column(from));
        json.append(",\"end_line\":").append(index.line(to));
        json.append(",\"end_column\":").append(index.column(to) + widening);
        label.file().ifPresent(file -> {
            json.append(",\"file\":");
            string(json, file);
        });
        json.append('}');
    }

    private void suggestion(StringBuilder json, String path, Suggestion suggestion) {
        json.append("{\"message\":");
        string(json, suggestion.message());
        json.append(",\"edits\":[");
        for (int i = 0; i < suggestion.edits().size(); i++) {
            var edit = suggestion.edits().get(i);
            var file = edit.file().orElse(path);
            var index = index(file);
            json.append(i == 0 ? "{\"file\":" : ",{\"file\":");
            string(json, file);
            json.append(",\"start\":").append(index.byteOffset(edit.span().start()));
            json.append(",\"end\":").append(index.byteOffset(edit.span().end()));
            json.append(",\"text\":");
            string(json, edit.text());
            json.append('}');
        }
        json.append("]}");
    }

    private LineIndex index(String file) {
        return indexes.computeIfAbsent(file, name -> LineIndex.of(sources.apply(name)));
    }

    private static void strings(StringBuilder json, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            json.append(i == 0 ? "" : ",");
            string(json, values.get(i));
        }
    }

    private static void string(StringBuilder json, String value) {
        json.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < 0x20) {
                        json.append("\\u00").append(c < 0x10 ? "0" : "").append(Integer.toHexString(c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
