package snow.types;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code ∀ parameters. bounds ⇒ type} (spec 02 §3.1).
 *
 * @param parameters what every use chooses anew
 */
record Scheme(List<TypeParameter> parameters, List<Bound> bounds, Ty type) {
    /** {@code I(t)} over the parameters of a scheme. */
    record Bound(TypeName interfaceName, Ty type) {}

    /** One use of a scheme. */
    record Instance(Ty type, List<Ty> typeArguments, List<Bound> bounds) {}

    static Scheme mono(Ty type) {
        return new Scheme(List.of(), List.of(), type);
    }

    Instance instantiate(Unifier unifier) {
        if (parameters.isEmpty()) {
            return new Instance(type, List.of(), List.of());
        }
        var map = new IdentityHashMap<TypeParameter, Ty>();
        var arguments = new ArrayList<Ty>(parameters.size());
        for (var parameter : parameters) {
            var fresh = unifier.fresh(parameter);
            map.put(parameter, fresh);
            arguments.add(fresh);
        }
        return new Instance(substitute(type, map), arguments, bounds(bounds, map));
    }

    private static List<Bound> bounds(List<Bound> bounds, Map<TypeParameter, Ty> map) {
        var result = new ArrayList<Bound>(bounds.size());
        for (var bound : bounds) {
            result.add(new Bound(bound.interfaceName(), substitute(bound.type(), map)));
        }
        return result;
    }

    /** The type with its parameters replaced; shares what has none. */
    static Ty substitute(Ty type, Map<TypeParameter, Ty> map) {
        if (map.isEmpty()) {
            return type;
        }
        var resolved = Ty.resolve(type);
        return switch (resolved) {
            case Ty.Parameter parameter -> map.getOrDefault(parameter.parameter(), parameter);
            case Ty.Con con -> {
                var arguments = substitute(con.arguments(), map);
                yield arguments == con.arguments() ? con : new Ty.Con(con.name(), arguments);
            }
            case Ty.Tuple tuple -> {
                var components = substitute(tuple.components(), map);
                yield components == tuple.components() ? tuple : new Ty.Tuple(components);
            }
            case Ty.Function function -> {
                var parameters = substitute(function.parameters(), map);
                var result = substitute(function.result(), map);
                yield parameters == function.parameters() && result == function.result()
                        ? function
                        : new Ty.Function(parameters, result);
            }
            case Ty.Var _, Ty.Simple _ -> resolved;
        };
    }

    static List<Ty> substitute(List<Ty> types, Map<TypeParameter, Ty> map) {
        List<Ty> changed = types;
        for (int i = 0; i < types.size(); i++) {
            var before = types.get(i);
            var after = substitute(before, map);
            if (after != before && after != Ty.resolve(before) && changed == types) {
                changed = new ArrayList<>(types);
            }
            if (changed != types) {
                changed.set(i, after);
            }
        }
        return changed;
    }
}
