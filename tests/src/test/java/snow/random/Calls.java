package snow.random;

import static snow.random.Ty.Basic.BOOL;
import static snow.random.Ty.Basic.FLOAT;
import static snow.random.Ty.Basic.INT;
import static snow.random.Ty.Basic.UNIT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Makes calls, and other expressions that take a value of any type out of something. */
final class Calls {
    private final Chance chance;
    private final Generator generator;
    private final List<Definition> definitions;

    Calls(Chance chance, Generator generator, List<Definition> definitions) {
        this.chance = chance;
        this.generator = generator;
        this.definitions = definitions;
    }

    Optional<Code> builtinCall(Ty type, Context context, int depth) {
        var fitting = Signature.ALL.stream()
                .filter(signature -> signature.result().matches(type, new HashMap<>()))
                .toList();
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        var signature = chance.pick(fitting);
        var bindings = new HashMap<String, Ty>();
        signature.result().matches(type, bindings);
        for (var variable : Signature.variables()) {
            bindings.computeIfAbsent(variable.name(), _ -> generator.types.typeThat(variable.bound(), 1, context));
        }
        var parameters = Ty.with(signature.parameters(), bindings);
        var arguments = new ArrayList<Code>();
        for (int i = 0; i < parameters.size(); i++) {
            boolean fixed = !signature.parameters().get(i).hasVariables();
            arguments.add(generator.code(parameters.get(i), context, depth, fixed));
        }
        if (signature.isMethod() && chance.oneIn(4)) {
            arguments.set(0, Construction.annotated(parameters.getFirst(), arguments.getFirst()));
            return Optional.of(new Code.Call(Code.Style.DOT, signature.name(), arguments));
        }
        var style = chance.oneIn(4) ? Code.Style.PIPE : Code.Style.PLAIN;
        return Optional.of(new Code.Call(style, signature.name(), arguments));
    }

    Optional<Code> callOf(Ty type, Context context, int depth, boolean known) {
        var fitting = generator.functions().stream()
                .filter(function -> function.result().matches(type, new HashMap<>()))
                .toList();
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        var function = chance.pick(fitting);
        var bindings = new HashMap<String, Ty>();
        function.result().matches(type, bindings);
        for (var variable : function.variables()) {
            bindings.computeIfAbsent(variable.name(), _ -> generator.types.typeThat(variable.bound(), 1, context));
        }
        var arguments = new ArrayList<Code>();
        var names = function.clauses().getFirst().patterns();
        for (int i = 0; i < names.size(); i++) {
            var parameter = function.parameters().get(i);
            arguments.add(
                    names.get(i).equals(new Code.Pattern.Bind(Generator.FUEL))
                            ? fuel()
                            : generator.code(parameter.with(bindings), context, depth, !parameter.hasVariables()));
        }
        boolean pipe = !arguments.isEmpty() && chance.oneIn(4);
        return Optional.of(new Code.Call(pipe ? Code.Style.PIPE : Code.Style.PLAIN, function.name(), arguments));
    }

    Optional<Code> peerCall(Ty type, Context context, int depth) {
        var fitting = context.peers().stream()
                .filter(peer -> peer.result().equals(type))
                .toList();
        return fitting.isEmpty() ? Optional.empty() : Optional.of(peerCall(fitting, context, depth));
    }

    /** A call of one of the functions that count down together. */
    Code peerCall(List<Code.Function> peers, Context context, int depth) {
        var peer = chance.pick(peers);
        var arguments = new ArrayList<Code>();
        arguments.add(new Code.Binary("-", new Code.Name(Generator.FUEL), new Code.Literal(1L)));
        peer.parameters().stream()
                .skip(1)
                .forEach(parameter -> arguments.add(generator.code(parameter, context, depth - 1, true)));
        var style = chance.oneIn(6) ? Code.Style.PIPE : Code.Style.PLAIN;
        return new Code.Call(style, peer.name(), arguments);
    }

    /** How often a function that counts down may do so. */
    Code fuel() {
        return new Code.Literal((long) (chance.oneIn(30) ? 40 : chance.below(6)));
    }

    /** A call of a function value that is in scope. */
    Optional<Code> apply(Ty type, Context context, int depth) {
        var fitting = context.visible().stream()
                .filter(name -> name.type() instanceof Ty.Fun function
                        && (name.polymorphic()
                                ? function.result().matches(type, context.bindings())
                                : function.result().equals(type)))
                .toList();
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        var name = chance.pick(fitting);
        var function = (Ty.Fun) name.type();
        var bindings = context.bindings();
        if (name.polymorphic()) {
            function.result().matches(type, bindings);
            for (var variable : List.of("P", "Q")) {
                bindings.computeIfAbsent(variable, _ -> generator.types.type(1, context.variables()));
            }
        }
        return Optional.of(new Code.Apply(
                new Code.Name(name.name()),
                function.parameters().stream()
                        .map(parameter -> generator.code(parameter.with(bindings), context, depth, !name.polymorphic()))
                        .toList()));
    }

    /** A closure that is called where it stands. */
    Code immediate(Ty type, Context context, int depth) {
        var parameter = generator.types.type(1, context.variables());
        var function = new Ty.Fun(List.of(parameter), type);
        return new Code.Apply(
                generator.construction.lambda(function, context, depth, false, true),
                List.of(generator.code(parameter, context, depth - 1, true)));
    }

    Optional<Code> fieldOf(Ty type, Context context, int depth) {
        var options = new ArrayList<Code>();
        for (var definition : definitions) {
            if (!definition.isStruct()) {
                continue;
            }
            var fields = definition.variants().getFirst().fields();
            for (int i = 0; i < fields.size(); i++) {
                var bindings = new HashMap<String, Ty>();
                if (fields.get(i).matches(type, bindings)) {
                    var arguments = definition.parameters().stream()
                            .map(name -> bindings.getOrDefault(name, INT))
                            .toList();
                    if (arguments.stream().allMatch(argument -> argument.can("Eq") && argument.can("Display"))) {
                        var owner = new Ty.User(definition, arguments);
                        var struct = generator.code(owner, context, depth - 1, false);
                        options.add(new Code.Field(Construction.certain(owner, struct), i));
                    }
                }
            }
        }
        return options.isEmpty() ? Optional.empty() : Optional.of(chance.pick(options));
    }

    Code partOfList(Ty type, Context context, int depth) {
        var list = generator.code(Ty.of("List", type), context, depth, false);
        var style = chance.pick(List.of(Code.Style.PLAIN, Code.Style.PIPE));
        return switch (chance.below(4)) {
            case 0 -> new Code.Call(style, "List.get", List.of(list, new Code.Literal(chance.oneIn(8) ? 2L : 0L)));
            case 1 -> new Code.Call(style, "List.last", List.of(list));
            default -> new Code.Call(style, "List.head", List.of(list));
        };
    }

    Code ofMap(Ty type, Context context, int depth) {
        var key = generator.types.key(1);
        Optional<Object> missing = type == INT
                ? Optional.of(0L)
                : type == FLOAT ? Optional.of(0.0) : type == BOOL ? Optional.of(false) : Optional.empty();
        var wanted = generator.code(key, context, depth - 1, false);
        if (missing.isPresent() || chance.oneIn(10)) {
            return new Code.MapGet(generator.code(Ty.of("Map", key, type), context, depth, false), wanted, missing);
        }
        // put under this very key, so that it is found
        return new Code.Apply(
                new Code.Lambda(
                        List.of(new Code.Arm(
                                List.of(new Code.Pattern.Bind("k")),
                                Optional.empty(),
                                new Code.MapGet(
                                        new Code.MapOf(
                                                List.of(new Code.Name("k")),
                                                List.of(generator.code(
                                                        type, context.returning(Optional.empty()), depth - 1, false))),
                                        new Code.Name("k"),
                                        missing))),
                        List.of(Optional.of(key))),
                List.of(wanted));
    }

    Optional<Code> tried(Ty type, Context context, int depth) {
        return switch (context.result().orElse(UNIT)) {
            case Ty.Of(var name, var _)
            when name.equals("Option") ->
                Optional.of(new Code.Try(generator.code(Ty.of("Option", type), context, depth, false)));
            case Ty.Of(var name, var arguments)
            when name.equals("Result") ->
                Optional.of(
                        new Code.Try(generator.code(Ty.of("Result", type, arguments.get(1)), context, depth, false)));
            default -> Optional.empty();
        };
    }
}
