package snow.types;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import snow.types.tree.Implementation;

/** Which types implement which interfaces, and what that asks of their arguments (spec 02 §8.1). */
final class Instances {
    private record Key(TypeName interfaceName, TypeName type) {}

    private final Map<Key, ImplDefinition> impls = new LinkedHashMap<>();
    private final Map<TypeName, List<ImplDefinition>> byType = new HashMap<>();
    private final Interfaces interfaces;
    /** Of the type parameters that stand for themselves in default methods: the interface that they have. */
    private final Map<TypeParameter, Optional<InterfaceDefinition>> assumed = new IdentityHashMap<>();

    Instances(Interfaces interfaces) {
        this.interfaces = interfaces;
    }

    /** Adds an implementation; an earlier one stays and is returned. */
    Optional<ImplDefinition> add(ImplDefinition impl) {
        var earlier = impls.putIfAbsent(new Key(impl.declares.name, impl.target), impl);
        if (earlier == null) {
            byType.computeIfAbsent(impl.target, _ -> new ArrayList<>()).add(impl);
        }
        return Optional.ofNullable(earlier);
    }

    /** Inside an interface {@code Self} implements it, and nothing else is known of it or of the types that impls choose. */
    void assume(InterfaceDefinition definition) {
        assumed.put(definition.self, Optional.of(definition));
        definition.typeParameters.values().forEach(parameter -> assumed.put(parameter, Optional.empty()));
    }

    Optional<InterfaceDefinition> assumed(TypeParameter parameter) {
        return assumed.getOrDefault(parameter, Optional.empty());
    }

    void remove(ImplDefinition impl) {
        impls.remove(new Key(impl.declares.name, impl.target), impl);
        byType.getOrDefault(impl.target, new ArrayList<>()).remove(impl);
    }

    Optional<ImplDefinition> find(TypeName interfaceName, TypeName type) {
        return Optional.ofNullable(impls.get(new Key(interfaceName, type)));
    }

    /** Written and derived implementations for a type. */
    List<ImplDefinition> of(TypeName type) {
        return byType.getOrDefault(type, List.of());
    }

    /** What a type must fulfil further to implement an interface; empty when it does not implement it at all. */
    Optional<List<Scheme.Bound>> requirements(TypeName interfaceName, Ty type) {
        var resolved = Ty.resolve(type);
        return switch (resolved) {
            case Ty.Var _, Ty.Simple _ -> Optional.of(List.of());
            case Ty.Parameter parameter ->
                isAssumed(interfaceName, parameter.parameter()) ? Optional.of(List.of()) : Optional.empty();
            case Ty.Function _ -> Optional.empty();
            case Ty.Tuple tuple ->
                Interfaces.containerImplements(interfaceName.name(), "Tuple")
                        ? Optional.of(all(ofParts(interfaceName), tuple.components()))
                        : Optional.empty();
            case Ty.Con con -> ofNamed(interfaceName, con);
        };
    }

    private boolean isAssumed(TypeName interfaceName, TypeParameter parameter) {
        var known = assumed.get(parameter);
        return known == null
                || interfaceName.equals(Interfaces.TEXT)
                || known.filter(definition -> definition.name.equals(interfaceName))
                        .isPresent();
    }

    private Optional<List<Scheme.Bound>> ofNamed(TypeName interfaceName, Ty.Con con) {
        if (interfaceName.equals(Interfaces.TEXT)) {
            var display = ofNamed(Interfaces.DISPLAY, con);
            return display.isPresent() ? display : ofNamed(Interfaces.DEBUG, con);
        }
        var impl = find(interfaceName, con.name());
        if (impl.isPresent()) {
            return Optional.of(bounds(impl.get(), con));
        }
        if (!con.name().isBuiltin() || !interfaceName.isBuiltin()) {
            return Optional.empty();
        }
        var type = con.name().name();
        var name = interfaceName.name();
        if (Interfaces.leafImplements(name, type)) {
            return Optional.of(List.of());
        }
        if (Interfaces.containerImplements(name, type)) {
            if (Interfaces.isJson(interfaceName) && type.equals("Map")) {
                return Optional.of(List.of(
                        new Scheme.Bound(Interfaces.JSON_KEY, con.arguments().getFirst()),
                        new Scheme.Bound(interfaceName, con.arguments().getLast())));
            }
            return Optional.of(all(ofParts(interfaceName), con.arguments()));
        }
        return Optional.empty();
    }

    /** What the parts of a container must implement for the container to implement an interface: for its text, any text form. */
    private static TypeName ofParts(TypeName interfaceName) {
        boolean text = interfaceName.equals(Interfaces.DISPLAY) || interfaceName.equals(Interfaces.DEBUG);
        return text ? Interfaces.TEXT : interfaceName;
    }

    private static List<Scheme.Bound> bounds(ImplDefinition impl, Ty.Con con) {
        if (impl.bounds.isEmpty() || impl.parameters.size() != con.arguments().size()) {
            return List.of();
        }
        Map<TypeParameter, Ty> map = new IdentityHashMap<>();
        for (int i = 0; i < impl.parameters.size(); i++) {
            map.put(impl.parameters.get(i), con.arguments().get(i));
        }
        return impl.bounds.stream()
                .map(bound -> new Scheme.Bound(bound.interfaceName(), Scheme.substitute(bound.type(), map)))
                .toList();
    }

    private static List<Scheme.Bound> all(TypeName interfaceName, List<Ty> types) {
        return types.stream().map(type -> new Scheme.Bound(interfaceName, type)).toList();
    }

    /** Every implementation of the program, for lowering. */
    List<Implementation> implementations(BuiltinTypes types) {
        var result = new ArrayList<Implementation>();
        for (var impl : impls.values()) {
            var methods = new LinkedHashMap<String, snow.types.tree.Function>();
            impl.methods.forEach((name, method) -> methods.put(name, method.function));
            result.add(new Implementation(
                    impl.declares.name, impl.target, impl.parameters, predicates(impl.bounds), impl.origin, methods));
        }
        for (var type : types.types().values()) {
            for (var definition : interfaces.all().values()) {
                builtin(definition.name, type).ifPresent(result::add);
            }
        }
        return result;
    }

    private Optional<Implementation> builtin(TypeName interfaceName, TypeDefinition type) {
        if (find(interfaceName, type.name).isPresent()) {
            return Optional.empty();
        }
        boolean leaf = Interfaces.leafImplements(interfaceName.name(), type.name.name());
        if (!leaf && !Interfaces.containerImplements(interfaceName.name(), type.name.name())) {
            return Optional.empty();
        }
        var bounds =
                leaf ? List.<Scheme.Bound>of() : all(interfaceName, type.self().arguments());
        return Optional.of(new Implementation(
                interfaceName,
                type.name,
                type.parameters,
                predicates(bounds),
                Implementation.Origin.BUILTIN,
                Map.of()));
    }

    /** Text forms exist at run time whatever the type; they are no predicates of lowering. */
    static List<Predicate> predicates(List<Scheme.Bound> bounds) {
        var zonk = new Zonk(Set.of());
        var predicates = new ArrayList<Predicate>();
        for (var bound : bounds) {
            if (!bound.interfaceName().equals(Interfaces.TEXT)) {
                predicates.add(new Predicate(bound.interfaceName(), zonk.type(bound.type())));
            }
        }
        return predicates;
    }
}
