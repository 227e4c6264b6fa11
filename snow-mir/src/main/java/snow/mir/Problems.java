package snow.mir;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import snow.diagnostics.Diagnostic;
import snow.syntax.Span;

/** What a program with correct types asks for and cannot have. */
final class Problems {
    /** The JVM passes at most 255 words to a method, the receiver among them; a long or double is two. */
    private static final int MOST_WORDS = 254;

    private record Place(String code, String module, Span span) {}

    private final Map<String, List<Diagnostic>> byModule = new LinkedHashMap<>();
    private final Set<Place> reported = new HashSet<>();

    /** Each problem is reported once, however many instances a function has. */
    void report(String module, Span at, Diagnostic diagnostic) {
        if (reported.add(new Place(diagnostic.code(), module, at))) {
            byModule.computeIfAbsent(module, _ -> new ArrayList<>()).add(diagnostic);
        }
    }

    /** By module, in the order of their places: functions are lowered as they are found (spec 02 §18.4). */
    Map<String, List<Diagnostic>> byModule() {
        byModule.values()
                .forEach(found -> found.sort(
                        Comparator.comparingInt(diagnostic -> diagnostic.span().start())));
        return byModule;
    }

    /**
     * E0068 for what has more parts than a method can have parameters.
     *
     * @param what as the message names it
     * @param parts {@code parameters}, {@code fields} and their like
     */
    void limit(String module, Span at, String what, String parts, List<Rep> reps) {
        if (words(reps) > MOST_WORDS) {
            report(
                    module,
                    at,
                    Diagnostic.error("E0068", what + " has too many " + parts, at, reps.size() + " " + parts)
                            .note("there is room for " + MOST_WORDS + "; an Int or a Float takes two")
                            .help("put some of them together in a struct"));
        }
    }

    /** What values take of a method's parameters. */
    static int words(List<Rep> reps) {
        int words = 0;
        for (var rep : reps) {
            words += rep.equals(Rep.INT) || rep.equals(Rep.FLOAT) ? 2 : 1;
        }
        return words;
    }

    /** A built-in implementation whose code does not exist. */
    void notSupported(String module, Span at, String method) {
        report(module, at, Diagnostic.error("E0062", "`" + method + "` is not supported yet", at, "not allowed here"));
    }
}
