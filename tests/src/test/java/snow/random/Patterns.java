package snow.random;

import static snow.random.Ty.Basic.ORDERING;
import static snow.random.Ty.Basic.RANGE;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Makes patterns of a wanted type. */
final class Patterns {
    private final Chance chance;
    private final Generator generator;

    Patterns(Chance chance, Generator generator) {
        this.chance = chance;
        this.generator = generator;
    }

    Code.Pattern bind(Ty type, List<Known> bound) {
        for (int i = 0; i < 20; i++) {
            var name = generator.literals.name();
            if (bound.stream().noneMatch(known -> known.name().equals(name))) {
                bound.add(new Known(name, type, false));
                return new Code.Pattern.Bind(name);
            }
        }
        return new Code.Pattern.Any();
    }

    /** A pattern that always matches. */
    Code.Pattern plain(Ty type, List<Known> bound) {
        if (type instanceof Ty.Tuple(var parts) && chance.oneIn(2)) {
            return new Code.Pattern.Tuple(
                    parts.stream().map(part -> plain(part, bound)).toList());
        }
        return chance.oneIn(5) ? new Code.Pattern.Any() : bind(type, bound);
    }

    Code.Pattern pattern(Ty type, List<Known> bound, int depth) {
        if (depth <= 0 || chance.oneIn(5)) {
            return chance.oneIn(3) ? new Code.Pattern.Any() : bind(type, bound);
        }
        if (chance.oneIn(8)) {
            var inner = pattern(type, bound, depth - 1);
            var whole = bind(type, bound);
            return whole instanceof Code.Pattern.Bind(var name) ? new Code.Pattern.As(inner, name) : inner;
        }
        var first = shape(type, bound, depth);
        if (!chance.oneIn(3)) {
            return first;
        }
        var alternatives = new ArrayList<Code.Pattern>();
        alternatives.add(first);
        for (int i = chance.below(2); i >= 0; i--) {
            alternatives.add(changed(first, type));
        }
        return new Code.Pattern.Or(alternatives);
    }

    private Code.Pattern shape(Ty type, List<Known> bound, int depth) {
        return switch (type) {
            case Ty.Basic basic when basic == RANGE -> bind(type, bound);
            case Ty.Basic basic
            when basic == ORDERING -> new Code.Pattern.Variant(generator.literals.ordering(), List.of());
            case Ty.Basic basic -> new Code.Pattern.Equal(generator.literals.constant(basic));
            case Ty.Tuple(var parts) ->
                new Code.Pattern.Tuple(parts.stream()
                        .map(part -> pattern(part, bound, depth - 1))
                        .toList());
            case Ty.Of(var name, var arguments) ->
                switch (name) {
                    case "List" ->
                        new Code.Pattern.Cons(
                                pattern(arguments.get(0), bound, depth - 1), pattern(type, bound, depth - 1));
                    case "Option" ->
                        chance.oneIn(3)
                                ? new Code.Pattern.Variant("None", List.of())
                                : new Code.Pattern.Variant(
                                        "Some", List.of(pattern(arguments.get(0), bound, depth - 1)));
                    case "Result" -> {
                        int tag = chance.below(2);
                        yield new Code.Pattern.Variant(
                                List.of("Ok", "Err").get(tag), List.of(pattern(arguments.get(tag), bound, depth - 1)));
                    }
                    default -> bind(type, bound);
                };
            case Ty.User(var definition, var arguments)
            when !definition.isStruct() -> {
                var variant = chance.pick(definition.variants());
                yield new Code.Pattern.Variant(
                        variant.name(),
                        Ty.with(variant.fields(), definition.bindings(arguments)).stream()
                                .map(field -> pattern(field, bound, depth - 1))
                                .toList());
            }
            default -> bind(type, bound);
        };
    }

    /** Another pattern that binds the same names with the same types. */
    private Code.Pattern changed(Code.Pattern pattern, Ty type) {
        return switch (pattern) {
            case Code.Pattern.Equal(var value)
            when type instanceof Ty.Basic basic -> {
                var other = generator.literals.constant(basic);
                yield chance.oneIn(3) ? new Code.Pattern.Equal(value) : new Code.Pattern.Equal(other);
            }
            case Code.Pattern.Any _ -> {
                var none = new ArrayList<Known>();
                var other = shape(type, none, 1);
                yield none.isEmpty() && chance.oneIn(2) ? other : pattern;
            }
            case Code.Pattern.Tuple(var parts)
            when type instanceof Ty.Tuple(var types) -> {
                var changed = new ArrayList<>(changed(parts, types));
                for (int i = 1; i < changed.size(); i++) {
                    if (types.get(0).equals(types.get(i)) && chance.oneIn(2)) {
                        java.util.Collections.swap(changed, 0, i);
                    }
                }
                yield new Code.Pattern.Tuple(changed);
            }
            case Code.Pattern.Variant(var name, var fields) -> {
                if (fields.isEmpty() && type instanceof Ty.User(var definition, var _)) {
                    var constants = definition.variants().stream()
                            .filter(variant -> variant.fields().isEmpty())
                            .toList();
                    yield new Code.Pattern.Variant(chance.pick(constants).name(), List.of());
                }
                if (type instanceof Ty.Of(var constructor, var arguments)
                        && constructor.equals("Result")
                        && arguments.get(0).equals(arguments.get(1))) {
                    yield new Code.Pattern.Variant(name.equals("Ok") ? "Err" : "Ok", fields);
                }
                yield pattern;
            }
            case Code.Pattern.Cons(var head, var tail)
            when type instanceof Ty.Of(var _, var arguments) ->
                new Code.Pattern.Cons(changed(head, arguments.get(0)), changed(tail, type));
            default -> pattern;
        };
    }

    private List<Code.Pattern> changed(List<Code.Pattern> patterns, List<Ty> types) {
        return IntStream.range(0, patterns.size())
                .mapToObj(i -> changed(patterns.get(i), types.get(i)))
                .toList();
    }
}
