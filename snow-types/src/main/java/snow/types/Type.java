package snow.types;

import java.util.List;

/**
 * A Snow type as it stands after inference: no unification variables are left. What the inference works with while it runs is its
 * own business.
 */
public sealed interface Type {

    /** A named type with its arguments: {@code Int}, {@code List<Int>}, a struct, a sum type, an opaque handle. */
    record Named(TypeName name, List<Type> arguments) implements Type {
        public Named {
            arguments = List.copyOf(arguments);
        }

        /** A type without arguments. */
        public Named(TypeName name) {
            this(name, List.of());
        }
    }

    /** Two or more components. */
    record Tuple(List<Type> components) implements Type {
        public Tuple {
            components = List.copyOf(components);
        }
    }

    /** {@code Fun(A, B) -> R}. */
    record Function(List<Type> parameters, Type result) implements Type {
        public Function {
            parameters = List.copyOf(parameters);
        }
    }

    /** A quantified variable of the scheme of an enclosing definition; lowering replaces it. */
    record Parameter(TypeParameter parameter) implements Type {}

    /** The type of expressions that never yield a value. */
    record Never() implements Type {}

    Never NEVER = new Never();
    Named INT = new Named(TypeName.builtin("Int"));
    Named FLOAT = new Named(TypeName.builtin("Float"));
    Named BOOL = new Named(TypeName.builtin("Bool"));
    Named STRING = new Named(TypeName.builtin("String"));
    Named UNIT = new Named(TypeName.builtin("Unit"));
    Named ATOM = new Named(TypeName.builtin("Atom"));
    Named RANGE = new Named(TypeName.builtin("Range"));
    /** The untyped pid; {@code Pid<M>} has one argument. */
    Named PID = new Named(TypeName.builtin("Pid"));

    static Named list(Type element) {
        return new Named(TypeName.builtin("List"), List.of(element));
    }
}
