package snow.random;

import static snow.random.Ty.Basic.BOOL;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes expressions of a wanted type. Its parts make what is special about some of them, and come back here for what is inside. */
final class Generator {
    /** The name of the parameter that recursion counts down; nothing else is called so. */
    static final String FUEL = "fuel";

    final Types types;
    final Literals literals;
    final Patterns patterns;
    final Arms arms;
    final Statements statements;
    final Calls calls;
    final Methods methods;
    final Construction construction;
    final Basics basics;

    private final Chance chance;
    private final List<Code.Function> functions = new ArrayList<>();
    private int taps;

    Generator(Chance chance, List<Definition> definitions) {
        this.chance = chance;
        types = new Types(chance, definitions);
        literals = new Literals(chance);
        patterns = new Patterns(chance, this);
        arms = new Arms(chance, this);
        statements = new Statements(chance, this);
        calls = new Calls(chance, this, definitions);
        methods = new Methods(chance, this, definitions);
        construction = new Construction(chance, this);
        basics = new Basics(chance, this);
    }

    void add(Code.Function function) {
        functions.add(function);
    }

    /** The functions that may be called. */
    List<Code.Function> functions() {
        return functions;
    }

    /** The value, after a line that says that it is evaluated. */
    Code tap(Code value) {
        return new Code.Call(Code.Style.PLAIN, "tap", List.of(new Code.Literal("t" + taps++), value));
    }

    /**
     * @param known whether the code around says which type this has; otherwise the code says it itself
     */
    Code code(Ty type, Context context, int depth, boolean known) {
        if (depth <= 0) {
            return simple(type, context, known);
        }
        for (int i = 0; i < 6; i++) {
            var code = anyKind(type, context, depth - 1, known);
            if (code.isPresent()) {
                return code.get();
            }
        }
        return construction.ofType(type, context, depth - 1, known);
    }

    Optional<Code> named(Ty type, Context context) {
        var fitting = context.visible().stream()
                .filter(name -> name.polymorphic()
                        ? name.type().matches(type, context.bindings())
                        : name.type().equals(type))
                .toList();
        return fitting.isEmpty()
                ? Optional.empty()
                : Optional.of(new Code.Name(chance.pick(fitting).name()));
    }

    private Code simple(Ty type, Context context, boolean known) {
        if (type instanceof Ty.Variable || !chance.oneIn(4)) {
            var name = named(type, context);
            if (name.isPresent()) {
                return name.get();
            }
        }
        return construction.ofType(type, context, 0, known);
    }

    /** Code that can have any type. */
    private Optional<Code> anyKind(Ty type, Context context, int depth, boolean known) {
        return switch (chance.below(28)) {
            case 0, 1 -> named(type, context);
            case 2 ->
                Optional.of(new Code.If(
                        code(BOOL, context, depth, true),
                        statements.branch(type, context, depth, known),
                        // where both leave, nothing says which type this has
                        statements.body(type, context, depth, known)));
            case 3, 4 -> Optional.of(arms.caseOf(type, context, depth, known));
            case 5, 6, 7 -> calls.callOf(type, context, depth, known);
            case 8 -> calls.apply(type, context, depth);
            case 9 -> Optional.of(calls.immediate(type, context, depth));
            case 10 -> calls.fieldOf(type, context, depth);
            case 11 -> Optional.of(tap(code(type, context, depth, false)));
            case 12 -> Optional.of(calls.partOfList(type, context, depth));
            case 13 -> Optional.of(calls.ofMap(type, context, depth));
            case 14 -> calls.tried(type, context, depth);
            case 15 -> calls.peerCall(type, context, depth);
            case 16 -> {
                var other = types.type(1, context.variables());
                boolean first = chance.oneIn(2);
                var tuple = new Ty.Tuple(first ? List.of(type, other) : List.of(other, type));
                yield Optional.of(new Code.Call(
                        Code.Style.PLAIN,
                        first ? "Tuple.first" : "Tuple.second",
                        List.of(code(tuple, context, depth, false))));
            }
            case 17 -> {
                var element = types.type(1, context.variables());
                yield Optional.of(new Code.Call(
                        chance.pick(List.of(Code.Style.PLAIN, Code.Style.PIPE)),
                        chance.pick(List.of("List.reduce", "reduce")),
                        List.of(
                                code(Ty.of("List", element), context, depth, false),
                                code(type, context, depth, false),
                                code(new Ty.Fun(List.of(type, element), type), context, depth, false))));
            }
            case 18, 19, 20 -> calls.builtinCall(type, context, depth);
            case 21, 22 -> methods.call(type, context, depth);
            case 23 -> methods.operation(type, context, depth);
            default -> Optional.of(construction.ofType(type, context, depth, known));
        };
    }

    /**
     * The function with a body that calls its peers with less fuel than it has.
     *
     * @param shape the function without clauses
     * @param around what is known outside of it
     */
    Code.Function countingDown(Code.Function shape, List<Code.Function> peers, Context around, int depth) {
        var names = new ArrayList<Code.Pattern>();
        var known = new ArrayList<Known>();
        for (int i = 0; i < shape.parameters().size(); i++) {
            // hides no parameter of a function around
            var name = i == 0 ? FUEL : shape.name() + "p" + i;
            names.add(new Code.Pattern.Bind(name));
            known.add(new Known(name, shape.parameters().get(i), false));
        }
        var inside = around.with(known);
        var recursive = inside.among(peers);
        var body = new Code.If(
                new Code.Binary("<=", new Code.Name(FUEL), new Code.Literal(0L)),
                statements.body(shape.result(), inside, Math.min(depth, 2), true),
                chance.oneIn(2)
                        ? calls.peerCall(peers, recursive, depth)
                        : statements.body(shape.result(), recursive, depth + 1, true));
        return new Code.Function(
                shape.name(),
                shape.variables(),
                shape.parameters(),
                shape.result(),
                List.of(new Code.Arm(names, Optional.empty(), body)));
    }
}
