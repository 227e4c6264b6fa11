package snow.types;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import snow.types.tree.Pattern;
import snow.types.tree.SumType;

/** Random matches over types so small that every value can be tried. */
class CoverageModelTest {
    private static final int MATCHES = 4_000;

    /** A value as the text it has in a program; parts in order. */
    record Value(String constructor, List<Value> parts) {
        Value(String constructor, Value... parts) {
            this(constructor, List.of(parts));
        }
    }

    /**
     * A type with all its values up to the depth that the patterns reach, and a source of patterns over it.
     */
    interface Domain {
        Type type();

        List<Value> values();

        Pattern pattern(SplittableRandom random, int depth);

        /** A wildcard or name now and then, otherwise something that tests. */
        default Pattern any(SplittableRandom random, int depth) {
            return switch (random.nextInt(depth <= 0 ? 2 : 8)) {
                case 0 -> PatternMaker.any();
                case 1 -> PatternMaker.bind();
                case 2 -> PatternMaker.or(any(random, depth - 1), any(random, depth - 1));
                case 3 -> PatternMaker.named(any(random, depth - 1));
                default -> pattern(random, depth);
            };
        }
    }

    record Bools() implements Domain {
        @Override
        public Type type() {
            return Type.BOOL;
        }

        @Override
        public List<Value> values() {
            return List.of(new Value("true"), new Value("false"));
        }

        @Override
        public Pattern pattern(SplittableRandom random, int depth) {
            return PatternMaker.bool(random.nextBoolean());
        }
    }

    /** Patterns test for 0 and 1; 2 stands for all the other numbers. */
    record Ints() implements Domain {
        @Override
        public Type type() {
            return Type.INT;
        }

        @Override
        public List<Value> values() {
            return List.of(new Value("0"), new Value("1"), new Value("2"));
        }

        @Override
        public Pattern pattern(SplittableRandom random, int depth) {
            return PatternMaker.integer(random.nextInt(2));
        }
    }

    record Pairs(Domain first, Domain second) implements Domain {
        @Override
        public Type type() {
            return new Type.Tuple(List.of(first.type(), second.type()));
        }

        @Override
        public List<Value> values() {
            var values = new ArrayList<Value>();
            for (var a : first.values()) {
                for (var b : second.values()) {
                    values.add(new Value("tuple", a, b));
                }
            }
            return values;
        }

        @Override
        public Pattern pattern(SplittableRandom random, int depth) {
            return PatternMaker.tuple(first.any(random, depth - 1), second.any(random, depth - 1));
        }
    }

    record Options(Domain element) implements Domain {
        @Override
        public Type type() {
            return new Type.Named(PatternMaker.OPTION.name(), List.of(element.type()));
        }

        @Override
        public List<Value> values() {
            var values = new ArrayList<Value>();
            for (var value : element.values()) {
                values.add(new Value("Some", value));
            }
            values.add(new Value("None"));
            return values;
        }

        @Override
        public Pattern pattern(SplittableRandom random, int depth) {
            return random.nextInt(3) == 0
                    ? PatternMaker.variant(PatternMaker.OPTION, "None")
                    : PatternMaker.variant(PatternMaker.OPTION, "Some", element.any(random, depth - 1));
        }
    }

    record Shapes(Domain field) implements Domain {
        static final SumType SUM = PatternMaker.SHAPE;

        @Override
        public Type type() {
            return new Type.Named(SUM.name());
        }

        @Override
        public List<Value> values() {
            var values = new ArrayList<Value>();
            for (var a : field.values()) {
                values.add(new Value("Circle", a));
                for (var b : field.values()) {
                    values.add(new Value("Rect", a, b));
                }
            }
            values.add(new Value("Point"));
            return values;
        }

        @Override
        public Pattern pattern(SplittableRandom random, int depth) {
            Supplier<Pattern> part = () -> field.any(random, depth - 1);
            return switch (random.nextInt(3)) {
                case 0 -> PatternMaker.variant(SUM, "Circle", part.get());
                case 1 -> PatternMaker.variant(SUM, "Rect", part.get(), part.get());
                default -> PatternMaker.variant(SUM, "Point");
            };
        }
    }

    /** Lists up to one element more than the patterns test for. */
    record Lists(Domain element, int longest) implements Domain {
        @Override
        public Type type() {
            return Type.list(element.type());
        }

        @Override
        public List<Value> values() {
            var all = new ArrayList<Value>();
            List<Value> ofLength = List.of(new Value("[]"));
            for (int length = 0; length <= longest; length++) {
                all.addAll(ofLength);
                var longer = new ArrayList<Value>();
                for (var head : element.values()) {
                    for (var tail : ofLength) {
                        longer.add(new Value("::", head, tail));
                    }
                }
                ofLength = longer;
            }
            return all;
        }

        @Override
        public Pattern pattern(SplittableRandom random, int depth) {
            var tail = longest <= 2 ? PatternMaker.any() : new Lists(element, longest - 1).any(random, depth - 1);
            return PatternMaker.cons(element.any(random, depth - 1), tail);
        }
    }

    private static boolean matches(Pattern pattern, Value value) {
        return switch (pattern) {
            case Pattern.Wildcard _, Pattern.Bind _ -> true;
            case Pattern.BoolLiteral literal -> value.constructor.equals(Boolean.toString(literal.value()));
            case Pattern.IntLiteral literal -> value.constructor.equals(Long.toString(literal.value()));
            case Pattern.Tuple tuple -> all(tuple.components(), value.parts);
            case Pattern.Variant variant ->
                value.constructor.equals(variant.variant().name()) && all(variant.fields(), value.parts);
            case Pattern.Cons cons ->
                value.constructor.equals("::") && all(List.of(cons.head(), cons.tail()), value.parts);
            case Pattern.Or or -> or.alternatives().stream().anyMatch(alternative -> matches(alternative, value));
            case Pattern.As as -> matches(as.pattern(), value);
            case Pattern.FloatLiteral _, Pattern.StringLiteral _, Pattern.AtomLiteral _, Pattern.Unit _ ->
                throw new AssertionError("not generated");
        };
    }

    private static boolean all(List<Pattern> patterns, List<Value> values) {
        for (int i = 0; i < patterns.size(); i++) {
            if (!matches(patterns.get(i), values.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Reads a missing pattern back and tells whether it stands for a value. */
    private static final class Shown {
        private final String text;
        private int at;

        private Shown(String text) {
            this.text = text;
        }

        static boolean standsFor(String text, Value value) {
            var shown = new Shown(text);
            boolean result = shown.cons(value);
            assertEquals(text.length(), shown.at, text);
            return result;
        }

        /** {@code value} is null where an outer part already differs; the text is read on all the same. */
        private boolean cons(Value value) {
            int start = at;
            boolean alone = primary(value);
            if (!text.startsWith(" :: ", at)) {
                return alone;
            }
            int end = at;
            at = start;
            boolean isCons = value != null && value.constructor.equals("::");
            boolean head = primary(isCons ? value.parts.get(0) : null);
            assertEquals(end, at);
            at += " :: ".length();
            boolean tail = cons(isCons ? value.parts.get(1) : null);
            return isCons && head && tail;
        }

        private boolean primary(Value value) {
            if (text.startsWith("_", at)) {
                at++;
                return true;
            }
            if (text.startsWith("[]", at)) {
                at += 2;
                return value != null && value.constructor.equals("[]");
            }
            int start = at;
            while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
                at++;
            }
            String name = text.substring(start, at);
            boolean parenthesised = at < text.length() && text.charAt(at) == '(';
            if (!parenthesised) {
                return value != null && value.constructor.equals(name);
            }
            if (name.isEmpty() && !isTupleAt(at)) {
                at++;
                boolean inner = cons(value);
                at++;
                return inner;
            }
            boolean same = value != null && value.constructor.equals(name.isEmpty() ? "tuple" : name);
            int index = 0;
            do {
                at += index == 0 ? 1 : 2;
                same &= cons(same ? value.parts.get(index) : null);
                index++;
            } while (text.startsWith(", ", at));
            at++;
            return same;
        }

        private boolean isTupleAt(int open) {
            int depth = 0;
            for (int i = open; i < text.length(); i++) {
                char c = text.charAt(i);
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (depth == 0) {
                    return false;
                }
                if (depth == 1 && c == ',') {
                    return true;
                }
            }
            throw new AssertionError(text);
        }
    }

    private static Domain domain(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth == 0 ? 2 : 6)) {
            case 0 -> new Bools();
            case 1 -> new Ints();
            case 2 -> new Pairs(domain(random, depth - 1), domain(random, depth - 1));
            case 3 -> new Options(domain(random, depth - 1));
            case 4 -> new Shapes(domain(random, 0));
            default -> new Lists(domain(random, 0), 3);
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithTryingEveryValue(long seed) {
        var random = new SplittableRandom(seed);
        for (int match = 0; match < MATCHES; match++) {
            var domain = domain(random, 2);
            var rows = new ArrayList<Coverage.Row>();
            int count = 1 + random.nextInt(7);
            for (int i = 0; i < count; i++) {
                rows.add(new Coverage.Row(List.of(domain.any(random, 5)), random.nextInt(6) == 0));
            }
            compare(domain, rows, "seed " + seed + ", match " + match);
        }
    }

    private static void compare(Domain domain, List<Coverage.Row> rows, String where) {
        var uncovered = new ArrayList<Value>();
        var reached = new boolean[rows.size()];
        for (var value : domain.values()) {
            boolean covered = false;
            for (int i = 0; i < rows.size() && !covered; i++) {
                if (matches(rows.get(i).patterns().getFirst(), value)) {
                    reached[i] = true;
                    covered = !rows.get(i).guarded();
                }
            }
            if (!covered) {
                uncovered.add(value);
            }
        }
        var redundant = new ArrayList<Integer>();
        for (int i = 0; i < reached.length; i++) {
            if (!reached[i]) {
                redundant.add(i);
            }
        }

        var result = Coverage.check(List.of(domain.type()), rows, PatternMaker::sumType);

        assertEquals(redundant, result.redundantRows(), where);
        assertEquals(uncovered.isEmpty(), result.isComplete(), where + ": " + result);
        for (var value : uncovered) {
            boolean shown = result.missing().contains("…")
                    || result.missing().stream().anyMatch(text -> Shown.standsFor(text, value));
            assertEquals(true, shown, where + ": " + value + " is not in " + result.missing());
        }
        for (var text : result.missing()) {
            boolean real = text.equals("…") || uncovered.stream().anyMatch(value -> Shown.standsFor(text, value));
            assertEquals(true, real, where + ": " + text + " is covered");
        }
    }
}
