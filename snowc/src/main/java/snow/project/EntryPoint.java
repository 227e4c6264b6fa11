package snow.project;

import java.util.Optional;
import snow.diagnostics.Diagnostic;
import snow.syntax.Item;
import snow.syntax.Span;

/** What a program must have to be started (spec 02 §16). */
final class EntryPoint {
    private static final String MAIN = "main";
    private static final String NO_MAIN = "C0002";
    private static final String MAIN_WITH_PARAMETERS = "C0005";

    private EntryPoint() {}

    /** What is wrong with the {@code main} of an entry module, if anything. */
    static Optional<FileDiagnostic> problem(SourceModule entry) {
        Optional<Item.FnDef> withParameters = Optional.empty();
        for (var item : entry.parsed().tree().items()) {
            if (item instanceof Item.FnDef function && function.name().text().equals(MAIN)) {
                if (function.params().isEmpty()) {
                    return Optional.empty();
                }
                withParameters = withParameters.or(() -> Optional.of(function));
            }
        }
        var diagnostic = withParameters
                .map(function -> Diagnostic.error(
                                MAIN_WITH_PARAMETERS,
                                "`main` takes no parameters",
                                function.name().span(),
                                "the program starts here, and nothing is passed to it")
                        .help("read the command line with Env.args()"))
                .orElseGet(() -> Diagnostic.error(
                        NO_MAIN,
                        "no `main` function in '" + entry.shown() + "'",
                        new Span(0, 0),
                        "a program starts in `main`"));
        return Optional.of(new FileDiagnostic(entry, diagnostic));
    }
}
