package snow.mir.optimise;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import snow.mir.Label;
import snow.mir.MirClass;
import snow.mir.MirFunction;
import snow.mir.Node;
import snow.mir.Node.Step;
import snow.mir.Parts;
import snow.mir.Rep;
import snow.mir.Variable;

/**
 * A struct or tuple that a loop makes anew in every round is not made: its fields are parameters of the loop. The object itself is made where
 * the loop ends with it. Objects that a round needs as a whole stay objects.
 */
final class LoopFields {
    private static final int MOST_FIELDS = 16;

    private final Map<String, MirClass.Data> classes;
    private final Map<Label, Node.Loop> loops = new HashMap<>();
    private final Map<Label, List<Node.Jump>> jumps = new HashMap<>();
    private final Map<Variable, Node.New> objects = new HashMap<>();
    /** Variables that hold the value of others, whose class is not known. */
    private final Map<Variable, Variable> casts = new HashMap<>();

    private final Map<Variable, Fields> replaced = new HashMap<>();
    /** The objects as they are made from their fields; equal nodes are the same object. */
    private final Map<Node.New, Fields> wholes = new HashMap<>();

    private final Set<Label> changed = new HashSet<>();

    /** What stands for a parameter. */
    private record Fields(MirClass.Data data, List<Variable> variables) {
        Node.New whole() {
            return new Node.New(
                    data.name(),
                    data.fields().stream().map(MirClass.Field::rep).toList(),
                    variables.stream().<Node>map(Node.Get::new).toList());
        }

        Node field(String name) {
            for (int i = 0; i < variables.size(); i++) {
                if (data.fields().get(i).name().equals(name)) {
                    return new Node.Get(variables.get(i));
                }
            }
            throw new IllegalStateException("no field " + name + " in " + data.name());
        }
    }

    private LoopFields(Map<String, MirClass.Data> classes) {
        this.classes = classes;
    }

    static MirFunction in(MirFunction function, Map<String, MirClass.Data> classes) {
        var pass = new LoopFields(classes);
        Parts.walk(function.body(), node -> {
            if (node instanceof Node.Loop loop
                    && loop.parameters().stream().anyMatch(one -> pass.mayBeFields(one.rep()))) {
                pass.loops.put(loop.label(), loop);
            }
        });
        if (pass.loops.isEmpty()) {
            return function;
        }
        var prepared = Parts.rewrite(function.body(), pass::prepared);
        pass.look(prepared);
        pass.loops.values().forEach(pass::choose);
        if (pass.replaced.isEmpty()) {
            return function;
        }
        var body = Parts.rewrite(prepared, pass::rewritten);
        return new MirFunction(function.method(), function.parameters(), body, function.line());
    }

    private boolean mayBeFields(Rep rep) {
        return rep.equals(Rep.OBJECT) || data(rep) != null;
    }

    /** The class of objects of a representation whose fields could be parameters; else null. A variant is only one of several classes. */
    private MirClass.Data data(Rep rep) {
        var data = rep.isRef() ? classes.get(rep.className()) : null;
        return data == null
                        || data.tag() >= 0
                        || data.fields().isEmpty()
                        || data.fields().size() > MOST_FIELDS
                ? null
                : data;
    }

    // ---- jumps that make objects show of what

    /** A jump to one of the loops whose arguments are atoms and objects made of atoms. */
    private Node prepared(Node node) {
        if (!(node instanceof Node.Jump jump)
                || !loops.containsKey(jump.label())
                || jump.arguments().stream().anyMatch(Node::diverges)) {
            return node;
        }
        var steps = new ArrayList<Step>();
        var arguments = new ArrayList<>(jump.arguments());
        for (int i = 0; i < arguments.size(); i++) {
            var at = arguments.get(i);
            while (at instanceof Node.Block block) {
                steps.addAll(block.steps());
                at = block.result();
            }
            var later = arguments.subList(i + 1, arguments.size());
            if (at instanceof Node.If choice
                    && makesObjects(choice)
                    && later.stream().allMatch(Total::is)) {
                later.replaceAll(one -> Atoms.of(one, 0, steps));
                return Blocks.of(steps, jumps(choice, jump.label(), arguments, i));
            }
            arguments.set(
                    i,
                    at instanceof Node.New made && data(made.rep()) != null
                            ? Atoms.of(made, 0, steps)
                            : Atoms.of(at, 0, steps));
        }
        return Blocks.of(steps, new Node.Jump(jump.label(), arguments));
    }

    /** Whether a choice is one of objects that are just made, or have a name. */
    private boolean makesObjects(Node.If choice) {
        return isMade(choice.thenBranch()) && isMade(choice.elseBranch());
    }

    private boolean isMade(Node branch) {
        return switch (branch) {
            case Node.New made ->
                data(made.rep()) != null && made.arguments().stream().noneMatch(Node::diverges);
            case Node.Block block -> isMade(block.result());
            case Node.If choice -> makesObjects(choice);
            case Node.Get _ -> true;
            default -> false;
        };
    }

    /** A choice of objects for one argument of a jump as a choice of jumps. */
    private Node jumps(Node.If choice, Label label, List<Node> arguments, int at) {
        return new Node.If(
                choice.condition(),
                jump(choice.thenBranch(), label, arguments, at),
                jump(choice.elseBranch(), label, arguments, at),
                Rep.UNIT);
    }

    private Node jump(Node object, Label label, List<Node> arguments, int at) {
        var own = new ArrayList<>(arguments);
        own.set(at, object);
        return prepared(new Node.Jump(label, own));
    }

    private void look(Node body) {
        Parts.walk(body, node -> {
            switch (node) {
                case Node.Loop loop -> loops.replace(loop.label(), loop);
                case Node.Jump jump ->
                    jumps.computeIfAbsent(jump.label(), _ -> new ArrayList<>()).add(jump);
                case Node.Block block -> {
                    for (var step : block.steps()) {
                        if (step instanceof Step.Let(var line, var variable, Node.New made)
                                && data(made.rep()) != null
                                && made.arguments().stream().allMatch(Substitution::isAtom)) {
                            objects.put(variable, made);
                        } else if (step instanceof Step.Let(var line, var variable, Node.Convert(Node.Get get, var rep))
                                && data(rep) != null) {
                            casts.put(variable, get.variable());
                        }
                    }
                }
                default -> {}
            }
        });
    }

    // ---- which parameters

    private void choose(Node.Loop loop) {
        if (loop.initial().stream().anyMatch(Node::diverges)) {
            return;
        }
        for (int i = 0; i < loop.parameters().size(); i++) {
            var parameter = loop.parameters().get(i);
            var data = mayBeFields(parameter.rep()) ? madeAnew(loop, i) : null;
            if (data != null && new Uses(loop, i).areFields()) {
                var variables = new ArrayList<Variable>();
                for (var field : data.fields()) {
                    variables.add(new Variable(parameter.name() + "." + field.name(), field.rep()));
                }
                var fields = new Fields(data, variables);
                replaced.put(parameter, fields);
                casts.forEach((cast, of) -> {
                    if (of == parameter) {
                        replaced.put(cast, fields);
                    }
                });
                wholes.put(fields.whole(), fields);
                changed.add(loop.label());
            }
        }
    }

    /** The class, when every jump gives the parameter itself or a new object of that class, and one does; else null. */
    private MirClass.Data madeAnew(Node.Loop loop, int i) {
        var parameter = loop.parameters().get(i);
        MirClass.Data data = null;
        for (var jump : jumps.getOrDefault(loop.label(), List.of())) {
            var argument = jump.arguments().get(i);
            if (isParameter(argument, parameter)) {
                continue;
            }
            var made = made(argument);
            if (made == null || data != null && !data.name().equals(made.className())) {
                return null;
            }
            data = data(made.rep());
        }
        return data;
    }

    /** Whether a node is a parameter, under whatever name or class. */
    private boolean isParameter(Node node, Variable parameter) {
        return switch (node) {
            case Node.Get get -> get.variable() == parameter || casts.get(get.variable()) == parameter;
            case Node.Convert convert -> convert.rep().isRef() && isParameter(convert.value(), parameter);
            default -> false;
        };
    }

    /** The making of the object that an argument is; else null. */
    private Node.New made(Node argument) {
        return switch (argument) {
            case Node.New made -> made;
            case Node.Get get -> objects.get(get.variable());
            default -> null;
        };
    }

    /** The places where a parameter is needed as a whole. */
    private final class Uses {
        private final Node.Loop loop;
        private final int index;
        private final Set<Node> whole = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Set<Node> repeats = Collections.newSetFromMap(new IdentityHashMap<>());

        Uses(Node.Loop loop, int index) {
            this.loop = loop;
            this.index = index;
            Parts.rewrite(loop.body(), node -> {
                if (needsWhole(node)) {
                    whole.add(node);
                }
                if (isRound(node) || Parts.of(node).stream().anyMatch(repeats::contains)) {
                    repeats.add(node);
                }
                return node;
            });
        }

        private boolean isRound(Node node) {
            return node instanceof Node.Jump jump && jump.label() == loop.label();
        }

        private boolean isParameter(Node node) {
            return LoopFields.this.isParameter(node, loop.parameters().get(index));
        }

        private boolean isCast(Step step) {
            return step instanceof Step.Let let
                    && casts.get(let.variable()) == loop.parameters().get(index);
        }

        private boolean needsWhole(Node node) {
            if (isParameter(node)) {
                return node == loop.body();
            }
            var parts = Parts.of(node);
            for (int i = 0; i < parts.size(); i++) {
                boolean allowed = node instanceof Node.Field
                        || isRound(node) && i == index
                        || node instanceof Node.Block block
                                && i < block.steps().size()
                                && isCast(block.steps().get(i));
                if (whole.contains(parts.get(i)) || isParameter(parts.get(i)) && !allowed) {
                    return true;
                }
            }
            return false;
        }

        /** Whether the whole is needed nowhere but on ways out of the loop. */
        boolean areFields() {
            return areFields(loop.body());
        }

        private boolean areFields(Node node) {
            if (!whole.contains(node) || !repeats.contains(node)) {
                return true;
            }
            return switch (node) {
                case Node.Block block ->
                    block.steps().stream().allMatch(step -> isCast(step) || !isNeeded(value(step)))
                            && areFields(block.result());
                case Node.Choice _ -> {
                    var parts = Parts.of(node);
                    yield !isNeeded(parts.getFirst())
                            && parts.subList(1, parts.size()).stream().allMatch(this::areFields);
                }
                case Node.Join join -> areFields(join.body()) && areFields(join.target());
                case Node.Loop inner -> inner.initial().stream().noneMatch(this::isNeeded) && areFields(inner.body());
                default -> false;
            };
        }

        private static Node value(Step step) {
            return switch (step) {
                case Step.Let let -> let.value();
                case Step.Evaluate evaluate -> evaluate.node();
            };
        }

        private boolean isNeeded(Node node) {
            return isParameter(node) || whole.contains(node);
        }
    }

    // ---- rewriting

    private Node rewritten(Node node) {
        return switch (node) {
            // the field of which it is the target, or the jump of which it is an argument, is seen next
            case Node.Get get -> whole(get);
            case Node.Convert(Node.New made, var rep) when isWhole(made) -> made;
            case Node.Field(Node.New made, var owner, var name, var rep)
            when isWhole(made) -> wholes.get(made).field(name);
            case Node.Loop loop when changed.contains(loop.label()) -> loop(loop);
            case Node.Jump jump when changed.contains(jump.label()) -> jump(jump);
            default -> node;
        };
    }

    private boolean isWhole(Node.New made) {
        return made.arguments().stream().allMatch(argument -> argument instanceof Node.Get) && wholes.containsKey(made);
    }

    private Node whole(Node.Get get) {
        var fields = replaced.get(get.variable());
        return fields == null ? get : fields.whole();
    }

    private Node loop(Node.Loop loop) {
        var steps = new ArrayList<Step>();
        var parameters = new ArrayList<Variable>();
        var initial = new ArrayList<Node>();
        for (int i = 0; i < loop.parameters().size(); i++) {
            var parameter = loop.parameters().get(i);
            var first = Atoms.of(loop.initial().get(i), 0, steps);
            var fields = replaced.get(parameter);
            if (fields == null) {
                parameters.add(parameter);
                initial.add(first);
                continue;
            }
            var data = fields.data();
            parameters.addAll(fields.variables());
            var object = new Variable("", Rep.ref(data.name()));
            boolean cast = !parameter.rep().equals(object.rep());
            steps.add(new Step.Let(0, object, cast ? new Node.Convert(first, object.rep()) : first));
            for (var field : data.fields()) {
                var value = new Variable("", field.rep());
                steps.add(new Step.Let(
                        0, value, new Node.Field(new Node.Get(object), data.name(), field.name(), field.rep())));
                initial.add(new Node.Get(value));
            }
        }
        return Blocks.of(steps, new Node.Loop(loop.label(), parameters, initial, loop.body(), loop.rep()));
    }

    private Node jump(Node.Jump jump) {
        var parameters = loops.get(jump.label()).parameters();
        var arguments = new ArrayList<Node>();
        for (int i = 0; i < parameters.size(); i++) {
            if (replaced.containsKey(parameters.get(i))) {
                // the parameter itself has become a new object by now
                for (var atom : made(jump.arguments().get(i)).arguments()) {
                    arguments.add(atom instanceof Node.Get get ? whole(get) : atom);
                }
            } else {
                arguments.add(jump.arguments().get(i));
            }
        }
        return new Node.Jump(jump.label(), arguments);
    }
}
