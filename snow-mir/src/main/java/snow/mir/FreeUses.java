package snow.mir;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import snow.types.Type;
import snow.types.TypeParameter;
import snow.types.tree.Expression;
import snow.types.tree.Expression.Statement;
import snow.types.tree.Local;

/**
 * The locals that the code of a nested function uses, with the types for which it will use them. What is defined polymorphically inside is
 * followed for each use, as it will be made for each.
 */
final class FreeUses {
    /** Polymorphic recursion ends here; it is reported when instances are made. */
    private static final int LIMIT = 10_000;

    /** Told of every use, with the types of type parameters at its place. */
    interface Listener {
        void use(Local local, List<Type> arguments, Map<TypeParameter, Type> types);
    }

    private record Todo(Expression code, Map<TypeParameter, Type> types) {}

    private record Visit(Local local, Map<TypeParameter, Type> types) {}

    private final Listener listener;
    private final Map<Local, Expression> definitions = new HashMap<>();
    private final Set<Visit> visited = new HashSet<>();
    private final ArrayDeque<Todo> todo = new ArrayDeque<>();

    private FreeUses(Listener listener) {
        this.listener = listener;
    }

    static void find(Expression body, Map<TypeParameter, Type> types, Listener listener) {
        var search = new FreeUses(listener);
        Trees.walk(body, search::define);
        search.todo.add(new Todo(body, types));
        while (!search.todo.isEmpty()) {
            var next = search.todo.poll();
            search.walk(next.code(), next.types());
        }
    }

    private void define(Expression expression) {
        if (!(expression instanceof Expression.Block block)) {
            return;
        }
        for (var statement : block.statements()) {
            switch (statement) {
                case Statement.Let let -> {
                    if (!let.local().quantified().isEmpty()) {
                        definitions.put(let.local(), let.value());
                    }
                }
                case Statement.LocalFunctions group ->
                    group.functions()
                            .forEach(function -> definitions.put(
                                    function.local(), function.lambda().body()));
                case Statement.Evaluate _, Statement.LetPattern _ -> {}
            }
        }
    }

    private void walk(Expression root, Map<TypeParameter, Type> types) {
        var stack = new ArrayDeque<Expression>();
        stack.push(root);
        while (!stack.isEmpty()) {
            var one = stack.pop();
            switch (one) {
                case Expression.LocalUse use -> use(use, types);
                case Expression.Block block -> block(block, types, stack);
                default -> Trees.children(one, stack::push);
            }
        }
    }

    private void block(Expression.Block block, Map<TypeParameter, Type> types, ArrayDeque<Expression> stack) {
        for (var statement : block.statements()) {
            switch (statement) {
                case Statement.Evaluate s -> stack.push(s.expression());
                case Statement.LetPattern s -> stack.push(s.value());
                case Statement.Let s -> {
                    if (s.local().quantified().isEmpty()) {
                        stack.push(s.value());
                    } else if (!Trees.isPure(s.value())) {
                        // Evaluated even without a use, for erased types.
                        todo.add(new Todo(s.value(), types));
                    }
                }
                case Statement.LocalFunctions _ -> {}
            }
        }
        stack.push(block.result());
    }

    private void use(Expression.LocalUse use, Map<TypeParameter, Type> types) {
        var arguments = Types.inner(use.typeArguments(), types);
        var definition = definitions.get(use.local());
        if (definition == null) {
            listener.use(use.local(), arguments, types);
            return;
        }
        var inside = types;
        if (!arguments.isEmpty()) {
            inside = new HashMap<>(types);
            for (int i = 0; i < arguments.size(); i++) {
                inside.put(use.local().quantified().get(i), arguments.get(i));
            }
        }
        if (visited.size() < LIMIT && visited.add(new Visit(use.local(), inside))) {
            todo.add(new Todo(definition, inside));
        }
    }
}
