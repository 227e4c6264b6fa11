package snow.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import snow.syntax.Span;

/**
 * Something to tell the author of a source text. The file it is about is not part of it: whoever collects diagnostics of
 * several files knows which one was compiled.
 *
 * @param code {@code E0001}, {@code W0003}, {@code P0001}, …
 * @param title one line
 * @param labels primary first; empty when no place can be named
 * @param help what to do about it
 */
public record Diagnostic(
        String code,
        Severity severity,
        String title,
        List<Label> labels,
        Optional<String> help,
        List<String> notes,
        List<Suggestion> suggestions) {

    /** Code of every syntax error; its message is the text of the primary label (spec 01 §10.1). */
    public static final String PARSE_ERROR = "P0001";

    public Diagnostic {
        labels = List.copyOf(labels);
        notes = List.copyOf(notes);
        suggestions = List.copyOf(suggestions);
    }

    /** An error with its primary label. */
    public static Diagnostic error(String code, String title, Span span, String label) {
        return new Diagnostic(
                code, Severity.ERROR, title, List.of(Label.of(span, label)), Optional.empty(), List.of(), List.of());
    }

    /** A warning with its primary label. */
    public static Diagnostic warning(String code, String title, Span span, String label) {
        return new Diagnostic(
                code, Severity.WARNING, title, List.of(Label.of(span, label)), Optional.empty(), List.of(), List.of());
    }

    /** The same with a secondary label in the same file. */
    public Diagnostic label(Span span, String text) {
        return label(Label.of(span, text));
    }

    /** The same with one more label. */
    public Diagnostic label(Label label) {
        return new Diagnostic(code, severity, title, plus(labels, label), help, notes, suggestions);
    }

    /** The same with a help text. */
    public Diagnostic help(String text) {
        return new Diagnostic(code, severity, title, labels, Optional.of(text), notes, suggestions);
    }

    /** The same with one more note. */
    public Diagnostic note(String text) {
        return new Diagnostic(code, severity, title, labels, help, plus(notes, text), suggestions);
    }

    /** The same with one more suggestion. */
    public Diagnostic suggest(Suggestion suggestion) {
        return new Diagnostic(code, severity, title, labels, help, notes, plus(suggestions, suggestion));
    }

    /** The primary label's span; empty at the start of the file when there is no label. */
    public Span span() {
        return labels.isEmpty() ? new Span(0, 0) : labels.getFirst().span();
    }

    private static <T> List<T> plus(List<T> list, T one) {
        var longer = new ArrayList<>(list);
        longer.add(one);
        return List.copyOf(longer);
    }
}
