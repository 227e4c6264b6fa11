package snow.random;

import static snow.random.Ty.Basic.BOOL;
import static snow.random.Ty.Basic.FLOAT;
import static snow.random.Ty.Basic.INT;
import static snow.random.Ty.Basic.STRING;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes interfaces, with default methods, implementations of these and of operators, and calls of what has been made. A method calls only those
 * made before it, so no call runs for ever.
 */
final class Methods {
    /** The built-in interfaces of operators, and their methods. */
    static final Map<String, String> OPERATORS = Map.of("+", "Add", "-", "Sub", "*", "Mul", "/", "Div", "%", "Mod");

    private static final Ty.Variable SELF_TYPE = new Ty.Variable("Self", "");
    private static final Code.Name SELF = new Code.Name("self");

    /** A method that values of a type have; the type is {@link #SELF_TYPE} within the interface. */
    private record Callable(String interfaceName, Code.Method method, Ty type) {}

    private record Operation(String operator, Ty operand, Ty result) {}

    private final Chance chance;
    private final Generator generator;
    private final List<Definition> definitions;
    private final List<Code.Interface> interfaces = new ArrayList<>();
    private final List<Code.Implementation> implementations = new ArrayList<>();
    private final List<Callable> callables = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();

    Methods(Chance chance, Generator generator, List<Definition> definitions) {
        this.chance = chance;
        this.generator = generator;
        this.definitions = definitions;
    }

    List<Code.Interface> interfaces() {
        return interfaces;
    }

    List<Code.Implementation> implementations() {
        return implementations;
    }

    // ---- interfaces

    /** Adds an interface and implementations for some types. */
    void declare(String name, List<Known> globals, int depth) {
        var methods = new ArrayList<Code.Method>();
        for (int i = chance.below(3); i >= 0; i--) {
            var parameters = chance.times(0, 2, () -> generator.types.type(1, List.of()));
            var result = generator.types.type(1, List.of());
            Optional<Code.Arm> body = methods.isEmpty() || chance.oneIn(2)
                    ? Optional.empty()
                    : Optional.of(body(SELF_TYPE, parameters, result, globals, depth));
            var method = new Code.Method(name.toLowerCase(Locale.ROOT) + "_m" + i, parameters, result, body);
            methods.add(method);
            callables.add(new Callable(name, method, SELF_TYPE));
        }
        callables.removeIf(callable -> callable.type() == SELF_TYPE);
        interfaces.add(new Code.Interface(name, methods));
        for (var type : implementors()) {
            implement(name, methods, type, globals, depth);
        }
    }

    private List<Ty> implementors() {
        var types = new ArrayList<Ty>(List.of(INT, FLOAT, BOOL, STRING));
        types.addAll(plain());
        chance.shuffle(types);
        return types.subList(0, 1 + chance.below(3));
    }

    /** The user types without type parameters. */
    private List<Ty> plain() {
        return definitions.stream()
                .filter(definition -> definition.parameters().isEmpty())
                .<Ty>map(definition -> new Ty.User(definition, List.of()))
                .toList();
    }

    private void implement(String name, List<Code.Method> methods, Ty type, List<Known> globals, int depth) {
        var written = new ArrayList<Code.Function>();
        for (var method : methods) {
            if (method.body().isEmpty() || chance.oneIn(3)) {
                written.add(new Code.Function(
                        method.name(),
                        List.of(),
                        method.parameters(),
                        method.result(),
                        List.of(body(type, method.parameters(), method.result(), globals, depth))));
            }
            callables.add(new Callable(name, method, type));
        }
        implementations.add(new Code.Implementation(name, type, written));
    }

    private Code.Arm body(Ty self, List<Ty> parameters, Ty result, List<Known> globals, int depth) {
        var patterns = new ArrayList<Code.Pattern>(List.of(new Code.Pattern.Bind(SELF.name())));
        var known = new ArrayList<>(globals);
        known.add(new Known(SELF.name(), self, false));
        for (int i = 0; i < parameters.size(); i++) {
            patterns.add(new Code.Pattern.Bind("p" + i));
            known.add(new Known("p" + i, parameters.get(i), false));
        }
        var context = new Context(known, List.of(), Optional.of(result), false, List.of());
        return new Code.Arm(patterns, Optional.empty(), generator.statements.body(result, context, depth, true));
    }

    /** A call of a method that gives this type. */
    Optional<Code> call(Ty type, Context context, int depth) {
        boolean hasSelf = context.visible().contains(new Known(SELF.name(), SELF_TYPE, false));
        var fitting = callables.stream()
                .filter(callable -> callable.method().result().equals(type))
                .filter(callable -> callable.type() != SELF_TYPE || hasSelf)
                .toList();
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        var chosen = chance.pick(fitting);
        var arguments = new ArrayList<Code>();
        arguments.add(chosen.type() == SELF_TYPE ? SELF : operand(chosen.type(), context, depth));
        for (var parameter : chosen.method().parameters()) {
            arguments.add(generator.code(parameter, context, depth - 1, true));
        }
        var name = chosen.method().name();
        var qualified = chosen.interfaceName() + "." + name;
        return Optional.of(
                switch (chance.below(5)) {
                    case 0 -> new Code.Call(Code.Style.PLAIN, name, arguments);
                    case 1 -> new Code.Call(Code.Style.PLAIN, qualified, arguments);
                    case 2 -> new Code.Call(Code.Style.PIPE, name, arguments);
                    default -> new Code.Call(Code.Style.DOT, qualified, arguments);
                });
    }

    /** A value whose type is known where it stands. */
    private Code operand(Ty type, Context context, int depth) {
        return Construction.certain(type, generator.code(type, context, depth - 1, false));
    }

    // ---- operators

    /** Gives some operators to some types. */
    void operators(List<Known> globals, int depth) {
        for (var type : plain()) {
            for (var operator : List.of("+", "-", "*", "/", "%")) {
                if (chance.oneIn(5)) {
                    var result = chance.oneIn(2) ? type : generator.types.type(1, List.of());
                    operator(OPERATORS.get(operator), List.of(type), type, result, globals, depth);
                    operations.add(new Operation(operator, type, result));
                }
            }
            if (chance.oneIn(5)) {
                var result = chance.oneIn(2) ? type : generator.types.type(1, List.of());
                operator("Neg", List.of(), type, result, globals, depth);
                operations.add(new Operation("neg", type, result));
            }
        }
    }

    private void operator(String name, List<Ty> others, Ty type, Ty result, List<Known> globals, int depth) {
        var method = new Code.Function(
                name.toLowerCase(Locale.ROOT),
                List.of(),
                others,
                result,
                List.of(body(type, others, result, globals, depth)));
        implementations.add(new Code.Implementation(name, type, List.of(method)));
    }

    /** An operator of a user type that gives this type. */
    Optional<Code> operation(Ty type, Context context, int depth) {
        var fitting = operations.stream()
                .filter(operation -> operation.result().equals(type))
                .toList();
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        var chosen = chance.pick(fitting);
        var left = operand(chosen.operand(), context, depth);
        return Optional.of(
                chosen.operator().equals("neg")
                        ? new Code.Unary("-", left)
                        : new Code.Binary(chosen.operator(), left, operand(chosen.operand(), context, depth)));
    }

    // ---- what methods mean

    /** By the names of methods and types: what a type wrote itself. */
    static Map<List<String>, Code.Function> written(Code.Program program) {
        var written = new HashMap<List<String>, Code.Function>();
        for (var implementation : program.implementations()) {
            for (var method : implementation.methods()) {
                written.put(List.of(method.name(), implementation.type().text()), method);
            }
        }
        return written;
    }
}
