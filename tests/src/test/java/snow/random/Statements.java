package snow.random;

import static snow.random.Ty.Basic.BOOL;
import static snow.random.Ty.Basic.INT;
import static snow.random.Ty.Basic.RANGE;
import static snow.random.Ty.Basic.UNIT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes statements, loops, and the blocks around them. */
final class Statements {
    private final Chance chance;
    private final Generator generator;
    private int locals;

    Statements(Chance chance, Generator generator) {
        this.chance = chance;
        this.generator = generator;
    }

    /** A branch of {@code if}, or another block: it may leave what is around it. */
    Code branch(Ty type, Context context, int depth, boolean known) {
        if (context.inLoop() && chance.oneIn(6)) {
            return chance.oneIn(2) ? new Code.Break() : new Code.Continue();
        }
        if (context.result().isPresent() && chance.oneIn(10)) {
            return new Code.Return(generator.code(context.result().get(), context, depth, true));
        }
        return body(type, context, depth, known);
    }

    /** A block, or code without statements before it. */
    Code body(Ty type, Context context, int depth, boolean known) {
        if (depth <= 0 || chance.oneIn(3)) {
            return generator.code(type, context, depth, known);
        }
        var statements = new ArrayList<Code.Statement>();
        var inner = context;
        int count = 1 + chance.below(3);
        for (int i = 0; i < count; i++) {
            inner = statement(statements, inner, depth);
        }
        return new Code.Block(statements, generator.code(type, inner, depth, known));
    }

    /** Adds a statement; what follows sees the returned context. */
    Context statement(List<Code.Statement> statements, Context context, int depth) {
        switch (chance.below(12)) {
            case 0, 1 -> {
                var shown = generator.types.typeThat("Display", 2, context);
                statements.add(new Code.Statement.Do(print(generator.code(shown, context, depth, false))));
                return context;
            }
            case 2 -> {
                var parts = List.of(
                        generator.types.type(2, context.variables()), generator.types.type(1, context.variables()));
                var bound = new ArrayList<Known>();
                var value = generator.code(new Ty.Tuple(parts), context, depth, true);
                var pattern = new Code.Pattern.Tuple(parts.stream()
                        .map(part -> chance.oneIn(12)
                                ? generator.patterns.pattern(part, bound, 1)
                                : generator.patterns.plain(part, bound))
                        .toList());
                statements.add(new Code.Statement.Let(pattern, Optional.of(new Ty.Tuple(parts)), value));
                return context.with(bound);
            }
            case 3 -> {
                var element = generator.types.type(1, context.variables());
                statements.add(new Code.Statement.Do(loop(element, context, depth)));
                return context;
            }
            case 4 -> {
                var body = new Code.Block(
                        List.of(
                                new Code.Statement.Do(
                                        print(generator.code(INT, context.inLoop(true), depth - 1, true))),
                                new Code.Statement.Do(new Code.If(
                                        generator.code(BOOL, context, 1, true),
                                        branch(UNIT, context.inLoop(true), depth - 1, true),
                                        branch(UNIT, context.inLoop(true), depth - 1, true)))),
                        new Code.Break());
                statements.add(
                        new Code.Statement.Do(new Code.While(generator.code(BOOL, context, depth - 1, true), body)));
                return context;
            }
            case 5 -> {
                var known = polymorphic(statements, context);
                return context.with(List.of(known));
            }
            case 6 -> {
                var functions = chance.oneIn(3) ? localGroup(context, depth) : List.of(localFunction(context, depth));
                statements.add(new Code.Statement.LocalFunctions(functions));
                var last = functions.getLast();
                return context.with(last.name(), new Ty.Fun(last.parameters(), last.result()));
            }
            default -> {
                var type = generator.types.type(2, context.variables());
                var name = generator.literals.name();
                boolean written = !chance.oneIn(3);
                statements.add(new Code.Statement.Let(
                        new Code.Pattern.Bind(name),
                        written ? Optional.of(type) : Optional.empty(),
                        generator.code(type, context, depth, written)));
                return context.with(name, type);
            }
        }
    }

    private Known polymorphic(List<Code.Statement> statements, Context context) {
        var first = new Ty.Variable("P", "");
        var second = new Ty.Variable("Q", "");
        Code.Pattern x = new Code.Pattern.Bind("x");
        Code.Pattern y = new Code.Pattern.Bind("y");
        var name = generator.literals.name();
        record Shape(Ty.Fun type, List<Code.Pattern> parameters, Code body) {}
        var shape = switch (chance.below(4)) {
            case 0 -> new Shape(new Ty.Fun(List.of(first), first), List.of(x), new Code.Name("x"));
            case 1 ->
                new Shape(
                        new Ty.Fun(List.of(first), new Ty.Tuple(List.of(first, first))),
                        List.of(x),
                        new Code.TupleOf(List.of(new Code.Name("x"), new Code.Name("x"))));
            case 2 -> new Shape(new Ty.Fun(List.of(first, second), first), List.of(x, y), new Code.Name("x"));
            default -> {
                // what is captured is not generalised
                var captured = context.visible().stream()
                        .filter(known -> !known.polymorphic()
                                && !List.of("x", "y", "self").contains(known.name()))
                        .findFirst();
                yield captured.isEmpty()
                        ? new Shape(
                                new Ty.Fun(List.of(first), Ty.of("List", first)),
                                List.of(x),
                                new Code.ListOf(List.of(new Code.Name("x"))))
                        : new Shape(
                                new Ty.Fun(
                                        List.of(first),
                                        new Ty.Tuple(List.of(captured.get().type(), first))),
                                List.of(x),
                                new Code.TupleOf(
                                        List.of(new Code.Name(captured.get().name()), new Code.Name("x"))));
            }
        };
        statements.add(new Code.Statement.Let(
                new Code.Pattern.Bind(name),
                Optional.empty(),
                new Code.Lambda(
                        List.of(new Code.Arm(shape.parameters(), Optional.empty(), shape.body())),
                        shape.parameters().stream()
                                .map(_ -> Optional.<Ty>empty())
                                .toList())));
        // the captured value's type may have the variables of the function around, which are called otherwise
        return new Known(name, shape.type(), true);
    }

    private Code.Function localFunction(Context context, int depth) {
        var parameters = chance.times(1, 2, () -> generator.types.type(1, context.variables()));
        var result = generator.types.type(1, context.variables());
        var bound = new ArrayList<Known>();
        var patterns = parameters.stream()
                .map(parameter -> generator.patterns.bind(parameter, bound))
                .toList();
        var inner = context.returning(Optional.of(result)).with(bound);
        return new Code.Function(
                generator.literals.name() + "_f" + locals++,
                List.of(),
                parameters,
                result,
                List.of(new Code.Arm(patterns, Optional.empty(), body(result, inner, depth - 1, true))));
    }

    /** Functions that count down together, and behind them one that begins with the first of them. */
    private List<Code.Function> localGroup(Context context, int depth) {
        var result = generator.types.type(1, context.variables());
        var shapes = new ArrayList<Code.Function>();
        for (int i = chance.below(3); i >= 0; i--) {
            var parameters = new ArrayList<Ty>();
            parameters.add(INT);
            parameters.addAll(chance.times(0, 2, () -> generator.types.type(1, context.variables())));
            shapes.add(new Code.Function("l" + locals++, List.of(), parameters, result, List.of()));
        }
        var around = context.returning(Optional.of(result));
        var functions = new ArrayList<Code.Function>();
        shapes.forEach(shape -> functions.add(generator.countingDown(shape, shapes, around, depth - 1)));
        var first = shapes.getFirst();
        var given = first.parameters().subList(1, first.parameters().size());
        var patterns = IntStream.range(0, given.size())
                .<Code.Pattern>mapToObj(i -> new Code.Pattern.Bind("p" + i))
                .toList();
        var arguments = new ArrayList<Code>();
        arguments.add(generator.calls.fuel());
        IntStream.range(0, given.size()).forEach(i -> arguments.add(new Code.Name("p" + i)));
        Code begin = new Code.Call(Code.Style.PLAIN, first.name(), arguments);
        functions.add(new Code.Function(
                "l" + locals++, List.of(), given, result, List.of(new Code.Arm(patterns, Optional.empty(), begin))));
        return functions;
    }

    Code print(Code value) {
        return new Code.Call(Code.Style.PLAIN, "println", List.of(new Code.Text(List.of(value))));
    }

    Code loop(Ty element, Context context, int depth) {
        var first = generator.types.type(1, List.of());
        var name = generator.literals.name();
        var second = name + "v";
        var names = List.of(name);
        var bound = new ArrayList<Known>();
        Code iterable;
        switch (chance.below(6)) {
            case 0, 1 -> {
                iterable = walked(RANGE, context, depth);
                bound.add(new Known(name, INT, false));
            }
            case 2 -> {
                var key = generator.types.key(1);
                iterable = walked(Ty.of("Map", key, first), context, depth);
                names = List.of(name, second);
                bound.add(new Known(name, key, false));
                bound.add(new Known(second, first, false));
            }
            case 3 -> {
                var key = generator.types.key(1);
                iterable = walked(Ty.of("Set", key), context, depth);
                bound.add(new Known(name, key, false));
            }
            default -> {
                iterable = walked(Ty.of("List", first), context, depth);
                bound.add(new Known(name, first, false));
            }
        }
        var inner = context.with(bound).inLoop(true);
        Optional<Code> filter = chance.oneIn(3)
                ? Optional.of(generator.code(BOOL, context.with(bound).inLoop(false), 1, true))
                : Optional.empty();
        return new Code.For(names, iterable, filter, body(element, inner, depth - 1, false));
    }

    private Code walked(Ty type, Context context, int depth) {
        return Construction.certain(type, generator.code(type, context, depth - 1, false));
    }
}
