package snow.mir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import snow.types.Type;
import snow.types.TypeName;
import snow.types.TypeParameter;

/** What lowering does with types: replacing type parameters, and forgetting what makes no difference to the code. */
final class Types {
    /** Stands for any type whose values are objects, where code does not depend on which one it is. */
    static final Type.Named ERASED = new Type.Named(TypeName.builtin("?"));

    private Types() {}

    /** The type with parameters replaced; one without a replacement is erased. The result has no parameters. */
    static Type substitute(Type type, Map<TypeParameter, Type> by) {
        return switch (type) {
            case Type.Parameter parameter -> by.getOrDefault(parameter.parameter(), ERASED);
            case Type.Named named ->
                named.arguments().isEmpty() ? named : new Type.Named(named.name(), inner(named.arguments(), by));
            case Type.Tuple tuple -> new Type.Tuple(inner(tuple.components(), by));
            case Type.Function function ->
                new Type.Function(inner(function.parameters(), by), some(substitute(function.result(), by)));
            case Type.Never never -> never;
        };
    }

    static List<Type> inner(List<Type> types, Map<TypeParameter, Type> by) {
        var result = new ArrayList<Type>(types.size());
        for (var type : types) {
            result.add(some(substitute(type, by)));
        }
        return result;
    }

    /** A type argument of which there is never a value can be anything. */
    private static Type some(Type type) {
        return type instanceof Type.Never ? ERASED : type;
    }

    /** The type that stands for all types of the same representation. Unit is apart, because functions return it as no value. */
    static Type representative(Type type) {
        return isInt(type) || isFloat(type) || isBool(type) || isUnit(type) ? type : ERASED;
    }

    static boolean mentionsParameter(Type type) {
        return switch (type) {
            case Type.Parameter _ -> true;
            case Type.Named named -> named.arguments().stream().anyMatch(Types::mentionsParameter);
            case Type.Tuple tuple -> tuple.components().stream().anyMatch(Types::mentionsParameter);
            case Type.Function function ->
                function.parameters().stream().anyMatch(Types::mentionsParameter)
                        || mentionsParameter(function.result());
            case Type.Never _ -> false;
        };
    }

    /** Adds the parameters that occur in a type. */
    static void collectParameters(Type type, java.util.Collection<TypeParameter> into) {
        switch (type) {
            case Type.Parameter parameter -> into.add(parameter.parameter());
            case Type.Named named -> named.arguments().forEach(argument -> collectParameters(argument, into));
            case Type.Tuple tuple -> tuple.components().forEach(component -> collectParameters(component, into));
            case Type.Function function -> {
                function.parameters().forEach(parameter -> collectParameters(parameter, into));
                collectParameters(function.result(), into);
            }
            case Type.Never _ -> {}
        }
    }

    /** Finds what parameters stand for when {@code pattern} has become {@code actual}. What is known already stays. */
    static void match(Type pattern, Type actual, Map<TypeParameter, Type> found) {
        switch (pattern) {
            case Type.Parameter parameter -> {
                if (!(actual instanceof Type.Never)) {
                    found.putIfAbsent(parameter.parameter(), actual);
                }
            }
            case Type.Named named -> {
                if (actual instanceof Type.Named other
                        && other.arguments().size() == named.arguments().size()) {
                    matchAll(named.arguments(), other.arguments(), found);
                }
            }
            case Type.Tuple tuple -> {
                if (actual instanceof Type.Tuple other
                        && other.components().size() == tuple.components().size()) {
                    matchAll(tuple.components(), other.components(), found);
                }
            }
            case Type.Function function -> {
                if (actual instanceof Type.Function other
                        && other.parameters().size() == function.parameters().size()) {
                    matchAll(function.parameters(), other.parameters(), found);
                    match(function.result(), other.result(), found);
                }
            }
            case Type.Never _ -> {}
        }
    }

    private static void matchAll(List<Type> patterns, List<Type> actuals, Map<TypeParameter, Type> found) {
        for (int i = 0; i < patterns.size(); i++) {
            match(patterns.get(i), actuals.get(i), found);
        }
    }

    /** The types directly inside a type. */
    static List<Type> parts(Type type) {
        return switch (type) {
            case Type.Parameter _, Type.Never _ -> List.of();
            case Type.Named named -> named.arguments();
            case Type.Tuple tuple -> tuple.components();
            case Type.Function function -> {
                var parts = new ArrayList<>(function.parameters());
                parts.add(function.result());
                yield parts;
            }
        };
    }

    /** Whether a type is made of more than so many parts. */
    static boolean isLargerThan(Type type, int limit) {
        var todo = new ArrayDeque<Type>();
        todo.add(type);
        int count = 0;
        while (!todo.isEmpty()) {
            if (++count > limit) {
                return true;
            }
            todo.addAll(parts(todo.poll()));
        }
        return false;
    }

    static boolean isErased(Type type) {
        return type.equals(ERASED) || type instanceof Type.Parameter || type instanceof Type.Never;
    }

    static boolean isInt(Type type) {
        return type.equals(Type.INT);
    }

    static boolean isFloat(Type type) {
        return type.equals(Type.FLOAT);
    }

    static boolean isBool(Type type) {
        return type.equals(Type.BOOL);
    }

    static boolean isString(Type type) {
        return type.equals(Type.STRING);
    }

    static boolean isUnit(Type type) {
        return type.equals(Type.UNIT);
    }

    /** Whether the type is a built-in one of this name. */
    static boolean isBuiltin(Type type, String name) {
        return type instanceof Type.Named named
                && named.name().isBuiltin()
                && named.name().name().equals(name);
    }
}
