package snow.random;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Values of the interpreter: Long, Double, Boolean, String, {@link List} for lists, and the records below. As simple as can be, so that it is
 * easily seen to be right.
 */
sealed interface Value {
    Unit UNIT = new Unit();

    record Unit() implements Value {}

    record Tuple(List<Object> parts) implements Value {}

    record Dictionary(List<Object> keys, List<Object> values) implements Value {
        static Dictionary of(List<Object> keys, List<Object> values) {
            var map = new Dictionary(List.of(), List.of());
            for (int i = 0; i < keys.size(); i++) {
                map = map.put(keys.get(i), values.get(i));
            }
            return map;
        }

        int position(Object key) {
            return Value.position(keys, key);
        }

        Dictionary put(Object key, Object value) {
            int at = position(key);
            var newKeys = new ArrayList<>(keys);
            var newValues = new ArrayList<>(values);
            if (at >= 0) {
                newValues.set(at, value);
            } else {
                newKeys.add(key);
                newValues.add(value);
            }
            return new Dictionary(newKeys, newValues);
        }

        Dictionary delete(Object key) {
            int at = position(key);
            if (at < 0) {
                return this;
            }
            var newKeys = new ArrayList<>(keys);
            var newValues = new ArrayList<>(values);
            newKeys.remove(at);
            newValues.remove(at);
            return new Dictionary(newKeys, newValues);
        }
    }

    record Bag(List<Object> elements) implements Value {
        static Bag of(List<Object> elements) {
            var distinct = new ArrayList<>();
            for (var element : elements) {
                if (position(distinct, element) < 0) {
                    distinct.add(element);
                }
            }
            return new Bag(distinct);
        }

        boolean contains(Object element) {
            return position(elements, element) >= 0;
        }
    }

    record Range(long start, long stop) implements Value {}

    record Queue(List<Object> elements) implements Value {}

    record Struct(Definition definition, List<Object> fields) implements Value {}

    record Variant(String name, int tag, List<Object> fields) implements Value {}

    non-sealed interface Closure extends Value {
        Object call(List<Object> arguments);
    }

    static Object some(Object value) {
        return new Variant("Some", 0, List.of(value));
    }

    static Object none() {
        return new Variant("None", 1, List.of());
    }

    /** {@code Less}, {@code Equal} or {@code Greater}. */
    static Object ordering(int tag) {
        return new Variant(List.of("Less", "Equal", "Greater").get(tag), tag, List.of());
    }

    /** Where a key stands; NaN is the same key as NaN. */
    private static int position(List<Object> keys, Object key) {
        for (int i = 0; i < keys.size(); i++) {
            if (equal(keys.get(i), key) || isNaN(keys.get(i)) && isNaN(key)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isNaN(Object value) {
        return value instanceof Double number && number.isNaN();
    }

    /** Spec 03 §7.2. */
    static String show(Object value) {
        return switch (value) {
            case Double number -> text(number);
            case List<?> list -> "[" + show(list, ", ") + "]";
            case Unit _ -> "()";
            case Closure _ -> "<function>";
            case Tuple(var parts) -> "(" + show(parts, ", ") + ")";
            case Dictionary(var keys, var values) -> {
                var entries = new ArrayList<String>();
                for (int i = 0; i < keys.size(); i++) {
                    entries.add(show(keys.get(i)) + " => " + show(values.get(i)));
                }
                yield "%{" + String.join(", ", entries) + "}";
            }
            case Bag(var elements) -> "#{" + show(elements, ", ") + "}";
            case Range(var start, var stop) -> start + ".." + stop;
            case Queue(var elements) -> "Queue[" + show(elements, ", ") + "]";
            case Struct(var definition, var fields) ->
                switch (definition.shown()) {
                    case DERIVED -> definition.name() + "(" + show(fields, ", ") + ")";
                    case WRITTEN -> "<" + show(fields.getFirst()) + ">";
                    case DEBUG -> withNames(definition, fields);
                };
            case Variant(var name, var _, var fields) ->
                fields.isEmpty() ? name : name + "(" + show(fields, ", ") + ")";
            default -> value.toString();
        };
    }

    private static String withNames(Definition definition, List<Object> fields) {
        var parts = new ArrayList<String>();
        for (int i = 0; i < fields.size(); i++) {
            parts.add("f" + i + ": " + show(fields.get(i)));
        }
        return definition.name() + " { " + String.join(", ", parts) + " }";
    }

    /** Spec 03 §7.1: a derived list that leaves {@code Debug} out leaves the display text. */
    static String inspect(Object value) {
        return switch (value) {
            case String text -> "\"" + text + "\"";
            case Struct(var definition, var fields)
            when definition.shown() != Definition.Shown.DERIVED -> withNames(definition, fields);
            default -> show(value);
        };
    }

    private static String show(List<?> values, String separator) {
        return values.stream().map(Value::show).collect(Collectors.joining(separator));
    }

    private static String text(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }

    /** Spec 03 §7.3. */
    static boolean equal(Object a, Object b) {
        return switch (a) {
            case Double number -> number.doubleValue() == (double) b;
            case List<?> list -> equal(list, (List<?>) b);
            case Tuple(var parts) -> equal(parts, ((Tuple) b).parts());
            case Dictionary map -> {
                var other = (Dictionary) b;
                yield map.keys().size() == other.keys().size()
                        && map.keys().stream()
                                .allMatch(key -> other.position(key) >= 0
                                        && equal(
                                                map.values().get(map.position(key)),
                                                other.values().get(other.position(key))));
            }
            case Bag(var elements) ->
                elements.size() == ((Bag) b).elements().size()
                        && elements.stream().allMatch(((Bag) b)::contains);
            case Queue(var elements) -> equal(elements, ((Queue) b).elements());
            case Struct(var definition, var fields) ->
                definition.hasOwnRules()
                        ? equal(fields.getFirst(), ((Struct) b).fields().getFirst())
                        : equal(fields, ((Struct) b).fields());
            case Variant(var _, var tag, var fields) ->
                tag == ((Variant) b).tag() && equal(fields, ((Variant) b).fields());
            default -> a.equals(b);
        };
    }

    private static boolean equal(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!equal(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean less(Object a, Object b) {
        return switch (a) {
            case Long number -> number < (long) b;
            case Double number -> number < (double) b;
            case Boolean truth -> !truth && (boolean) b;
            case String text -> {
                var left = text.codePoints().boxed().toList();
                var right = ((String) b).codePoints().boxed().toList();
                for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
                    if (!left.get(i).equals(right.get(i))) {
                        yield left.get(i) < right.get(i);
                    }
                }
                yield left.size() < right.size();
            }
            case List<?> list -> less(list, (List<?>) b);
            case Tuple(var parts) -> less(parts, ((Tuple) b).parts());
            case Struct(var definition, var fields) ->
                definition.hasOwnRules()
                        ? less(((Struct) b).fields().getFirst(), fields.getFirst())
                        : less(fields, ((Struct) b).fields());
            case Variant(var _, var tag, var fields) ->
                tag != ((Variant) b).tag() ? tag < ((Variant) b).tag() : less(fields, ((Variant) b).fields());
            default -> false;
        };
    }

    /** Lexicographic: the first parts that are not equal decide. */
    private static boolean less(List<?> a, List<?> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (!equal(a.get(i), b.get(i))) {
                return less(a.get(i), b.get(i));
            }
        }
        return a.size() < b.size();
    }
}
