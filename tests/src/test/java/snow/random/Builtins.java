package snow.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** The built-in functions that random programs call. */
final class Builtins {
    private final Consumer<String> printer;

    Builtins(Consumer<String> printer) {
        this.printer = printer;
    }

    /** A call against the function's contract. */
    static final class Misuse extends RuntimeException {
        private static final long serialVersionUID = 1;

        Misuse(String message) {
            super(message, null, false, false);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    private static Object apply(Object function, Object... arguments) {
        return ((Value.Closure) function).call(List.of(arguments));
    }

    static List<Object> concat(List<?> left, List<?> right) {
        var all = new ArrayList<Object>(left);
        all.addAll(right);
        return all;
    }

    /** What a loop with one or two variables runs over. */
    static List<Object> elements(Object iterable, int names) {
        return switch (iterable) {
            case Value.Range(var start, var stop) -> range(start, stop);
            case Value.Bag(var elements) -> elements;
            case Value.Dictionary(var keys, var _) when names == 1 -> keys;
            case Value.Dictionary map -> entries(map);
            default -> list(iterable);
        };
    }

    private static List<Object> range(long start, long stop) {
        return new ArrayList<>(
                LongStream.range(start, Math.max(start, stop)).boxed().toList());
    }

    private static List<Object> entries(Value.Dictionary map) {
        var entries = new ArrayList<>();
        for (int i = 0; i < map.keys().size(); i++) {
            entries.add(new Value.Tuple(List.of(map.keys().get(i), map.values().get(i))));
        }
        return entries;
    }

    /** The parts between occurrences of a delimiter; an empty one stands before every character and at the end. */
    private static List<String> split(String text, String delimiter) {
        var parts = new ArrayList<String>();
        if (delimiter.isEmpty()) {
            parts.add("");
            text.codePoints().forEach(point -> parts.add(Character.toString(point)));
            parts.add("");
            return parts;
        }
        int start = 0;
        for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, start)) {
            parts.add(text.substring(start, at));
            start = at + delimiter.length();
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static Object integer(String text) {
        try {
            var numeral = text.strip();
            return numeral.chars().allMatch(c -> c < 0x80) ? Value.some(Long.parseLong(numeral)) : Value.none();
        } catch (NumberFormatException _) {
            return Value.none();
        }
    }

    private static List<Object> notEmpty(String name, Object value) {
        if (list(value).isEmpty()) {
            throw new Misuse(name + ": empty list");
        }
        return list(value);
    }

    private static int clamped(Object index, int length) {
        return Math.clamp((long) index, 0, length);
    }

    Object call(String name, List<Object> a) {
        var first = a.isEmpty() ? Value.UNIT : a.get(0);
        var second = a.size() < 2 ? Value.UNIT : a.get(1);
        return switch (name) {
            case "println" -> {
                printer.accept((String) first);
                yield Value.UNIT;
            }
            case "to_string" -> Value.show(first);
            case "inspect" -> Value.inspect(first);
            case "hash" -> Hashes.of(first);
            case "compare" ->
                Value.less(first, second) ? Value.ordering(0) : Value.ordering(Value.equal(first, second) ? 1 : 2);
            case "String.trim" -> ((String) first).strip();
            case "String.to_upper" -> ((String) first).toUpperCase(Locale.ROOT);
            case "String.to_lower" -> ((String) first).toLowerCase(Locale.ROOT);
            case "String.replace" -> String.join((String) a.get(2), split((String) first, (String) second));
            case "String.split" -> new ArrayList<Object>(split((String) first, (String) second));
            case "String.starts_with" -> ((String) first).startsWith((String) second);
            case "String.ends_with" -> ((String) first).endsWith((String) second);
            case "String.to_int" -> integer((String) first);
            case "Some" -> Value.some(first);
            case "Ok" -> new Value.Variant("Ok", 0, a);
            case "Err" -> new Value.Variant("Err", 1, a);
            case "String.length" -> (long) ((String) first).codePointCount(0, ((String) first).length());
            case "String.slice" -> {
                var points = ((String) first).codePoints().toArray();
                int start = clamped(second, points.length);
                int stop = clamped(a.get(2), points.length);
                yield stop <= start ? "" : new String(points, start, stop - start);
            }
            case "String.contains" -> ((String) first).contains((String) second);
            case "String.join" ->
                String.join(
                        (String) second,
                        list(first).stream().map(String.class::cast).toList());
            case "Int.to_float" -> (double) (long) first;
            case "Float.to_int" -> (long) (double) first;
            case "Math.abs" ->
                first instanceof Long number ? (Object) Math.abs(number) : (Object) Math.abs((double) first);
            case "Math.max" ->
                first instanceof Long number
                        ? (Object) Math.max(number, (long) second)
                        : Math.max((double) first, (double) second);
            case "Math.min" -> Math.min((long) first, (long) second);
            case "Math.sqrt" -> Math.sqrt((double) first);
            case "Math.floor" -> (long) Math.floor((double) first);
            case "Math.ceil" -> (long) Math.ceil((double) first);
            case "List.length" -> (long) list(first).size();
            case "List.append" -> concat(list(first), List.of(second));
            case "List.concat" -> concat(list(first), list(second));
            case "List.head" -> notEmpty(name, first).getFirst();
            case "List.last" -> notEmpty(name, first).getLast();
            case "List.tail" -> notEmpty(name, first).subList(1, list(first).size());
            case "List.get" -> {
                var list = list(first);
                long index = (long) second;
                if (index < 0 || index >= list.size()) {
                    throw new Misuse("List.get: index " + index + " out of bounds (len " + list.size() + ")");
                }
                yield list.get((int) index);
            }
            case "List.reverse" -> list(first).reversed();
            case "List.map", "map" -> {
                var results = new ArrayList<>();
                list(first).forEach(element -> results.add(apply(second, element)));
                yield results;
            }
            case "List.filter", "filter" -> {
                var results = new ArrayList<>();
                for (var element : list(first)) {
                    if ((boolean) apply(second, element)) {
                        results.add(element);
                    }
                }
                yield results;
            }
            case "List.reduce", "reduce" -> {
                var result = second;
                for (var element : list(first)) {
                    result = apply(a.get(2), result, element);
                }
                yield result;
            }
            case "List.sort" -> {
                // by insertion from the right: stable
                var sorted = new ArrayList<>();
                for (var element : list(first)) {
                    int at = sorted.size();
                    while (at > 0 && (long) apply(second, sorted.get(at - 1), element) > 0) {
                        at--;
                    }
                    sorted.add(at, element);
                }
                yield sorted;
            }
            case "List.find" -> {
                for (var element : list(first)) {
                    if ((boolean) apply(second, element)) {
                        yield Value.some(element);
                    }
                }
                yield Value.none();
            }
            case "List.any" -> {
                for (var element : list(first)) {
                    if ((boolean) apply(second, element)) {
                        yield true;
                    }
                }
                yield false;
            }
            case "List.all" -> {
                for (var element : list(first)) {
                    if (!(boolean) apply(second, element)) {
                        yield false;
                    }
                }
                yield true;
            }
            case "List.contains" -> list(first).stream().anyMatch(element -> Value.equal(element, second));
            case "List.zip" -> {
                var pairs = new ArrayList<>();
                for (int i = 0; i < Math.min(list(first).size(), list(second).size()); i++) {
                    pairs.add(new Value.Tuple(
                            List.of(list(first).get(i), list(second).get(i))));
                }
                yield pairs;
            }
            case "List.flat_map" -> {
                var results = new ArrayList<>();
                list(first).forEach(element -> results.addAll(list(apply(second, element))));
                yield results;
            }
            case "List.enumerate" -> {
                var pairs = new ArrayList<>();
                for (int i = 0; i < list(first).size(); i++) {
                    pairs.add(new Value.Tuple(List.of((long) i, list(first).get(i))));
                }
                yield pairs;
            }
            case "List.flatten" -> {
                var all = new ArrayList<>();
                list(first).forEach(element -> all.addAll(list(element)));
                yield all;
            }
            case "List.take" ->
                list(first).subList(0, clamped(second, list(first).size()));
            case "List.drop" ->
                list(first)
                        .subList(
                                clamped(second, list(first).size()), list(first).size());
            case "Map.from_list" -> {
                var map = new Value.Dictionary(List.of(), List.of());
                for (var pair : list(first)) {
                    var parts = ((Value.Tuple) pair).parts();
                    map = map.put(parts.get(0), parts.get(1));
                }
                yield map;
            }
            case "Map.put" -> ((Value.Dictionary) first).put(second, a.get(2));
            case "Map.delete" -> ((Value.Dictionary) first).delete(second);
            case "Map.has_key" -> ((Value.Dictionary) first).position(second) >= 0;
            case "Map.size" -> (long) ((Value.Dictionary) first).keys().size();
            case "Map.keys" -> ((Value.Dictionary) first).keys();
            case "Map.values" -> ((Value.Dictionary) first).values();
            case "Map.to_list" -> entries((Value.Dictionary) first);
            case "Map.merge" -> {
                var merged = (Value.Dictionary) first;
                var other = (Value.Dictionary) second;
                for (int i = 0; i < other.keys().size(); i++) {
                    merged = merged.put(other.keys().get(i), other.values().get(i));
                }
                yield merged;
            }
            case "Set.from_list" -> Value.Bag.of(list(first));
            case "Set.to_list" -> ((Value.Bag) first).elements();
            case "Set.add" -> Value.Bag.of(concat(((Value.Bag) first).elements(), List.of(second)));
            case "Set.remove" ->
                new Value.Bag(((Value.Bag) first)
                        .elements().stream()
                                .filter(element ->
                                        !Value.Bag.of(List.of(second)).contains(element))
                                .toList());
            case "Set.contains" -> ((Value.Bag) first).contains(second);
            case "Set.union" -> Value.Bag.of(concat(((Value.Bag) first).elements(), ((Value.Bag) second).elements()));
            case "Set.intersection" ->
                new Value.Bag(((Value.Bag) first)
                        .elements().stream()
                                .filter(((Value.Bag) second)::contains)
                                .toList());
            case "Set.difference" ->
                new Value.Bag(((Value.Bag) first)
                        .elements().stream()
                                .filter(element -> !((Value.Bag) second).contains(element))
                                .toList());
            case "Set.size" -> (long) ((Value.Bag) first).elements().size();
            case "Range.to_list" -> elements(first, 1);
            case "Range.length" -> (long) elements(first, 1).size();
            case "Range.map" -> call("List.map", List.of(elements(first, 1), second));
            case "Range.filter" -> call("List.filter", List.of(elements(first, 1), second));
            case "Queue.is_empty" -> ((Value.Queue) first).elements().isEmpty();
            case "Queue.peek" -> {
                var elements = ((Value.Queue) first).elements();
                if (elements.isEmpty()) {
                    throw new Misuse("Queue.peek: empty queue");
                }
                yield elements.getFirst();
            }
            case "Queue.push" -> new Value.Queue(concat(((Value.Queue) first).elements(), List.of(second)));
            case "Queue.size" -> (long) ((Value.Queue) first).elements().size();
            case "Queue.pop" -> {
                var elements = ((Value.Queue) first).elements();
                if (elements.isEmpty()) {
                    throw new Misuse("Queue.pop: empty queue");
                }
                yield new Value.Tuple(
                        List.of(elements.getFirst(), new Value.Queue(elements.subList(1, elements.size()))));
            }
            case "Queue.new" -> new Value.Queue(List.of());
            case "Tuple.size" -> (long) ((Value.Tuple) first).parts().size();
            case "Tuple.first" -> ((Value.Tuple) first).parts().get(0);
            case "Tuple.second" -> ((Value.Tuple) first).parts().get(1);
            default -> throw new IllegalArgumentException("no builtin " + name);
        };
    }
}
