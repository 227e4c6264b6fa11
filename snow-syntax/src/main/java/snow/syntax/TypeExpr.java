package snow.syntax;

import java.util.List;

/** A type as written (spec 01 §5.2). */
public sealed interface TypeExpr extends Node {

    /** {@code Int}, {@code List<T>}, {@code Geo.Point} */
    record Named(Span span, Path path, List<TypeExpr> args) implements TypeExpr {
        public Named {
            args = List.copyOf(args);
        }

        @Override
        public List<Node> children() {
            return Children.of().add(path).add(args).list();
        }
    }

    /**
     * {@code ()} or {@code (A, B, …)}.
     *
     * @param elements none, or two or more
     */
    record Tuple(Span span, List<TypeExpr> elements) implements TypeExpr {
        public Tuple {
            elements = List.copyOf(elements);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(elements);
        }
    }

    /** {@code (A)}; means the same as {@code A}. */
    record Paren(Span span, TypeExpr inner) implements TypeExpr {
        @Override
        public List<Node> children() {
            return List.of(inner);
        }
    }

    /** {@code Fun(A, B) -> C} */
    record Fun(Span span, List<TypeExpr> params, TypeExpr result) implements TypeExpr {
        public Fun {
            params = List.copyOf(params);
        }

        @Override
        public List<Node> children() {
            return Children.of().add(params).add(result).list();
        }
    }

    /** {@code T?}, {@code Option<T>} */
    record Option(Span span, TypeExpr inner) implements TypeExpr {
        @Override
        public List<Node> children() {
            return List.of(inner);
        }
    }

    /** {@code T!E}, {@code Result<T, E>} */
    record Result(Span span, TypeExpr ok, TypeExpr error) implements TypeExpr {
        @Override
        public List<Node> children() {
            return List.of(ok, error);
        }
    }

    /** A type is missing or broken; reported already. */
    record Error(Span span) implements TypeExpr {
        @Override
        public List<Node> children() {
            return List.of();
        }
    }
}
