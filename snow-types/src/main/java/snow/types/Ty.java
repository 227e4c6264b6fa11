package snow.types;

import java.util.ArrayList;
import java.util.List;

/**
 * A type while inference runs: a {@link Type} in which variables may still be open. Shared, never compared with {@code equals}.
 */
sealed interface Ty {

    /** A unification variable; bound at most once, to what it turned out to be. */
    final class Var implements Ty {
        private static final Ty FREE = Simple.ERROR;

        /** The declared name when it stands for a type parameter of a definition, else empty. */
        final String name;

        /** Whether it only stands for tuples: the annotation {@code Tuple} (spec 02 §4.10). */
        final boolean isTuple;

        /** Whether it stands for the messages of a process. */
        boolean isMessage;

        /** How deep in nested definitions it lives; deeper than the definition at hand means it may be quantified. */
        int level;

        /** What is to be done when it becomes known. */
        List<Constraint> waiting = new ArrayList<>(0);

        private Ty binding = FREE;
        private boolean bound;

        Var(String name, int level) {
            this(name, level, false);
        }

        Var(String name, int level, boolean isTuple) {
            this.name = name;
            this.level = level;
            this.isTuple = isTuple;
        }

        boolean isBound() {
            return bound;
        }

        Ty binding() {
            return binding;
        }

        void bind(Ty type) {
            binding = type;
            bound = true;
        }

        void release() {
            binding = FREE;
            bound = false;
        }
    }

    /** A named type; unit, {@code Int}, {@code List<a>}. */
    record Con(TypeName name, List<Ty> arguments) implements Ty {
        boolean is(Con other) {
            return name.equals(other.name);
        }

        boolean isBuiltin(String builtin) {
            return name.isBuiltin() && name.name().equals(builtin);
        }
    }

    record Tuple(List<Ty> components) implements Ty {}

    record Function(List<Ty> parameters, Ty result) implements Ty {}

    /** A quantified variable of a scheme. */
    record Parameter(TypeParameter parameter) implements Ty {}

    /** Types without parts that are not named types. */
    enum Simple implements Ty {
        /** Of expressions that never yield a value; binds nothing (spec 02 §3.6). */
        NEVER,
        /** Of whatever is in error; fits everywhere and is never shown (spec 02 §18.5). */
        ERROR
    }

    Ty NEVER = Simple.NEVER;
    Ty ERROR = Simple.ERROR;
    Con INT = builtin("Int");
    Con FLOAT = builtin("Float");
    Con BOOL = builtin("Bool");
    Con STRING = builtin("String");
    Con UNIT = builtin("Unit");
    Con ATOM = builtin("Atom");
    Con RANGE = builtin("Range");
    Con ORDERING = builtin("Ordering");
    /** The untyped pid. */
    Con PID = builtin("Pid");

    static Con builtin(String name, Ty... arguments) {
        return new Con(TypeName.builtin(name), List.of(arguments));
    }

    static Con list(Ty element) {
        return builtin("List", element);
    }

    static Con pid(Ty message) {
        return builtin("Pid", message);
    }

    static Con option(Ty value) {
        return builtin("Option", value);
    }

    static Con result(Ty value, Ty error) {
        return builtin("Result", value, error);
    }

    static Con map(Ty key, Ty value) {
        return builtin("Map", key, value);
    }

    /** The type behind bound variables. */
    static Ty resolve(Ty type) {
        if (!(type instanceof Var first) || !first.isBound()) {
            return type;
        }
        var result = first.binding();
        while (result instanceof Var next && next.isBound()) {
            result = next.binding();
        }
        var step = first;
        while (step.binding() instanceof Var next && next.isBound()) {
            step.bind(result);
            step = next;
        }
        return result;
    }

    static boolean isError(Ty type) {
        return resolve(type) == ERROR;
    }

    static boolean isNever(Ty type) {
        return resolve(type) == NEVER;
    }

    /** Whether something in error is part of the type. */
    static boolean hasError(Ty type) {
        return switch (resolve(type)) {
            case Var _, Parameter _ -> false;
            case Con con -> anyError(con.arguments());
            case Tuple tuple -> anyError(tuple.components());
            case Function function -> hasError(function.result()) || anyError(function.parameters());
            case Simple simple -> simple == ERROR;
        };
    }

    private static boolean anyError(List<Ty> types) {
        for (var type : types) {
            if (hasError(type)) {
                return true;
            }
        }
        return false;
    }

    /** More parts than this no type of a program has that somebody wrote; types may grow exponentially with the program. */
    int LARGEST = 10_000;

    /** Whether a type has more than {@link #LARGEST} parts; looks at no more of it. */
    static boolean isTooLarge(Ty type) {
        return size(type, 0) > LARGEST;
    }

    private static int size(Ty type, int before) {
        if (before > LARGEST) {
            return before;
        }
        int count = before + 1;
        return switch (resolve(type)) {
            case Var _, Parameter _, Simple _ -> count;
            case Con con -> size(con.arguments(), count);
            case Tuple tuple -> size(tuple.components(), count);
            case Function function -> size(function.result(), size(function.parameters(), count));
        };
    }

    private static int size(List<Ty> types, int before) {
        int count = before;
        for (var type : types) {
            count = size(type, count);
        }
        return count;
    }

    /** Whether nothing of a type is open. */
    static boolean isFixed(Ty type) {
        var open = new java.util.HashSet<Var>();
        variables(type, open);
        return open.isEmpty();
    }

    /** Adds the open variables of a type, in order of appearance, each once. */
    static void variables(Ty type, java.util.Set<Var> into) {
        switch (resolve(type)) {
            case Var variable -> into.add(variable);
            case Con con -> con.arguments().forEach(argument -> variables(argument, into));
            case Tuple tuple -> tuple.components().forEach(component -> variables(component, into));
            case Function function -> {
                function.parameters().forEach(parameter -> variables(parameter, into));
                variables(function.result(), into);
            }
            case Parameter _, Simple _ -> {}
        }
    }
}
