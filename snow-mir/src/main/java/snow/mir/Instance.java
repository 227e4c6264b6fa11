package snow.mir;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import snow.types.Type;
import snow.types.TypeParameter;
import snow.types.tree.Function;

/**
 * A function for particular type arguments: one method. Identity counts.
 */
final class Instance {
    private final Function function;
    private final List<Type> arguments;
    private final MethodRef method;
    private final Optional<Instance> requester;

    /**
     * @param arguments one for each type parameter, as far as the code depends on them
     * @param requester the instance in which this one was first needed
     */
    Instance(Function function, List<Type> arguments, MethodRef method, Optional<Instance> requester) {
        this.function = function;
        this.arguments = List.copyOf(arguments);
        this.method = method;
        this.requester = requester;
    }

    Function function() {
        return function;
    }

    MethodRef method() {
        return method;
    }

    Optional<Instance> requester() {
        return requester;
    }

    /** What the function's type parameters are here. */
    Map<TypeParameter, Type> types() {
        return types(function, arguments);
    }

    static Map<TypeParameter, Type> types(Function function, List<Type> arguments) {
        var types = new HashMap<TypeParameter, Type>();
        for (int i = 0; i < function.typeParameters().size(); i++) {
            types.put(function.typeParameters().get(i), i < arguments.size() ? arguments.get(i) : Types.ERASED);
        }
        return types;
    }
}
