package snow.mir;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import snow.types.tree.Expression;
import snow.types.tree.Local;
import snow.types.tree.SumType;

/**
 * What to test next, and what follows. Decisions form a graph without cycles: one that several tests lead to is the same object. Identity
 * counts.
 */
sealed interface Decision {

    /** No arm matches. */
    final class Fail implements Decision {}

    /** An arm is chosen. */
    record Leaf(int arm, Map<Local, Place> bindings) implements Decision {}

    /** An arm is chosen when its guard is true. */
    record Guarded(int arm, Map<Local, Place> bindings, Expression guard, Decision otherwise) implements Decision {}

    /**
     * @param otherwise empty when the cases cover all values
     */
    record Switch(Place place, List<Case> cases, Optional<Decision> otherwise) implements Decision {
        public Switch {
            cases = List.copyOf(cases);
        }
    }

    record Case(Test test, Decision then) {}

    /** What a value is compared with. */
    sealed interface Test {
        record Int(long value) implements Test {}

        record Float(double value) implements Test {
            @Override
            public boolean equals(Object other) {
                return other instanceof Float that && value == that.value;
            }

            @Override
            public int hashCode() {
                return Double.hashCode(value + 0.0);
            }
        }

        record Bool(boolean value) implements Test {}

        record Text(String value) implements Test {}

        record Atom(String name) implements Test {}

        /** A non-empty list. */
        record Cons() implements Test {}

        record Tag(SumType sumType, SumType.Variant variant) implements Test {
            @Override
            public boolean equals(Object other) {
                return other instanceof Tag that && variant.tag() == that.variant.tag();
            }

            @Override
            public int hashCode() {
                return variant.tag();
            }
        }
    }
}
