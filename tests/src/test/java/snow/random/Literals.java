package snow.random;

import static snow.random.Ty.Basic.BOOL;
import static snow.random.Ty.Basic.FLOAT;
import static snow.random.Ty.Basic.INT;
import static snow.random.Ty.Basic.ORDERING;
import static snow.random.Ty.Basic.RANGE;
import static snow.random.Ty.Basic.STRING;

import java.util.List;

/** Makes values that are written down, and names. */
final class Literals {
    private static final List<String> ORDERINGS = List.of("Less", "Equal", "Greater");
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "p", "q", "r", "x", "y", "z");

    private final Chance chance;

    Literals(Chance chance) {
        this.chance = chance;
    }

    static Code variant(String name, int tag, List<Code> fields) {
        return new Code.Construct(
                new Definition("", List.of(), false, Definition.Shown.DERIVED),
                new Definition.Variant(name, tag, List.of()),
                fields);
    }

    Code literal(Ty.Basic type) {
        if (type == RANGE) {
            return new Code.Binary(
                    "..", new Code.Literal((long) chance.below(3)), new Code.Literal((long) chance.below(6)));
        }
        return type == ORDERING ? orderingLiteral() : new Code.Literal(constant(type));
    }

    private Code orderingLiteral() {
        int tag = chance.below(ORDERINGS.size());
        return variant(ORDERINGS.get(tag), tag, List.of());
    }

    String ordering() {
        return chance.pick(ORDERINGS);
    }

    Object constant(Ty.Basic type) {
        return switch (type) {
            case INT ->
                chance.oneIn(12)
                        ? chance.pick(List.of(Long.MAX_VALUE, Long.MIN_VALUE, 4611686018427387904L, -4294967296L))
                        : (Object) (long) (chance.below(13) - 3);
            case FLOAT -> chance.pick(List.of(0.0, 1.0, 2.5, -1.5, 0.1, 3.0, 1000000.0, -0.0, 1e-7, 1e22));
            case BOOL -> chance.oneIn(2);
            case STRING -> string();
            default -> Value.UNIT;
        };
    }

    String string() {
        return chance.pick(List.of(
                "", "a", "b", "ab", "é", "😀z", "q\"$", "\\n", "{x}", "#", " 7 ", "ß Σ", "-12", "a,b,", "e\u0301"));
    }

    String name() {
        return chance.pick(NAMES);
    }
}
