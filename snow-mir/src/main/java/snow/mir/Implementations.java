package snow.mir;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import snow.types.Type;
import snow.types.TypeName;
import snow.types.tree.Function;
import snow.types.tree.Implementation;
import snow.types.tree.Program;

/** Finds the implementation of an interface for a type. */
final class Implementations {
    private static final Set<String> VIRTUAL = Set.of("Display", "Debug", "Eq", "Ord", "Hash");

    private record Key(TypeName interfaceName, TypeName target) {}

    private final Map<Key, Implementation> table = new HashMap<>();
    private final List<Implementation> all;

    Implementations(Program program) {
        all = program.implementations();
        for (var implementation : all) {
            table.put(new Key(implementation.interfaceName(), implementation.target()), implementation);
        }
    }

    Optional<Implementation> find(TypeName interfaceName, Type self) {
        return self instanceof Type.Named named
                ? Optional.ofNullable(table.get(new Key(interfaceName, named.name())))
                : Optional.empty();
    }

    /** An implementation of a built-in interface that the program wrote. */
    Optional<Implementation> written(String interfaceName, Type self) {
        return find(TypeName.builtin(interfaceName), self).filter(one -> one.origin() == Implementation.Origin.WRITTEN);
    }

    boolean has(String interfaceName, Type self) {
        return find(TypeName.builtin(interfaceName), self).isPresent();
    }

    /** A method that the program wrote. */
    Optional<Function> method(TypeName interfaceName, String method, Type self) {
        return find(interfaceName, self)
                .flatMap(one -> Optional.ofNullable(one.methods().get(method)));
    }

    /** All implementations of an interface, in the order of the program. */
    List<Implementation> of(TypeName interfaceName) {
        return all.stream()
                .filter(one -> one.interfaceName().equals(interfaceName))
                .toList();
    }

    /** Whether the program wrote one of the implementations that emitted classes call. */
    boolean writesVirtual(TypeName target) {
        return VIRTUAL.stream()
                .anyMatch(name -> written(name, new Type.Named(target)).isPresent());
    }
}
