package snow.mir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import snow.diagnostics.Diagnostic;
import snow.types.Type;
import snow.types.TypeParameter;
import snow.types.tree.Function;

/**
 * The functions that the program reaches, one instance per combination of type arguments that makes a difference: the whole type where
 * an interface is asked of it, else its representation.
 */
final class Instances {
    /** A type argument with more parts than this only comes from recursion that never ends. */
    private static final int LARGEST_ARGUMENT = 500;

    private record Key(Function function, List<Type> arguments) {}

    private final Layout layout;
    private final Units units;
    private final Map<Key, Instance> known = new LinkedHashMap<>();
    private final Map<Function, Set<TypeParameter>> constrained = new HashMap<>();
    private final Queue<Instance> unfinished = new ArrayDeque<>();
    private final Problems problems;

    Instances(Layout layout, Units units, Problems problems) {
        this.layout = layout;
        this.units = units;
        this.problems = problems;
    }

    /** An instance whose body is still to be made. */
    Optional<Instance> nextUnfinished() {
        return Optional.ofNullable(unfinished.poll());
    }

    /** The parameters whose type decides which code runs, not only how values look. */
    private Set<TypeParameter> constrained(Function function) {
        return constrained.computeIfAbsent(function, f -> {
            var found = new HashSet<TypeParameter>();
            f.predicates().forEach(predicate -> Types.collectParameters(predicate.type(), found));
            return found;
        });
    }

    /**
     * @param arguments without parameters
     * @param requester where it is needed
     */
    Instance of(Function function, List<Type> arguments, Optional<Instance> requester) {
        var exact = constrained(function);
        var key = new ArrayList<Type>();
        for (int i = 0; i < function.typeParameters().size(); i++) {
            var argument = i < arguments.size() ? arguments.get(i) : Types.ERASED;
            boolean whole = exact.contains(function.typeParameters().get(i));
            key.add(whole ? argument : Types.representative(argument));
        }
        if (key.stream().anyMatch(argument -> Types.isLargerThan(argument, LARGEST_ARGUMENT))) {
            reportInfinite(function, requester);
            key.replaceAll(Types::representative);
        }
        var known = this.known.get(new Key(function, key));
        if (known != null) {
            return known;
        }
        var instance = new Instance(function, key, method(function, key), requester);
        this.known.put(new Key(function, List.copyOf(key)), instance);
        if (!(function.body() instanceof Function.Body.Extern)) {
            unfinished.add(instance);
        }
        return instance;
    }

    private MethodRef method(Function function, List<Type> arguments) {
        if (function.body() instanceof Function.Body.Extern extern) {
            return extern(function, extern, arguments);
        }
        var types = Instance.types(function, arguments);
        var parameters = function.parameters().stream()
                .map(parameter -> layout.value(Types.substitute(parameter.type(), types)))
                .toList();
        var result = function.kind() == Function.Kind.ACTOR
                ? Rep.OBJECT
                : layout.result(Types.substitute(function.result(), types));
        var unit = units.of(function);
        var name = unit.unique(function.name().replace('.', ':'), layout.letters(arguments));
        return new MethodRef(unit.className(), name, parameters, result);
    }

    /** The runtime knows representations of the parameters that it is specialised for, and nothing of the others. */
    private MethodRef extern(Function function, Function.Body.Extern extern, List<Type> arguments) {
        var types = externTypes(function, extern, arguments);
        var name = new StringBuilder(extern.method());
        for (var parameter : extern.specialised()) {
            name.append(Runtime.suffix(layout.value(types.get(parameter))));
        }
        var parameters = function.parameters().stream()
                .map(parameter -> layout.value(Types.substitute(parameter.type(), types)))
                .toList();
        var result = layout.result(Types.substitute(function.result(), types));
        return new MethodRef(extern.owner().replace('.', '/'), name.toString(), parameters, result);
    }

    static Map<TypeParameter, Type> externTypes(Function function, Function.Body.Extern extern, List<Type> arguments) {
        var types = Instance.types(function, arguments);
        types.replaceAll((parameter, type) -> extern.specialised().contains(parameter) && !Types.isUnit(type)
                ? Types.representative(type)
                : Types.ERASED);
        return types;
    }

    private void reportInfinite(Function function, Optional<Instance> requester) {
        var cycle = new ArrayList<String>();
        cycle.add(function.name());
        for (var at = requester; at.isPresent(); at = at.get().requester()) {
            cycle.addFirst(at.get().function().name());
            if (at.get().function() == function || cycle.size() > 20) {
                break;
            }
        }
        var title = "`" + function.name() + "` would be needed for infinitely many types";
        problems.report(
                function.module(),
                function.span(),
                Diagnostic.error("E0067", title, function.span(), "recursion with ever larger types")
                        .note(String.join(" -> ", cycle)));
    }
}
