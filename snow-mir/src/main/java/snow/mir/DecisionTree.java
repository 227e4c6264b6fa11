package snow.mir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import snow.mir.Decision.Case;
import snow.mir.Decision.Test;
import snow.mir.Place.Access;
import snow.types.Type;
import snow.types.tree.Expression;
import snow.types.tree.Local;
import snow.types.tree.Pattern;

/**
 * Compiles rows of patterns to decisions (after Maranget, "Compiling Pattern Matching to Good Decision Trees"): the first row says what
 * to test next, and the remaining rows are sorted by the outcome, so that no place is tested twice on a way. Equal remaining questions are
 * the same decision. Where the graph still grows too large, the whole match is compiled again so that no row is copied: rows that test
 * the same place are sorted, and when none of those that remain matches, it goes on behind them (after Augustsson, "Compiling Pattern
 * Matching"). A place may then be tested again, but the graph is no larger than the patterns.
 */
final class DecisionTree {
    /** Decisions per pattern of a graph that is not too large. */
    private static final int GROWTH = 3;

    /** Decisions that every graph may have. */
    private static final int SMALL = 200;

    /** Only questions with at most this many rows are looked up: comparing longer ones costs more than it saves. */
    private static final int SHARED_ROWS = 100;

    private final Function<Type, Type> types;
    private final Map<List<Object>, Decision> known = new HashMap<>();
    private final Map<Object, Integer> ids = new IdentityHashMap<>();
    private final Decision fail = new Decision.Fail();
    private int budget = SMALL;

    /** A pattern that a place must still match. */
    private record Cell(Place place, Pattern pattern) {}

    /** A row: what must still match, and what is bound so far. */
    private record Row(int arm, List<Cell> cells, Map<Local, Place> bindings, Optional<Expression> guard) {}

    /** @param types makes the types in patterns concrete */
    DecisionTree(Function<Type, Type> types) {
        this.types = types;
    }

    Decision compile(List<Expression.Arm> arms, List<Place> scrutinees) {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < arms.size(); i++) {
            var cells = new ArrayList<Cell>();
            for (int j = 0; j < scrutinees.size(); j++) {
                cells.add(new Cell(scrutinees.get(j), arms.get(i).patterns().get(j)));
            }
            budget += GROWTH * (cells.size() + 1);
            rows.add(new Row(i, cells, Map.of(), arms.get(i).guard()));
        }
        var simple = rows.stream().map(this::simplify).toList();
        var decision = decide(simple);
        if (budget >= 0) {
            return decision;
        }
        known.clear();
        return inGroups(simple, fail, Optional.empty());
    }

    // ---- rows

    /** Takes out what needs no test. */
    private Row simplify(Row row) {
        if (row.cells().stream().noneMatch(this::isSimple)) {
            return row;
        }
        var cells = new ArrayList<Cell>();
        var bindings = new LinkedHashMap<>(row.bindings());
        row.cells().forEach(cell -> simplify(cell.place(), cell.pattern(), cells, bindings));
        return new Row(row.arm(), cells, bindings, row.guard());
    }

    private boolean isSimple(Cell cell) {
        return switch (cell.pattern()) {
            case Pattern.Wildcard _, Pattern.Bind _, Pattern.Unit _, Pattern.Tuple _, Pattern.As _ -> true;
            case Pattern.Variant p -> p.sumType().variants().size() == 1;
            case Pattern.IntLiteral _,
                    Pattern.FloatLiteral _,
                    Pattern.BoolLiteral _,
                    Pattern.StringLiteral _,
                    Pattern.AtomLiteral _,
                    Pattern.Cons _,
                    Pattern.Or _ -> false;
        };
    }

    private void simplify(Place place, Pattern pattern, List<Cell> cells, Map<Local, Place> bindings) {
        switch (pattern) {
            case Pattern.Wildcard _, Pattern.Unit _ -> {}
            case Pattern.Bind p -> {
                place.name(p.local().name());
                bindings.put(p.local(), place);
            }
            case Pattern.As p -> {
                place.name(p.local().name());
                bindings.put(p.local(), place);
                simplify(place, p.pattern(), cells, bindings);
            }
            case Pattern.Tuple p -> {
                for (int i = 0; i < p.components().size(); i++) {
                    var part = p.components().get(i);
                    simplify(place.part(new Access.Component(i), type(part)), part, cells, bindings);
                }
            }
            case Pattern.Variant p
            when p.sumType().variants().size() == 1 ->
                parts(place, p).forEach(cell -> simplify(cell.place(), cell.pattern(), cells, bindings));
            case Pattern.Variant _,
                    Pattern.IntLiteral _,
                    Pattern.FloatLiteral _,
                    Pattern.BoolLiteral _,
                    Pattern.StringLiteral _,
                    Pattern.AtomLiteral _,
                    Pattern.Cons _,
                    Pattern.Or _ -> cells.add(new Cell(place, pattern));
        }
    }

    private Type type(Pattern pattern) {
        return types.apply(pattern.type());
    }

    /** What remains of a pattern after its test has succeeded. */
    private List<Cell> parts(Place place, Pattern pattern) {
        return switch (pattern) {
            case Pattern.Variant p -> {
                var cells = new ArrayList<Cell>();
                for (int i = 0; i < p.fields().size(); i++) {
                    var part = p.fields().get(i);
                    cells.add(new Cell(place.part(new Access.Field(p.sumType(), p.variant(), i), type(part)), part));
                }
                yield cells;
            }
            case Pattern.Cons p ->
                List.of(
                        new Cell(place.part(new Access.Head(), type(p.head())), p.head()),
                        new Cell(place.part(new Access.Tail(), type(p.tail())), p.tail()));
            case Pattern.IntLiteral _,
                    Pattern.FloatLiteral _,
                    Pattern.BoolLiteral _,
                    Pattern.StringLiteral _,
                    Pattern.AtomLiteral _,
                    Pattern.Wildcard _,
                    Pattern.Bind _,
                    Pattern.Unit _,
                    Pattern.Tuple _,
                    Pattern.Or _,
                    Pattern.As _ -> List.of();
        };
    }

    private static Test test(Pattern pattern) {
        return switch (pattern) {
            case Pattern.IntLiteral p -> new Test.Int(p.value());
            case Pattern.FloatLiteral p -> new Test.Float(p.value());
            case Pattern.BoolLiteral p -> new Test.Bool(p.value());
            case Pattern.StringLiteral p -> new Test.Text(p.value());
            case Pattern.AtomLiteral p -> new Test.Atom(p.name());
            case Pattern.Cons _ -> new Test.Cons();
            case Pattern.Variant p -> new Test.Tag(p.sumType(), p.variant());
            case Pattern.Wildcard _, Pattern.Bind _, Pattern.Unit _, Pattern.Tuple _, Pattern.Or _, Pattern.As _ ->
                throw new IllegalStateException("not a test: " + pattern);
        };
    }

    /** The row without the cell at {@code index}, with {@code more} in its place. */
    private Row replace(Row row, int index, List<Cell> more) {
        var cells = new ArrayList<Cell>(row.cells().subList(0, index));
        cells.addAll(more);
        cells.addAll(row.cells().subList(index + 1, row.cells().size()));
        return simplify(new Row(row.arm(), cells, row.bindings(), row.guard()));
    }

    private static int indexOf(Row row, Place place) {
        for (int i = 0; i < row.cells().size(); i++) {
            if (row.cells().get(i).place() == place) {
                return i;
            }
        }
        return -1;
    }

    // ---- decisions

    private Decision decide(List<Row> rows) {
        if (rows.isEmpty() || budget < 0) {
            return fail;
        }
        if (rows.size() > SHARED_ROWS) {
            return make(rows);
        }
        var key = key(rows);
        var before = known.get(key);
        if (before != null) {
            return before;
        }
        var decision = make(rows);
        known.put(key, decision);
        return decision;
    }

    private Decision make(List<Row> rows) {
        var first = rows.getFirst();
        if (first.cells().isEmpty()) {
            if (first.guard().isEmpty()) {
                return new Decision.Leaf(first.arm(), first.bindings());
            }
            budget--;
            return new Decision.Guarded(
                    first.arm(), first.bindings(), first.guard().get(), decide(laterArms(rows)));
        }
        var place = first.cells().getFirst().place();
        return sort(place, expand(rows, place));
    }

    /** What follows when the first row's guard says no: the first alternative that matches is the one that counts. */
    private static List<Row> laterArms(List<Row> rows) {
        int arm = rows.getFirst().arm();
        int next = 1;
        while (next < rows.size() && rows.get(next).arm() == arm) {
            next++;
        }
        return rows.subList(next, rows.size());
    }

    /** Rows with alternatives at the place become one row for each. */
    private List<Row> expand(List<Row> rows, Place place) {
        var result = new ArrayList<Row>();
        for (var row : rows) {
            expand(row, place, result);
        }
        return result;
    }

    private void expand(Row row, Place place, List<Row> into) {
        int index = indexOf(row, place);
        if (index >= 0 && row.cells().get(index).pattern() instanceof Pattern.Or or) {
            for (var alternative : or.alternatives()) {
                expand(replace(row, index, List.of(new Cell(place, alternative))), place, into);
            }
        } else {
            into.add(row);
        }
    }

    private Decision sort(Place place, List<Row> rows) {
        var cases = new LinkedHashMap<Test, List<Row>>();
        var otherwise = new ArrayList<Row>();
        boolean decided = false;
        for (var row : rows) {
            int index = indexOf(row, place);
            if (index < 0) {
                decided |= row.cells().isEmpty() && row.guard().isEmpty();
                cases.values().forEach(list -> list.add(row));
                otherwise.add(row);
                if (decided) {
                    break;
                }
            } else {
                var pattern = row.cells().get(index).pattern();
                cases.computeIfAbsent(test(pattern), _ -> new ArrayList<>(otherwise))
                        .add(replace(row, index, parts(place, pattern)));
            }
        }
        if (cases.isEmpty()) {
            return decide(otherwise);
        }
        budget -= cases.size();
        var made = new ArrayList<Case>();
        cases.forEach((test, list) -> made.add(new Case(test, decide(list))));
        var rest = isComplete(cases) ? Optional.<Decision>empty() : Optional.of(decide(otherwise));
        return new Decision.Switch(place, made, rest);
    }

    private static boolean isComplete(Map<Test, List<Row>> cases) {
        return switch (cases.keySet().iterator().next()) {
            case Test.Tag tag -> cases.size() == tag.sumType().variants().size();
            case Test.Bool _ -> cases.size() == 2;
            case Test.Int _, Test.Float _, Test.Text _, Test.Atom _, Test.Cons _ -> false;
        };
    }

    // ---- decisions that copy no row

    /**
     * @param otherwise what follows when no row matches
     * @param refused what follows when a guard says no; if absent, the rows of later arms
     */
    private Decision inGroups(List<Row> rows, Decision otherwise, Optional<Decision> refused) {
        if (rows.isEmpty()) {
            return otherwise;
        }
        if (rows.size() > SHARED_ROWS) {
            return makeInGroups(rows, otherwise, refused);
        }
        var key = key(rows);
        key.add(id(otherwise));
        refused.ifPresent(decision -> key.add(id(decision)));
        var before = known.get(key);
        if (before != null) {
            return before;
        }
        var decision = makeInGroups(rows, otherwise, refused);
        known.put(key, decision);
        return decision;
    }

    private Decision makeInGroups(List<Row> rows, Decision otherwise, Optional<Decision> refused) {
        var first = rows.getFirst();
        if (first.cells().isEmpty()) {
            if (first.guard().isEmpty()) {
                return new Decision.Leaf(first.arm(), first.bindings());
            }
            return new Decision.Guarded(
                    first.arm(),
                    first.bindings(),
                    first.guard().get(),
                    refused.orElseGet(() -> inGroups(laterArms(rows), otherwise, refused)));
        }
        if (refused.isEmpty() && choosesBeforeItsGuard(first)) {
            var next = inGroups(rows.subList(1, rows.size()), otherwise, refused);
            return inGroups(List.of(first), next, Optional.of(next));
        }
        var place = first.cells().getFirst().place();
        int size = 1;
        // A row with alternatives stands alone: among others it would be copied.
        while (!isOr(first, place) && size < rows.size() && testsOnce(rows.get(size), place, refused.isPresent())) {
            size++;
        }
        var behind = inGroups(rows.subList(size, rows.size()), otherwise, refused);
        return sortGroup(place, expand(rows.subList(0, size), place), behind, refused);
    }

    private boolean testsOnce(Row row, Place place, boolean guardIsSettled) {
        return indexOf(row, place) >= 0 && !isOr(row, place) && (guardIsSettled || !choosesBeforeItsGuard(row));
    }

    private static boolean isOr(Row row, Place place) {
        int index = indexOf(row, place);
        return index >= 0 && row.cells().get(index).pattern() instanceof Pattern.Or;
    }

    /** A row with alternatives and a guard: the guard is asked for the first alternative that matches, and for no other. */
    private static boolean choosesBeforeItsGuard(Row row) {
        return row.guard().isPresent() && row.cells().stream().anyMatch(cell -> hasAlternatives(cell.pattern()));
    }

    private static boolean hasAlternatives(Pattern pattern) {
        return switch (pattern) {
            case Pattern.Or _ -> true;
            case Pattern.As p -> hasAlternatives(p.pattern());
            case Pattern.Tuple p -> p.components().stream().anyMatch(DecisionTree::hasAlternatives);
            case Pattern.Variant p -> p.fields().stream().anyMatch(DecisionTree::hasAlternatives);
            case Pattern.Cons p -> hasAlternatives(p.head()) || hasAlternatives(p.tail());
            case Pattern.Wildcard _,
                    Pattern.Bind _,
                    Pattern.Unit _,
                    Pattern.IntLiteral _,
                    Pattern.FloatLiteral _,
                    Pattern.BoolLiteral _,
                    Pattern.StringLiteral _,
                    Pattern.AtomLiteral _ -> false;
        };
    }

    /** Sorts rows that test a place; an alternative that does not, such as {@code _}, ends them. */
    private Decision sortGroup(Place place, List<Row> rows, Decision behind, Optional<Decision> refused) {
        var cases = new LinkedHashMap<Test, List<Row>>();
        int size = 0;
        for (var row : rows) {
            int index = indexOf(row, place);
            if (index < 0) {
                break;
            }
            var pattern = row.cells().get(index).pattern();
            cases.computeIfAbsent(test(pattern), _ -> new ArrayList<>())
                    .add(replace(row, index, parts(place, pattern)));
            size++;
        }
        var rest = inGroups(rows.subList(size, rows.size()), behind, refused);
        if (cases.isEmpty()) {
            return rest;
        }
        var made = new ArrayList<Case>();
        cases.forEach((test, list) -> made.add(new Case(test, inGroups(list, rest, refused))));
        return new Decision.Switch(place, made, isComplete(cases) ? Optional.empty() : Optional.of(rest));
    }

    private List<Object> key(List<Row> rows) {
        var key = new ArrayList<Object>();
        for (var row : rows) {
            key.add(row.arm());
            for (var cell : row.cells()) {
                key.add(id(cell.place()));
                key.add(id(cell.pattern()));
            }
            key.add("bound");
            row.bindings().forEach((local, place) -> {
                key.add(local);
                key.add(id(place));
            });
        }
        return key;
    }

    private int id(Object object) {
        return ids.computeIfAbsent(object, _ -> ids.size());
    }
}
