package snow.syntax;

import java.util.List;
import java.util.Optional;

/** A parameter of a function, method, handler or closure. */
public sealed interface Param extends Node {

    /** The receiver, {@code self}. A type is possible in interface methods only. */
    record Self(Span span, Optional<TypeExpr> type) implements Param {
        @Override
        public List<Node> children() {
            return Children.of().add(type).list();
        }
    }

    /** {@code name} or {@code name :: Type}. An upper-case name may turn out to be a variant without fields. */
    record Named(Span span, Name name, Optional<TypeExpr> type) implements Param {
        @Override
        public List<Node> children() {
            return Children.of().add(name).add(type).list();
        }
    }

    /** A parameter that is matched, also {@code _}. */
    record Match(Span span, Pattern pattern) implements Param {
        @Override
        public List<Node> children() {
            return List.of(pattern);
        }
    }
}
