package snow.types;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import snow.types.tree.SumType;

/** What all modules of one check share. */
final class World {
    final Unifier unifier = new Unifier();
    final BuiltinTypes builtinTypes = new BuiltinTypes();
    final Interfaces interfaces = new Interfaces();
    final Instances instances = new Instances(interfaces);
    final BuiltinModules builtins;

    /** The project's modules by name. */
    final Map<String, ModuleScope> projectModules = new LinkedHashMap<>();

    /** Interfaces of the project by their nominal name. */
    final Map<TypeName, InterfaceDefinition> projectInterfaces = new LinkedHashMap<>();

    /** Every type definition by its nominal name. */
    final Map<TypeName, TypeDefinition> types = new HashMap<>();

    /** Built-in functions that are used and whose bodies have not been looked at. */
    final ArrayDeque<Definition.Fn> reached = new ArrayDeque<>();

    /** Built-in functions that are used, in the order found. */
    final List<Definition.Fn> usedBuiltins = new ArrayList<>();

    private final Map<String, List<InterfaceDefinition.Method>> methods = new HashMap<>();

    World(BuiltinSource source) {
        builtinTypes.types().values().forEach(type -> types.put(type.name, type));
        builtins = new BuiltinModules(this, source);
    }

    /** Notes an interface of the project and its methods. */
    void add(InterfaceDefinition definition) {
        definition.methods.forEach(method ->
                methods.computeIfAbsent(method.name(), _ -> new ArrayList<>()).add(method));
    }

    /** Methods of a name that interfaces of the project declare, visible or not. */
    List<InterfaceDefinition.Method> methods(String name) {
        return methods.getOrDefault(name, List.of());
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
