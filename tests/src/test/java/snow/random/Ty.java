package snow.random;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Types of random programs. */
sealed interface Ty {
    enum Basic implements Ty {
        INT("Int"),
        FLOAT("Float"),
        BOOL("Bool"),
        STRING("String"),
        UNIT("()"),
        RANGE("Range"),
        ORDERING("Ordering");

        private final String text;

        Basic(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }

    /** A built-in type constructor, {@code List} or {@code Result}, and its arguments. */
    record Of(String name, List<Ty> arguments) implements Ty {
        Ty argument(int index) {
            return arguments.get(index);
        }
    }

    record Tuple(List<Ty> parts) implements Ty {}

    record Fun(List<Ty> parameters, Ty result) implements Ty {}

    record User(Definition definition, List<Ty> arguments) implements Ty {}

    /** @param bound an interface, or empty */
    record Variable(String name, String bound) implements Ty {}

    static Ty of(String name, Ty... arguments) {
        return new Of(name, List.of(arguments));
    }

    /** As an annotation. */
    default String text() {
        return switch (this) {
            case Basic basic -> basic.text();
            case Of(var name, var arguments) -> name + "<" + texts(arguments) + ">";
            case Tuple(var parts) -> "(" + texts(parts) + ")";
            case Fun(var parameters, var result) -> "Fun(" + texts(parameters) + ") -> " + result.text();
            case User(var definition, var arguments) ->
                definition.name() + (arguments.isEmpty() ? "" : "<" + texts(arguments) + ">");
            case Variable variable -> variable.name();
        };
    }

    static String texts(List<Ty> types) {
        return types.stream().map(Ty::text).collect(Collectors.joining(", "));
    }

    default Ty with(Map<String, Ty> bindings) {
        return switch (this) {
            case Basic basic -> basic;
            case Of(var name, var arguments) -> new Of(name, with(arguments, bindings));
            case Tuple(var parts) -> new Tuple(with(parts, bindings));
            case Fun(var parameters, var result) -> new Fun(with(parameters, bindings), result.with(bindings));
            case User(var definition, var arguments) -> new User(definition, with(arguments, bindings));
            case Variable variable -> bindings.getOrDefault(variable.name(), variable);
        };
    }

    static List<Ty> with(List<Ty> types, Map<String, Ty> bindings) {
        return types.stream().map(type -> type.with(bindings)).toList();
    }

    /** Whether this becomes {@code other} with more bindings, which are added. */
    default boolean matches(Ty other, Map<String, Ty> bindings) {
        return switch (this) {
            case Basic basic -> basic == other;
            case Of(var name, var arguments) ->
                other instanceof Of(var otherName, var others)
                        && name.equals(otherName)
                        && match(arguments, others, bindings);
            case Tuple(var parts) -> other instanceof Tuple(var others) && match(parts, others, bindings);
            case Fun(var parameters, var result) ->
                other instanceof Fun(var others, var otherResult)
                        && match(parameters, others, bindings)
                        && result.matches(otherResult, bindings);
            case User(var definition, var arguments) ->
                other instanceof User(var otherDefinition, var others)
                        && definition == otherDefinition
                        && match(arguments, others, bindings);
            case Variable variable -> {
                if (!other.can(variable.bound())) {
                    yield false;
                }
                var before = bindings.putIfAbsent(variable.name(), other);
                yield before == null || before.equals(other);
            }
        };
    }

    private static boolean match(List<Ty> types, List<Ty> others, Map<String, Ty> bindings) {
        if (types.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < types.size(); i++) {
            if (!types.get(i).matches(others.get(i), bindings)) {
                return false;
            }
        }
        return true;
    }

    default boolean hasVariables() {
        return switch (this) {
            case Basic _ -> false;
            case Of(var _, var arguments) -> arguments.stream().anyMatch(Ty::hasVariables);
            case Tuple(var parts) -> parts.stream().anyMatch(Ty::hasVariables);
            case Fun(var parameters, var result) ->
                parameters.stream().anyMatch(Ty::hasVariables) || result.hasVariables();
            case User(var _, var arguments) -> arguments.stream().anyMatch(Ty::hasVariables);
            case Variable _ -> true;
        };
    }

    /** Whether the type implements {@code Eq}, {@code Ord}, {@code Hash}, or {@code Display} in the sense of having a text. */
    default boolean can(String bound) {
        return switch (this) {
            case Basic basic -> !(bound.equals("Ord") && basic == Basic.RANGE);
            case Of(var name, var arguments) ->
                !(bound.equals("Ord") && !name.equals("List") && !name.equals("Option") && !name.equals("Result"))
                        && (bound.isEmpty() || arguments.stream().allMatch(type -> type.can(bound)));
            case Tuple(var parts) -> parts.stream().allMatch(type -> type.can(bound));
            case Fun _ -> bound.isEmpty();
            case User(var definition, var arguments) ->
                (!bound.equals("Ord") && !bound.equals("Hash") || definition.can(bound))
                        && arguments.stream().allMatch(type -> type.can(bound));
            case Variable variable ->
                bound.isEmpty()
                        || bound.equals("Display")
                        || variable.bound().equals(bound)
                        || bound.equals("Eq") && variable.bound().equals("Ord");
        };
    }
}
