package snow.mir;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import snow.syntax.Span;
import snow.types.tree.Expression;
import snow.types.tree.Pattern;

/** Matches: {@code case}, clauses, patterns in {@code let}, and the arms of {@code receive}. */
final class Matching {
    private final BodyLowering body;
    private final Scope scope;

    Matching(BodyLowering body) {
        this.body = body;
        this.scope = body.scope;
    }

    Node match(Expression.Match e, Rep wanted, boolean tail) {
        var steps = new ArrayList<Node.Step>();
        var places = new ArrayList<Place>();
        var variables = new IdentityHashMap<Place, Variable>();
        var arms = e.arms();
        var scrutinees = e.scrutinees();
        if (scrutinees.size() == 1
                && scrutinees.getFirst() instanceof Expression.Tuple tuple
                && arms.stream().allMatch(arm -> isApart(arm.patterns().getFirst()))) {
            scrutinees = tuple.components();
            arms = arms.stream().map(arm -> apart(arm, tuple)).toList();
        }
        for (var scrutinee : scrutinees) {
            var node = body.value(scrutinee);
            if (node.diverges()) {
                return Nodes.block(steps, node);
            }
            var place = new Place(body.type(scrutinee));
            if (node instanceof Node.Get get && get.variable().rep().equals(body.rep(scrutinee))) {
                variables.put(place, get.variable());
            } else {
                var variable = Nodes.temporary(body.rep(scrutinee));
                steps.add(Nodes.let(variable, Nodes.convert(node, variable.rep())));
                variables.put(place, variable);
            }
            places.add(place);
        }
        int line = body.line(e.span());
        var rows = arms;
        var node = arms(
                rows,
                places,
                variables,
                wanted,
                () -> new Node.NoMatch(line),
                arm -> body.lower(rows.get(arm).body(), wanted, tail));
        return Nodes.block(steps, node);
    }

    /** Whether a pattern for a tuple looks only at its components. */
    private static boolean isApart(Pattern pattern) {
        return pattern instanceof Pattern.Tuple || pattern instanceof Pattern.Wildcard;
    }

    /** The same arm with a pattern for every component. */
    private static Expression.Arm apart(Expression.Arm arm, Expression.Tuple tuple) {
        var pattern = arm.patterns().getFirst();
        List<Pattern> patterns = pattern instanceof Pattern.Tuple of
                ? of.components()
                : tuple.components().stream()
                        .map(component -> (Pattern) new Pattern.Wildcard(pattern.span(), component.type()))
                        .toList();
        return new Expression.Arm(arm.span(), patterns, arm.guard(), arm.body());
    }

    Node arms(
            List<Expression.Arm> arms,
            List<Place> places,
            Map<Place, Variable> variables,
            Rep wanted,
            Supplier<Node> fail,
            IntFunction<Node> code) {
        var root = new DecisionTree(scope::type).compile(arms, places);
        return new DecisionCode(body, wanted, fail, code).code(root, variables);
    }

    /** Binds the variables of a pattern in the steps of a block; crashes where the value does not match. */
    void bind(Pattern pattern, Variable value, int line, List<Node.Step> steps) {
        var nowhere = new Span(0, 0);
        var arm = new Expression.Arm(nowhere, List.of(pattern), Optional.empty(), new Expression.Unit(nowhere));
        var place = new Place(scope.type(pattern.type()));
        var root = new DecisionTree(scope::type).compile(List.of(arm), List.of(place));
        var variables = Map.of(place, value);
        if (root instanceof Decision.Leaf leaf && leaf.bindings().isEmpty()) {
            return;
        }
        var locals = new LinkedHashMap<snow.types.tree.Local, Variable>();
        collect(pattern, locals);
        if (locals.isEmpty()) {
            steps.add(Nodes.evaluate(
                    line,
                    new DecisionCode(body, Rep.UNIT, () -> new Node.NoMatch(line), _ -> Nodes.nothing())
                            .code(root, variables)));
        }
        // Each variable is taken out by itself: tests are cheap and have no effect.
        var bound = new LinkedHashMap<snow.types.tree.Local, Variable>();
        for (var local : locals.keySet()) {
            var rep = body.context.layout.value(scope.type(local.type()));
            var taken = new DecisionCode(body, rep, () -> new Node.NoMatch(line), _ -> Nodes.get(scope.resolve(local)))
                    .code(root, variables);
            var variable = new Variable(local.name(), rep);
            steps.add(new Node.Step.Let(line, variable, taken));
            bound.put(local, variable);
        }
        bound.forEach(scope::bind);
    }

    private static void collect(Pattern pattern, Map<snow.types.tree.Local, Variable> locals) {
        switch (pattern) {
            case Pattern.Bind p -> locals.put(p.local(), Nodes.temporary(Rep.OBJECT));
            case Pattern.As p -> {
                collect(p.pattern(), locals);
                locals.put(p.local(), Nodes.temporary(Rep.OBJECT));
            }
            case Pattern.Tuple p -> p.components().forEach(part -> collect(part, locals));
            case Pattern.Variant p -> p.fields().forEach(part -> collect(part, locals));
            case Pattern.Cons p -> {
                collect(p.head(), locals);
                collect(p.tail(), locals);
            }
            case Pattern.Or p -> collect(p.alternatives().getFirst(), locals);
            case Pattern.Wildcard _,
                    Pattern.IntLiteral _,
                    Pattern.FloatLiteral _,
                    Pattern.BoolLiteral _,
                    Pattern.StringLiteral _,
                    Pattern.AtomLiteral _,
                    Pattern.Unit _ -> {}
        }
    }
}
