package snow.random;

import static snow.random.Ty.Basic.BOOL;
import static snow.random.Ty.Basic.FLOAT;
import static snow.random.Ty.Basic.INT;
import static snow.random.Ty.Basic.ORDERING;
import static snow.random.Ty.Basic.RANGE;
import static snow.random.Ty.Basic.STRING;

import java.util.List;

/** A built-in function that random programs call wherever a value of its result's type is wanted. */
record Signature(String name, Ty result, List<Ty> parameters) {
    private static final Ty.Variable ANY = new Ty.Variable("A", "");
    private static final Ty.Variable OTHER = new Ty.Variable("B", "");
    private static final Ty.Variable KEY = new Ty.Variable("K", "Hash");
    private static final Ty.Variable ORDERED = new Ty.Variable("O", "Ord");
    private static final Ty.Variable SHOWN = new Ty.Variable("S", "Display");

    private static final Ty LIST = Ty.of("List", ANY);
    private static final Ty MAP = Ty.of("Map", KEY, ANY);
    private static final Ty SET = Ty.of("Set", KEY);
    private static final Ty QUEUE = Ty.of("Queue", ANY);

    static final List<Signature> ALL = List.of(
            of("to_string", STRING, SHOWN),
            of("inspect", STRING, SHOWN),
            of("hash", INT, KEY),
            of("compare", ORDERING, ORDERED, ORDERED),
            of("String.trim", STRING, STRING),
            of("String.to_upper", STRING, STRING),
            of("String.to_lower", STRING, STRING),
            of("String.replace", STRING, STRING, STRING, STRING),
            of("String.join", STRING, Ty.of("List", STRING), STRING),
            of("String.split", Ty.of("List", STRING), STRING, STRING),
            of("String.contains", BOOL, STRING, STRING),
            of("String.starts_with", BOOL, STRING, STRING),
            of("String.ends_with", BOOL, STRING, STRING),
            of("String.to_int", Ty.of("Option", INT), STRING),
            of("Math.abs", INT, INT),
            of("Math.min", INT, INT, INT),
            of("Math.abs", FLOAT, FLOAT),
            of("Math.sqrt", FLOAT, FLOAT),
            of("Math.floor", INT, FLOAT),
            of("Math.ceil", INT, FLOAT),
            of("List.enumerate", Ty.of("List", new Ty.Tuple(List.of(INT, ANY))), LIST),
            of("List.flatten", LIST, Ty.of("List", LIST)),
            of("List.concat", LIST, LIST, LIST),
            of("Map.from_list", MAP, Ty.of("List", new Ty.Tuple(List.of(KEY, ANY)))),
            of("Map.to_list", Ty.of("List", new Ty.Tuple(List.of(KEY, ANY))), MAP),
            of("Map.keys", Ty.of("List", KEY), MAP),
            of("Map.values", LIST, MAP),
            of("Map.has_key", BOOL, MAP, KEY),
            of("Map.size", INT, MAP),
            of("Set.add", SET, SET, KEY),
            of("Set.remove", SET, SET, KEY),
            of("Set.contains", BOOL, SET, KEY),
            of("Set.to_list", Ty.of("List", KEY), SET),
            of("Set.size", INT, SET),
            of("Range.length", INT, RANGE),
            of("Range.to_list", Ty.of("List", INT), RANGE),
            of("Range.map", LIST, RANGE, new Ty.Fun(List.of(INT), ANY)),
            of("Range.filter", Ty.of("List", INT), RANGE, new Ty.Fun(List.of(INT), BOOL)),
            of("Queue.push", QUEUE, QUEUE, ANY),
            of("Queue.pop", new Ty.Tuple(List.of(ANY, QUEUE)), QUEUE),
            of("Queue.peek", ANY, QUEUE),
            of("Queue.size", INT, QUEUE),
            of("Queue.is_empty", BOOL, QUEUE),
            of("Tuple.size", INT, new Ty.Tuple(List.of(ANY, OTHER))));

    private static Signature of(String name, Ty result, Ty... parameters) {
        return new Signature(name, result, List.of(parameters));
    }

    static List<Ty.Variable> variables() {
        return List.of(ANY, OTHER, KEY, ORDERED, SHOWN);
    }

    /** Whether a value of the first parameter's type may stand before a dot. */
    boolean isMethod() {
        var module = name.substring(0, Math.max(0, name.indexOf('.')));
        return switch (parameters.getFirst()) {
            case Ty.Basic basic -> basic.text().equals(module);
            case Ty.Of of -> of.name().equals(module);
            case Ty.Tuple _, Ty.Fun _, Ty.User _, Ty.Variable _ -> false;
        };
    }
}
