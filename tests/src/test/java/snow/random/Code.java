package snow.random;

import java.util.List;
import java.util.Optional;

/** Code of random programs: what can be printed as Snow and what the interpreter runs. */
sealed interface Code {
    /** A value written down: Long, Double, Boolean, String, or {@link Value#UNIT}. */
    record Literal(Object value) implements Code {}

    record Name(String name) implements Code {}

    record Binary(String operator, Code left, Code right) implements Code {}

    record Unary(String operator, Code operand) implements Code {}

    /** A call of a function of the program, a builtin, or a constructor with fields. */
    record Call(Style style, String name, List<Code> arguments) implements Code {}

    enum Style {
        PLAIN,
        PIPE,
        DOT
    }

    /** {@code Map.get}; {@code missing} is what stands for a missing value, if anything does. */
    record MapGet(Code map, Code key, Optional<Object> missing) implements Code {}

    /** A call of a function value. */
    record Apply(Code callee, List<Code> arguments) implements Code {}

    record TupleOf(List<Code> parts) implements Code {}

    record ListOf(List<Code> elements) implements Code {}

    record MapOf(List<Code> keys, List<Code> values) implements Code {}

    record Make(Definition definition, List<Integer> fields, List<Code> values) implements Code {}

    record Construct(Definition definition, Definition.Variant variant, List<Code> fields) implements Code {}

    record Field(Code target, int index) implements Code {}

    /** Interpolation; strings stand for literal text. */
    record Text(List<Code> parts) implements Code {}

    record If(Code condition, Code thenBranch, Code elseBranch) implements Code {}

    record Case(Code scrutinee, List<Arm> arms) implements Code {}

    record Arm(List<Pattern> patterns, Optional<Code> guard, Code body) {
        boolean matchesAlways() {
            return guard.isEmpty() && patterns.stream().allMatch(Pattern::matchesAlways);
        }
    }

    record For(List<String> names, Code iterable, Optional<Code> filter, Code body) implements Code {}

    record While(Code condition, Code body) implements Code {}

    /** A closure; {@code types} of parameters are empty where they are not written. */
    record Lambda(List<Arm> clauses, List<Optional<Ty>> types) implements Code {}

    record Block(List<Statement> statements, Code result) implements Code {}

    record Return(Code value) implements Code {}

    record Break() implements Code {}

    record Continue() implements Code {}

    record Try(Code operand) implements Code {}

    sealed interface Statement {
        record Let(Pattern pattern, Optional<Ty> type, Code value) implements Statement {}

        record Do(Code code) implements Statement {}

        /** Functions that see one another. */
        record LocalFunctions(List<Function> functions) implements Statement {}
    }

    /**
     * @param variables type parameters
     * @param clauses one with plain names, or several with patterns
     */
    record Function(String name, List<Ty.Variable> variables, List<Ty> parameters, Ty result, List<Arm> clauses) {
        /** Whether it takes its arguments apart, and so leaves its types to be found. */
        boolean isPatterned() {
            return clauses.size() > 1 || clauses.getFirst().guard().isPresent();
        }
    }

    sealed interface Pattern {
        record Any() implements Pattern {}

        record Bind(String name) implements Pattern {}

        record Equal(Object value) implements Pattern {}

        record Tuple(List<Pattern> parts) implements Pattern {}

        record Variant(String name, List<Pattern> fields) implements Pattern {}

        record Cons(Pattern head, Pattern tail) implements Pattern {}

        record Or(List<Pattern> alternatives) implements Pattern {}

        record As(Pattern pattern, String name) implements Pattern {}

        default boolean matchesAlways() {
            return switch (this) {
                case Any _, Bind _ -> true;
                case Tuple(var parts) -> parts.stream().allMatch(Pattern::matchesAlways);
                case Or(var alternatives) -> alternatives.stream().anyMatch(Pattern::matchesAlways);
                case As(var pattern, var _) -> pattern.matchesAlways();
                case Equal(var value) -> value == Value.UNIT;
                case Variant _, Cons _ -> false;
            };
        }
    }

    /** An interface; its methods take {@code self} first. */
    record Interface(String name, List<Method> methods) {}

    /**
     * @param parameters without {@code self}
     * @param body for types that do not write their own
     */
    record Method(String name, List<Ty> parameters, Ty result, Optional<Arm> body) {}

    /** @param methods the first pattern of their only clause is {@code self} */
    record Implementation(String interfaceName, Ty type, List<Function> methods) {}

    /**
     * A whole program.
     *
     * @param constants {@code let}s at the top level; {@code main} uses all of them
     * @param functions the last one is {@code main}
     */
    record Program(
            List<Definition> definitions,
            List<Statement.Let> constants,
            List<Interface> interfaces,
            List<Implementation> implementations,
            List<Function> functions) {}
}
