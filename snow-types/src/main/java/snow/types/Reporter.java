package snow.types;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import snow.diagnostics.Diagnostic;
import snow.diagnostics.Severity;
import snow.syntax.Span;

/** Collects what is to be said about one file and puts it in order (spec 02 §18.4). */
final class Reporter {
    private final List<Diagnostic> found = new ArrayList<>();
    private boolean hasErrors;

    void report(Diagnostic diagnostic) {
        found.add(diagnostic);
        hasErrors |= diagnostic.severity() == Severity.ERROR;
    }

    boolean hasErrors() {
        return hasErrors;
    }

    /** Whether an error has been found in a part of the file. */
    boolean hasErrorsIn(Span part) {
        return hasErrors
                && found.stream()
                        .anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR
                                && part.start() <= diagnostic.span().start()
                                && diagnostic.span().end() <= part.end());
    }

    private record Place(String code, Span span, String title) {}

    /** Errors by position, then warnings; of several errors at one place the first found, nothing twice. */
    List<Diagnostic> inOrder() {
        var places = new HashSet<Place>();
        var errorSpans = new HashSet<Span>();
        var errors = new ArrayList<Diagnostic>();
        var warnings = new ArrayList<Diagnostic>();
        for (var diagnostic : found) {
            boolean isError = diagnostic.severity() == Severity.ERROR;
            if (!places.add(new Place(diagnostic.code(), diagnostic.span(), diagnostic.title()))
                    || isError && !errorSpans.add(diagnostic.span())) {
                continue;
            }
            (isError ? errors : warnings).add(diagnostic);
        }
        var byPlace = Comparator.<Diagnostic>comparingInt(
                        diagnostic -> diagnostic.span().start())
                .thenComparing(Diagnostic::code);
        errors.sort(byPlace);
        warnings.sort(byPlace);
        errors.addAll(warnings);
        return errors;
    }
}
