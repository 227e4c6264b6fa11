package snow.random;

import static snow.random.Ty.Basic.BOOL;
import static snow.random.Ty.Basic.FLOAT;
import static snow.random.Ty.Basic.INT;
import static snow.random.Ty.Basic.ORDERING;
import static snow.random.Ty.Basic.RANGE;
import static snow.random.Ty.Basic.STRING;
import static snow.random.Ty.Basic.UNIT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Makes expressions of a wanted type, and the statements and patterns around them. */
final class Generator {
    private static final List<String> ORDERINGS = List.of("Less", "Equal", "Greater");
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "p", "q", "r", "x", "y", "z");

    /** The name of the parameter that recursion counts down; nothing else is called so. */
    static final String FUEL = "fuel";

    private final Chance chance;
    private final List<Definition> definitions;
    private final List<Code.Function> functions = new ArrayList<>();
    private int taps;
    private int locals;

    Generator(Chance chance, List<Definition> definitions) {
        this.chance = chance;
        this.definitions = definitions;
    }

    /** @param polymorphic the type's variables may be anything at each use */
    record Known(String name, Ty type, boolean polymorphic) {}

    /**
     * @param result of the function or closure around, if {@code return} and {@code ?} may be used
     * @param self the function around, if it counts down
     */
    record Context(
            List<Known> names, List<Ty> variables, Optional<Ty> result, boolean inLoop, Optional<Code.Function> self) {
        Context with(List<Known> more) {
            var all = new ArrayList<>(names);
            all.addAll(more);
            return new Context(all, variables, result, inLoop, self);
        }

        Context with(String name, Ty type) {
            return with(List.of(new Known(name, type, false)));
        }

        Context inLoop(boolean loop) {
            return new Context(names, variables, result, loop, self);
        }

        Context returning(Optional<Ty> type) {
            return new Context(names, variables, type, false, Optional.empty());
        }

        /** What a polymorphic name's type begins to be matched with: the variables of the function around are not its own. */
        Map<String, Ty> bindings() {
            var bindings = new HashMap<String, Ty>();
            for (var variable : variables) {
                bindings.put(variable.text(), variable);
            }
            return bindings;
        }

        /** Names that no later one hides. */
        List<Known> visible() {
            var seen = new HashSet<String>();
            var visible = new ArrayList<Known>();
            for (var known : names.reversed()) {
                if (seen.add(known.name())) {
                    visible.add(known);
                }
            }
            return visible;
        }
    }

    void add(Code.Function function) {
        functions.add(function);
    }

    // ---- types

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

    private Ty key(int depth) {
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

    private Ty typeThat(String bound, int depth, Context context) {
        for (int i = 0; i < 5; i++) {
            var type = type(depth, context.variables());
            if (type.can(bound)) {
                return type;
            }
        }
        return INT;
    }

    // ---- expressions

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
        return ofType(type, context, depth - 1, known);
    }

    private Optional<Code> named(Ty type, Context context) {
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
        return ofType(type, context, 0, known);
    }

    /** Code that can have any type. */
    private Optional<Code> anyKind(Ty type, Context context, int depth, boolean known) {
        return switch (chance.below(24)) {
            case 0, 1 -> named(type, context);
            case 2 ->
                Optional.of(new Code.If(
                        code(BOOL, context, depth, true),
                        branch(type, context, depth, known),
                        branch(type, context, depth, known)));
            case 3, 4 -> Optional.of(caseOf(type, context, depth, known));
            case 5, 6, 7 -> callOf(type, context, depth, known);
            case 8 -> apply(type, context, depth);
            case 9 -> Optional.of(immediate(type, context, depth));
            case 10 -> fieldOf(type, context, depth);
            case 11 ->
                Optional.of(new Code.Call(
                        Code.Style.PLAIN,
                        "tap",
                        List.of(new Code.Literal("t" + taps++), code(type, context, depth, false))));
            case 12 -> Optional.of(partOfList(type, context, depth));
            case 13 -> Optional.of(ofMap(type, context, depth));
            case 14 -> tried(type, context, depth);
            case 15 -> selfCall(type, context, depth);
            case 16 -> {
                var other = type(1, context.variables());
                boolean first = chance.oneIn(2);
                var tuple = new Ty.Tuple(first ? List.of(type, other) : List.of(other, type));
                yield Optional.of(new Code.Call(
                        Code.Style.PLAIN,
                        first ? "Tuple.first" : "Tuple.second",
                        List.of(code(tuple, context, depth, false))));
            }
            case 17 -> {
                var element = type(1, context.variables());
                yield Optional.of(new Code.Call(
                        chance.pick(List.of(Code.Style.PLAIN, Code.Style.PIPE)),
                        chance.pick(List.of("List.reduce", "reduce")),
                        List.of(
                                code(Ty.of("List", element), context, depth, false),
                                code(type, context, depth, false),
                                code(new Ty.Fun(List.of(type, element), type), context, depth, false))));
            }
            case 18, 19, 20 -> builtinCall(type, context, depth);
            default -> Optional.of(ofType(type, context, depth, known));
        };
    }

    private Optional<Code> builtinCall(Ty type, Context context, int depth) {
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
            bindings.computeIfAbsent(variable.name(), _ -> typeThat(variable.bound(), 1, context));
        }
        var parameters = Ty.with(signature.parameters(), bindings);
        var arguments = new ArrayList<Code>();
        for (int i = 0; i < parameters.size(); i++) {
            boolean fixed = !signature.parameters().get(i).hasVariables();
            arguments.add(code(parameters.get(i), context, depth, fixed));
        }
        if (signature.isMethod() && chance.oneIn(4)) {
            arguments.set(0, annotated(parameters.getFirst(), arguments.getFirst()));
            return Optional.of(new Code.Call(Code.Style.DOT, signature.name(), arguments));
        }
        var style = chance.oneIn(4) ? Code.Style.PIPE : Code.Style.PLAIN;
        return Optional.of(new Code.Call(style, signature.name(), arguments));
    }

    /** A branch of {@code if}, or another block: it may leave what is around it. */
    private Code branch(Ty type, Context context, int depth, boolean known) {
        if (context.inLoop() && chance.oneIn(6)) {
            return chance.oneIn(2) ? new Code.Break() : new Code.Continue();
        }
        if (context.result().isPresent() && chance.oneIn(10)) {
            return new Code.Return(code(context.result().get(), context, depth, true));
        }
        return body(type, context, depth, known);
    }

    /** A block, or code without statements before it. */
    Code body(Ty type, Context context, int depth, boolean known) {
        if (depth <= 0 || chance.oneIn(3)) {
            return code(type, context, depth, known);
        }
        var statements = new ArrayList<Code.Statement>();
        var inner = context;
        int count = 1 + chance.below(3);
        for (int i = 0; i < count; i++) {
            inner = statement(statements, inner, depth);
        }
        return new Code.Block(statements, code(type, inner, depth, known));
    }

    /** Adds a statement; what follows sees the returned context. */
    Context statement(List<Code.Statement> statements, Context context, int depth) {
        switch (chance.below(12)) {
            case 0, 1 -> {
                var shown = typeThat("Display", 2, context);
                statements.add(new Code.Statement.Do(print(code(shown, context, depth, false))));
                return context;
            }
            case 2 -> {
                var parts = List.of(type(2, context.variables()), type(1, context.variables()));
                var bound = new ArrayList<Known>();
                var value = code(new Ty.Tuple(parts), context, depth, true);
                var pattern = new Code.Pattern.Tuple(parts.stream()
                        .map(part -> chance.oneIn(12) ? pattern(part, bound, 1) : plain(part, bound))
                        .toList());
                statements.add(new Code.Statement.Let(pattern, Optional.of(new Ty.Tuple(parts)), value));
                return context.with(bound);
            }
            case 3 -> {
                var element = type(1, context.variables());
                statements.add(new Code.Statement.Do(loop(element, context, depth)));
                return context;
            }
            case 4 -> {
                var body = new Code.Block(
                        List.of(
                                new Code.Statement.Do(print(code(INT, context.inLoop(true), depth - 1, true))),
                                new Code.Statement.Do(new Code.If(
                                        code(BOOL, context, 1, true),
                                        branch(UNIT, context.inLoop(true), depth - 1, true),
                                        branch(UNIT, context.inLoop(true), depth - 1, true)))),
                        new Code.Break());
                statements.add(new Code.Statement.Do(new Code.While(code(BOOL, context, depth - 1, true), body)));
                return context;
            }
            case 5 -> {
                var known = polymorphic(statements, context);
                return context.with(List.of(known));
            }
            case 6 -> {
                var function = localFunction(context, depth);
                statements.add(new Code.Statement.LocalFunction(function));
                return context.with(function.name(), new Ty.Fun(function.parameters(), function.result()));
            }
            default -> {
                var type = type(2, context.variables());
                var name = name();
                boolean written = !chance.oneIn(3);
                statements.add(new Code.Statement.Let(
                        new Code.Pattern.Bind(name),
                        written ? Optional.of(type) : Optional.empty(),
                        code(type, context, depth, written)));
                return context.with(name, type);
            }
        }
    }

    private Known polymorphic(List<Code.Statement> statements, Context context) {
        var first = new Ty.Variable("P", "");
        var second = new Ty.Variable("Q", "");
        Code.Pattern x = new Code.Pattern.Bind("x");
        Code.Pattern y = new Code.Pattern.Bind("y");
        var name = name();
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
                        .filter(known ->
                                !known.polymorphic() && !List.of("x", "y").contains(known.name()))
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
        var parameters = chance.times(1, 2, () -> type(1, context.variables()));
        var result = type(1, context.variables());
        var bound = new ArrayList<Known>();
        var patterns =
                parameters.stream().map(parameter -> bind(parameter, bound)).toList();
        var inner = context.returning(Optional.of(result)).with(bound);
        return new Code.Function(
                name() + "_f" + locals++,
                List.of(),
                parameters,
                result,
                List.of(new Code.Arm(patterns, Optional.empty(), body(result, inner, depth - 1, true))));
    }

    Code print(Code value) {
        return new Code.Call(Code.Style.PLAIN, "println", List.of(new Code.Text(List.of(value))));
    }

    private Code caseOf(Ty type, Context context, int depth, boolean known) {
        var names =
                context.visible().stream().filter(name -> !name.polymorphic()).toList();
        boolean reuse = !names.isEmpty() && chance.oneIn(2);
        var matched = reuse ? chance.pick(names).type() : type(2, context.variables());
        var scrutinee = code(matched, context, depth, false);
        var arms = new ArrayList<Code.Arm>();
        for (int i = chance.below(4); i >= 0; i--) {
            arms.add(arm(List.of(matched), context, type, depth, known));
        }
        var bound = new ArrayList<Known>();
        Code.Pattern last = chance.oneIn(2) ? new Code.Pattern.Any() : bind(matched, bound);
        arms.add(new Code.Arm(List.of(last), Optional.empty(), code(type, context.with(bound), depth - 1, known)));
        return new Code.Case(scrutinee, arms);
    }

    private Code.Arm arm(List<Ty> matched, Context context, Ty result, int depth, boolean known) {
        var bound = new ArrayList<Known>();
        var patterns = matched.stream().map(type -> pattern(type, bound, 3)).toList();
        var inner = context.with(bound);
        Optional<Code> guard = chance.oneIn(3) ? Optional.of(guard(inner, 2)) : Optional.empty();
        return new Code.Arm(patterns, guard, code(result, inner, depth - 1, known));
    }

    /** What may stand after {@code when} in an arm: names, literals, operators and calls (spec 02 §13). */
    private Code guard(Context context, int depth) {
        if (depth > 0 && chance.oneIn(2)) {
            return switch (chance.below(3)) {
                case 0 -> new Code.Unary("not", guard(context, depth - 1));
                case 1 ->
                    new Code.Call(
                            Code.Style.PLAIN,
                            "tap",
                            List.of(new Code.Literal("t" + taps++), guard(context, depth - 1)));
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
                ? new Code.Literal(constant(basic))
                : named(left.type(), context).orElseThrow();
        return new Code.Binary(
                chance.pick(left.type().can("Ord") ? List.of("==", "<", ">=") : List.of("==", "!=")),
                left.type() == INT && chance.oneIn(4)
                        ? new Code.Binary("%", new Code.Name(left.name()), new Code.Literal(3L))
                        : new Code.Name(left.name()),
                right);
    }

    private Optional<Code> callOf(Ty type, Context context, int depth, boolean known) {
        var fitting = functions.stream()
                .filter(function -> function.result().matches(type, new HashMap<>()))
                .toList();
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        var function = chance.pick(fitting);
        var bindings = new HashMap<String, Ty>();
        function.result().matches(type, bindings);
        for (var variable : function.variables()) {
            bindings.computeIfAbsent(variable.name(), _ -> typeThat(variable.bound(), 1, context));
        }
        var arguments = new ArrayList<Code>();
        var names = function.clauses().getFirst().patterns();
        for (int i = 0; i < names.size(); i++) {
            var parameter = function.parameters().get(i);
            arguments.add(
                    names.get(i).equals(new Code.Pattern.Bind(FUEL))
                            ? new Code.Literal((long) chance.below(5))
                            : code(parameter.with(bindings), context, depth, !parameter.hasVariables()));
        }
        boolean pipe = !arguments.isEmpty() && chance.oneIn(4);
        return Optional.of(new Code.Call(pipe ? Code.Style.PIPE : Code.Style.PLAIN, function.name(), arguments));
    }

    private Optional<Code> selfCall(Ty type, Context context, int depth) {
        if (context.self().isEmpty() || !context.self().get().result().equals(type)) {
            return Optional.empty();
        }
        return Optional.of(selfCall(context, depth));
    }

    Code selfCall(Context context, int depth) {
        var self = context.self().orElseThrow();
        var arguments = new ArrayList<Code>();
        arguments.add(new Code.Binary("-", new Code.Name(FUEL), new Code.Literal(1L)));
        self.parameters().stream()
                .skip(1)
                .forEach(parameter -> arguments.add(code(parameter, context, depth - 1, true)));
        return new Code.Call(Code.Style.PLAIN, self.name(), arguments);
    }

    /** A call of a function value that is in scope. */
    private Optional<Code> apply(Ty type, Context context, int depth) {
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
                bindings.computeIfAbsent(variable, _ -> type(1, context.variables()));
            }
        }
        return Optional.of(new Code.Apply(
                new Code.Name(name.name()),
                function.parameters().stream()
                        .map(parameter -> code(parameter.with(bindings), context, depth, !name.polymorphic()))
                        .toList()));
    }

    /** A closure that is called where it stands. */
    private Code immediate(Ty type, Context context, int depth) {
        var parameter = type(1, context.variables());
        var function = new Ty.Fun(List.of(parameter), type);
        return new Code.Apply(
                lambda(function, context, depth, false, true), List.of(code(parameter, context, depth - 1, true)));
    }

    private Optional<Code> fieldOf(Ty type, Context context, int depth) {
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
                        var struct = code(owner, context, depth - 1, false);
                        options.add(new Code.Field(certain(owner, struct), i));
                    }
                }
            }
        }
        return options.isEmpty() ? Optional.empty() : Optional.of(chance.pick(options));
    }

    private Code partOfList(Ty type, Context context, int depth) {
        var list = code(Ty.of("List", type), context, depth, false);
        var style = chance.pick(List.of(Code.Style.PLAIN, Code.Style.PIPE));
        return switch (chance.below(4)) {
            case 0 -> new Code.Call(style, "List.get", List.of(list, new Code.Literal(chance.oneIn(8) ? 2L : 0L)));
            case 1 -> new Code.Call(style, "List.last", List.of(list));
            default -> new Code.Call(style, "List.head", List.of(list));
        };
    }

    private Code ofMap(Ty type, Context context, int depth) {
        var key = key(1);
        Optional<Object> missing = type == INT
                ? Optional.of(0L)
                : type == FLOAT ? Optional.of(0.0) : type == BOOL ? Optional.of(false) : Optional.empty();
        var wanted = code(key, context, depth - 1, false);
        if (missing.isPresent() || chance.oneIn(10)) {
            return new Code.MapGet(code(Ty.of("Map", key, type), context, depth, false), wanted, missing);
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
                                                List.of(code(
                                                        type, context.returning(Optional.empty()), depth - 1, false))),
                                        new Code.Name("k"),
                                        missing))),
                        List.of(Optional.of(key))),
                List.of(wanted));
    }

    private Optional<Code> tried(Ty type, Context context, int depth) {
        return switch (context.result().orElse(UNIT)) {
            case Ty.Of(var name, var _)
            when name.equals("Option") -> Optional.of(new Code.Try(code(Ty.of("Option", type), context, depth, false)));
            case Ty.Of(var name, var arguments)
            when name.equals("Result") ->
                Optional.of(new Code.Try(code(Ty.of("Result", type, arguments.get(1)), context, depth, false)));
            default -> Optional.empty();
        };
    }

    private Code loop(Ty element, Context context, int depth) {
        var first = type(1, List.of());
        var name = name();
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
                var key = key(1);
                iterable = walked(Ty.of("Map", key, first), context, depth);
                names = List.of(name, second);
                bound.add(new Known(name, key, false));
                bound.add(new Known(second, first, false));
            }
            case 3 -> {
                var key = key(1);
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
                ? Optional.of(code(BOOL, context.with(bound).inLoop(false), 1, true))
                : Optional.empty();
        return new Code.For(names, iterable, filter, body(element, inner, depth - 1, false));
    }

    private Code lambda(Ty.Fun type, Context context, int depth, boolean known, boolean one) {
        var returning = context.returning(known ? Optional.of(type.result()) : Optional.empty());
        var clauses = new ArrayList<Code.Arm>();
        if (!one && !type.parameters().isEmpty() && chance.oneIn(3)) {
            var first = arm(type.parameters(), returning, type.result(), depth, known);
            if (!first.matchesAlways()) {
                clauses.add(first);
            }
        }
        var bound = new ArrayList<Known>();
        var names = type.parameters().stream()
                .map(parameter -> bind(parameter, bound))
                .toList();
        clauses.add(
                new Code.Arm(names, Optional.empty(), body(type.result(), returning.with(bound), depth - 1, known)));
        return new Code.Lambda(
                clauses,
                type.parameters().stream()
                        .map(parameter -> known && chance.oneIn(2) ? Optional.<Ty>empty() : Optional.of(parameter))
                        .toList());
    }

    // ---- code by type

    private Code ofType(Ty type, Context context, int depth, boolean known) {
        return switch (type) {
            case Ty.Basic basic -> basic(basic, context, depth);
            case Ty.Tuple(var parts) ->
                new Code.TupleOf(parts.stream()
                        .map(part -> code(part, context, depth, known))
                        .toList());
            case Ty.Fun function -> function(function, context, depth, known);
            case Ty.User user -> user(user, context, depth, known);
            case Ty.Of of -> builtIn(of, context, depth, known);
            case Ty.Variable variable ->
                named(variable, context).orElseThrow(() -> new IllegalStateException("no " + variable));
        };
    }

    private Code function(Ty.Fun type, Context context, int depth, boolean known) {
        var fitting = functions.stream()
                .filter(function -> !function.parameters().isEmpty()
                        && !function.clauses().getFirst().patterns().contains(new Code.Pattern.Bind(FUEL))
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
                            .map(i -> code(fields.get(i), context, depth, fixed))
                            .toList());
        }
        return new Code.Construct(
                definition,
                variant,
                fields.stream().map(field -> code(field, context, depth, fixed)).toList());
    }

    private static boolean mentions(Definition.Variant variant, Definition definition) {
        return variant.fields().stream()
                .anyMatch(field -> field instanceof Ty.User(var other, var _) && other == definition);
    }

    private Code walked(Ty type, Context context, int depth) {
        return certain(type, code(type, context, depth - 1, false));
    }

    /** Code whose type is known where it stands. That of a parameter may be one that only its uses tell. */
    private static Code certain(Ty type, Code code) {
        return switch (code) {
            case Code.Make _, Code.ListOf _, Code.MapOf _, Code.Literal _ -> code;
            case Code.Binary binary when binary.operator().equals("..") -> code;
            default -> annotated(type, code);
        };
    }

    /** A call of the identity, which says the type. */
    private static Code annotated(Ty type, Code code) {
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
                    yield known ? variant("None", 1, List.of()) : annotated(type, variant("None", 1, List.of()));
                }
                if (chance.oneIn(5)) {
                    yield new Code.Call(
                            style,
                            "List.find",
                            List.of(
                                    code(Ty.of("List", first), context, depth, false),
                                    code(new Ty.Fun(List.of(first), BOOL), context, depth, false)));
                }
                yield variant("Some", 0, List.of(code(first, context, depth, known)));
            }
            case "Result" -> {
                boolean ok = !chance.oneIn(3);
                var made = variant(
                        ok ? "Ok" : "Err", ok ? 0 : 1, List.of(code(type.argument(ok ? 0 : 1), context, depth, true)));
                yield known ? made : annotated(type, made);
            }
            case "Map" -> map(type, context, depth, known, style);
            case "Set" -> {
                if (depth > 0 && chance.oneIn(3)) {
                    yield new Code.Call(
                            style,
                            chance.pick(List.of("Set.union", "Set.intersection", "Set.difference")),
                            List.of(code(type, context, depth, known), code(type, context, depth, known)));
                }
                var list = code(Ty.of("List", first), context, depth, known);
                yield new Code.Call(style, "Set.from_list", List.of(list));
            }
            case "Queue" -> {
                Code queue = new Code.Call(Code.Style.PLAIN, "Queue.new", List.of());
                for (int i = chance.below(3); i >= 0; i--) {
                    queue = new Code.Call(
                            Code.Style.PLAIN, "Queue.push", List.of(queue, code(first, context, depth, known)));
                }
                yield queue;
            }
            default -> throw new IllegalStateException(type.text());
        };
    }

    private static Code variant(String name, int tag, List<Code> fields) {
        return new Code.Construct(
                new Definition("", List.of(), false, Definition.Shown.DERIVED),
                new Definition.Variant(name, tag, List.of()),
                fields);
    }

    private Code list(Ty.Of type, Context context, int depth, boolean known, Code.Style style) {
        var element = type.argument(0);
        if (depth <= 0 || chance.oneIn(3)) {
            if (known && chance.oneIn(6)) {
                return new Code.ListOf(List.of());
            }
            return new Code.ListOf(chance.times(1, 4, () -> code(element, context, depth - 1, known)));
        }
        var other = type(1, context.variables());
        return switch (chance.below(12)) {
            case 0 -> new Code.Binary("++", code(type, context, depth, known), code(type, context, depth, known));
            case 1 ->
                new Code.Call(
                        style,
                        chance.pick(List.of("List.map", "map")),
                        List.of(
                                code(Ty.of("List", other), context, depth, false),
                                code(new Ty.Fun(List.of(other), element), context, depth, false)));
            case 2 ->
                new Code.Call(
                        style,
                        chance.pick(List.of("List.filter", "filter")),
                        List.of(
                                code(type, context, depth, known),
                                code(new Ty.Fun(List.of(element), BOOL), context, depth, true)));
            case 3 ->
                new Code.Call(
                        style,
                        "List.append",
                        List.of(code(type, context, depth, known), code(element, context, depth, known)));
            case 4 ->
                new Code.Call(
                        style,
                        chance.pick(List.of("List.tail", "List.reverse")),
                        List.of(code(type, context, depth, known)));
            case 5 ->
                new Code.Call(
                        style,
                        chance.pick(List.of("List.take", "List.drop")),
                        List.of(code(type, context, depth, known), code(INT, context, 1, true)));
            case 6 ->
                new Code.Call(
                        style,
                        "List.flat_map",
                        List.of(
                                code(Ty.of("List", other), context, depth, false),
                                code(new Ty.Fun(List.of(other), type), context, depth, false)));
            case 7 ->
                new Code.Call(
                        style,
                        "List.sort",
                        List.of(
                                code(type, context, depth, known),
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
                                        code(Ty.of("List", parts.get(0)), context, depth, false),
                                        code(Ty.of("List", parts.get(1)), context, depth, false)))
                        : loop(element, context, depth);
            default -> loop(element, context, depth);
        };
    }

    private Code map(Ty.Of type, Context context, int depth, boolean known, Code.Style style) {
        var key = type.argument(0);
        var value = type.argument(1);
        if (depth > 0 && chance.oneIn(3)) {
            var map = code(type, context, depth, known);
            return switch (chance.below(3)) {
                case 0 ->
                    new Code.Call(
                            style,
                            "Map.put",
                            List.of(map, code(key, context, depth, known), code(value, context, depth, known)));
                case 1 -> new Code.Call(style, "Map.delete", List.of(map, code(key, context, depth, known)));
                default -> new Code.Call(style, "Map.merge", List.of(map, code(type, context, depth, known)));
            };
        }
        int size = known ? chance.below(3) : 1 + chance.below(2);
        var keys = chance.times(size, size, () -> code(key, context, depth - 1, known));
        return new Code.MapOf(keys, chance.times(size, size, () -> code(value, context, depth - 1, known)));
    }

    private Code basic(Ty.Basic type, Context context, int depth) {
        if (depth <= 0 || chance.oneIn(4)) {
            return literal(type);
        }
        return switch (type) {
            case INT -> integer(context, depth);
            case FLOAT ->
                chance.oneIn(4)
                        ? new Code.Call(Code.Style.PLAIN, "Int.to_float", List.of(code(INT, context, depth, true)))
                        : new Code.Binary(
                                chance.pick(List.of("+", "-", "*", "/", "%")),
                                code(FLOAT, context, depth, true),
                                code(FLOAT, context, depth, true));
            case BOOL -> truth(context, depth);
            case STRING -> text(context, depth);
            case UNIT -> print(code(typeThat("Display", 1, context), context, depth, false));
            case RANGE, ORDERING -> literal(type);
        };
    }

    private Code integer(Context context, int depth) {
        var list = Ty.of("List", type(1, context.variables()));
        return switch (chance.below(9)) {
            case 0 -> new Code.Unary("-", code(INT, context, depth, true));
            case 1 ->
                new Code.Call(
                        chance.pick(List.of(Code.Style.PLAIN, Code.Style.PIPE)),
                        "List.length",
                        List.of(code(list, context, depth, false)));
            case 2 -> new Code.Call(Code.Style.PLAIN, "String.length", List.of(code(STRING, context, depth, true)));
            case 3 ->
                new Code.Call(
                        Code.Style.PLAIN,
                        "Math.max",
                        List.of(code(INT, context, depth, true), code(INT, context, depth, true)));
            case 4 -> new Code.Call(Code.Style.PLAIN, "Float.to_int", List.of(code(FLOAT, context, depth, true)));
            case 5 ->
                new Code.Binary(
                        chance.pick(List.of("/", "%")),
                        code(INT, context, depth, true),
                        chance.oneIn(8)
                                ? code(INT, context, depth, true)
                                : new Code.Literal(chance.pick(List.of(1L, -1L, 2L, 7L, -3L, Long.MAX_VALUE))));
            default ->
                new Code.Binary(
                        chance.pick(List.of("+", "-", "*")),
                        code(INT, context, depth, true),
                        code(INT, context, depth, true));
        };
    }

    private Code truth(Context context, int depth) {
        return switch (chance.below(8)) {
            case 0 ->
                new Code.Binary(
                        chance.pick(List.of("and", "or")),
                        code(BOOL, context, depth, true),
                        code(BOOL, context, depth, true));
            case 1 -> new Code.Unary("not", code(BOOL, context, depth, true));
            case 2, 3 -> {
                var type = typeThat("Eq", 2, context);
                yield new Code.Binary(
                        chance.pick(List.of("==", "!=")),
                        code(type, context, depth, false),
                        code(type, context, depth, false));
            }
            case 4, 5 -> {
                var type = typeThat("Ord", 2, context);
                yield new Code.Binary(
                        chance.pick(List.of("<", ">", "<=", ">=")),
                        code(type, context, depth, false),
                        code(type, context, depth, false));
            }
            case 6 -> {
                var element = typeThat("Eq", 1, context);
                yield new Code.Call(
                        Code.Style.PLAIN,
                        "List.contains",
                        List.of(
                                code(Ty.of("List", element), context, depth, false),
                                code(element, context, depth, false)));
            }
            default -> {
                var element = type(1, context.variables());
                yield new Code.Call(
                        Code.Style.PLAIN,
                        chance.pick(List.of("List.any", "List.all")),
                        List.of(
                                code(Ty.of("List", element), context, depth, false),
                                code(new Ty.Fun(List.of(element), BOOL), context, depth, false)));
            }
        };
    }

    private Code text(Context context, int depth) {
        return switch (chance.below(5)) {
            case 0 ->
                new Code.Binary(
                        chance.pick(List.of("<>", "++")),
                        code(STRING, context, depth, true),
                        code(STRING, context, depth, true));
            case 1 ->
                new Code.Call(
                        Code.Style.PLAIN,
                        "String.slice",
                        List.of(
                                code(STRING, context, depth, true),
                                code(INT, context, 1, true),
                                code(INT, context, 1, true)));
            default ->
                new Code.Text(chance.times(
                        1,
                        3,
                        () -> chance.oneIn(3)
                                ? new Code.Literal(string())
                                : code(typeThat("Display", 2, context), context, depth, false)));
        };
    }

    private Code literal(Ty.Basic type) {
        if (type == RANGE) {
            return new Code.Binary(
                    "..", new Code.Literal((long) chance.below(3)), new Code.Literal((long) chance.below(6)));
        }
        return type == ORDERING ? orderingLiteral() : new Code.Literal(constant(type));
    }

    private Code orderingLiteral() {
        int tag = chance.below(ORDERINGS.size());
        return variant(ORDERINGS.get(tag), tag, List.of());
    }

    private String ordering() {
        return chance.pick(ORDERINGS);
    }

    private Object constant(Ty.Basic type) {
        return switch (type) {
            case INT ->
                chance.oneIn(12)
                        ? chance.pick(List.of(Long.MAX_VALUE, Long.MIN_VALUE, 4611686018427387904L, -4294967296L))
                        : (Object) (long) (chance.below(13) - 3);
            case FLOAT -> chance.pick(List.of(0.0, 1.0, 2.5, -1.5, 0.1, 3.0, 1000000.0, -0.0, 1e-7, 1e22));
            case BOOL -> chance.oneIn(2);
            case STRING -> string();
            default -> Value.UNIT;
        };
    }

    private String string() {
        return chance.pick(List.of(
                "", "a", "b", "ab", "é", "😀z", "q\"$", "\\n", "{x}", "#", " 7 ", "ß Σ", "-12", "a,b,", "e\u0301"));
    }

    private String name() {
        return chance.pick(NAMES);
    }

    // ---- patterns

    private Code.Pattern bind(Ty type, List<Known> bound) {
        for (int i = 0; i < 20; i++) {
            var name = name();
            if (bound.stream().noneMatch(known -> known.name().equals(name))) {
                bound.add(new Known(name, type, false));
                return new Code.Pattern.Bind(name);
            }
        }
        return new Code.Pattern.Any();
    }

    /** A pattern that always matches. */
    private Code.Pattern plain(Ty type, List<Known> bound) {
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
            case Ty.Basic basic when basic == ORDERING -> new Code.Pattern.Variant(ordering(), List.of());
            case Ty.Basic basic -> new Code.Pattern.Equal(constant(basic));
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
                var other = constant(basic);
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

    Code.Arm clause(List<Ty> parameters, Context context, Ty result, int depth) {
        var arm = arm(parameters, context, result, depth, true);
        return new Code.Arm(
                arm.patterns(), arm.guard(), body(result, context.with(boundBy(arm, parameters)), depth, true));
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
