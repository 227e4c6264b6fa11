package snow.mir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import snow.mir.Decision.Test;
import snow.mir.Place.Access;
import snow.types.Type;
import snow.types.tree.Local;

/**
 * The code of a decision graph. A decision or an arm that several ways lead to is a join, with the places or variables it needs as
 * parameters; all joins stand around the whole match, those that others jump to outside.
 */
final class DecisionCode {
    private final BodyLowering body;
    private final Context context;
    private final Rep wanted;
    private final Supplier<Node> fail;
    private final IntFunction<Node> arms;

    private final Map<Decision, Integer> references = new IdentityHashMap<>();
    private final Map<Integer, Integer> armReferences = new LinkedHashMap<>();
    private final Map<Integer, List<Local>> armLocals = new LinkedHashMap<>();
    private final Map<Integer, Label> armLabels = new LinkedHashMap<>();
    private final Map<Decision, Label> labels = new IdentityHashMap<>();
    private final List<Decision> shared = new ArrayList<>();
    private final Map<Decision, Set<Place>> needs = new IdentityHashMap<>();
    private Map<Place, Variable> variables = new IdentityHashMap<>();

    /**
     * @param fail the code where no arm matches
     * @param arms the code of an arm; its variables are bound in the scope
     */
    DecisionCode(BodyLowering body, Rep wanted, Supplier<Node> fail, IntFunction<Node> arms) {
        this.body = body;
        this.context = body.context;
        this.wanted = wanted;
        this.fail = fail;
        this.arms = arms;
    }

    Node code(Decision root, Map<Place, Variable> scrutinees) {
        count(root);
        shared.removeIf(decision -> references.get(decision) == 1);
        var steps = new ArrayList<Node.Step>();
        variables = new IdentityHashMap<>(scrutinees);
        extract(needs(root), scrutinees.keySet(), steps);
        // What all ways can see is what the scrutinees give without a test.
        var outer = variables;
        Node result = inline(root);
        var targets = new IdentityHashMap<Decision, Node.Join>();
        for (var decision : shared) {
            var parameters = new ArrayList<Variable>();
            variables = new IdentityHashMap<>(outer);
            for (var place : parameters(decision, outer)) {
                var variable = variable(place);
                variables.put(place, variable);
                parameters.add(variable);
            }
            targets.put(
                    decision, new Node.Join(label(decision), parameters, Nodes.nothing(), inline(decision), wanted));
        }
        for (var decision : shared.reversed()) {
            var join = targets.get(decision);
            result = new Node.Join(join.label(), join.parameters(), result, join.target(), wanted);
        }
        for (var arm : armLabels.entrySet()) {
            var parameters = new ArrayList<Variable>();
            for (var local : armLocals.get(arm.getKey())) {
                var variable = new Variable(local.name(), context.layout.value(body.scope.type(local.type())));
                body.scope.bind(local, variable);
                parameters.add(variable);
            }
            result = new Node.Join(arm.getValue(), parameters, result, arms.apply(arm.getKey()), wanted);
        }
        return Nodes.block(steps, result);
    }

    /** Places that a join needs and that are not visible around the match. */
    private List<Place> parameters(Decision decision, Map<Place, Variable> outer) {
        return needs(decision).stream()
                .filter(place -> !outer.containsKey(place))
                .toList();
    }

    // ---- what is reached how often

    private void count(Decision decision) {
        switch (decision) {
            case Decision.Fail _ -> {}
            case Decision.Leaf leaf -> countArm(leaf.arm(), leaf.bindings());
            case Decision.Guarded guarded -> {
                if (isAgain(decision)) {
                    return;
                }
                countArm(guarded.arm(), guarded.bindings());
                count(guarded.otherwise());
                finish(decision);
            }
            case Decision.Switch choice -> {
                if (isAgain(decision)) {
                    return;
                }
                choice.cases().forEach(one -> count(one.then()));
                choice.otherwise().ifPresent(this::count);
                finish(decision);
            }
        }
    }

    private boolean isAgain(Decision decision) {
        return references.merge(decision, 1, Integer::sum) > 1;
    }

    /** Children come before their parents in the list. */
    private void finish(Decision decision) {
        shared.add(decision);
    }

    private void countArm(int arm, Map<Local, Place> bindings) {
        armReferences.merge(arm, 1, Integer::sum);
        armLocals.putIfAbsent(arm, List.copyOf(bindings.keySet()));
    }

    // ---- what is needed

    /** The places, other than scrutinees, that the decision's code uses and does not make. */
    private Set<Place> needs(Decision decision) {
        var known = needs.get(decision);
        if (known != null) {
            return known;
        }
        var found = Collections.<Place>newSetFromMap(new LinkedHashMap<>());
        switch (decision) {
            case Decision.Fail _ -> {}
            case Decision.Leaf leaf -> found.addAll(leaf.bindings().values());
            case Decision.Guarded guarded -> {
                found.addAll(guarded.bindings().values());
                found.addAll(needs(guarded.otherwise()));
            }
            case Decision.Switch choice -> {
                found.add(choice.place());
                for (var one : choice.cases()) {
                    for (var place : needs(one.then())) {
                        if (!isMadeBy(place, choice.place(), one.test())) {
                            found.add(place);
                        }
                    }
                }
                choice.otherwise().ifPresent(otherwise -> found.addAll(needs(otherwise)));
            }
        }
        needs.put(decision, found);
        return found;
    }

    private static boolean isMadeBy(Place place, Place tested, Test test) {
        var anchor = place.anchor();
        if (anchor.whole().isEmpty() || anchor.whole().get() != tested) {
            return false;
        }
        return switch (anchor.access().orElseThrow()) {
            case Access.Field field ->
                test instanceof Test.Tag tag
                        && tag.variant().tag() == field.variant().tag();
            case Access.Head _, Access.Tail _ -> test instanceof Test.Cons;
            case Access.Component _ -> false;
        };
    }

    // ---- code

    private Node inline(Decision decision) {
        return switch (decision) {
            case Decision.Fail _ -> fail.get();
            case Decision.Leaf leaf -> arm(leaf.arm(), leaf.bindings());
            case Decision.Guarded guarded -> {
                guarded.bindings().forEach((local, place) -> body.scope.bind(local, variables.get(place)));
                var condition = body.lower(guarded.guard(), Rep.BOOL);
                yield new Node.If(condition, arm(guarded.arm(), guarded.bindings()), next(guarded.otherwise()), wanted);
            }
            case Decision.Switch choice -> choose(choice);
        };
    }

    private Node next(Decision decision) {
        if (references.getOrDefault(decision, 0) <= 1) {
            return inline(decision);
        }
        var label = label(decision);
        var arguments = new ArrayList<Node>();
        for (var place : needs(decision)) {
            if (isParameter(place)) {
                arguments.add(Nodes.get(variables.get(place)));
            }
        }
        return new Node.Jump(label, arguments);
    }

    private Label label(Decision decision) {
        return labels.computeIfAbsent(decision, _ -> new Label("match"));
    }

    private boolean isParameter(Place place) {
        return place.anchor().whole().isPresent();
    }

    private Node arm(int arm, Map<Local, Place> bindings) {
        if (armReferences.get(arm) == 1) {
            bindings.forEach((local, place) -> body.scope.bind(local, variables.get(place)));
            return arms.apply(arm);
        }
        var label = armLabels.computeIfAbsent(arm, _ -> new Label("arm"));
        var arguments = new ArrayList<Node>();
        for (var local : armLocals.get(arm)) {
            arguments.add(Nodes.get(variables.get(bindings.get(local))));
        }
        return new Node.Jump(label, arguments);
    }

    /** The code of a case, after taking out the parts that it needs. */
    private Node then(Decision.Switch choice, Decision.Case one) {
        var before = variables;
        variables = new IdentityHashMap<>(before);
        var made = new LinkedHashSet<Place>();
        for (var place : needs(one.then())) {
            if (isMadeBy(place, choice.place(), one.test())) {
                made.add(place);
            }
        }
        var steps = new ArrayList<Node.Step>();
        for (var place : made) {
            take(place, steps);
        }
        var node = Nodes.block(steps, next(one.then()));
        variables = before;
        return node;
    }

    private void extract(Set<Place> needed, Set<Place> scrutinees, List<Node.Step> steps) {
        for (var place : needed) {
            if (scrutinees.contains(place.anchor())) {
                take(place, steps);
            }
        }
    }

    private void take(Place place, List<Node.Step> steps) {
        if (variables.containsKey(place)) {
            return;
        }
        var whole = place.whole().orElseThrow();
        take(whole, steps);
        var variable = variable(place);
        steps.add(Nodes.let(variable, part(place, whole, Nodes.get(variables.get(whole)))));
        variables.put(place, variable);
    }

    private Variable variable(Place place) {
        return new Variable(place.name(), context.layout.value(place.type()));
    }

    private Node part(Place place, Place whole, Node value) {
        var rep = context.layout.value(place.type());
        return switch (place.access().orElseThrow()) {
            case Access.Component component ->
                context.layout.component(value, (Type.Tuple) whole.type(), component.index());
            case Access.Field field -> {
                var arguments = ((Type.Named) whole.type()).arguments();
                var data = context.layout.variant(field.sumType(), field.variant(), arguments);
                yield context.layout.read(value, data, field.index(), place.type());
            }
            case Access.Head _ -> Nodes.convert(Nodes.callOn(0, Runtime.perRep(Runtime.LIST, "head", rep), value), rep);
            case Access.Tail _ -> Nodes.callOn(0, Runtime.method(Runtime.LIST, "tail", Runtime.LIST_REP), value);
        };
    }

    private Node choose(Decision.Switch choice) {
        var value = variables.get(choice.place());
        return switch (choice.cases().getFirst().test()) {
            case Test.Tag _ -> {
                var cases = new ArrayList<Node.TagSwitch.Case>();
                for (var one : choice.cases()) {
                    cases.add(new Node.TagSwitch.Case(
                            ((Test.Tag) one.test()).variant().tag(), then(choice, one)));
                }
                yield Nodes.tagSwitch(
                        Nodes.get(value), cases, choice.otherwise().map(this::next), wanted);
            }
            case Test.Int _ -> {
                var cases = new ArrayList<Node.IntSwitch.Case>();
                for (var one : choice.cases()) {
                    cases.add(new Node.IntSwitch.Case(((Test.Int) one.test()).value(), then(choice, one)));
                }
                yield new Node.IntSwitch(Nodes.get(value), cases, otherwise(choice), wanted);
            }
            case Test.Text _ -> {
                var cases = new ArrayList<Node.TextSwitch.Case>();
                for (var one : choice.cases()) {
                    cases.add(new Node.TextSwitch.Case(((Test.Text) one.test()).value(), then(choice, one)));
                }
                yield new Node.TextSwitch(Nodes.get(value), cases, otherwise(choice), wanted);
            }
            case Test.Bool first -> {
                var then = then(choice, choice.cases().getFirst());
                var other =
                        choice.cases().size() > 1 ? then(choice, choice.cases().get(1)) : otherwise(choice);
                yield new Node.If(Nodes.get(value), first.value() ? then : other, first.value() ? other : then, wanted);
            }
            case Test.Cons _ ->
                new Node.If(
                        Nodes.callOn(0, Runtime.method(Runtime.LIST, "isEmpty", Rep.BOOL), Nodes.get(value)),
                        otherwise(choice),
                        then(choice, choice.cases().getFirst()),
                        wanted);
            case Test.Float _, Test.Atom _ -> chain(choice, value);
        };
    }

    private Node otherwise(Decision.Switch choice) {
        return next(choice.otherwise().orElseThrow());
    }

    private Node chain(Decision.Switch choice, Variable value) {
        var result = otherwise(choice);
        for (var one : choice.cases().reversed()) {
            var condition = switch (one.test()) {
                case Test.Float test ->
                    Nodes.operation(Node.Operation.FLOAT_EQUAL, Nodes.get(value), new Node.Float(test.value()));
                case Test.Atom test ->
                    Nodes.operation(Node.Operation.SAME, Nodes.get(value), new Node.Atom(test.name()));
                case Test.Int _, Test.Bool _, Test.Text _, Test.Cons _, Test.Tag _ ->
                    throw new IllegalStateException("tests of different kinds at one place");
            };
            result = new Node.If(condition, then(choice, one), result, wanted);
        }
        return result;
    }
}
