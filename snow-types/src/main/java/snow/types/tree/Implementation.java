package snow.types.tree;

import java.util.List;
import java.util.Map;
import snow.types.Predicate;
import snow.types.TypeName;
import snow.types.TypeParameter;

/**
 * One implementation of an interface for a type constructor.
 *
 * @param interfaceName the interface, built in ({@code Display}) or of a module
 * @param target the implementing type
 * @param parameters stand for the target's type arguments, in order
 * @param predicates what the arguments must implement
 * @param origin where the code comes from
 * @param methods by name, defaults included; empty unless the origin is {@link Origin#WRITTEN}. The functions have the
 *     implementation's parameters as their first type parameters
 */
public record Implementation(
        TypeName interfaceName,
        TypeName target,
        List<TypeParameter> parameters,
        List<Predicate> predicates,
        Origin origin,
        Map<String, Function> methods) {
    public Implementation {
        parameters = List.copyOf(parameters);
        predicates = List.copyOf(predicates);
        methods = Map.copyOf(methods);
    }

    /** Who writes the methods. */
    public enum Origin {
        /** The program. */
        WRITTEN,
        /** Lowering, from the fields: deriving, or what a type without a deriving clause gets. */
        DERIVED,
        /** The runtime: interfaces of built-in types. */
        BUILTIN
    }
}
