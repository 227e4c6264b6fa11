package snow.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whole programs. */
final class Programs {
    private static final int DEEPEST = 3;

    private final Chance chance;
    private final int depth;
    private final List<Definition> definitions = new ArrayList<>();
    private final List<Code.Function> functions = new ArrayList<>();
    private final List<Code.Statement.Let> constants = new ArrayList<>();
    private final List<Generator.Known> globals = new ArrayList<>();
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
        for (int i = 1 + chance.below(5); i > 0; i--) {
            add(function("g" + i));
        }
        add(main());
        return new Code.Program(definitions, constants, functions);
    }

    /** A constant whose initialiser calls no function that may use a later one. */
    private void constant(String name) {
        var type = generator.type(2, List.of());
        if (type.can("Display")) {
            var context = new Generator.Context(globals, List.of(), Optional.empty(), false, Optional.empty());
            constants.add(new Code.Statement.Let(
                    new Code.Pattern.Bind(name), Optional.of(type), generator.code(type, context, depth, true)));
            globals.add(new Generator.Known(name, type, false));
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
        return definition;
    }

    private Ty field(List<Ty> variables) {
        var type = generator.type(2, variables);
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

    private Code.Function function(String name) {
        List<Ty.Variable> variables = new ArrayList<>();
        if (chance.oneIn(2)) {
            for (int i = chance.below(2); i >= 0; i--) {
                variables.add(new Ty.Variable("T" + i, chance.pick(List.of("", "", "Eq", "Ord"))));
            }
        }
        boolean counts = chance.oneIn(3);
        var parameters = new ArrayList<Ty>();
        if (counts) {
            parameters.add(Ty.Basic.INT);
        }
        parameters.addAll(variables);
        parameters.addAll(chance.times(1, 3, () -> generator.type(2, List.copyOf(variables))));
        var result = generator.type(2, List.copyOf(variables));
        var patterns = new ArrayList<Code.Pattern>();
        var known = new ArrayList<>(globals);
        for (int i = 0; i < parameters.size(); i++) {
            var parameter = counts && i == 0 ? Generator.FUEL : "p" + i;
            patterns.add(new Code.Pattern.Bind(parameter));
            known.add(new Generator.Known(parameter, parameters.get(i), false));
        }
        var context =
                new Generator.Context(known, List.copyOf(variables), Optional.of(result), false, Optional.empty());
        if (!counts) {
            var clauses = new ArrayList<Code.Arm>();
            if (variables.isEmpty() && chance.oneIn(2)) {
                var outside = new Generator.Context(globals, List.of(), Optional.of(result), false, Optional.empty());
                for (int i = chance.below(3); i >= 0; i--) {
                    var clause = generator.clause(parameters, outside, result, depth);
                    if (!clause.matchesAlways()) {
                        clauses.add(clause);
                    }
                }
            }
            if (clauses.isEmpty() || !chance.oneIn(5)) {
                clauses.add(new Code.Arm(patterns, Optional.empty(), generator.body(result, context, depth + 1, true)));
            }
            return new Code.Function(name, variables, parameters, result, clauses);
        }
        var shape = new Code.Function(name, variables, parameters, result, List.of());
        var recursive =
                new Generator.Context(known, List.copyOf(variables), Optional.of(result), false, Optional.of(shape));
        var body = new Code.If(
                new Code.Binary("<=", new Code.Name(Generator.FUEL), new Code.Literal(0L)),
                generator.body(result, context, 2, true),
                chance.oneIn(2)
                        ? generator.selfCall(recursive, depth)
                        : generator.body(result, recursive, depth + 1, true));
        return new Code.Function(
                name, variables, parameters, result, List.of(new Code.Arm(patterns, Optional.empty(), body)));
    }

    private Code.Function main() {
        var statements = new ArrayList<Code.Statement>();
        var context = new Generator.Context(globals, List.of(), Optional.empty(), false, Optional.empty());
        for (int i = 4 + chance.below(6); i > 0; i--) {
            context = generator.statement(statements, context, depth + 1);
        }
        for (var known : context.visible()) {
            if (!known.polymorphic() && known.type().can("Display")) {
                statements.add(new Code.Statement.Do(generator.print(new Code.Name(known.name()))));
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
