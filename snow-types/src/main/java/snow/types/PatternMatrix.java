package snow.types;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The matrix of patterns of one match, and the usefulness test on it (Maranget, <i>Warnings for pattern matching</i>, 2007), in the form
 * that walks the matrix once: split on a column, once for each constructor that occurs in it and once for all the others together;
 * where no column is left, the rows up to the first unguarded one are reached, and without one the value is uncovered.
 *
 * <p>Which columns matter, and which constructors a type has, is read off the patterns. What was found for a sub-matrix is kept, and
 * the number of cells looked at is bounded.
 */
final class PatternMatrix {
    private static final long MOST_CELLS = 20_000_000;

    /** Keeps the recursion well inside the smallest stacks. */
    private static final int DEEPEST = 2_000;

    /** A row of a sub-matrix: the arm that it comes from, and a pattern for each column. */
    private record Line(int arm, int[] patterns, int hash) {
        Line(int arm, int[] patterns) {
            this(arm, patterns, 31 * Arrays.hashCode(patterns) + arm);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Line line
                    && arm == line.arm
                    && hash == line.hash
                    && Arrays.equals(patterns, line.patterns);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        /** The line with one column replaced by others. */
        Line replace(int column, int[] parts) {
            var replaced = new int[patterns.length - 1 + parts.length];
            System.arraycopy(patterns, 0, replaced, 0, column);
            System.arraycopy(parts, 0, replaced, column, parts.length);
            System.arraycopy(patterns, column + 1, replaced, column + parts.length, patterns.length - column - 1);
            return new Line(arm, replaced);
        }

        boolean matchesEverything() {
            for (int pattern : patterns) {
                if (pattern != PatternTable.ANY) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * A matrix split on one column.
     *
     * @param byConstructor the lines that a value of each constructor that occurs may still match, the column replaced by its parts
     * @param others the lines for every other constructor, without the column
     */
    private record Split(Map<Constructor, List<Line>> byConstructor, List<Line> others) {}

    private static final int[] NOTHING = {};

    private final PatternTable patterns;
    private final List<Line> lines = new ArrayList<>();
    private final BitSet guarded = new BitSet();
    private final BitSet reached = new BitSet();
    private final int arms;
    private final Map<List<Line>, Boolean> known = new HashMap<>();
    private long cellsLeft = MOST_CELLS;
    private boolean undecided;

    PatternMatrix(PatternTable patterns, List<Coverage.Row> rows) {
        this.patterns = patterns;
        this.arms = rows.size();
        for (int arm = 0; arm < arms; arm++) {
            var row = rows.get(arm);
            lines.add(new Line(
                    arm, row.patterns().stream().mapToInt(patterns::number).toArray()));
            guarded.set(arm, row.guarded());
        }
        undecided = patterns.isTooDeep();
    }

    /** Walks the whole matrix: finds out which arms are reached, and tells whether some value is uncovered. */
    boolean explore() {
        return uncovered(lines, 0);
    }

    /** True when the matrix was too large; nothing found out is reliable then. */
    boolean isUndecided() {
        return undecided;
    }

    /** After {@link #explore}: the arms that no value reaches. */
    List<Integer> unreachedRows() {
        var unreached = new ArrayList<Integer>();
        for (int arm = reached.nextClearBit(0); arm < arms; arm = reached.nextClearBit(arm + 1)) {
            unreached.add(arm);
        }
        return unreached;
    }

    private boolean uncovered(List<Line> matrix, int depth) {
        var rest = withoutSettledLines(matrix);
        if (rest.isEmpty()) {
            return true;
        }
        var first = rest.getFirst();
        if (first.matchesEverything()) {
            reached.set(first.arm);
            return false;
        }
        if (undecided || depth > DEEPEST) {
            undecided = true;
            return false;
        }
        var before = known.get(rest);
        if (before != null) {
            return before;
        }
        var split = split(rest, decidingColumn(rest));
        boolean uncovered = false;
        for (var lines : split.byConstructor.values()) {
            uncovered |= uncovered(lines, depth + 1);
        }
        if (someConstructorIsOther(split)) {
            uncovered |= uncovered(split.others, depth + 1);
        }
        known.put(rest, uncovered);
        return uncovered;
    }

    /** Leaves out guarded lines of which all is known, and the lines that an unguarded one before them hides. */
    private List<Line> withoutSettledLines(List<Line> matrix) {
        var rest = new ArrayList<Line>(matrix.size());
        for (var line : matrix) {
            spend(line.patterns.length + 1);
            boolean everything = line.matchesEverything();
            if (everything && rest.isEmpty()) {
                reached.set(line.arm);
            }
            if (!guarded.get(line.arm) || !reached.get(line.arm)) {
                rest.add(line);
            }
            if (everything && !guarded.get(line.arm)) {
                break;
            }
        }
        return rest;
    }

    /** Of the columns that the first line tests, the one that most lines test. */
    private int decidingColumn(List<Line> matrix) {
        int best = -1;
        int most = 0;
        var first = matrix.getFirst().patterns;
        for (int column = 0; column < first.length; column++) {
            if (first[column] == PatternTable.ANY) {
                continue;
            }
            int tests = 0;
            for (var line : matrix) {
                if (line.patterns[column] != PatternTable.ANY) {
                    tests++;
                }
            }
            if (tests > most) {
                best = column;
                most = tests;
            }
        }
        return best;
    }

    private Split split(List<Line> matrix, int column) {
        Map<Constructor, List<Line>> byConstructor = new LinkedHashMap<>();
        var others = new ArrayList<Line>();
        for (var line : matrix) {
            int pattern = line.patterns[column];
            if (pattern == PatternTable.ANY) {
                for (var entry : byConstructor.entrySet()) {
                    entry.getValue().add(anything(line, column, entry.getKey()));
                }
                others.add(line);
                continue;
            }
            for (int alternative : patterns.alternatives(pattern)) {
                var constructor = patterns.constructor(alternative);
                var lines = byConstructor.get(constructor);
                if (lines == null) {
                    lines = new ArrayList<>();
                    for (var other : others) {
                        lines.add(anything(other, column, constructor));
                    }
                    byConstructor.put(constructor, lines);
                }
                spend(line.patterns.length);
                lines.add(line.replace(column, patterns.parts(alternative)));
            }
        }
        others.replaceAll(line -> line.replace(column, NOTHING));
        return new Split(byConstructor, others);
    }

    /** The line for values of a constructor, where it has {@code _} in the column. */
    private Line anything(Line line, int column, Constructor constructor) {
        spend(line.patterns.length);
        return line.replace(column, new int[constructor.arity()]);
    }

    private boolean someConstructorIsOther(Split split) {
        if (split.byConstructor.isEmpty()) {
            return true;
        }
        var all = patterns.siblings(split.byConstructor.keySet().iterator().next());
        return all.isEmpty() || split.byConstructor.size() < all.size();
    }

    private void spend(int cells) {
        cellsLeft -= cells;
        if (cellsLeft < 0) {
            undecided = true;
        }
    }

    /**
     * The uncovered patterns from left to right, constructors in declared order, most general first.
     *
     * @param columns the number of columns, which a matrix without rows does not show
     * @param limit the most that are wanted, at least 1
     * @return a pattern for each column; never empty for a matrix that leaves something uncovered
     */
    List<List<Missing>> missing(int columns, int limit) {
        cellsLeft = MOST_CELLS;
        var unguarded = lines.stream().filter(line -> !guarded.get(line.arm)).toList();
        var found = new ArrayList<List<Missing>>();
        missing(unguarded, columns, limit, found, 0);
        if (found.isEmpty()) {
            found.add(Collections.nCopies(columns, Missing.ANYTHING));
        }
        return found;
    }

    private void missing(List<Line> matrix, int columns, int limit, List<List<Missing>> found, int depth) {
        if (found.size() >= limit || depth > DEEPEST || !uncovered(matrix, depth)) {
            return;
        }
        if (columns == 0) {
            found.add(List.of());
            return;
        }
        var split = split(matrix, 0);
        var all = split.byConstructor.isEmpty()
                ? List.<Constructor>of()
                : patterns.siblings(split.byConstructor.keySet().iterator().next());
        if (all.isEmpty()) {
            // No constructor is tested, or there are infinitely many: what a literal misses, the other values miss too.
            for (var row : missingBelow(split.others, columns - 1, limit - found.size(), depth)) {
                found.add(prepend(Missing.ANYTHING, row));
            }
            return;
        }
        for (var constructor : all) {
            int wanted = limit - found.size();
            var lines = split.byConstructor.get(constructor);
            if (lines == null) {
                for (var row : missingBelow(split.others, columns - 1, wanted, depth)) {
                    found.add(prepend(Missing.general(constructor), row));
                }
            } else {
                for (var row : missingBelow(lines, columns - 1 + constructor.arity(), wanted, depth)) {
                    found.add(Missing.fold(constructor, row));
                }
            }
        }
    }

    private List<List<Missing>> missingBelow(List<Line> matrix, int columns, int limit, int depth) {
        var found = new ArrayList<List<Missing>>();
        missing(matrix, columns, limit, found, depth + 1);
        return found;
    }

    private static List<Missing> prepend(Missing first, List<Missing> rest) {
        var row = new ArrayList<Missing>(rest.size() + 1);
        row.add(first);
        row.addAll(rest);
        return row;
    }
}
