package snow.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whole programs. */
final class Programs {
    private static final int DEEPEST = 3;

    private final Chance chance;
    private final int depth;
    private final List<Definition> definitions = new ArrayList<>();
    private final List<Code.Function> functions = new ArrayList<>();
    private final List<Code.Statement.Let> constants = new ArrayList<>();
    private final List<Known> globals = new ArrayList<>();
    private final Generator generator;

    private Programs(long seed) {
        chance = new Chance(seed);
        depth = 1 + chance.below(DEEPEST);
        generator = new Generator(chance, definitions);
    }

    static Code.Program of(long seed) {
        return new Programs(seed).program();
    }

    private Code.Program program() {
        for (int i = chance.below(4); i > 0; i--) {
            definitions.add(definition("D" + i));
        }
        add(tap());
        for (int i = chance.below(3); i > 0; i--) {
            constant("k" + i);
        }
        if (chance.oneIn(2)) {
            generator.methods.operators(globals, depth);
        }
        int declared = chance.below(3);
        for (int i = 1 + chance.below(5); i > 0; i--) {
            if (i <= declared) {
                generator.methods.declare("I" + i, globals, depth);
            }
            if (chance.oneIn(3)) {
                group("g" + i).forEach(this::add);
            } else {
                add(function("g" + i));
            }
        }
        add(main());
        return new Code.Program(
                definitions, constants, generator.methods.interfaces(), generator.methods.implementations(), functions);
    }

    /** A constant whose initialiser calls no function that may use a later one. */
    private void constant(String name) {
        var type = generator.types.type(2, List.of());
        if (type.can("Display")) {
            var context = new Context(globals, List.of(), Optional.empty(), false, List.of());
            constants.add(new Code.Statement.Let(
                    new Code.Pattern.Bind(name), Optional.of(type), generator.code(type, context, depth, true)));
            globals.add(new Known(name, type, false));
        }
    }

    private void add(Code.Function function) {
        functions.add(function);
        generator.add(function);
    }

    private Definition definition(String name) {
        boolean struct = chance.oneIn(2);
        List<String> parameters = chance.oneIn(3) ? List.of("T") : List.of();
        var shown = chance.pick(List.of(Definition.Shown.values()));
        if (shown == Definition.Shown.WRITTEN && (!struct || !parameters.isEmpty())) {
            shown = Definition.Shown.DEBUG;
        }
        var definition = new Definition(name, parameters, struct, shown);
        List<Ty> variables = parameters.stream()
                .<Ty>map(parameter -> new Ty.Variable(parameter, ""))
                .toList();
        int count = struct ? 1 : 2 + chance.below(3);
        var variants = new ArrayList<Definition.Variant>();
        for (int tag = 0; tag < count; tag++) {
            boolean recursive = tag > 0 && chance.oneIn(3);
            var fields = new ArrayList<Ty>(chance.times(struct ? 1 : 0, 3, () -> field(variables)));
            if (tag == 0) {
                // every parameter stands somewhere
                fields.addAll(variables);
            }
            if (recursive) {
                fields.add(new Ty.User(definition, variables));
            }
            variants.add(new Definition.Variant(struct ? name : name + "V" + tag, tag, fields));
        }
        definition.variants().addAll(variants);
        var first = variants.getFirst().fields();
        if (struct
                && parameters.isEmpty()
                && List.of(Ty.Basic.INT, Ty.Basic.STRING, Ty.Basic.BOOL).contains(first.getFirst())
                && !chance.oneIn(4)) {
            definition.writeOwnRules();
        }
        return definition;
    }

    private Ty field(List<Ty> variables) {
        var type = generator.types.type(2, variables);
        return type instanceof Ty.Variable || type.can("Eq") && type.can("Display") ? type : Ty.Basic.INT;
    }

    /** Says that it is evaluated. */
    private static Code.Function tap() {
        var any = new Ty.Variable("T", "");
        return new Code.Function(
                "tap",
                List.of(any),
                List.of(Ty.Basic.STRING, any),
                any,
                List.of(new Code.Arm(
                        List.of(new Code.Pattern.Bind("label"), new Code.Pattern.Bind("x")),
                        Optional.empty(),
                        new Code.Block(
                                List.of(new Code.Statement.Do(
                                        new Code.Call(Code.Style.PLAIN, "println", List.of(new Code.Name("label"))))),
                                new Code.Name("x")))));
    }

    private List<Ty.Variable> variables() {
        return chance.oneIn(2)
                ? List.of()
                : IntStream.range(0, 1 + chance.below(2))
                        .mapToObj(i -> new Ty.Variable("T" + i, chance.pick(List.of("", "", "Eq", "Ord"))))
                        .toList();
    }

    private Code.Function function(String name) {
        var variables = variables();
        var parameters = new ArrayList<Ty>(variables);
        parameters.addAll(chance.times(1, 3, () -> generator.types.type(2, List.copyOf(variables))));
        var result = generator.types.type(2, List.copyOf(variables));
        var patterns = new ArrayList<Code.Pattern>();
        var known = new ArrayList<>(globals);
        for (int i = 0; i < parameters.size(); i++) {
            patterns.add(new Code.Pattern.Bind("p" + i));
            known.add(new Known("p" + i, parameters.get(i), false));
        }
        var context = new Context(known, List.copyOf(variables), Optional.of(result), false, List.of());
        var clauses = new ArrayList<Code.Arm>();
        if (variables.isEmpty() && chance.oneIn(2)) {
            var outside = new Context(globals, List.of(), Optional.of(result), false, List.of());
            for (int i = chance.below(3); i >= 0; i--) {
                var clause = generator.arms.clause(parameters, outside, result, depth);
                if (!clause.matchesAlways()) {
                    clauses.add(clause);
                }
            }
        }
        if (clauses.isEmpty() || !chance.oneIn(5)) {
            clauses.add(new Code.Arm(
                    patterns, Optional.empty(), generator.statements.body(result, context, depth + 1, true)));
        }
        return new Code.Function(name, variables, parameters, result, clauses);
    }

    /** One to four functions that count down together. */
    private List<Code.Function> group(String name) {
        var variables = variables();
        var result = generator.types.type(2, List.copyOf(variables));
        var shapes = new ArrayList<Code.Function>();
        for (int i = chance.below(4); i >= 0; i--) {
            var parameters = new ArrayList<Ty>();
            parameters.add(Ty.Basic.INT);
            parameters.addAll(variables);
            parameters.addAll(chance.times(0, 3, () -> generator.types.type(2, List.copyOf(variables))));
            shapes.add(new Code.Function(name + "_" + i, variables, parameters, result, List.of()));
        }
        var around = new Context(globals, List.copyOf(variables), Optional.of(result), false, List.of());
        return shapes.stream()
                .map(shape -> generator.countingDown(shape, shapes, around, depth))
                .toList();
    }

    private Code.Function main() {
        var statements = new ArrayList<Code.Statement>();
        var context = new Context(globals, List.of(), Optional.empty(), false, List.of());
        for (int i = 4 + chance.below(6); i > 0; i--) {
            context = generator.statements.statement(statements, context, depth + 1);
        }
        for (var known : context.visible()) {
            if (!known.polymorphic() && known.type().can("Display")) {
                statements.add(new Code.Statement.Do(generator.statements.print(new Code.Name(known.name()))));
            }
        }
        return new Code.Function(
                "main",
                List.of(),
                List.of(),
                Ty.Basic.UNIT,
                List.of(new Code.Arm(
                        List.of(), Optional.empty(), new Code.Block(statements, new Code.Literal(Value.UNIT)))));
    }
}
