package snow.types;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A pattern that a match forgets (spec 02 §12.5). */
sealed interface Missing {
    Missing ANYTHING = new Anything();

    /** {@code _}. */
    record Anything() implements Missing {}

    record Built(Constructor constructor, List<Missing> parts) implements Missing {
        public Built {
            parts = List.copyOf(parts);
        }
    }

    /** The constructor applied to wildcards: {@code Rect(_, _)}. */
    static Missing general(Constructor constructor) {
        return new Built(constructor, Collections.nCopies(constructor.arity(), ANYTHING));
    }

    /** Takes the constructor's parts off the front of a row and puts what they build there instead. */
    static List<Missing> fold(Constructor constructor, List<Missing> row) {
        var folded = new ArrayList<Missing>();
        folded.add(new Built(constructor, row.subList(0, constructor.arity())));
        folded.addAll(row.subList(constructor.arity(), row.size()));
        return folded;
    }

    /** As written in a program, but for the empty list, which is shown as {@code []}. */
    default String text(PatternTable patterns) {
        return switch (this) {
            case Anything _ -> "_";
            case Built(var constructor, var parts) ->
                switch (constructor) {
                    case Constructor.Truth(var value) -> Boolean.toString(value);
                    case Constructor.Product _ -> listed(parts, patterns);
                    case Constructor.Variant variant ->
                        parts.isEmpty() ? patterns.name(variant) : patterns.name(variant) + listed(parts, patterns);
                    case Constructor.EmptyList _ -> "[]";
                    case Constructor.Cons _ ->
                        headText(parts.getFirst(), patterns) + " :: "
                                + parts.get(1).text(patterns);
                    case Constructor.Literal(var value) ->
                        throw new IllegalStateException("literal is missing: " + value);
                };
        };
    }

    private static String listed(List<Missing> parts, PatternTable patterns) {
        return parts.stream().map(part -> part.text(patterns)).collect(Collectors.joining(", ", "(", ")"));
    }

    /** {@code ::} associates to the right: a head that is itself a cons needs parentheses. */
    private static String headText(Missing head, PatternTable patterns) {
        boolean isCons = head instanceof Built built && built.constructor instanceof Constructor.Cons;
        return isCons ? "(" + head.text(patterns) + ")" : head.text(patterns);
    }
}
