package snow.mir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import snow.mir.Scope.Evaluation;
import snow.mir.Scope.PolyKey;
import snow.mir.Scope.PolyLet;
import snow.types.Type;
import snow.types.TypeParameter;
import snow.types.tree.Expression;
import snow.types.tree.Expression.Statement;
import snow.types.tree.Local;

/**
 * Blocks and the variables they bind.
 *
 * <p>A polymorphic {@code let} is evaluated once for every combination of types with which it is used, when that makes no difference to the
 * program; else once for all, and its value is adapted where it is used. What is needed is only known after the rest of the block, so
 * its place is kept and filled then; in reverse order, since a later {@code let} may use an earlier one.
 */
final class Blocks {
    private final BodyLowering body;
    private final Context context;
    private final Scope scope;

    Blocks(BodyLowering body) {
        this.body = body;
        this.context = body.context;
        this.scope = body.scope;
    }

    /** A step whose place is kept. */
    private record Slot(List<Node.Step> steps, Runnable fill) {}

    Node block(Expression.Block block, Rep wanted, boolean tail) {
        var steps = new ArrayList<List<Node.Step>>();
        var slots = new ArrayList<Slot>();
        for (int i = 0; i < block.statements().size(); i++) {
            var statement = block.statements().get(i);
            var here = new ArrayList<Node.Step>();
            steps.add(here);
            var dead = switch (statement) {
                case Statement.Evaluate s -> evaluate(s.expression(), here);
                case Statement.Let s when s.local().quantified().isEmpty() -> let(s, here);
                case Statement.Let s -> {
                    polymorphic(s, block, i, here, slots);
                    yield false;
                }
                case Statement.LetPattern s -> letPattern(s, here);
                case Statement.LocalFunctions s -> {
                    var group = new LocalGroup(body, s.functions());
                    slots.add(new Slot(here, group::finish));
                    yield false;
                }
            };
            if (dead) {
                fill(slots);
                var last = (Node.Step.Evaluate) here.removeLast();
                return Nodes.block(flatten(steps), last.node());
            }
        }
        var result = body.lower(block.result(), wanted, tail);
        fill(slots);
        return Nodes.block(flatten(steps), result);
    }

    private static void fill(List<Slot> slots) {
        slots.reversed().forEach(slot -> slot.fill().run());
    }

    private static List<Node.Step> flatten(List<List<Node.Step>> steps) {
        var all = new ArrayList<Node.Step>();
        steps.forEach(all::addAll);
        return all;
    }

    /** True when nothing after it is reached: the last step then holds what diverges. */
    private boolean evaluate(Expression expression, List<Node.Step> steps) {
        var node = body.drop(expression);
        if (node.diverges()) {
            steps.add(Nodes.evaluate(body.line(expression.span()), node));
            return true;
        }
        if (node instanceof Node.Block inner && Nodes.isIdle(inner.result())) {
            steps.addAll(inner.steps());
        } else if (!Nodes.isIdle(node)) {
            steps.add(Nodes.evaluate(body.line(expression.span()), node));
        }
        return false;
    }

    private boolean let(Statement.Let let, List<Node.Step> steps) {
        var rep = context.layout.value(scope.type(let.local().type()));
        var node = body.lower(let.value(), rep);
        if (node.diverges()) {
            steps.add(Nodes.evaluate(body.line(let.span()), node));
            return true;
        }
        var variable = new Variable(let.local().name(), rep);
        scope.bind(let.local(), variable);
        steps.add(new Node.Step.Let(body.line(let.span()), variable, node));
        return false;
    }

    private boolean letPattern(Statement.LetPattern let, List<Node.Step> steps) {
        var value = body.value(let.value());
        if (value.diverges()) {
            steps.add(Nodes.evaluate(body.line(let.span()), value));
            return true;
        }
        var variable = Nodes.temporary(body.rep(let.value()));
        steps.add(new Node.Step.Let(body.line(let.span()), variable, value));
        body.matching().bind(let.pattern(), variable, body.line(let.span()), steps);
        return false;
    }

    // ---- polymorphic lets

    private void polymorphic(
            Statement.Let let, Expression.Block block, int index, List<Node.Step> steps, List<Slot> slots) {
        var local = let.local();
        if (!Trees.isPure(let.value())) {
            var uses = usesAfter(local, block, index);
            if (uses.size() <= 1) {
                var arguments =
                        uses.isEmpty() ? List.<Type>of() : uses.iterator().next();
                monomorphic(let, arguments, steps);
                return;
            }
        }
        boolean each = Trees.isPure(let.value()) || Trees.choosesBy(let.value(), local.quantified());
        var poly = new PolyLet(
                local, let.value(), scope, each ? Evaluation.EACH : Evaluation.ERASED, new LinkedHashMap<>());
        if (!each) {
            instance(context, poly, List.of());
        }
        scope.define(poly);
        slots.add(new Slot(
                steps,
                () -> poly.instances()
                        .forEach((key, variable) -> scope.with(
                                types(local, key.arguments()),
                                () -> steps.add(new Node.Step.Let(
                                        body.line(let.span()), variable, body.lower(let.value(), variable.rep())))))));
    }

    private void monomorphic(Statement.Let let, List<Type> arguments, List<Node.Step> steps) {
        var key = new PolyKey(let.local(), arguments);
        scope.with(types(let.local(), arguments), () -> {
            var rep = context.layout.value(scope.type(let.local().type()));
            var node = body.lower(let.value(), rep);
            var variable = new Variable(let.local().name(), rep);
            scope.bind(key, variable);
            steps.add(new Node.Step.Let(body.line(let.span()), variable, node));
            return true;
        });
        scope.define(new PolyLet(let.local(), let.value(), scope, Evaluation.EXACT, Map.of(key, scope.resolve(key))));
    }

    private static Map<TypeParameter, Type> types(Local local, List<Type> arguments) {
        var types = new HashMap<TypeParameter, Type>();
        for (int i = 0; i < local.quantified().size(); i++) {
            types.put(local.quantified().get(i), i < arguments.size() ? arguments.get(i) : Types.ERASED);
        }
        return types;
    }

    /** The different type arguments with which a local is used in the rest of a block. */
    private Set<List<Type>> usesAfter(Local local, Expression.Block block, int index) {
        var found = new LinkedHashSet<List<Type>>();
        var rest = new Expression.Block(
                block.span(),
                block.type(),
                block.statements().subList(index + 1, block.statements().size()),
                block.result());
        Trees.walk(rest, expression -> {
            if (expression instanceof Expression.LocalUse use && use.local() == local) {
                found.add(Types.inner(use.typeArguments(), scope.types()));
            }
        });
        return found;
    }

    /** The key under which a use finds the value; the value will be made. */
    static PolyKey instance(Context context, PolyLet let, List<Type> arguments) {
        if (let.evaluation() == Evaluation.EXACT) {
            return let.instances().keySet().iterator().next();
        }
        var key = new PolyKey(let.local(), let.evaluation() == Evaluation.ERASED ? List.of() : arguments);
        if (!let.instances().containsKey(key)) {
            var type = Types.substitute(
                    let.local().type(), both(let.scope().types(), types(let.local(), key.arguments())));
            var variable = new Variable(let.local().name(), context.layout.value(type));
            let.instances().put(key, variable);
            let.scope().bind(key, variable);
        }
        return key;
    }

    private static Map<TypeParameter, Type> both(Map<TypeParameter, Type> a, Map<TypeParameter, Type> b) {
        var both = new HashMap<>(a);
        both.putAll(b);
        return both;
    }

    /** The value of a local, in the representation of the type it has here. */
    Node local(Expression.LocalUse use) {
        var group = scope.localFunction(use.local());
        if (group.isPresent()) {
            var given = Types.inner(use.typeArguments(), scope.types());
            var arguments = group.get().arguments(use.local(), given, scope.types());
            return group.get().value(body, use.local(), arguments, body.type(use));
        }
        var poly = scope.polymorphic(use.local());
        if (poly.isEmpty()) {
            return Nodes.convert(Nodes.get(scope.resolve(use.local())), body.rep(use));
        }
        var let = poly.get();
        var arguments = Types.inner(use.typeArguments(), scope.types());
        var key = instance(context, let, arguments);
        var value = Nodes.get(scope.resolve(key));
        var own = Types.substitute(let.local().type(), both(let.scope().types(), types(let.local(), key.arguments())));
        return context.adapters.adapt(value, own, body.type(use));
    }
}
