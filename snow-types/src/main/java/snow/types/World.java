package snow.types;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import snow.types.tree.SumType;

/** What all modules of one check share. */
final class World {
    final Unifier unifier = new Unifier();
    final BuiltinTypes builtinTypes = new BuiltinTypes();
    final Interfaces interfaces = new Interfaces();
    final Instances instances = new Instances(interfaces);
    final BuiltinModules builtins;

    /** Names of the project's modules. */
    final Set<String> projectModules = new HashSet<>();

    /** Every type definition by its nominal name. */
    final Map<TypeName, TypeDefinition> types = new HashMap<>();

    /** Built-in functions that are used and whose bodies have not been looked at. */
    final ArrayDeque<Definition.Fn> reached = new ArrayDeque<>();

    /** Built-in functions that are used, in the order found. */
    final List<Definition.Fn> usedBuiltins = new ArrayList<>();

    World(BuiltinSource source) {
        builtinTypes.types().values().forEach(type -> types.put(type.name, type));
        builtins = new BuiltinModules(this, source);
    }

    Optional<TypeDefinition> definition(Ty type) {
        return Ty.resolve(type) instanceof Ty.Con con ? Optional.ofNullable(types.get(con.name())) : Optional.empty();
    }

    Optional<SumType> sumType(TypeName name) {
        return Optional.ofNullable(types.get(name))
                .filter(type -> type.kind == TypeDefinition.Kind.SUM)
                .map(TypeDefinition::sumType);
    }

    /** Notes that a built-in function is used. */
    void reach(Definition.Fn function) {
        if (function.module.isBuiltin && !function.isDone) {
            function.isDone = true;
            usedBuiltins.add(function);
            reached.add(function);
        }
    }
}
