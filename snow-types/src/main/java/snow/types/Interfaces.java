package snow.types;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import snow.syntax.Span;

/** The built-in interfaces, their methods, and the built-in types that implement them (spec 02 §8.2, §8.3). */
final class Interfaces {
    static final TypeName EQ = TypeName.builtin("Eq");
    static final TypeName ORD = TypeName.builtin("Ord");
    static final TypeName HASH = TypeName.builtin("Hash");
    static final TypeName DISPLAY = TypeName.builtin("Display");
    static final TypeName DEBUG = TypeName.builtin("Debug");
    static final TypeName DEFAULT = TypeName.builtin("Default");
    static final TypeName NEG = TypeName.builtin("Neg");
    static final TypeName TO_JSON = TypeName.builtin("ToJson");
    static final TypeName FROM_JSON = TypeName.builtin("FromJson");
    static final TypeName FROM_ROW = TypeName.builtin("FromRow");
    /** Of {@code ++}; no interface that programs can name. */
    static final TypeName CONCAT = TypeName.builtin("Concat");
    /** Display or else Debug: what text conversion asks for; no interface that programs can name. */
    static final TypeName TEXT = TypeName.builtin("text form");
    /** What the key of a map must be for JSON to carry the map; no interface that programs can name. */
    static final TypeName JSON_KEY = TypeName.builtin("JSON key");

    private static final Set<String> NUMBERS = Set.of("Int", "Float");
    private static final Set<String> HANDLES = Set.of(
            "Router", "Request", "Response", "WsConn", "WsHandlers", "Server", "SqliteConn", "PgConn", "PoolHandle");
    private static final Set<String> ORDERED =
            Set.of("Int", "Float", "Bool", "String", "Unit", "Ordering", "Pid", "Atom", "Bytes");
    private static final Set<String> SHOWN = Set.of(
            "Int",
            "Float",
            "Bool",
            "String",
            "Unit",
            "Range",
            "Json",
            "Ordering",
            "Pid",
            "Atom",
            "Bytes",
            "WsConn",
            "ExitReason");
    private static final Set<String> CONTAINERS = Set.of("Tuple", "List", "Set", "Queue", "Option", "Result", "Map");
    private static final Set<String> ORDERED_CONTAINERS = Set.of("Tuple", "List", "Option", "Result");

    private final Map<String, InterfaceDefinition> interfaces = new LinkedHashMap<>();

    Interfaces() {
        for (var operator : List.of("Add", "Sub", "Mul", "Div", "Mod")) {
            var definition = define(operator);
            method(definition, operator.toLowerCase(java.util.Locale.ROOT), Optional.empty(), false, self(definition));
        }
        method(define("Neg"), "neg", Optional.empty(), false);
        method(define("Not"), "not", Optional.of(Ty.BOOL), false);
        var eq = define("Eq");
        method(eq, "eq", Optional.of(Ty.BOOL), false, self(eq));
        var ord = define("Ord");
        method(ord, "lt", Optional.of(Ty.BOOL), false, self(ord));
        method(ord, "compare", Optional.of(Ty.ORDERING), true, self(ord));
        method(define("Hash"), "hash", Optional.of(Ty.INT), false);
        method(define("Display"), "to_string", Optional.of(Ty.STRING), false);
        method(define("Debug"), "inspect", Optional.of(Ty.STRING), false);
        var byDefault = define("Default");
        staticMethod(byDefault, "default", false, self(byDefault));
        method(define("ToJson"), "to_json", Optional.of(Ty.builtin("Json")), false);
        var fromJson = define("FromJson");
        staticMethod(fromJson, "from_json", false, Ty.result(self(fromJson), Ty.STRING), Ty.STRING);
        staticMethod(fromJson, "from_json_value", true, Ty.result(self(fromJson), Ty.STRING), Ty.builtin("Json"));
        var fromRow = define("FromRow");
        staticMethod(fromRow, "from_row", false, Ty.result(self(fromRow), Ty.STRING), Ty.map(Ty.STRING, Ty.STRING));
    }

    Map<String, InterfaceDefinition> all() {
        return interfaces;
    }

    InterfaceDefinition get(TypeName name) {
        return interfaces.get(name.name());
    }

    /** How messages name it. */
    static String shown(TypeName interfaceName) {
        return interfaceName.equals(TEXT) ? "Display" : interfaceName.name();
    }

    /** Whether a built-in type without parts in question implements a built-in interface. */
    static boolean leafImplements(String interfaceName, String type) {
        return switch (interfaceName) {
            case "Add", "Sub", "Mul", "Div", "Mod", "Neg" -> NUMBERS.contains(type);
            case "Eq" ->
                ORDERED.contains(type)
                        || HANDLES.contains(type)
                        || Set.of("Range", "Json", "ExitReason").contains(type);
            case "Hash" ->
                ORDERED.contains(type)
                        || HANDLES.contains(type)
                        || Set.of("Range", "Json", "ExitReason").contains(type);
            case "Ord" -> ORDERED.contains(type);
            case "Display", "Debug", "text form" -> SHOWN.contains(type);
            case "Default" -> Set.of("Int", "Float", "Bool", "String").contains(type);
            case "Not" -> type.equals("Bool");
            case "ToJson", "FromJson" ->
                Set.of("Int", "Float", "Bool", "String", "Unit", "Json").contains(type);
            case "JSON key" -> type.equals("String");
            case "Concat" -> Set.of("String", "List").contains(type);
            default -> false;
        };
    }

    /** Whether a built-in container implements a built-in interface when all its arguments do. */
    static boolean containerImplements(String interfaceName, String type) {
        return switch (interfaceName) {
            case "Eq", "Hash", "Display", "Debug", "text form" -> CONTAINERS.contains(type);
            case "Ord" -> ORDERED_CONTAINERS.contains(type);
            case "ToJson", "FromJson" -> CONTAINERS.contains(type) && !type.equals("Queue");
            default -> false;
        };
    }

    static boolean isJson(TypeName interfaceName) {
        return interfaceName.equals(TO_JSON) || interfaceName.equals(FROM_JSON);
    }

    private InterfaceDefinition define(String name) {
        var definition = new InterfaceDefinition(TypeName.builtin(name), new Span(0, 0), Optional.empty(), true);
        interfaces.put(name, definition);
        return definition;
    }

    private static Ty self(InterfaceDefinition definition) {
        return definition.selfType();
    }

    private static void method(
            InterfaceDefinition definition, String name, Optional<Ty> result, boolean hasDefault, Ty... parameters) {
        definition.methods.add(new InterfaceDefinition.Method(
                definition,
                name,
                false,
                Arrays.stream(parameters).map(Optional::of).toList(),
                result,
                hasDefault,
                Optional.empty(),
                Optional.empty()));
    }

    private static void staticMethod(
            InterfaceDefinition definition, String name, boolean hasDefault, Ty result, Ty... parameters) {
        definition.methods.add(new InterfaceDefinition.Method(
                definition,
                name,
                true,
                Arrays.stream(parameters).map(Optional::of).toList(),
                Optional.of(result),
                hasDefault,
                Optional.empty(),
                Optional.empty()));
    }
}
