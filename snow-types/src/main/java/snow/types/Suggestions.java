package snow.types;

import java.util.Collection;
import java.util.Optional;

/** What a message offers in place of a mistake (spec 02 §18.6). */
public final class Suggestions {
    private static final int FARTHEST = 2;

    private Suggestions() {}

    /**
     * The legal name that was probably meant: at most two insertions, deletions or replacements away, and fewer than the name has
     * characters; the nearest, then the alphabetically first.
     *
     * @param name the name that does not exist
     * @param legal the names that would be legal in its place; their order does not matter
     */
    public static Optional<String> nearest(String name, Collection<String> legal) {
        int[] wanted = name.codePoints().toArray();
        int bound = Math.min(FARTHEST, wanted.length - 1);
        Optional<String> best = Optional.empty();
        for (var candidate : legal) {
            int distance = distance(wanted, candidate.codePoints().toArray(), bound);
            if (distance > bound) {
                continue;
            }
            if (distance < bound || best.isEmpty() || candidate.compareTo(best.get()) < 0) {
                best = Optional.of(candidate);
                bound = distance;
            }
        }
        return best;
    }

    /** The Levenshtein distance, or {@code bound + 1} when it is greater; only the diagonal within the bound is looked at. */
    static int distance(int[] from, int[] to, int bound) {
        int beyond = bound + 1;
        if (Math.abs(from.length - to.length) > bound) {
            return beyond;
        }
        var previous = new int[to.length + 1];
        var current = new int[to.length + 1];
        for (int j = 0; j <= to.length; j++) {
            previous[j] = Math.min(j, beyond);
        }
        for (int i = 1; i <= from.length; i++) {
            int start = Math.max(1, i - bound);
            int end = Math.min(to.length, i + bound);
            current[start - 1] = start == 1 ? Math.min(i, beyond) : beyond;
            for (int j = start; j <= end; j++) {
                int replaced = previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                int deleted = j == i + bound ? beyond : previous[j] + 1;
                current[j] = Math.min(beyond, Math.min(replaced, Math.min(deleted, current[j - 1] + 1)));
            }
            var swap = previous;
            previous = current;
            current = swap;
        }
        return previous[to.length];
    }

    /** The help of E0001 for a value of one type where another is expected; empty when nothing is known to help. */
    public static Optional<String> forMismatch(Type expected, Type found) {
        if (expected instanceof Type.Named(var name, var arguments) && name.isBuiltin() && !arguments.isEmpty()) {
            if (name.name().equals("Option") && arguments.getFirst().equals(found)) {
                return Optional.of("wrap in Some(...)");
            }
            if (name.name().equals("Result") && arguments.getFirst().equals(found)) {
                return Optional.of("wrap in Ok(...)");
            }
        }
        if (expected.equals(Type.INT) && found.equals(Type.FLOAT)) {
            return Optional.of("use Int conversion");
        }
        if (expected.equals(Type.FLOAT) && found.equals(Type.INT)) {
            return Optional.of("use Float conversion");
        }
        if (expected.equals(Type.STRING) && (found.equals(Type.INT) || found.equals(Type.FLOAT))) {
            return Optional.of("use to_string()");
        }
        if (expected.equals(Type.BOOL) && !found.equals(Type.BOOL)) {
            return Optional.of("expected a boolean expression");
        }
        return Optional.empty();
    }
}
