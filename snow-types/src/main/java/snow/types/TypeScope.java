package snow.types;

import java.util.Map;
import java.util.Optional;

/**
 * Names of type parameters in scope, innermost first.
 *
 * @param names what each stands for
 */
record TypeScope(Map<String, Ty> names, Optional<TypeScope> outer) {
    static final TypeScope EMPTY = new TypeScope(Map.of(), Optional.empty());

    TypeScope with(Map<String, ? extends Ty> more) {
        return more.isEmpty() ? this : new TypeScope(Map.copyOf(more), Optional.of(this));
    }

    Optional<Ty> find(String name) {
        for (Optional<TypeScope> scope = Optional.of(this); scope.isPresent(); scope = scope.get().outer) {
            var type = scope.get().names.get(name);
            if (type != null) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    java.util.Set<String> all() {
        var result = new java.util.TreeSet<String>();
        for (Optional<TypeScope> scope = Optional.of(this); scope.isPresent(); scope = scope.get().outer) {
            result.addAll(scope.get().names.keySet());
        }
        return result;
    }
}
