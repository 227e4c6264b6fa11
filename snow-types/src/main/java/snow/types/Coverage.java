package snow.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import snow.types.tree.Pattern;
import snow.types.tree.SumType;

/**
 * Which values a match forgets, and which of its arms no value reaches (spec 02 §12).
 *
 * <p>A match in which something is in error is not checked (spec 02 §18.5): the caller leaves it out.
 */
public final class Coverage {
    /** How many missing patterns a message shows before the {@code …}. */
    private static final int SHOWN = 5;

    /** Stands behind the patterns shown when there are more. */
    private static final String MORE = "…";

    private Coverage() {}

    /**
     * One arm or clause.
     *
     * @param patterns one for each scrutinee
     * @param guarded whether a guard may still turn the value away
     */
    public record Row(List<Pattern> patterns, boolean guarded) {
        public Row {
            patterns = List.copyOf(patterns);
        }
    }

    /**
     * @param missing the most general uncovered patterns as a message shows them, at most five and then {@code …}; empty for a
     *     complete match
     * @param completeWhenConsIsWildcard whether the match were complete if every {@code h :: t} were {@code _}; also true for a
     *     complete match
     * @param redundantRows the rows that no value reaches, counted from 0, ascending
     */
    public record Result(List<String> missing, boolean completeWhenConsIsWildcard, List<Integer> redundantRows) {
        public Result {
            missing = List.copyOf(missing);
            redundantRows = List.copyOf(redundantRows);
        }

        public boolean isComplete() {
            return missing.isEmpty();
        }
    }

    /** What is said of a match that is too large to decide: nothing. */
    private static final Result UNDECIDED = new Result(List.of(), true, List.of());

    /**
     * Checks a match.
     *
     * <p>Deciding coverage is NP-hard. The work is bounded (some seconds at the very worst, milliseconds for every program that people
     * write); a match beyond the bound counts as complete and free of unreachable arms, and crashes when no arm matches.
     *
     * @param scrutinees the types of the values matched; one for a {@code case}, the parameters for clauses
     * @param rows the arms in order
     * @param sumTypes the definition of a sum type, built in or declared; empty for every other name
     */
    public static Result check(List<Type> scrutinees, List<Row> rows, Function<TypeName, Optional<SumType>> sumTypes) {
        var patterns = new PatternTable(false);
        var matrix = new PatternMatrix(patterns, rows);
        boolean incomplete = matrix.explore();
        if (matrix.isUndecided()) {
            return UNDECIDED;
        }
        var redundant = matrix.unreachedRows();
        if (!incomplete) {
            return new Result(List.of(), true, redundant);
        }
        var consIsWildcard = new PatternMatrix(new PatternTable(true), rows);
        boolean stillIncomplete = consIsWildcard.explore() && !consIsWildcard.isUndecided();
        return new Result(missing(scrutinees, matrix, patterns, sumTypes), !stillIncomplete, redundant);
    }

    private static List<String> missing(
            List<Type> scrutinees,
            PatternMatrix matrix,
            PatternTable patterns,
            Function<TypeName, Optional<SumType>> sumTypes) {
        var rows = matrix.missing(scrutinees.size(), SHOWN + 1);
        List<Missing> found;
        if (scrutinees.size() == 1) {
            found = rows.stream().map(List::getFirst).toList();
            if (found.size() == 1 && found.getFirst() instanceof Missing.Anything) {
                found = everyShape(scrutinees.getFirst(), patterns, sumTypes);
            }
        } else {
            found = rows.stream()
                    .<Missing>map(row -> new Missing.Built(Constructor.product(row.size()), row))
                    .toList();
        }
        var texts = new ArrayList<String>();
        for (var pattern : found.subList(0, Math.min(SHOWN, found.size()))) {
            texts.add(pattern.text(patterns));
        }
        if (found.size() > SHOWN) {
            texts.add(MORE);
        }
        return texts;
    }

    /** Nothing of the scrutinee is covered: each constructor of its type, one level deep. */
    private static List<Missing> everyShape(
            Type type, PatternTable patterns, Function<TypeName, Optional<SumType>> sumTypes) {
        List<Constructor> constructors = switch (type) {
            case Type.Tuple tuple ->
                List.of(Constructor.product(tuple.components().size()));
            case Type.Named named -> {
                if (named.equals(Type.UNIT)) {
                    yield List.of(Constructor.product(0));
                } else if (named.equals(Type.BOOL)) {
                    yield Constructor.TRUTHS;
                } else if (named.name().equals(Type.list(Type.INT).name())) {
                    yield Constructor.LISTS;
                } else {
                    yield sumTypes.apply(named.name()).map(patterns::variants).orElse(List.of());
                }
            }
            case Type.Function _, Type.Parameter _, Type.Never _ -> List.of();
        };
        if (constructors.isEmpty()) {
            return List.of(Missing.ANYTHING);
        }
        return constructors.stream().map(Missing::general).toList();
    }
}
