package snow.types;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Local variables, innermost scope first. */
final class Scope {
    private final Map<String, Variable> variables = new HashMap<>();
    private final Optional<Scope> outer;
    /** Local functions of a name by their number of parameters. */
    private final Map<String, Map<Integer, Variable>> functions = new HashMap<>();

    final TypeScope types;

    Scope(Optional<Scope> outer, TypeScope types) {
        this.outer = outer;
        this.types = types;
    }

    static Scope top() {
        return new Scope(Optional.empty(), TypeScope.EMPTY);
    }

    Scope inner() {
        return new Scope(Optional.of(this), types);
    }

    Scope inner(Map<String, Ty> typeParameters) {
        return new Scope(Optional.of(this), types.with(typeParameters));
    }

    void add(Variable variable) {
        variables.put(variable.name, variable);
        functions.remove(variable.name);
    }

    void addFunction(Variable variable, int arity) {
        if (!functions.containsKey(variable.name)) {
            functions.put(variable.name, new HashMap<>());
        }
        functions.get(variable.name).put(arity, variable);
        variables.put(variable.name, variable);
    }

    Optional<Variable> find(String name) {
        for (Optional<Scope> scope = Optional.of(this); scope.isPresent(); scope = scope.get().outer) {
            var variable = scope.get().variables.get(name);
            if (variable != null) {
                return Optional.of(variable);
            }
        }
        return Optional.empty();
    }

    /** What a call of a name means: of several local functions the one with that number of parameters, if there is one. */
    Optional<Variable> find(String name, int arguments) {
        for (Optional<Scope> scope = Optional.of(this); scope.isPresent(); scope = scope.get().outer) {
            var byArity = scope.get().functions.get(name);
            if (byArity != null && byArity.containsKey(arguments)) {
                return Optional.of(byArity.get(arguments));
            }
            var variable = scope.get().variables.get(name);
            if (variable != null) {
                return Optional.of(variable);
            }
        }
        return Optional.empty();
    }

    void names(Set<String> into) {
        for (Optional<Scope> scope = Optional.of(this); scope.isPresent(); scope = scope.get().outer) {
            into.addAll(scope.get().variables.keySet());
        }
    }
}
