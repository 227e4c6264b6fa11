package snow.mir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import snow.types.Type;
import snow.types.TypeParameter;
import snow.types.tree.Expression.Statement.LocalFunction;
import snow.types.tree.Local;

/**
 * Nested functions that see one another. Each becomes a static method for every combination of types it is used with; the variables of the
 * functions around it that it uses, directly or through the others, are parameters in front of its own.
 */
final class LocalGroup {
    private final BodyLowering body;
    private final Map<Local, LocalFunction> functions = new LinkedHashMap<>();
    /** All variables that the group's functions were generalised over. */
    private final List<TypeParameter> parameters;

    private final Map<Key, Lifted> known = new LinkedHashMap<>();
    private final Queue<Lifted> unfinished = new ArrayDeque<>();

    private record Key(Local local, List<Type> arguments) {}

    /** One method. */
    private record Lifted(
            Key key, LocalFunction function, MethodRef method, List<Object> captures, Map<TypeParameter, Type> types) {}

    LocalGroup(BodyLowering body, List<LocalFunction> functions) {
        this.body = body;
        for (var function : functions) {
            this.functions.put(function.local(), function);
            body.scope.define(function.local(), this);
        }
        parameters = functions.stream()
                .flatMap(function -> function.local().quantified().stream())
                .distinct()
                .toList();
    }

    /**
     * What the group's variables are in a use. Uses inside the group say nothing about them: they mean the same instance.
     *
     * @param given the type arguments of the use
     * @param types what is known where the use stands
     */
    List<Type> arguments(Local local, List<Type> given, Map<TypeParameter, Type> types) {
        var arguments = new ArrayList<Type>();
        for (var parameter : parameters) {
            int index = local.quantified().indexOf(parameter);
            arguments.add(
                    index >= 0 && index < given.size()
                            ? given.get(index)
                            : types.getOrDefault(parameter, Types.ERASED));
        }
        return arguments;
    }

    private Lifted lifted(Local local, List<Type> arguments) {
        var key = new Key(local, arguments);
        var made = known.get(key);
        if (made != null) {
            return made;
        }
        var function = functions.get(local);
        var types = types(arguments);
        var captures = new LinkedHashSet<Object>();
        collect(function, types, captures, new LinkedHashSet<>(Set.of(key)));
        var layout = body.context.layout;
        var parameters = new ArrayList<Rep>();
        for (var capture : captures) {
            parameters.add(body.scope.resolve(capture).rep());
        }
        for (var parameter : function.lambda().parameters()) {
            parameters.add(layout.value(Types.substitute(parameter.type(), types)));
        }
        var result = layout.result(Types.substitute(function.lambda().type().result(), types));
        var unit = body.scope.unit();
        body.context.problems.limit(
                unit.moduleName(),
                function.lambda().span(),
                "`" + local.name() + "`",
                "parameters and captured variables",
                parameters);
        var name = unit.numbered("closure:" + body.scope.name());
        var lifted = new Lifted(
                key, function, new MethodRef(unit.className(), name, parameters, result), List.copyOf(captures), types);
        known.put(key, lifted);
        unfinished.add(lifted);
        return lifted;
    }

    private Map<TypeParameter, Type> types(List<Type> arguments) {
        var types = new HashMap<>(body.scope.types());
        for (int i = 0; i < parameters.size(); i++) {
            types.put(parameters.get(i), arguments.get(i));
        }
        return types;
    }

    /** Finds what a function uses from outside. */
    private void collect(
            LocalFunction function, Map<TypeParameter, Type> types, Set<Object> captures, Set<Key> visited) {
        FreeUses.find(
                function.lambda().body(),
                types,
                (local, given, inside) -> use(local, given, inside, captures, visited));
    }

    private void use(
            Local local, List<Type> given, Map<TypeParameter, Type> types, Set<Object> captures, Set<Key> visited) {
        var sibling = functions.get(local);
        if (sibling != null) {
            var arguments = arguments(local, given, types);
            if (visited.add(new Key(local, arguments))) {
                collect(sibling, types(arguments), captures, visited);
            }
            return;
        }
        var group = body.scope.localFunction(local);
        if (group.isPresent()) {
            var outer = group.get();
            captures.addAll(
                    outer.lifted(local, outer.arguments(local, given, types)).captures());
            return;
        }
        var poly = body.scope.polymorphic(local);
        if (poly.isPresent()) {
            captures.add(Blocks.instance(body.context, poly.get(), given));
        } else if (body.scope.knows(local)) {
            captures.add(local);
        }
    }

    /** Makes the methods that were asked for, until none is left. */
    void finish() {
        for (var next = unfinished.poll(); next != null; next = unfinished.poll()) {
            make(next);
        }
    }

    private void make(Lifted lifted) {
        var lambda = lifted.function().lambda();
        var outer = body.scope;
        var scope = new Scope(
                outer.unit(),
                outer.name(),
                Optional.of(outer),
                true,
                lifted.types(),
                lifted.method().result());
        scope.self(lifted.key());
        var handedIn = new ArrayList<Variable>();
        for (int i = 0; i < lifted.captures().size(); i++) {
            var capture = lifted.captures().get(i);
            var variable = new Variable(
                    outer.resolve(capture).name(), lifted.method().parameters().get(i));
            scope.bind(capture, variable);
            handedIn.add(variable);
        }
        var parameters = new ArrayList<Variable>();
        for (int i = 0; i < lambda.parameters().size(); i++) {
            var local = lambda.parameters().get(i);
            var variable =
                    new Variable(local.name(), lifted.method().parameters().get(handedIn.size() + i));
            scope.bind(local, variable);
            parameters.add(variable);
        }
        var code = new BodyLowering(body.context, scope).lower(lambda.body(), scope.result(), true);
        scope.unit().add(scope.function(lifted.method(), handedIn, parameters, code, body.line(lambda.span())));
    }

    /** A call; a jump where the function calls itself in tail position. */
    Node call(BodyLowering from, int line, Local local, List<Type> arguments, List<Node> values, boolean tail) {
        var lifted = lifted(local, arguments);
        if (tail && from.scope.isSelf(lifted.key())) {
            return from.scope.jumpToSelf(values);
        }
        from.scope.calls();
        var all = new ArrayList<Node>();
        lifted.captures().forEach(capture -> all.add(Nodes.get(from.scope.resolve(capture))));
        all.addAll(values);
        return new Node.CallStatic(line, lifted.method(), all);
    }

    /** The representations of the parameters, without captures. */
    List<Rep> parameters(Local local, List<Type> arguments) {
        var lifted = lifted(local, arguments);
        return lifted.method()
                .parameters()
                .subList(lifted.captures().size(), lifted.method().parameters().size());
    }

    /** The function as a value. */
    Node value(BodyLowering from, Local local, List<Type> arguments, Type type) {
        var lifted = lifted(local, arguments);
        var variables = new ArrayList<Variable>();
        lifted.captures().forEach(capture -> variables.add(from.scope.resolve(capture)));
        return from.context.closures.make(
                from.scope.unit(), from.scope.name(), (Type.Function) type, lifted.method(), variables);
    }
}
