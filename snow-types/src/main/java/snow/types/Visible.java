package snow.types;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import snow.syntax.Path;

/**
 * What names of types, variants, interfaces and modules mean in one module: its own definitions, then listed imports, then imported
 * modules, then what is built in (spec 02 §1.2, §2, §7.2; spec 03 §13.4).
 */
final class Visible {
    private final World world;
    private final ModuleScope module;

    Visible(World world, ModuleScope module) {
        this.world = world;
        this.module = module;
    }

    // ---- types

    /** The type or alias of a bare name. */
    Optional<NamedType> type(String name) {
        return own(name).or(() -> listed(name)).or(() -> imported(name)).or(() -> builtin(name));
    }

    private Optional<NamedType> own(String name) {
        return namedType(module, name, false);
    }

    private Optional<NamedType> listed(String name) {
        var listed = module.imports.get(name);
        if (listed == null) {
            return Optional.empty();
        }
        var type = namedType(listed.from, listed.member, true);
        type.ifPresent(_ -> listed.isUsed = true);
        return type;
    }

    private Optional<NamedType> imported(String name) {
        var type = module.importedTypes.get(name);
        if (type != null) {
            use(type.name.module());
        }
        return Optional.ofNullable(type);
    }

    private Optional<NamedType> builtin(String name) {
        return Optional.ofNullable(world.builtinTypes.types().get(name));
    }

    private static Optional<NamedType> namedType(ModuleScope in, String name, boolean onlyPublic) {
        var type = in.types.get(name);
        if (type != null) {
            return Optional.<NamedType>of(type).filter(_ -> type.isPublic || !onlyPublic);
        }
        var alias = in.aliases.get(name);
        return Optional.<NamedType>ofNullable(alias).filter(_ -> alias.isPublic || !onlyPublic);
    }

    /** The type or alias of {@code Name} or {@code Module.Name}. */
    Optional<NamedType> type(Path path) {
        return switch (path.names().size()) {
            case 1 -> type(path.text());
            case 2 -> type(path.names().getFirst().text(), path.last().text());
            default -> Optional.empty();
        };
    }

    /** The public type or alias {@code Module.Name} of an imported module. */
    Optional<NamedType> type(String namespace, String name) {
        return namespace(namespace).flatMap(from -> namedType(from.from, name, true));
    }

    /** A struct, sum type or built-in type; that of an alias, too. */
    Optional<TypeDefinition> definition(NamedType type) {
        return switch (type) {
            case TypeDefinition definition -> Optional.of(definition);
            case ModuleScope.Alias alias -> world.definition(new Annotations(world, alias.module).expansion(alias));
        };
    }

    /** The structs, sum types and built-in types that a bare name may stand for; no aliases. */
    Optional<TypeDefinition> definition(String name) {
        return type(name)
                .flatMap(
                        type -> type instanceof TypeDefinition definition ? Optional.of(definition) : Optional.empty());
    }

    /** Names of types, for suggestions. */
    TreeSet<String> typeNames() {
        var names = new TreeSet<String>();
        names.addAll(module.types.keySet());
        names.addAll(module.aliases.keySet());
        names.addAll(module.importedTypes.keySet());
        module.imports.forEach((name, listed) -> {
            if (namedType(listed.from, listed.member, true).isPresent()) {
                names.add(name);
            }
        });
        names.addAll(world.builtinTypes.types().keySet());
        return names;
    }

    // ---- variants

    /** The variant that a name means: that of the expected type, else the nearest, of several the last defined. */
    Optional<TypeDefinition.Variant> variant(String name, Ty expected) {
        var own = module.variants.getOrDefault(name, List.of());
        var imported = module.importedVariants.getOrDefault(name, List.of());
        var builtin = world.builtinTypes.variants().get(name);
        if (own.isEmpty() && imported.isEmpty() && builtin == null) {
            return Optional.empty();
        }
        var wanted = world.definition(expected)
                .flatMap(type -> type.variant(name))
                .filter(variant ->
                        own.contains(variant) || imported.contains(variant) || variant.owner.name.isBuiltin());
        var found = wanted.orElseGet(
                () -> !own.isEmpty() ? own.getLast() : !imported.isEmpty() ? imported.getLast() : builtin);
        use(found.owner);
        return Optional.of(found);
    }

    /** Names of variants, for suggestions. */
    Collection<String> variantNames() {
        var names = new TreeSet<String>();
        names.addAll(module.variants.keySet());
        names.addAll(module.importedVariants.keySet());
        names.addAll(world.builtinTypes.variants().keySet());
        return names;
    }

    // ---- interfaces

    /** The interfaces that a bare name may stand for: one, none, or several of modules that are not imported. */
    List<InterfaceDefinition> interfaces(String name) {
        var own = module.interfaces.get(name);
        if (own != null) {
            return List.of(own);
        }
        var builtin = world.interfaces.all().get(name);
        if (builtin != null) {
            return List.of(builtin);
        }
        var listed = module.imports.get(name);
        if (listed != null) {
            var definition = publicInterface(listed.from, listed.member);
            if (definition.isPresent()) {
                listed.isUsed = true;
                return List.of(definition.get());
            }
        }
        for (var whole : module.wholeImports.reversed()) {
            var definition = publicInterface(whole.from, name);
            if (definition.isPresent()) {
                whole.isUsed = true;
                return List.of(definition.get());
            }
        }
        for (var one : module.listedImports.reversed()) {
            var definition = publicInterface(one.from, name);
            if (definition.isPresent()) {
                use(one.from.name);
                return List.of(definition.get());
            }
        }
        return world.projectInterfaces.values().stream()
                .filter(definition ->
                        definition.isPublic && definition.name.name().equals(name))
                .toList();
    }

    Optional<InterfaceDefinition> interfaceNamed(String name) {
        var found = interfaces(name);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** {@code Module.I}; the module need not be imported, since its interfaces are visible. */
    Optional<InterfaceDefinition> interfaceNamed(String namespace, String name) {
        return namespace(namespace)
                .flatMap(from -> publicInterface(from.from, name))
                .or(() -> Optional.ofNullable(world.projectModules.get(namespace))
                        .flatMap(from -> publicInterface(from, name)));
    }

    private static Optional<InterfaceDefinition> publicInterface(ModuleScope from, String name) {
        return Optional.ofNullable(from.interfaces.get(name)).filter(definition -> definition.isPublic);
    }

    /** Names of interfaces, for suggestions. */
    TreeSet<String> interfaceNames() {
        var names = new TreeSet<String>(world.interfaces.all().keySet());
        interfacesOfProject().forEach(definition -> names.add(definition.name.name()));
        return names;
    }

    private Stream<InterfaceDefinition> interfacesOfProject() {
        return world.projectInterfaces.values().stream()
                .filter(definition -> definition.isPublic || module.interfaces.containsValue(definition));
    }

    /** Names of methods of interfaces of the project, for suggestions. */
    TreeSet<String> methodNames() {
        var names = new TreeSet<String>();
        interfacesOfProject().forEach(definition -> definition.methods.forEach(method -> names.add(method.name())));
        return names;
    }

    /** Methods of a name that interfaces of the project declare, in alphabetical order of the interfaces. */
    List<InterfaceDefinition.Method> methods(String name) {
        var found = new ArrayList<InterfaceDefinition.Method>();
        for (var method : world.methods(name)) {
            var owner = method.owner();
            if (owner.isPublic || owner.module.filter(home -> home == module).isPresent()) {
                found.add(method);
            }
        }
        found.sort(Comparator.comparing(method -> method.owner().name.name()));
        return found;
    }

    // ---- modules

    /** The user module that stands before a dot. */
    Optional<ModuleScope.Import> namespace(String name) {
        var found = Optional.ofNullable(module.namespaces.get(name)).filter(imported -> !imported.from.isBuiltin);
        found.ifPresent(imported -> imported.isUsed = true);
        return found;
    }

    /** Notes that a type is used by its own or a variant's bare name. */
    void use(TypeDefinition type) {
        if (!type.name.isBuiltin() && !type.name.module().equals(module.name)) {
            var listed = module.imports.get(type.name.name());
            if (listed != null && listed.from.types.get(listed.member) == type) {
                listed.isUsed = true;
            } else {
                use(type.name.module());
            }
        }
    }

    /** A method of the interface is called. */
    void use(InterfaceDefinition definition) {
        if (!definition.name.isBuiltin() && !definition.name.module().equals(module.name)) {
            var listed = module.imports.get(definition.name.name());
            if (listed != null && publicInterface(listed.from, listed.member).equals(Optional.of(definition))) {
                listed.isUsed = true;
            } else {
                use(definition.name.module());
            }
        }
    }

    private void use(String imported) {
        module.usedModules.add(imported);
    }
}
