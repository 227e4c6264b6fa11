package snow.random;

import static snow.random.Ty.Basic.BOOL;
import static snow.random.Ty.Basic.FLOAT;
import static snow.random.Ty.Basic.INT;
import static snow.random.Ty.Basic.ORDERING;
import static snow.random.Ty.Basic.RANGE;
import static snow.random.Ty.Basic.STRING;
import static snow.random.Ty.Basic.UNIT;

import java.util.List;

/** Makes numbers, truth values and texts. */
final class Basics {
    private final Chance chance;
    private final Generator generator;

    Basics(Chance chance, Generator generator) {
        this.chance = chance;
        this.generator = generator;
    }

    Code basic(Ty.Basic type, Context context, int depth) {
        if (depth <= 0 || chance.oneIn(4)) {
            return generator.literals.literal(type);
        }
        return switch (type) {
            case INT -> integer(context, depth);
            case FLOAT ->
                chance.oneIn(4)
                        ? new Code.Call(
                                Code.Style.PLAIN, "Int.to_float", List.of(generator.code(INT, context, depth, true)))
                        : new Code.Binary(
                                chance.pick(List.of("+", "-", "*", "/", "%")),
                                generator.code(FLOAT, context, depth, true),
                                generator.code(FLOAT, context, depth, true));
            case BOOL -> truth(context, depth);
            case STRING -> text(context, depth);
            case UNIT ->
                generator.statements.print(
                        generator.code(generator.types.typeThat("Display", 1, context), context, depth, false));
            case RANGE, ORDERING -> generator.literals.literal(type);
        };
    }

    private Code integer(Context context, int depth) {
        var list = Ty.of("List", generator.types.type(1, context.variables()));
        return switch (chance.below(9)) {
            case 0 -> new Code.Unary("-", generator.code(INT, context, depth, true));
            case 1 ->
                new Code.Call(
                        chance.pick(List.of(Code.Style.PLAIN, Code.Style.PIPE)),
                        "List.length",
                        List.of(generator.code(list, context, depth, false)));
            case 2 ->
                new Code.Call(Code.Style.PLAIN, "String.length", List.of(generator.code(STRING, context, depth, true)));
            case 3 ->
                new Code.Call(
                        Code.Style.PLAIN,
                        "Math.max",
                        List.of(generator.code(INT, context, depth, true), generator.code(INT, context, depth, true)));
            case 4 ->
                new Code.Call(Code.Style.PLAIN, "Float.to_int", List.of(generator.code(FLOAT, context, depth, true)));
            case 5 ->
                new Code.Binary(
                        chance.pick(List.of("/", "%")),
                        generator.code(INT, context, depth, true),
                        chance.oneIn(8)
                                ? generator.code(INT, context, depth, true)
                                : new Code.Literal(chance.pick(List.of(1L, -1L, 2L, 7L, -3L, Long.MAX_VALUE))));
            default ->
                new Code.Binary(
                        chance.pick(List.of("+", "-", "*")),
                        generator.code(INT, context, depth, true),
                        generator.code(INT, context, depth, true));
        };
    }

    private Code truth(Context context, int depth) {
        return switch (chance.below(8)) {
            case 0 ->
                new Code.Binary(
                        chance.pick(List.of("and", "or")),
                        generator.code(BOOL, context, depth, true),
                        generator.code(BOOL, context, depth, true));
            case 1 -> new Code.Unary("not", generator.code(BOOL, context, depth, true));
            case 2, 3 -> {
                var type = generator.types.typeThat("Eq", 2, context);
                yield new Code.Binary(
                        chance.pick(List.of("==", "!=")),
                        generator.code(type, context, depth, false),
                        generator.code(type, context, depth, false));
            }
            case 4, 5 -> {
                var type = generator.types.typeThat("Ord", 2, context);
                yield new Code.Binary(
                        chance.pick(List.of("<", ">", "<=", ">=")),
                        generator.code(type, context, depth, false),
                        generator.code(type, context, depth, false));
            }
            case 6 -> {
                var element = generator.types.typeThat("Eq", 1, context);
                yield new Code.Call(
                        Code.Style.PLAIN,
                        "List.contains",
                        List.of(
                                generator.code(Ty.of("List", element), context, depth, false),
                                generator.code(element, context, depth, false)));
            }
            default -> {
                var element = generator.types.type(1, context.variables());
                yield new Code.Call(
                        Code.Style.PLAIN,
                        chance.pick(List.of("List.any", "List.all")),
                        List.of(
                                generator.code(Ty.of("List", element), context, depth, false),
                                generator.code(new Ty.Fun(List.of(element), BOOL), context, depth, false)));
            }
        };
    }

    private Code text(Context context, int depth) {
        return switch (chance.below(5)) {
            case 0 ->
                new Code.Binary(
                        chance.pick(List.of("<>", "++")),
                        generator.code(STRING, context, depth, true),
                        generator.code(STRING, context, depth, true));
            case 1 ->
                new Code.Call(
                        Code.Style.PLAIN,
                        "String.slice",
                        List.of(
                                generator.code(STRING, context, depth, true),
                                generator.code(INT, context, 1, true),
                                generator.code(INT, context, 1, true)));
            default ->
                new Code.Text(chance.times(
                        1,
                        3,
                        () -> chance.oneIn(3)
                                ? new Code.Literal(generator.literals.string())
                                : generator.code(
                                        generator.types.typeThat("Display", 2, context), context, depth, false)));
        };
    }
}
