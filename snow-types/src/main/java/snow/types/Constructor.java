package snow.types;

import java.util.List;
import snow.types.tree.SumType;

/** The outermost step of building a value, as far as matching can tell values apart (spec 02 §12.1). */
sealed interface Constructor {
    /** How many parts the value has. */
    int arity();

    record Truth(boolean value) implements Constructor {
        @Override
        public int arity() {
            return 0;
        }
    }

    /** Unit and tuples. */
    record Product(int arity) implements Constructor {}

    record Variant(TypeName type, int tag, int arity) implements Constructor {}

    record EmptyList() implements Constructor {
        @Override
        public int arity() {
            return 0;
        }
    }

    /** {@code head :: tail}. */
    record Cons() implements Constructor {
        @Override
        public int arity() {
            return 2;
        }
    }

    /** One of a type's infinitely many values: a number, a string, an atom. */
    record Literal(Object value) implements Constructor {
        @Override
        public int arity() {
            return 0;
        }
    }

    List<Constructor> TRUTHS = List.of(new Truth(true), new Truth(false));
    List<Constructor> LISTS = List.of(new EmptyList(), new Cons());

    static Constructor product(int arity) {
        return new Product(arity);
    }

    static Constructor variant(TypeName type, SumType.Variant variant) {
        return new Variant(type, variant.tag(), variant.fields().size());
    }
}
