package snow.random;

import static snow.random.Ty.Basic.BOOL;
import static snow.random.Ty.Basic.FLOAT;
import static snow.random.Ty.Basic.INT;
import static snow.random.Ty.Basic.ORDERING;
import static snow.random.Ty.Basic.RANGE;
import static snow.random.Ty.Basic.STRING;
import static snow.random.Ty.Basic.UNIT;

import java.util.List;
import java.util.function.Supplier;

/** Makes types. */
final class Types {
    private final Chance chance;
    private final List<Definition> definitions;

    Types(Chance chance, List<Definition> definitions) {
        this.chance = chance;
        this.definitions = definitions;
    }

    Ty type(int depth, List<Ty> variables) {
        if (!variables.isEmpty() && chance.oneIn(3)) {
            return chance.pick(variables);
        }
        if (depth <= 0 || chance.oneIn(3)) {
            return chance.pick(List.of(INT, INT, INT, INT, FLOAT, BOOL, STRING, STRING, STRING, UNIT, ORDERING));
        }
        Supplier<Ty> part = () -> type(depth - 1, variables);
        return switch (chance.below(11)) {
            case 0, 1 -> Ty.of("List", part.get());
            case 2 -> new Ty.Tuple(List.of(part.get(), part.get()));
            case 3 -> new Ty.Tuple(List.of(part.get(), part.get(), part.get()));
            case 4 -> Ty.of("Option", part.get());
            case 5 -> Ty.of("Result", part.get(), part.get());
            case 6 -> Ty.of("Map", key(depth - 1), part.get());
            case 7 -> chance.oneIn(3) ? RANGE : Ty.of("Set", key(depth - 1));
            case 8 -> new Ty.Fun(chance.times(0, 2, part), part.get());
            case 9 -> chance.oneIn(4) ? Ty.of("Queue", part.get()) : part.get();
            default -> user(part);
        };
    }

    Ty key(int depth) {
        var type = type(depth, List.of());
        return type.can("Eq") && type.can("Hash") ? type : STRING;
    }

    private Ty user(Supplier<Ty> part) {
        if (definitions.isEmpty()) {
            return INT;
        }
        var definition = chance.pick(definitions);
        return new Ty.User(
                definition,
                definition.parameters().stream()
                        .map(_ -> {
                            var type = part.get();
                            return type.can("Eq") && type.can("Display") ? type : INT;
                        })
                        .toList());
    }

    Ty typeThat(String bound, int depth, Context context) {
        for (int i = 0; i < 5; i++) {
            var type = type(depth, context.variables());
            if (type.can(bound)) {
                return type;
            }
        }
        return INT;
    }
}
