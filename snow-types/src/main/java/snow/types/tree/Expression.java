package snow.types.tree;

import java.util.List;
import java.util.Optional;
import snow.syntax.Span;
import snow.types.Type;
import snow.types.TypeName;

/**
 * A typed expression: every name resolved, sugar gone. {@code type} may be {@link Type#NEVER} where no value is ever yielded.
 *
 * <p>Evaluation order is the order of the components, left to right.
 */
public sealed interface Expression {
    Span span();

    Type type();

    // ---- values

    record IntLiteral(Span span, long value) implements Expression {
        @Override
        public Type type() {
            return Type.INT;
        }
    }

    record FloatLiteral(Span span, double value) implements Expression {
        @Override
        public Type type() {
            return Type.FLOAT;
        }
    }

    record BoolLiteral(Span span, boolean value) implements Expression {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    record StringLiteral(Span span, String value) implements Expression {
        @Override
        public Type type() {
            return Type.STRING;
        }
    }

    record AtomLiteral(Span span, String name) implements Expression {
        @Override
        public Type type() {
            return Type.ATOM;
        }
    }

    record Unit(Span span) implements Expression {
        @Override
        public Type type() {
            return Type.UNIT;
        }
    }

    /** A local variable; the type arguments belong to the local's quantified variables. */
    record LocalUse(Span span, Type type, Local local, List<Type> typeArguments) implements Expression {
        public LocalUse {
            typeArguments = List.copyOf(typeArguments);
        }
    }

    /** A top-level {@code let}. */
    record ConstantUse(Span span, Type type, Constant constant, Local local, List<Type> typeArguments)
            implements Expression {
        public ConstantUse {
            typeArguments = List.copyOf(typeArguments);
        }
    }

    /** A definition used as a value; an actor too. */
    record FunctionUse(Span span, Type type, Function function, List<Type> typeArguments) implements Expression {
        public FunctionUse {
            typeArguments = List.copyOf(typeArguments);
        }
    }

    /** A method of an interface used as a value: {@code Display.to_string}. */
    record MethodUse(Span span, Type type, TypeName interfaceName, String method, Type self) implements Expression {}

    /** A variant with fields used as a function. */
    record ConstructorUse(Span span, Type type, SumType sumType, SumType.Variant variant) implements Expression {}

    /** {@code (a, b)}. */
    record Tuple(Span span, Type type, List<Expression> components) implements Expression {
        public Tuple {
            components = List.copyOf(components);
        }
    }

    record ListLiteral(Span span, Type.Named type, List<Expression> elements) implements Expression {
        public ListLiteral {
            elements = List.copyOf(elements);
        }
    }

    record MapLiteral(Span span, Type.Named type, List<Entry> entries) implements Expression {
        public MapLiteral {
            entries = List.copyOf(entries);
        }

        public record Entry(Expression key, Expression value) {}
    }

    record Range(Span span, Expression start, Expression stop) implements Expression {
        @Override
        public Type type() {
            return Type.RANGE;
        }
    }

    /** A variant applied to all its fields (none for a variant without fields). */
    record Construct(Span span, Type.Named type, SumType sumType, SumType.Variant variant, List<Expression> fields)
            implements Expression {
        public Construct {
            fields = List.copyOf(fields);
        }
    }

    /** A struct literal; fields in the order written, which is the order of evaluation. */
    record MakeStruct(Span span, Type.Named type, Struct struct, List<FieldValue> fields) implements Expression {
        public MakeStruct {
            fields = List.copyOf(fields);
        }

        /** @param index position in the declaration */
        public record FieldValue(int index, Expression value) {}
    }

    record FieldAccess(Span span, Type type, Expression target, Struct struct, int index) implements Expression {}

    /**
     * {@code Tuple.first} and its like with a known position.
     *
     * @param index from 0
     */
    record Component(Span span, Type type, Expression tuple, int index) implements Expression {}

    /** {@code Tuple.nth} with a computed index; all components have the type of the expression. */
    record ComputedComponent(Span span, Type type, Expression tuple, Expression index) implements Expression {}

    // ---- text

    /** Interpolation, and {@code <>} on strings: texts joined in order. Every part has type String. */
    record Concat(Span span, List<Expression> parts) implements Expression {
        public Concat {
            parts = List.copyOf(parts);
        }

        @Override
        public Type type() {
            return Type.STRING;
        }
    }

    /** Display text ({@code inspect} false) or inspect text of a value of any type, also of a type parameter. */
    record Show(Span span, Expression value, boolean inspect) implements Expression {
        @Override
        public Type type() {
            return Type.STRING;
        }
    }

    // ---- calls and operators

    /** A call of a definition; for an actor a call as a function, in the calling process, with the caller's pid as value. */
    record Call(Span span, Type type, Function function, List<Type> typeArguments, List<Expression> arguments)
            implements Expression {
        public Call {
            typeArguments = List.copyOf(typeArguments);
            arguments = List.copyOf(arguments);
        }
    }

    /** A call of a function value. */
    record CallValue(Span span, Type type, Expression callee, List<Expression> arguments) implements Expression {
        public CallValue {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * A call of an interface method; which implementation is meant follows from {@code self}, a type parameter until lowering. The
     * receiver of an instance method is the first argument. Also stands for {@code compare}, {@code hash}, {@code eq}, {@code default}, … of
     * built-in interfaces.
     */
    record CallMethod(
            Span span, Type type, TypeName interfaceName, String method, Type self, List<Expression> arguments)
            implements Expression {
        public CallMethod {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * An operator that its operands' type gives a meaning: built in, or through an interface. Both operands have the type
     * {@code left.type()}.
     */
    record Binary(Span span, Type type, BinaryOperator operator, Expression left, Expression right)
            implements Expression {}

    enum BinaryOperator {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        REMAINDER,
        EQUAL,
        NOT_EQUAL,
        LESS,
        GREATER,
        LESS_OR_EQUAL,
        GREATER_OR_EQUAL,
        /** {@code ++} on lists, or on a type that is String or List only after instantiation. */
        CONCAT
    }

    record Negate(Span span, Type type, Expression operand) implements Expression {}

    record Not(Span span, Expression operand) implements Expression {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** Evaluates the right operand only when the left one is true. */
    record And(Span span, Expression left, Expression right) implements Expression {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** Evaluates the right operand only when the left one is false. */
    record Or(Span span, Expression left, Expression right) implements Expression {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    // ---- structure

    /** Statements, then the value. An empty block is {@link Unit}. */
    record Block(Span span, Type type, List<Statement> statements, Expression result) implements Expression {
        public Block {
            statements = List.copyOf(statements);
        }
    }

    sealed interface Statement {
        /** Evaluated; the value is dropped. */
        record Evaluate(Expression expression) implements Statement {}

        /**
         * {@code let x = value}. When the local has quantified variables, the value is typed over them; it is still evaluated once.
         */
        record Let(Span span, Local local, Expression value) implements Statement {}

        /** {@code let (a, b) = value}; crashes with {@code non-exhaustive match} when it does not match. */
        record LetPattern(Span span, Pattern pattern, Expression value) implements Statement {}

        /**
         * Nested functions that see one another; each lambda is over its local's quantified variables.
         */
        record LocalFunctions(List<LocalFunction> functions) implements Statement {
            public LocalFunctions {
                functions = List.copyOf(functions);
            }
        }

        record LocalFunction(Local local, Lambda lambda) {}
    }

    /** Without {@code else}: the else branch is {@link Unit} and the type unit; a then branch of another type is dropped. */
    record If(Span span, Type type, Expression condition, Expression thenBranch, Expression elseBranch)
            implements Expression {}

    /**
     * {@code case}, the clauses of a function or closure, and parameters with patterns. When no arm matches: the crash
     * {@code non-exhaustive match} at {@code span}.
     *
     * @param scrutinees evaluated once, in order; one for {@code case}, the parameters for clauses
     */
    record Match(Span span, Type type, List<Expression> scrutinees, List<Arm> arms) implements Expression {
        public Match {
            scrutinees = List.copyOf(scrutinees);
            arms = List.copyOf(arms);
        }
    }

    /** One row: a pattern for every scrutinee (one for {@link Receive}), a guard, a body. */
    record Arm(Span span, List<Pattern> patterns, Optional<Expression> guard, Expression body) {
        public Arm {
            patterns = List.copyOf(patterns);
        }
    }

    record While(Span span, Expression condition, Expression body) implements Expression {
        @Override
        public Type type() {
            return Type.UNIT;
        }
    }

    /**
     * @param type the list of the body's values
     * @param bindings one local, or key and value over a map; absent where the source says {@code _}
     */
    record For(
            Span span,
            Type.Named type,
            Iteration iteration,
            List<Local> bindings,
            Expression iterable,
            Optional<Expression> filter,
            Expression body)
            implements Expression {
        public For {
            bindings = List.copyOf(bindings);
        }
    }

    enum Iteration {
        RANGE,
        LIST,
        SET,
        /** One binding: the keys. */
        MAP_KEYS,
        /** Two bindings. */
        MAP_ENTRIES
    }

    record Break(Span span) implements Expression {
        @Override
        public Type type() {
            return Type.NEVER;
        }
    }

    record Continue(Span span) implements Expression {
        @Override
        public Type type() {
            return Type.NEVER;
        }
    }

    /** Leaves the innermost function, lambda or actor body. */
    record Return(Span span, Expression value) implements Expression {
        @Override
        public Type type() {
            return Type.NEVER;
        }
    }

    /**
     * {@code e?}: the field of {@code Ok} or {@code Some}, or a return of the {@code Err} or {@code None}.
     *
     * @param operand of type Option or Result
     * @param resultType of the innermost function or lambda; in an actor body unit: the actor ends
     */
    record Try(Span span, Type type, Expression operand, Type resultType) implements Expression {}

    /**
     * A closure. Clauses and patterns have become a {@link Match} over the parameters.
     *
     * @param type a {@link Type.Function}
     */
    record Lambda(Span span, Type.Function type, List<Local> parameters, Expression body) implements Expression {
        public Lambda {
            parameters = List.copyOf(parameters);
        }
    }

    // ---- actors

    /**
     * {@code spawn(f, …)}.
     *
     * @param callee a {@link FunctionUse} of an actor, or any function value whose result is a pid
     */
    record Spawn(Span span, Type type, Expression callee, List<Expression> arguments) implements Expression {
        public Spawn {
            arguments = List.copyOf(arguments);
        }
    }

    record Send(Span span, Expression target, Expression message) implements Expression {
        @Override
        public Type type() {
            return Type.UNIT;
        }
    }

    record Link(Span span, Expression target) implements Expression {
        @Override
        public Type type() {
            return Type.UNIT;
        }
    }

    record SelfPid(Span span, Type type) implements Expression {}

    /**
     * @param messageType of the patterns; decides which messages of a loosely typed sender are passed over
     * @param after absent: waits for ever
     */
    record Receive(Span span, Type type, Type messageType, List<Arm> arms, Optional<After> after)
            implements Expression {
        public Receive {
            arms = List.copyOf(arms);
        }

        /** @param timeout milliseconds, an Int; evaluated first */
        public record After(Expression timeout, Expression body) {}
    }

    /** A call of an actor in tail position of an actor body: the process continues as that actor. */
    record Become(Span span, Function actor, List<Type> typeArguments, List<Expression> arguments)
            implements Expression {
        public Become {
            typeArguments = List.copyOf(typeArguments);
            arguments = List.copyOf(arguments);
        }

        @Override
        public Type type() {
            return Type.NEVER;
        }
    }

    // ---- handlers

    /** {@code %{on_message: …}}; also made for the positional form of {@code Ws.serve}. Entries in source order. */
    record Handlers(Span span, Type type, List<Entry> entries) implements Expression {
        public Handlers {
            entries = List.copyOf(entries);
        }

        /**
         * @param key {@code on_connect}, {@code protocols}, …
         * @param value a callback of a checked function type, or an option's value
         * @param acceptAlways for {@code on_connect}: the body ends in a call of {@code Ws.join} and its like, whose result is no answer
         */
        public record Entry(Span keySpan, String key, Expression value, boolean acceptAlways) {}
    }
}
