package snow.mir;

import java.util.List;

/**
 * An expression of MIR: monomorphic, every value with its representation, matches compiled to tests, closures to objects with
 * captures, control flow to joins, loops and jumps. Operands are evaluated left to right, each once.
 *
 * <p>Lines are those of the Snow source, from 1, and 0 for code without one; a crash shows the line of the innermost call or operation.
 */
public sealed interface Node {

    /** What evaluation leaves; for nodes that never yield a value any representation may be assumed, see {@link #diverges}. */
    Rep rep();

    /** True when evaluation never yields a value. Such a node may stand where any representation is needed. */
    default boolean diverges() {
        return false;
    }

    /** A node without parts. */
    sealed interface Leaf extends Node {}

    /** A choice by its first part; each of the others may give the value. */
    sealed interface Choice extends Node {}

    /** One step after its parts, which are evaluated once each and in their order. */
    sealed interface Apply extends Node {}

    // ---- values

    record Int(long value) implements Leaf {
        @Override
        public Rep rep() {
            return Rep.INT;
        }
    }

    record Float(double value) implements Leaf {
        @Override
        public Rep rep() {
            return Rep.FLOAT;
        }
    }

    record Bool(boolean value) implements Leaf {
        @Override
        public Rep rep() {
            return Rep.BOOL;
        }
    }

    record Text(String value) implements Leaf {
        @Override
        public Rep rep() {
            return Rep.STRING;
        }
    }

    /** {@code snow.rt.value.Atom.of(name)}, made once per class. */
    record Atom(String name) implements Leaf {
        @Override
        public Rep rep() {
            return Rep.ref("snow/rt/value/Atom");
        }
    }

    /** No value, representation UNIT. */
    record Nothing() implements Leaf {
        @Override
        public Rep rep() {
            return Rep.UNIT;
        }
    }

    /** {@code null}, where a runtime method asks for it; never a Snow value. */
    record Null(Rep rep) implements Leaf {}

    record Get(Variable variable) implements Leaf {
        @Override
        public Rep rep() {
            return variable.rep();
        }
    }

    /** A static field: {@code INSTANCE} of a variant without fields, {@code Unit.UNIT}, {@code PersistentList.EMPTY}, a top-level let. */
    record GetStatic(String owner, String name, Rep rep) implements Leaf {}

    /**
     * Writes the static field of a top-level let.
     *
     * @param field the field's representation; the value may have a narrower one
     */
    record PutStatic(String owner, String name, Rep field, Node value) implements Apply {
        @Override
        public Rep rep() {
            return Rep.UNIT;
        }
    }

    // ---- structure

    /** Steps, then the value of {@code result}. Variables of lets are in scope from the next step on. */
    record Block(List<Step> steps, Node result) implements Node {
        public Block {
            steps = List.copyOf(steps);
        }

        @Override
        public Rep rep() {
            return result.rep();
        }

        @Override
        public boolean diverges() {
            return result.diverges();
        }
    }

    /** @param line of the statement; 0 for none */
    sealed interface Step {
        int line();

        /** Binds a variable. */
        record Let(int line, Variable variable, Node value) implements Step {}

        /** Evaluates and drops the value. */
        record Evaluate(int line, Node node) implements Step {}
    }

    record If(Node condition, Node thenBranch, Node elseBranch, Rep rep) implements Choice {
        @Override
        public boolean diverges() {
            return thenBranch.diverges() && elseBranch.diverges();
        }
    }

    /** A choice by an INT. Keys are distinct. */
    record IntSwitch(Node scrutinee, List<Case> cases, Node otherwise, Rep rep) implements Choice {
        public IntSwitch {
            cases = List.copyOf(cases);
        }

        public record Case(long key, Node body) {}

        @Override
        public boolean diverges() {
            return otherwise.diverges() && cases.stream().allMatch(c -> c.body().diverges());
        }
    }

    /** A choice by the {@code tag} of a {@code snow.rt.value.Variant}. Keys are distinct. */
    record TagSwitch(Node scrutinee, List<Case> cases, Node otherwise, Rep rep) implements Choice {
        public TagSwitch {
            cases = List.copyOf(cases);
        }

        public record Case(int tag, Node body) {}

        @Override
        public boolean diverges() {
            return otherwise.diverges() && cases.stream().allMatch(c -> c.body().diverges());
        }
    }

    /** A choice by a String. Keys are distinct. */
    record TextSwitch(Node scrutinee, List<Case> cases, Node otherwise, Rep rep) implements Choice {
        public TextSwitch {
            cases = List.copyOf(cases);
        }

        public record Case(String key, Node body) {}

        @Override
        public boolean diverges() {
            return otherwise.diverges() && cases.stream().allMatch(c -> c.body().diverges());
        }
    }

    /**
     * Evaluates {@code body}; a jump to the label inside it binds the parameters and goes on with {@code target}. The value is that of
     * whichever was evaluated last. Bodies of arms that several branches of a decision tree reach, and {@code break}, are joins.
     */
    record Join(Label label, List<Variable> parameters, Node body, Node target, Rep rep) implements Node {
        public Join {
            parameters = List.copyOf(parameters);
        }

        @Override
        public boolean diverges() {
            return body.diverges() && target.diverges();
        }
    }

    /** Binds the parameters to the initial values and evaluates {@code body}; a jump to the label inside it starts the next round. */
    record Loop(Label label, List<Variable> parameters, List<Node> initial, Node body, Rep rep) implements Node {
        public Loop {
            parameters = List.copyOf(parameters);
            initial = List.copyOf(initial);
        }

        @Override
        public boolean diverges() {
            return body.diverges();
        }
    }

    /** All arguments are evaluated before any parameter is bound. */
    record Jump(Label label, List<Node> arguments) implements Apply {
        public Jump {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Rep rep() {
            return Rep.UNIT;
        }

        @Override
        public boolean diverges() {
            return true;
        }
    }

    /** Leaves the function. */
    record Return(Node value) implements Apply {
        @Override
        public Rep rep() {
            return Rep.UNIT;
        }

        @Override
        public boolean diverges() {
            return true;
        }
    }

    /** The crash {@code non-exhaustive match}. */
    record NoMatch(int line) implements Leaf {
        @Override
        public Rep rep() {
            return Rep.UNIT;
        }

        @Override
        public boolean diverges() {
            return true;
        }
    }

    /** {@code Safepoint.poll()}. */
    record Poll() implements Leaf {
        @Override
        public Rep rep() {
            return Rep.UNIT;
        }
    }

    // ---- calls and objects

    /** A static method: a function of the program, or of the runtime. */
    record CallStatic(int line, MethodRef method, List<Node> arguments) implements Apply {
        public CallStatic {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Rep rep() {
            return method.result();
        }
    }

    /** A virtual method; of a function value: {@code apply} of its shape class. */
    record CallVirtual(int line, MethodRef method, Node receiver, List<Node> arguments) implements Apply {
        public CallVirtual {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Rep rep() {
            return method.result();
        }
    }

    /** A new object; the constructor's parameters have the given representations. */
    record New(String className, List<Rep> parameters, List<Node> arguments) implements Apply {
        public New {
            parameters = List.copyOf(parameters);
            arguments = List.copyOf(arguments);
        }

        @Override
        public Rep rep() {
            return Rep.ref(className);
        }
    }

    /** An instance field. */
    record Field(Node target, String owner, String name, Rep rep) implements Apply {}

    record InstanceOf(Node value, String className) implements Apply {
        @Override
        public Rep rep() {
            return Rep.BOOL;
        }
    }

    /**
     * The same value in another representation: boxing, unboxing (of a checked {@code Long}, {@code Double}, {@code Boolean}), a class cast,
     * unit to and from UNIT ({@code Unit.UNIT}; a value to UNIT is dropped). Nothing happens between equal representations, or to a superclass
     * that is {@code java/lang/Object}.
     */
    record Convert(Node value, Rep rep) implements Apply {
        @Override
        public boolean diverges() {
            return value.diverges();
        }
    }

    /** A built-in operation. */
    record Primitive(int line, Operation operation, List<Node> operands) implements Apply {
        public Primitive {
            operands = List.copyOf(operands);
        }

        @Override
        public Rep rep() {
            return operation.result();
        }
    }

    /** Operations on unboxed values; division of INT is a call of the runtime. Comparisons of FLOAT are IEEE. */
    enum Operation {
        INT_ADD(Rep.INT),
        INT_SUBTRACT(Rep.INT),
        INT_MULTIPLY(Rep.INT),
        INT_NEGATE(Rep.INT),
        FLOAT_ADD(Rep.FLOAT),
        FLOAT_SUBTRACT(Rep.FLOAT),
        FLOAT_MULTIPLY(Rep.FLOAT),
        FLOAT_DIVIDE(Rep.FLOAT),
        FLOAT_REMAINDER(Rep.FLOAT),
        FLOAT_NEGATE(Rep.FLOAT),
        INT_EQUAL(Rep.BOOL),
        INT_NOT_EQUAL(Rep.BOOL),
        INT_LESS(Rep.BOOL),
        INT_GREATER(Rep.BOOL),
        INT_LESS_OR_EQUAL(Rep.BOOL),
        INT_GREATER_OR_EQUAL(Rep.BOOL),
        FLOAT_EQUAL(Rep.BOOL),
        FLOAT_NOT_EQUAL(Rep.BOOL),
        FLOAT_LESS(Rep.BOOL),
        FLOAT_GREATER(Rep.BOOL),
        FLOAT_LESS_OR_EQUAL(Rep.BOOL),
        FLOAT_GREATER_OR_EQUAL(Rep.BOOL),
        /** The index behind an index. */
        INDEX_NEXT(Rep.INDEX),
        INDEX_EQUAL(Rep.BOOL),
        INDEX_LESS(Rep.BOOL),
        BOOL_EQUAL(Rep.BOOL),
        NOT(Rep.BOOL),
        /** Whether two references are the same object. */
        SAME(Rep.BOOL);

        private final Rep result;

        Operation(Rep result) {
            this.result = result;
        }

        public Rep result() {
            return result;
        }
    }

    /** A text built from parts, through one {@code StringBuilder}. */
    record Concat(int line, List<Part> parts) implements Node {
        public Concat {
            parts = List.copyOf(parts);
        }

        @Override
        public Rep rep() {
            return Rep.STRING;
        }

        /** @param inspect whether the part's inspect text is wanted, not its display text */
        public record Part(Node value, boolean inspect) {}
    }

    /** {@code [a, b]}: every element has the representation. Any number of elements. */
    record ListLiteral(Rep element, List<Node> elements) implements Apply {
        public ListLiteral {
            elements = List.copyOf(elements);
        }

        @Override
        public Rep rep() {
            return Rep.ref("snow/rt/collection/PersistentList");
        }
    }

    /** {@code %{k => v}}: keys are INT or objects, values INT, FLOAT or objects. Any number of entries. */
    record MapLiteral(List<Entry> entries) implements Node {
        public MapLiteral {
            entries = List.copyOf(entries);
        }

        @Override
        public Rep rep() {
            return Rep.ref("snow/rt/collection/PersistentMap");
        }

        public record Entry(Node key, Node value) {}
    }
}
