package snow.random;

import static snow.random.Ty.Basic.INT;
import static snow.random.Ty.Basic.ORDERING;
import static snow.random.Ty.Basic.RANGE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes {@code case} and what its arms, clauses of functions and of closures have in common. */
final class Arms {
    private final Chance chance;
    private final Generator generator;

    Arms(Chance chance, Generator generator) {
        this.chance = chance;
        this.generator = generator;
    }

    Code caseOf(Ty type, Context context, int depth, boolean known) {
        var names =
                context.visible().stream().filter(name -> !name.polymorphic()).toList();
        boolean reuse = !names.isEmpty() && chance.oneIn(2);
        var matched = reuse ? chance.pick(names).type() : generator.types.type(2, context.variables());
        var scrutinee = generator.code(matched, context, depth, false);
        var arms = new ArrayList<Code.Arm>();
        for (int i = chance.below(4); i >= 0; i--) {
            arms.add(arm(List.of(matched), context, type, depth, known));
        }
        var bound = new ArrayList<Known>();
        Code.Pattern last = chance.oneIn(2) ? new Code.Pattern.Any() : generator.patterns.bind(matched, bound);
        arms.add(new Code.Arm(
                List.of(last), Optional.empty(), generator.code(type, context.with(bound), depth - 1, known)));
        return new Code.Case(scrutinee, arms);
    }

    Code.Arm arm(List<Ty> matched, Context context, Ty result, int depth, boolean known) {
        var bound = new ArrayList<Known>();
        var patterns = matched.stream()
                .map(type -> generator.patterns.pattern(type, bound, 3))
                .toList();
        var inner = context.with(bound);
        Optional<Code> guard = chance.oneIn(3) ? Optional.of(guard(inner, 2)) : Optional.empty();
        return new Code.Arm(patterns, guard, generator.code(result, inner, depth - 1, known));
    }

    /** What may stand after {@code when} in an arm: names, literals, operators and calls (spec 02 §13). */
    private Code guard(Context context, int depth) {
        if (depth > 0 && chance.oneIn(2)) {
            return switch (chance.below(3)) {
                case 0 -> new Code.Unary("not", guard(context, depth - 1));
                case 1 -> generator.tap(guard(context, depth - 1));
                default ->
                    new Code.Binary(
                            chance.pick(List.of("and", "or")), guard(context, depth - 1), guard(context, depth - 1));
            };
        }
        var names = context.visible().stream()
                .filter(name -> !name.polymorphic() && name.type().can("Eq"))
                .toList();
        if (names.isEmpty()) {
            return new Code.Literal(chance.oneIn(2));
        }
        var left = chance.pick(names);
        var right = left.type() instanceof Ty.Basic basic && basic != RANGE && basic != ORDERING && chance.oneIn(2)
                ? new Code.Literal(generator.literals.constant(basic))
                : generator.named(left.type(), context).orElseThrow();
        return new Code.Binary(
                chance.pick(left.type().can("Ord") ? List.of("==", "<", ">=") : List.of("==", "!=")),
                left.type() == INT && chance.oneIn(4)
                        ? new Code.Binary("%", new Code.Name(left.name()), new Code.Literal(3L))
                        : new Code.Name(left.name()),
                right);
    }

    Code.Arm clause(List<Ty> parameters, Context context, Ty result, int depth) {
        var arm = arm(parameters, context, result, depth, true);
        return new Code.Arm(
                arm.patterns(),
                arm.guard(),
                generator.statements.body(result, context.with(boundBy(arm, parameters)), depth, true));
    }

    private List<Known> boundBy(Code.Arm arm, List<Ty> parameters) {
        var bound = new ArrayList<Known>();
        for (int i = 0; i < parameters.size(); i++) {
            collect(arm.patterns().get(i), parameters.get(i), bound);
        }
        return bound;
    }

    private void collect(Code.Pattern pattern, Ty type, List<Known> bound) {
        switch (pattern) {
            case Code.Pattern.Bind(var name) -> bound.add(new Known(name, type, false));
            case Code.Pattern.As(var inner, var name) -> {
                collect(inner, type, bound);
                bound.add(new Known(name, type, false));
            }
            default -> {
                // parts of larger patterns are left to the guard
            }
        }
    }
}
