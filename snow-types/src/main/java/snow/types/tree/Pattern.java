package snow.types.tree;

import java.util.List;
import snow.syntax.Span;
import snow.types.Type;

/** What an arm tests and binds. Every pattern knows the type of the value that it is matched against. */
public sealed interface Pattern {
    Span span();

    Type type();

    record Wildcard(Span span, Type type) implements Pattern {}

    record Bind(Span span, Local local) implements Pattern {
        @Override
        public Type type() {
            return local.type();
        }
    }

    record IntLiteral(Span span, long value) implements Pattern {
        @Override
        public Type type() {
            return Type.INT;
        }
    }

    record FloatLiteral(Span span, double value) implements Pattern {
        @Override
        public Type type() {
            return Type.FLOAT;
        }
    }

    record BoolLiteral(Span span, boolean value) implements Pattern {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    record StringLiteral(Span span, String value) implements Pattern {
        @Override
        public Type type() {
            return Type.STRING;
        }
    }

    record AtomLiteral(Span span, String name) implements Pattern {
        @Override
        public Type type() {
            return Type.ATOM;
        }
    }

    record Unit(Span span) implements Pattern {
        @Override
        public Type type() {
            return Type.UNIT;
        }
    }

    /** Two or more components. */
    record Tuple(Span span, Type type, List<Pattern> components) implements Pattern {
        public Tuple {
            components = List.copyOf(components);
        }
    }

    record Variant(Span span, Type.Named type, SumType sumType, SumType.Variant variant, List<Pattern> fields)
            implements Pattern {
        public Variant {
            fields = List.copyOf(fields);
        }
    }

    /** {@code head :: tail}. */
    record Cons(Span span, Type.Named type, Pattern head, Pattern tail) implements Pattern {}

    /**
     * Alternatives, tried left to right. Each binds the same locals: the very same {@link Local}s occur in every alternative.
     */
    record Or(Span span, Type type, List<Pattern> alternatives) implements Pattern {
        public Or {
            alternatives = List.copyOf(alternatives);
        }
    }

    record As(Span span, Pattern pattern, Local local) implements Pattern {
        @Override
        public Type type() {
            return pattern.type();
        }
    }
}
