package snow.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import snow.syntax.Span;

/** The types that every module knows (spec 02 §1.1). One object serves one check. */
final class BuiltinTypes {
    private static final Span NOWHERE = new Span(0, 0);
    private static final List<String> OPAQUE = List.of(
            "Int",
            "Float",
            "Bool",
            "String",
            "Unit",
            "Range",
            "Atom",
            "Bytes",
            "Json",
            "Router",
            "Request",
            "Response",
            "Monitor",
            "WsConn",
            "WsHandlers",
            "Server",
            "SqliteConn",
            "PgConn",
            "PoolHandle");

    private final Map<String, TypeDefinition> types = new LinkedHashMap<>();
    private final Map<String, TypeDefinition.Variant> variants = new LinkedHashMap<>();

    BuiltinTypes() {
        OPAQUE.forEach(name -> opaque(name));
        opaque("List", "T");
        opaque("Set", "T");
        opaque("Queue", "T");
        opaque("Map", "K", "V");
        var option = sum("Option", "T");
        variant(option, "Some", parameter(option, 0));
        variant(option, "None");
        var result = sum("Result", "T", "E");
        variant(result, "Ok", parameter(result, 0));
        variant(result, "Err", parameter(result, 1));
        var ordering = sum("Ordering");
        variant(ordering, "Less");
        variant(ordering, "Equal");
        variant(ordering, "Greater");
        for (var type : List.of(option, result, ordering)) {
            type.variants.forEach(variant -> variants.put(variant.name, variant));
        }
        var reason = sum("ExitReason");
        variant(reason, "Normal");
        variant(reason, "Shutdown");
        variant(reason, "Error", Ty.STRING);
        variant(reason, "Killed");
        variant(reason, "Linked", Ty.PID, new Ty.Con(reason.name, List.of()));
        variant(reason, "Custom", Ty.STRING);
    }

    Map<String, TypeDefinition> types() {
        return types;
    }

    /** Constructors that are bound bare everywhere. */
    Map<String, TypeDefinition.Variant> variants() {
        return variants;
    }

    private void opaque(String name, String... parameters) {
        define(name, TypeDefinition.Kind.OPAQUE, parameters);
    }

    private TypeDefinition sum(String name, String... parameters) {
        return define(name, TypeDefinition.Kind.SUM, parameters);
    }

    private TypeDefinition define(String name, TypeDefinition.Kind kind, String... parameters) {
        var list = new ArrayList<TypeParameter>();
        for (var parameter : parameters) {
            list.add(new TypeParameter(parameter));
        }
        var type = new TypeDefinition(TypeName.builtin(name), kind, list, NOWHERE);
        types.put(name, type);
        return type;
    }

    private static Ty parameter(TypeDefinition type, int index) {
        return new Ty.Parameter(type.parameters.get(index));
    }

    private static void variant(TypeDefinition type, String name, Ty... fields) {
        var variant = new TypeDefinition.Variant(type, name, type.variants.size(), NOWHERE);
        for (var fieldType : fields) {
            var field = new TypeDefinition.Field("", NOWHERE, NOWHERE);
            field.type = fieldType;
            variant.fields.add(field);
        }
        type.variants.add(variant);
    }
}
