package snow.random;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Runs a program as the language's rules read, with no thought for speed. */
final class Interpreter {
    private final Map<String, Code.Function> functions = new HashMap<>();
    /** Written by types, by the names of methods and types. */
    private final Map<List<String>, Code.Function> methods;
    /** Methods that interfaces have; those without a body are empty. */
    private final Map<String, Optional<Code.Arm>> defaults = new HashMap<>();
    /** The types of variants. */
    private final Map<String, String> owners = new HashMap<>();

    private final IdentityHashMap<Object, Integer> lines;
    private final Builtins builtins = new Builtins(this::print);
    private final StringBuilder out = new StringBuilder();
    private Scope globals = Scope.EMPTY;
    private int stepsLeft;

    private Interpreter(Code.Program program, IdentityHashMap<Object, Integer> lines, int steps) {
        program.functions().forEach(function -> functions.put(function.name(), function));
        this.methods = Methods.written(program);
        program.interfaces()
                .forEach(one -> one.methods().forEach(method -> defaults.put(method.name(), method.body())));
        program.definitions()
                .forEach(definition ->
                        definition.variants().forEach(variant -> owners.put(variant.name(), definition.name())));
        this.lines = lines;
        this.stepsLeft = steps;
    }

    /** What a run prints, to standard output and to standard error. */
    record Result(String out, String err) {}

    /** What {@code main} does; empty when it takes too many steps. */
    static Optional<Result> run(Code.Program program, IdentityHashMap<Object, Integer> lines, int steps) {
        var interpreter = new Interpreter(program, lines, steps);
        var err = "";
        try {
            for (var constant : program.constants()) {
                interpreter.globals = interpreter.execute(constant, interpreter.globals);
            }
            interpreter.call(interpreter.functions.get("main"), List.of(), interpreter.globals);
        } catch (TooLong _) {
            return Optional.empty();
        } catch (Crash crash) {
            err = "Snow panic at main.snow:" + crash.line + ": " + crash.getMessage() + "\n";
        }
        return Optional.of(new Result(interpreter.out.toString(), err));
    }

    private void print(String line) {
        out.append(line).append('\n');
        if (out.length() > 200_000) {
            throw new TooLong();
        }
    }

    // ---- ways to leave

    private abstract static class Leaving extends RuntimeException {
        private static final long serialVersionUID = 1;

        Leaving(String message) {
            super(message, null, false, false);
        }
    }

    private static final class TooLong extends Leaving {
        private static final long serialVersionUID = 1;

        TooLong() {
            super("too many steps");
        }
    }

    private static final class BreakLoop extends Leaving {
        private static final long serialVersionUID = 1;

        BreakLoop() {
            super("break");
        }
    }

    private static final class ContinueLoop extends Leaving {
        private static final long serialVersionUID = 1;

        ContinueLoop() {
            super("continue");
        }
    }

    private static final class ReturnValue extends Leaving {
        private static final long serialVersionUID = 1;
        private final transient Object value;

        ReturnValue(Object value) {
            super("return");
            this.value = value;
        }
    }

    private static final class Crash extends Leaving {
        private static final long serialVersionUID = 1;
        private final int line;

        Crash(String message, int line) {
            super(message);
            this.line = line;
        }
    }

    // ---- names

    private record Scope(String name, Object value, Scope outer) {
        static final Scope EMPTY = new Scope("", Value.UNIT, null);

        Scope with(String newName, Object newValue) {
            return new Scope(newName, newValue, this);
        }

        Optional<Object> get(String wanted) {
            for (var scope = this; scope != null; scope = scope.outer) {
                if (scope.name.equals(wanted)) {
                    return Optional.of(scope.value);
                }
            }
            return Optional.empty();
        }
    }

    // ---- evaluation

    private Object call(Code.Function function, List<Object> arguments, Scope scope) {
        return clauses(function.clauses(), arguments, scope, lines.get(function));
    }

    /** The first clause that matches; {@code return} ends it. */
    private Object clauses(List<Code.Arm> clauses, List<Object> arguments, Scope scope, int line) {
        try {
            return arms(clauses, arguments, scope, line);
        } catch (ReturnValue returned) {
            return returned.value;
        }
    }

    private Object arms(List<Code.Arm> arms, List<Object> values, Scope scope, int line) {
        for (var arm : arms) {
            var bound = Optional.of(scope);
            for (int i = 0; i < values.size() && bound.isPresent(); i++) {
                bound = match(arm.patterns().get(i), values.get(i), bound.get());
            }
            if (bound.isPresent()
                    && (arm.guard().isEmpty() || (boolean) evaluate(arm.guard().get(), bound.get()))) {
                return evaluate(arm.body(), bound.get());
            }
        }
        throw new Crash("non-exhaustive match", line);
    }

    private Optional<Scope> match(Code.Pattern pattern, Object value, Scope scope) {
        return switch (pattern) {
            case Code.Pattern.Any _ -> Optional.of(scope);
            case Code.Pattern.Bind(var name) -> Optional.of(scope.with(name, value));
            case Code.Pattern.Equal(var literal) -> Value.equal(literal, value) ? Optional.of(scope) : Optional.empty();
            case Code.Pattern.Tuple(var parts) -> match(parts, ((Value.Tuple) value).parts(), scope);
            case Code.Pattern.Variant(var name, var fields) -> {
                var variant = (Value.Variant) value;
                yield variant.name().equals(name) ? match(fields, variant.fields(), scope) : Optional.empty();
            }
            case Code.Pattern.Cons(var head, var tail) -> {
                var list = (List<?>) value;
                yield list.isEmpty()
                        ? Optional.empty()
                        : match(head, list.getFirst(), scope)
                                .flatMap(bound -> match(tail, list.subList(1, list.size()), bound));
            }
            case Code.Pattern.Or(var alternatives) ->
                alternatives.stream()
                        .map(alternative -> match(alternative, value, scope))
                        .flatMap(Optional::stream)
                        .findFirst();
            case Code.Pattern.As(var inner, var name) ->
                match(inner, value, scope).map(bound -> bound.with(name, value));
        };
    }

    private Optional<Scope> match(List<Code.Pattern> patterns, List<Object> values, Scope scope) {
        var bound = Optional.of(scope);
        for (int i = 0; i < values.size() && bound.isPresent(); i++) {
            bound = match(patterns.get(i), values.get(i), bound.get());
        }
        return bound;
    }

    private List<Object> evaluate(List<Code> codes, Scope scope) {
        var values = new ArrayList<>();
        for (var code : codes) {
            values.add(evaluate(code, scope));
        }
        return values;
    }

    private Object evaluate(Code code, Scope scope) {
        if (stepsLeft-- <= 0) {
            throw new TooLong();
        }
        return switch (code) {
            case Code.Literal(var value) -> value;
            case Code.Name(var name) -> scope.get(name).orElseGet(() -> functionValue(name));
            case Code.Binary binary -> binary(binary, scope);
            case Code.Unary(var operator, var operand) -> {
                var value = evaluate(operand, scope);
                yield switch (value) {
                    case Long number -> -number;
                    case Double number -> -number;
                    case Value.Struct _, Value.Variant _ -> method("neg", List.of(value));
                    default -> operator.equals("not") != (boolean) value;
                };
            }
            case Code.Call(var _, var name, var arguments) -> {
                var values = evaluate(arguments, scope);
                yield call(name, values, scope, lines.get(code));
            }
            case Code.MapGet(var map, var key, var missing) -> {
                var dictionary = (Value.Dictionary) evaluate(map, scope);
                int at = dictionary.position(evaluate(key, scope));
                if (at < 0 && missing.isEmpty()) {
                    throw new Crash("Map.get: key not found", lines.get(code));
                }
                yield at < 0 ? missing.get() : dictionary.values().get(at);
            }
            case Code.Apply(var callee, var arguments) -> {
                var function = (Value.Closure) evaluate(callee, scope);
                yield function.call(evaluate(arguments, scope));
            }
            case Code.TupleOf(var parts) -> new Value.Tuple(evaluate(parts, scope));
            case Code.ListOf(var elements) -> evaluate(elements, scope);
            case Code.MapOf(var keys, var values) -> {
                var keyValues = new ArrayList<>();
                var valueValues = new ArrayList<>();
                for (int i = 0; i < keys.size(); i++) {
                    keyValues.add(evaluate(keys.get(i), scope));
                    valueValues.add(evaluate(values.get(i), scope));
                }
                yield Value.Dictionary.of(keyValues, valueValues);
            }
            case Code.Make(var definition, var fields, var values) -> {
                var slots = new Object[fields.size()];
                for (int i = 0; i < slots.length; i++) {
                    slots[fields.get(i)] = evaluate(values.get(i), scope);
                }
                yield new Value.Struct(definition, List.of(slots));
            }
            case Code.Construct(var _, var variant, var fields) ->
                new Value.Variant(variant.name(), variant.tag(), evaluate(fields, scope));
            case Code.Field(var target, var index) ->
                ((Value.Struct) evaluate(target, scope)).fields().get(index);
            case Code.Text(var parts) -> {
                var text = new StringBuilder();
                parts.forEach(part -> text.append(Value.show(evaluate(part, scope))));
                yield text.toString();
            }
            case Code.If(var condition, var thenBranch, var elseBranch) ->
                evaluate((boolean) evaluate(condition, scope) ? thenBranch : elseBranch, scope);
            case Code.Case(var scrutinee, var arms) ->
                arms(arms, List.of(evaluate(scrutinee, scope)), scope, lines.get(code));
            case Code.For loop -> loop(loop, scope);
            case Code.While(var condition, var body) -> {
                while ((boolean) evaluate(condition, scope)) {
                    try {
                        evaluate(body, scope);
                    } catch (ContinueLoop _) {
                        // the condition is next
                    } catch (BreakLoop _) {
                        break;
                    }
                }
                yield Value.UNIT;
            }
            case Code.Lambda(var clauses, var _) ->
                (Value.Closure) arguments -> clauses(clauses, arguments, scope, lines.get(code));
            case Code.Block(var statements, var result) -> {
                var inner = scope;
                for (var statement : statements) {
                    inner = execute(statement, inner);
                }
                yield evaluate(result, inner);
            }
            case Code.Return(var value) -> throw new ReturnValue(evaluate(value, scope));
            case Code.Break _ -> throw new BreakLoop();
            case Code.Continue _ -> throw new ContinueLoop();
            case Code.Try(var operand) -> {
                var variant = (Value.Variant) evaluate(operand, scope);
                if (variant.tag() == 1) {
                    throw new ReturnValue(variant);
                }
                yield variant.fields().getFirst();
            }
        };
    }

    private Scope execute(Code.Statement statement, Scope scope) {
        return switch (statement) {
            case Code.Statement.Do(var code) -> {
                evaluate(code, scope);
                yield scope;
            }
            case Code.Statement.Let(var pattern, var _, var value) ->
                match(pattern, evaluate(value, scope), scope)
                        .orElseThrow(() -> new Crash("non-exhaustive match", lines.get(statement)));
            case Code.Statement.LocalFunctions(var local) -> {
                var inner = new Scope[] {scope};
                for (var function : local) {
                    inner[0] = inner[0].with(
                            function.name(), (Value.Closure) arguments -> call(function, arguments, inner[0]));
                }
                yield inner[0];
            }
        };
    }

    /** {@code break} and {@code continue} in what is walked belong to a loop around this one. */
    private Object loop(Code.For loop, Scope scope) {
        var results = new ArrayList<>();
        var elements =
                Builtins.elements(evaluate(loop.iterable(), scope), loop.names().size());
        try {
            for (var element : elements) {
                var inner = scope;
                for (int i = 0; i < loop.names().size(); i++) {
                    inner = inner.with(
                            loop.names().get(i),
                            loop.names().size() == 1
                                    ? element
                                    : ((Value.Tuple) element).parts().get(i));
                }
                try {
                    if (loop.filter().isEmpty()
                            || (boolean) evaluate(loop.filter().get(), inner)) {
                        results.add(evaluate(loop.body(), inner));
                    }
                } catch (ContinueLoop _) {
                    // adds nothing
                }
            }
        } catch (BreakLoop _) {
            // what was collected stays
        }
        return results;
    }

    private Object functionValue(String name) {
        return (Value.Closure) arguments -> call(name, arguments, globals, 0);
    }

    private Object call(String name, List<Object> arguments, Scope scope, int line) {
        var local = scope.get(name);
        if (local.isPresent()) {
            return ((Value.Closure) local.get()).call(arguments);
        }
        var function = functions.get(name);
        if (function != null) {
            return call(function, arguments, globals);
        }
        var method = name.substring(name.indexOf('.') + 1);
        if (defaults.containsKey(method)) {
            return method(method, arguments);
        }
        try {
            return builtins.call(name, arguments);
        } catch (Builtins.Misuse misuse) {
            throw new Crash(misuse.getMessage(), line);
        }
    }

    /** The method that the type of the first argument has. */
    private Object method(String name, List<Object> arguments) {
        var type = switch (arguments.getFirst()) {
            case Long _ -> "Int";
            case Double _ -> "Float";
            case Boolean _ -> "Bool";
            case String _ -> "String";
            case Value.Struct struct -> struct.definition().name();
            case Value.Variant variant -> owners.get(variant.name());
            default -> throw new IllegalArgumentException("no methods: " + arguments.getFirst());
        };
        var written = methods.get(List.of(name, type));
        return written != null
                ? call(written, arguments, globals)
                : clauses(List.of(defaults.get(name).orElseThrow()), arguments, globals, 0);
    }

    private Object binary(Code.Binary binary, Scope scope) {
        var left = evaluate(binary.left(), scope);
        if (binary.operator().equals("and") || binary.operator().equals("or")) {
            return (boolean) left == binary.operator().equals("or") ? left : evaluate(binary.right(), scope);
        }
        var right = evaluate(binary.right(), scope);
        return switch (binary.operator()) {
            case "==" -> Value.equal(left, right);
            case "!=" -> !Value.equal(left, right);
            case "<" -> Value.less(left, right);
            case ">" -> Value.less(right, left);
            // for numbers, a NaN makes every comparison false
            case "<=" -> left instanceof Double ? (double) left <= (double) right : !Value.less(right, left);
            case ">=" -> left instanceof Double ? (double) left >= (double) right : !Value.less(left, right);
            case ".." -> new Value.Range((long) left, (long) right);
            case "<>" -> (String) left + right;
            case "++" -> left instanceof String text ? text + right : Builtins.concat((List<?>) left, (List<?>) right);
            default ->
                switch (left) {
                    case Long number -> integers(binary, number, (long) right);
                    case Double number -> floats(binary, number, (double) right);
                    default -> {
                        var method = Methods.OPERATORS.get(binary.operator());
                        yield method(method.toLowerCase(Locale.ROOT), List.of(left, right));
                    }
                };
        };
    }

    private Object integers(Code.Binary binary, long left, long right) {
        return switch (binary.operator()) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            default -> {
                if (right == 0) {
                    throw new Crash("division by zero", lines.get(binary));
                }
                yield binary.operator().equals("/") ? left / right : left % right;
            }
        };
    }

    private static Object floats(Code.Binary binary, double left, double right) {
        return switch (binary.operator()) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "/" -> left / right;
            default -> left % right;
        };
    }
}
