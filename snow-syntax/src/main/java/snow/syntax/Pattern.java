package snow.syntax;

import java.util.List;

/** A pattern (spec 01 §5.10). */
public sealed interface Pattern extends Node {

    /** {@code _} */
    record Wildcard(Span span) implements Pattern {
        @Override
        public List<Node> children() {
            return List.of();
        }
    }

    /** A plain identifier: binds a name, or is a variant without fields; name resolution decides. */
    record Bind(Span span, Name name) implements Pattern {
        @Override
        public List<Node> children() {
            return List.of(name);
        }
    }

    /** A literal; a minus sign before a number is part of the value and of the span. */
    record Literal(Span span, Constant value) implements Pattern {
        @Override
        public List<Node> children() {
            return List.of();
        }
    }

    /**
     * {@code ()} or {@code (a, b, …)}.
     *
     * @param elements none, or two or more
     */
    record Tuple(Span span, List<Pattern> elements) implements Pattern {
        public Tuple {
            elements = List.copyOf(elements);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(elements);
        }
    }

    /** {@code (p)}; means the same as {@code p}. */
    record Paren(Span span, Pattern inner) implements Pattern {
        @Override
        public List<Node> children() {
            return List.of(inner);
        }
    }

    /**
     * {@code Some(x)}, {@code Shape.Circle(r)}, {@code Shape.Empty}.
     *
     * @param hasParens false for a dotted path without parentheses
     */
    record Constructor(Span span, Path path, List<Pattern> args, boolean hasParens) implements Pattern {
        public Constructor {
            args = List.copyOf(args);
        }

        @Override
        public List<Node> children() {
            return Children.of().add(path).add(args).list();
        }
    }

    /**
     * {@code a | b | c}
     *
     * @param alternatives two or more
     */
    record Or(Span span, List<Pattern> alternatives) implements Pattern {
        public Or {
            alternatives = List.copyOf(alternatives);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(alternatives);
        }
    }

    /** {@code p as name} */
    record As(Span span, Pattern pattern, Name name) implements Pattern {
        @Override
        public List<Node> children() {
            return List.of(pattern, name);
        }
    }

    /** {@code head :: tail} */
    record Cons(Span span, Pattern head, Pattern tail) implements Pattern {
        @Override
        public List<Node> children() {
            return List.of(head, tail);
        }
    }

    /** A pattern is missing or broken; reported already. Covers and matches everything, binds nothing. */
    record Error(Span span) implements Pattern {
        @Override
        public List<Node> children() {
            return List.of();
        }
    }
}
