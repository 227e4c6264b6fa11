package snow.types;

import java.util.Optional;
import snow.syntax.Span;

/**
 * Why two types must be equal: the words of the labels of E0001 (spec 02 §19). {@code E} and {@code F} in a text stand for the
 * expected and the found type.
 *
 * @param secondary where the expectation comes from, if that is worth showing
 */
record Cause(String primary, Optional<Origin> secondary) {
    /** @param text what is said there */
    record Origin(Span span, String text) {}

    static final Cause EXPECTED_FOUND = new Cause("expected E, found F", Optional.empty());

    static Cause argument(int number) {
        return new Cause("argument " + number + " has type F, expected E", Optional.empty());
    }

    static Cause annotation(Span annotation) {
        return found(annotation, "expected E from annotation");
    }

    /** A branch that differs from an earlier one. */
    static Cause branch(Span first) {
        return found(first, "expected E");
    }

    static Cause operand(Span left) {
        return new Cause("expected E, found F", Optional.of(new Origin(left, "this is E")));
    }

    static Cause returnsDeclared(Span annotation) {
        return new Cause("returns F", Optional.of(new Origin(annotation, "return type declared as E")));
    }

    static Cause returnsLike(Span first) {
        return new Cause("returns F", Optional.of(new Origin(first, "expected E")));
    }

    static Cause returns() {
        return new Cause("returns F", Optional.empty());
    }

    private static Cause found(Span origin, String text) {
        return new Cause("found F", Optional.of(new Origin(origin, text)));
    }

    /** Puts the types in place of the letters; both texts are words in which the letters stand alone. */
    static String fill(String text, String expected, String found) {
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alone = (i == 0 || text.charAt(i - 1) == ' ')
                    && (i + 1 == text.length() || text.charAt(i + 1) == ' ' || text.charAt(i + 1) == ',');
            if (alone && c == 'E') {
                out.append(expected);
            } else if (alone && c == 'F') {
                out.append(found);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
