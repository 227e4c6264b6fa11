package snow.random;

import static snow.random.Ty.Basic.BOOL;
import static snow.random.Ty.Basic.INT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes values of a wanted type by what makes values of such types. */
final class Construction {
    private final Chance chance;
    private final Generator generator;

    Construction(Chance chance, Generator generator) {
        this.chance = chance;
        this.generator = generator;
    }

    Code lambda(Ty.Fun type, Context context, int depth, boolean known, boolean one) {
        var returning = context.returning(known ? Optional.of(type.result()) : Optional.empty());
        var clauses = new ArrayList<Code.Arm>();
        if (!one && !type.parameters().isEmpty() && chance.oneIn(3)) {
            var first = generator.arms.arm(type.parameters(), returning, type.result(), depth, known);
            if (!first.matchesAlways()) {
                clauses.add(first);
            }
        }
        var bound = new ArrayList<Known>();
        var names = type.parameters().stream()
                .map(parameter -> generator.patterns.bind(parameter, bound))
                .toList();
        clauses.add(new Code.Arm(
                names,
                Optional.empty(),
                generator.statements.body(type.result(), returning.with(bound), depth - 1, known)));
        return new Code.Lambda(
                clauses,
                type.parameters().stream()
                        .map(parameter -> known && chance.oneIn(2) ? Optional.<Ty>empty() : Optional.of(parameter))
                        .toList());
    }

    Code ofType(Ty type, Context context, int depth, boolean known) {
        return switch (type) {
            case Ty.Basic basic -> generator.basics.basic(basic, context, depth);
            case Ty.Tuple(var parts) ->
                new Code.TupleOf(parts.stream()
                        .map(part -> generator.code(part, context, depth, known))
                        .toList());
            case Ty.Fun function -> function(function, context, depth, known);
            case Ty.User user -> user(user, context, depth, known);
            case Ty.Of of -> builtIn(of, context, depth, known);
            case Ty.Variable variable ->
                generator.named(variable, context).orElseThrow(() -> new IllegalStateException("no " + variable));
        };
    }

    private Code function(Ty.Fun type, Context context, int depth, boolean known) {
        var fitting = generator.functions().stream()
                .filter(function -> !function.parameters().isEmpty()
                        && !function.clauses().getFirst().patterns().contains(new Code.Pattern.Bind(Generator.FUEL))
                        && new Ty.Fun(function.parameters(), function.result()).matches(type, new HashMap<>()))
                .toList();
        return !fitting.isEmpty() && known && chance.oneIn(3)
                ? new Code.Name(chance.pick(fitting).name())
                : lambda(type, context, depth, known, false);
    }

    private Code user(Ty.User type, Context context, int depth, boolean known) {
        var definition = type.definition();
        var bindings = definition.bindings(type.arguments());
        var usable = definition.variants().stream()
                .filter(variant -> depth > 0 || !mentions(variant, definition))
                .toList();
        var variant = chance.pick(usable);
        var fields = Ty.with(variant.fields(), bindings);
        boolean fixed = known || definition.parameters().isEmpty();
        boolean says = definition.parameters().stream()
                .allMatch(name -> variant.fields().stream()
                        .anyMatch(field -> field instanceof Ty.Variable variable
                                && variable.name().equals(name)));
        if (!fixed && !says) {
            return annotated(type, user(type, context, depth, true));
        }
        if (definition.isStruct()) {
            var order =
                    new ArrayList<>(IntStream.range(0, fields.size()).boxed().toList());
            chance.shuffle(order);
            return new Code.Make(
                    definition,
                    order,
                    order.stream()
                            .map(i -> generator.code(fields.get(i), context, depth, fixed))
                            .toList());
        }
        return new Code.Construct(
                definition,
                variant,
                fields.stream()
                        .map(field -> generator.code(field, context, depth, fixed))
                        .toList());
    }

    private static boolean mentions(Definition.Variant variant, Definition definition) {
        return variant.fields().stream()
                .anyMatch(field -> field instanceof Ty.User(var other, var _) && other == definition);
    }

    /** Code whose type is known where it stands. That of a parameter may be one that only its uses tell. */
    static Code certain(Ty type, Code code) {
        return switch (code) {
            case Code.Make _, Code.ListOf _, Code.MapOf _, Code.Literal _ -> code;
            case Code.Binary binary when binary.operator().equals("..") -> code;
            default -> annotated(type, code);
        };
    }

    /** A call of the identity, which says the type. */
    static Code annotated(Ty type, Code code) {
        return new Code.Apply(
                new Code.Lambda(
                        List.of(new Code.Arm(
                                List.of(new Code.Pattern.Bind("v")), Optional.empty(), new Code.Name("v"))),
                        List.of(Optional.of(type))),
                List.of(code));
    }

    private Code builtIn(Ty.Of type, Context context, int depth, boolean known) {
        var style = chance.oneIn(3) ? Code.Style.PIPE : Code.Style.PLAIN;
        var first = type.argument(0);
        return switch (type.name()) {
            case "List" -> list(type, context, depth, known, style);
            case "Option" -> {
                if (chance.oneIn(3)) {
                    yield known
                            ? Literals.variant("None", 1, List.of())
                            : annotated(type, Literals.variant("None", 1, List.of()));
                }
                if (chance.oneIn(5)) {
                    yield new Code.Call(
                            style,
                            "List.find",
                            List.of(
                                    generator.code(Ty.of("List", first), context, depth, false),
                                    generator.code(new Ty.Fun(List.of(first), BOOL), context, depth, false)));
                }
                yield Literals.variant("Some", 0, List.of(generator.code(first, context, depth, known)));
            }
            case "Result" -> {
                boolean ok = !chance.oneIn(3);
                var made = Literals.variant(
                        ok ? "Ok" : "Err",
                        ok ? 0 : 1,
                        List.of(generator.code(type.argument(ok ? 0 : 1), context, depth, true)));
                yield known ? made : annotated(type, made);
            }
            case "Map" -> map(type, context, depth, known, style);
            case "Set" -> {
                if (depth > 0 && chance.oneIn(3)) {
                    yield new Code.Call(
                            style,
                            chance.pick(List.of("Set.union", "Set.intersection", "Set.difference")),
                            List.of(
                                    generator.code(type, context, depth, known),
                                    generator.code(type, context, depth, known)));
                }
                var list = generator.code(Ty.of("List", first), context, depth, known);
                yield new Code.Call(style, "Set.from_list", List.of(list));
            }
            case "Queue" -> {
                Code queue = new Code.Call(Code.Style.PLAIN, "Queue.new", List.of());
                for (int i = chance.below(3); i >= 0; i--) {
                    queue = new Code.Call(
                            Code.Style.PLAIN,
                            "Queue.push",
                            List.of(queue, generator.code(first, context, depth, known)));
                }
                yield queue;
            }
            default -> throw new IllegalStateException(type.text());
        };
    }

    private Code list(Ty.Of type, Context context, int depth, boolean known, Code.Style style) {
        var element = type.argument(0);
        if (depth <= 0 || chance.oneIn(3)) {
            if (known && chance.oneIn(6)) {
                return new Code.ListOf(List.of());
            }
            return new Code.ListOf(chance.times(1, 4, () -> generator.code(element, context, depth - 1, known)));
        }
        var other = generator.types.type(1, context.variables());
        return switch (chance.below(12)) {
            case 0 ->
                new Code.Binary(
                        "++", generator.code(type, context, depth, known), generator.code(type, context, depth, known));
            case 1 ->
                new Code.Call(
                        style,
                        chance.pick(List.of("List.map", "map")),
                        List.of(
                                generator.code(Ty.of("List", other), context, depth, false),
                                generator.code(new Ty.Fun(List.of(other), element), context, depth, false)));
            case 2 ->
                new Code.Call(
                        style,
                        chance.pick(List.of("List.filter", "filter")),
                        List.of(
                                generator.code(type, context, depth, known),
                                generator.code(new Ty.Fun(List.of(element), BOOL), context, depth, true)));
            case 3 ->
                new Code.Call(
                        style,
                        "List.append",
                        List.of(
                                generator.code(type, context, depth, known),
                                generator.code(element, context, depth, known)));
            case 4 ->
                new Code.Call(
                        style,
                        chance.pick(List.of("List.tail", "List.reverse")),
                        List.of(generator.code(type, context, depth, known)));
            case 5 ->
                new Code.Call(
                        style,
                        chance.pick(List.of("List.take", "List.drop")),
                        List.of(generator.code(type, context, depth, known), generator.code(INT, context, 1, true)));
            case 6 ->
                new Code.Call(
                        style,
                        "List.flat_map",
                        List.of(
                                generator.code(Ty.of("List", other), context, depth, false),
                                generator.code(new Ty.Fun(List.of(other), type), context, depth, false)));
            case 7 ->
                new Code.Call(
                        style,
                        "List.sort",
                        List.of(
                                generator.code(type, context, depth, known),
                                new Code.Lambda(
                                        List.of(new Code.Arm(
                                                List.of(new Code.Pattern.Bind("a"), new Code.Pattern.Bind("b")),
                                                Optional.empty(),
                                                element == INT
                                                        ? new Code.If(
                                                                new Code.Binary(
                                                                        "<", new Code.Name("a"), new Code.Name("b")),
                                                                new Code.Literal(-1L),
                                                                new Code.Literal(1L))
                                                        : new Code.Literal(0L))),
                                        List.of(Optional.empty(), Optional.empty()))));
            case 8 ->
                element instanceof Ty.Tuple(var parts) && parts.size() == 2
                        ? new Code.Call(
                                style,
                                "List.zip",
                                List.of(
                                        generator.code(Ty.of("List", parts.get(0)), context, depth, false),
                                        generator.code(Ty.of("List", parts.get(1)), context, depth, false)))
                        : generator.statements.loop(element, context, depth);
            default -> generator.statements.loop(element, context, depth);
        };
    }

    private Code map(Ty.Of type, Context context, int depth, boolean known, Code.Style style) {
        var key = type.argument(0);
        var value = type.argument(1);
        if (depth > 0 && chance.oneIn(3)) {
            var map = generator.code(type, context, depth, known);
            return switch (chance.below(3)) {
                case 0 ->
                    new Code.Call(
                            style,
                            "Map.put",
                            List.of(
                                    map,
                                    generator.code(key, context, depth, known),
                                    generator.code(value, context, depth, known)));
                case 1 -> new Code.Call(style, "Map.delete", List.of(map, generator.code(key, context, depth, known)));
                default -> new Code.Call(style, "Map.merge", List.of(map, generator.code(type, context, depth, known)));
            };
        }
        int size = known ? chance.below(3) : 1 + chance.below(2);
        var keys = chance.times(size, size, () -> generator.code(key, context, depth - 1, known));
        return new Code.MapOf(keys, chance.times(size, size, () -> generator.code(value, context, depth - 1, known)));
    }
}
