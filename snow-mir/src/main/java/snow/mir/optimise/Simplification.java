package snow.mir.optimise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import snow.mir.MethodRef;
import snow.mir.MirClass;
import snow.mir.MirFunction;
import snow.mir.Node;
import snow.mir.Node.Step;
import snow.mir.Parts;
import snow.mir.Rep;
import snow.mir.Variable;

/**
 * Takes away what need not be done: names for other names and constants, operations on constants, choices that are decided, values that nobody
 * uses, fields read from an object that has just been made, conversions there and back, texts that are only parts of others.
 */
final class Simplification {
    /** Taking something away may let something else be taken away. */
    private static final int ROUNDS = 4;

    private static final String LISTS = "snow/rt/collection/Lists";

    private final Map<String, MirClass.Data> classes;
    private final Map<Variable, Node> names = new HashMap<>();
    private final Map<Variable, Node.New> objects = new HashMap<>();
    /** Variables that hold the object of others, as one of another class. */
    private final Map<Variable, Variable> casts = new HashMap<>();

    private final Map<Variable, Integer> uses = new HashMap<>();

    private Simplification(Map<String, MirClass.Data> classes, Node body) {
        this.classes = classes;
        Parts.walk(body, node -> {
            switch (node) {
                case Node.Get get -> uses.merge(get.variable(), 1, Integer::sum);
                case Node.Block block -> block.steps().forEach(this::learn);
                default -> {}
            }
        });
    }

    static MirFunction in(MirFunction function, Map<String, MirClass.Data> classes) {
        var body = function.body();
        for (int i = 0; i < ROUNDS; i++) {
            var before = body;
            body = Parts.rewrite(before, new Simplification(classes, before)::simpler);
            if (body == before) {
                break;
            }
        }
        return body == function.body()
                ? function
                : new MirFunction(function.method(), function.parameters(), body, function.line());
    }

    private void learn(Step step) {
        if (step instanceof Step.Let(var line, var variable, var value)) {
            if (Substitution.isAtom(value)
                    && value.rep().kind() == variable.rep().kind()) {
                names.put(variable, value);
            } else if (value instanceof Node.New made
                    && classes.containsKey(made.className())
                    && made.arguments().stream().allMatch(Substitution::isAtom)) {
                objects.put(variable, made);
            } else if (value instanceof Node.Convert(Node.Get get, var rep)
                    && rep.isRef()
                    && get.rep().isRef()) {
                casts.put(variable, get.variable());
            }
        }
    }

    private Node simpler(Node node) {
        return switch (node) {
            case Node.Get get -> Substitution.resolve(get, names);
            case Node.Block block -> block(block);
            case Node.Field field -> field(field);
            case Node.Primitive primitive -> Folding.fold(primitive);
            case Node.If(Node.Bool(var yes), var thenBranch, var elseBranch, var rep) -> yes ? thenBranch : elseBranch;
            case Node.Convert convert -> convert(convert);
            case Node.Concat concat -> concat(concat);
            case Node.CallStatic call -> call(call);
            default -> node;
        };
    }

    // ---- blocks

    private Node block(Node.Block block) {
        boolean same = !(block.result() instanceof Node.Block);
        var steps = new ArrayList<Step>();
        for (var step : block.steps()) {
            switch (step) {
                case Step.Let let -> {
                    boolean unused = !uses.containsKey(let.variable()) || names.containsKey(let.variable());
                    if (unused && Total.is(let.value())) {
                        same = false;
                    } else {
                        same &= !(let.value() instanceof Node.Block) && !apart(let);
                        addWhole(let, steps);
                    }
                }
                case Step.Evaluate evaluate -> {
                    if (Total.is(evaluate.node())) {
                        same = false;
                    } else {
                        same &= !(evaluate.node() instanceof Node.Block);
                        steps.add(evaluate);
                    }
                }
            }
        }
        return same ? block : Blocks.of(steps, block.result());
    }

    /** Whether the let makes an object of parts that are no atoms yet. */
    private boolean apart(Step.Let let) {
        return let.value() instanceof Node.New made
                && classes.containsKey(made.className())
                && !made.arguments().stream().allMatch(Substitution::isAtom)
                && made.arguments().stream().noneMatch(Node::diverges);
    }

    private void addWhole(Step.Let let, List<Step> steps) {
        if (apart(let)) {
            var made = Atoms.of((Node.New) let.value(), let.line(), steps);
            steps.add(new Step.Let(let.line(), let.variable(), made));
        } else {
            steps.add(let);
        }
    }

    // ---- values

    private Node field(Node.Field field) {
        Node target = field.target();
        while (target instanceof Node.Convert convert && convert.rep().isRef()) {
            target = convert.value();
        }
        var made = target instanceof Node.Get get ? object(get.variable()) : null;
        if (made == null || !made.className().equals(field.owner())) {
            return field;
        }
        var fields = classes.get(field.owner()).fields();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(field.name())) {
                return made.arguments().get(i) instanceof Node.Get get
                        ? Substitution.resolve(get, names)
                        : made.arguments().get(i);
            }
        }
        return field;
    }

    /** The making of the object that a variable holds; null when it is not known. */
    private Node.New object(Variable variable) {
        var at = variable;
        for (var of = casts.get(at); of != null; of = casts.get(at)) {
            at = of;
        }
        return objects.get(at);
    }

    private static Node convert(Node.Convert convert) {
        var rep = convert.rep();
        if (convert.value().rep().equals(rep)) {
            return convert.value();
        }
        // there and back
        if (convert.value() instanceof Node.Convert(var inner, var between)
                && between.isRef()
                && inner.rep().equals(rep)
                && rep.kind() != Rep.Kind.UNIT) {
            return inner;
        }
        return convert;
    }

    private static Node concat(Node.Concat concat) {
        boolean nested = false;
        for (var part : concat.parts()) {
            nested |= part.value() instanceof Node.Concat && !part.inspect();
        }
        if (!nested) {
            return concat;
        }
        var parts = new ArrayList<Node.Concat.Part>();
        for (var part : concat.parts()) {
            if (part.value() instanceof Node.Concat inner && !part.inspect()) {
                parts.addAll(inner.parts());
            } else {
                parts.add(part);
            }
        }
        return new Node.Concat(concat.line(), parts);
    }

    /** {@code List.reverse(a) ++ b} in one step, also when both are parts of one list; {@code a ++ [x]} adds an element. */
    private static Node call(Node.CallStatic call) {
        if (!is(call, "concat")) {
            return call;
        }
        var concat = call.method();
        var first = call.arguments().getFirst();
        var last = call.arguments().getLast();
        if (last instanceof Node.ListLiteral(var rep, var elements) && elements.size() == 1) {
            var append = new MethodRef(
                    LISTS,
                    "append" + suffix(rep),
                    List.of(concat.result(), rep.isRef() ? Rep.OBJECT : rep),
                    concat.result());
            return new Node.CallStatic(call.line(), append, List.of(first, elements.getFirst()));
        }
        if (!(first instanceof Node.CallStatic reverse) || !is(reverse, "reverse")) {
            return call;
        }
        var reversed = reverse.arguments().getFirst();
        if (reversed instanceof Node.CallStatic take
                && is(take, "take")
                && last instanceof Node.CallStatic drop
                && is(drop, "drop")
                && take.arguments().equals(drop.arguments())
                && take.arguments().stream().allMatch(Substitution::isAtom)) {
            var both = new MethodRef(LISTS, "reverseFirst", take.method().parameters(), concat.result());
            return new Node.CallStatic(call.line(), both, take.arguments());
        }
        var both = new MethodRef(LISTS, "reverseOnto", concat.parameters(), concat.result());
        return new Node.CallStatic(call.line(), both, List.of(reversed, last));
    }

    private static String suffix(Rep rep) {
        return switch (rep.kind()) {
            case INT -> "Int";
            case FLOAT -> "Float";
            case BOOL -> "Bool";
            case REF, UNIT, INDEX -> "";
        };
    }

    private static boolean is(Node.CallStatic call, String name) {
        return call.method().owner().equals(LISTS) && call.method().name().equals(name);
    }
}
