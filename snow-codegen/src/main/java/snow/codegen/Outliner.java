package snow.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import snow.mir.GroupName;
import snow.mir.MethodRef;
import snow.mir.MirFunction;
import snow.mir.Node;
import snow.mir.Parts;
import snow.mir.Rep;
import snow.mir.Uses;
import snow.mir.Variable;

/**
 * Cuts functions that would be too large. The JVM allows 64 KiB of bytecode in a method, and HotSpot compiles none above 8,000 bytes, so pieces
 * of larger ones become functions of their own, which take the variables they use as parameters.
 *
 * <p>Where more variables are alive than a method can have parameters, they lie in an object ({@link Spilling}), and through it go the values of pieces
 * that jump to places outside of themselves or leave the function in the middle ({@link Exits}, {@link Junction}). Cutting goes bottom-up and the largest pieces go
 * first; sequences (blocks, cases, long literals) are cut into runs.
 */
final class Outliner {
    /** Bytes; with the estimates of {@link Nodes} on the safe side of what HotSpot compiles. */
    static final int LIMIT = 7_000;
    /** Pieces smaller than this are not worth a call. */
    private static final int SMALLEST = 64;
    /** Parameters of a method take at most 255 words; one is the frame. */
    static final int MOST_WORDS = 250;

    /** Where the pieces go. */
    interface Sink {
        /** The class that the next piece belongs to. */
        String nextOwner();

        void add(MirFunction piece);
    }

    private final MirFunction function;
    private final Node body;
    private final Sink sink;
    private final Nodes nodes;
    private final int limit;
    private final HeapFrame frame;
    private final Exits exits;
    private int pieces;

    private Outliner(MirFunction function, Sink sink, int limit, int words) {
        this.function = function;
        this.sink = sink;
        this.limit = limit;
        frame = new HeapFrame();
        var body = Spilling.in(function.parameters(), Junction.in(function.body(), frame), frame, words);
        nodes = new Nodes(body);
        exits = new Exits(frame, function, body);
        this.body = body;
    }

    /**
     * The function itself, or one with the same meaning whose pieces went to the sink.
     *
     * @param limit estimated bytes that a function may have; {@link #LIMIT}
     * @param words of a method's parameters that a piece may take; {@link #MOST_WORDS}
     */
    static MirFunction fit(MirFunction function, Sink sink, int limit, int words) {
        if (Nodes.sizeIsAtMost(function.body(), limit)) {
            return function;
        }
        var outliner = new Outliner(function, sink, limit, words);
        var body = outliner.frame.around(outliner.shrink(outliner.body, true));
        return new MirFunction(function.method(), function.parameters(), body, function.line());
    }

    private int size(Node node) {
        return nodes.analyse(node).size();
    }

    // ---- bottom-up

    /** @param tail whether the node's value is the function's result */
    private Node shrink(Node node, boolean tail) {
        if (size(node) <= limit) {
            return node;
        }
        // operators, calls and conditions are followed along their first operands, which may be a chain of any length
        var outer = new ArrayList<Node>();
        var inner = node;
        while (size(inner) > limit && isChained(inner)) {
            outer.add(inner);
            inner = Parts.of(inner).getFirst();
        }
        if (outer.isEmpty()) {
            return shrinkParts(node, tail);
        }
        var current = shrinkParts(inner, false);
        // a call that hands over many variables is large itself
        int most = limit - 50;
        for (var one : outer.reversed()) {
            var parts = new ArrayList<Node>();
            var tails = new ArrayList<Boolean>();
            parts.add(current);
            tails.add(false);
            var rest = Parts.of(one);
            int total = size(current);
            for (int i = 1; i < rest.size(); i++) {
                boolean isTail = isTail(one, i, tail && one == node);
                var small = shrink(rest.get(i), isTail);
                parts.add(small);
                tails.add(isTail);
                total += size(small);
            }
            if (total > most) {
                cutLargest(parts, tails, total);
                most = Math.max(limit - 50, size(parts.getFirst()) + limit / 2);
            }
            current = Parts.with(one, parts);
        }
        return current;
    }

    private static boolean isChained(Node node) {
        return switch (node) {
            case Node.CallStatic call -> !call.arguments().isEmpty();
            // a chain of `and` or `or` grows in its condition
            case Node.CallVirtual _, Node.Primitive _, Node.Convert _, Node.Field _, Node.InstanceOf _, Node.If _ ->
                true;
            default -> false;
        };
    }

    private Node shrinkParts(Node node, boolean tail) {
        if (size(node) <= limit) {
            return node;
        }
        var parts = new ArrayList<Node>();
        var tails = new ArrayList<Boolean>();
        int total = 0;
        int position = 0;
        for (var part : Parts.of(node)) {
            boolean isTail = isTail(node, position++, tail);
            var small = shrink(part, isTail);
            parts.add(small);
            tails.add(isTail);
            total += size(small);
        }
        // what is a sequence is cut into runs, not one by one
        if (total > limit && !isSequence(node)) {
            cutLargest(parts, tails, total);
        }
        return divide(Parts.with(node, parts), tail);
    }

    private static boolean isSequence(Node node) {
        return switch (node) {
            case Node.Block _, Node.ListLiteral _, Node.MapLiteral _, Node.Concat _ -> true;
            default -> false;
        };
    }

    /** Whether the part at a position gives the node's own value, and that is the function's result. */
    private static boolean isTail(Node node, int position, boolean tail) {
        return switch (node) {
            case Node.Return _ -> true;
            case Node.Block block -> tail && position == block.steps().size();
            case Node.Choice _ -> tail && position > 0;
            case Node.Join _ -> tail;
            case Node.Loop loop -> tail && position == loop.initial().size();
            default -> false;
        };
    }

    /** Replaces parts by calls, the largest first, until the rest fits. */
    private void cutLargest(List<Node> parts, List<Boolean> tails, int total) {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < parts.size(); i++) {
            if (size(parts.get(i)) >= SMALLEST) {
                order.add(i);
            }
        }
        order.sort((a, b) -> Integer.compare(size(parts.get(b)), size(parts.get(a))));
        int left = total;
        for (int i : order) {
            if (left <= limit * 3 / 4) {
                return;
            }
            int before = size(parts.get(i));
            parts.set(i, cut(parts.get(i), tails.get(i)));
            left += size(parts.get(i)) - before;
        }
    }

    /** Cuts what is still too large because it has many parts. */
    private Node divide(Node node, boolean tail) {
        if (size(node) <= limit) {
            return node;
        }
        return switch (node) {
            case Node.Choice choice when Parts.of(choice).size() <= 3 -> node;
            case Node.Block block -> runs(block, tail);
            case Node.ListLiteral list -> list(list);
            case Node.MapLiteral map -> map(map);
            case Node.Concat concat -> texts(concat);
            case Node.IntSwitch(var scrutinee, var cases, var otherwise, var rep) ->
                cases(
                        scrutinee,
                        Rep.INT,
                        cases,
                        Node.IntSwitch.Case::body,
                        otherwise,
                        (value, run, rest) -> new Node.IntSwitch(value, run, rest, rep),
                        tail);
            case Node.TagSwitch(var scrutinee, var cases, var otherwise, var rep) ->
                cases(
                        scrutinee,
                        Rep.ref(Names.VARIANT),
                        cases,
                        Node.TagSwitch.Case::body,
                        otherwise,
                        (value, run, rest) -> new Node.TagSwitch(value, run, rest, rep),
                        tail);
            case Node.TextSwitch(var scrutinee, var cases, var otherwise, var rep) ->
                cases(
                        scrutinee,
                        Rep.STRING,
                        cases,
                        Node.TextSwitch.Case::body,
                        otherwise,
                        (value, run, rest) -> new Node.TextSwitch(value, run, rest, rep),
                        tail);
            default -> node;
        };
    }

    /** A choice of the same kind between some of its cases. */
    private interface Run<C> {
        Node choice(Node scrutinee, List<C> cases, Node otherwise);
    }

    /** A choice by value: the first run of its cases, otherwise the next one, and so on. */
    private <C> Node cases(
            Node scrutinee,
            Rep rep,
            List<C> cases,
            Function<C, Node> body,
            Node otherwise,
            Run<C> choice,
            boolean tail) {
        var value = new Variable("", rep);
        var bodies = cases.stream().map(body).toList();
        var rest = otherwise;
        for (int end = cases.size(); end > 0; ) {
            int start = runStart(bodies, end);
            rest = choice.choice(new Node.Get(value), cases.subList(start, end), rest);
            rest = start > 0 ? cut(rest, tail) : rest;
            end = start;
        }
        return new Node.Block(List.of(new Node.Step.Let(0, value, scrutinee)), rest);
    }

    /** Where the run of cases that ends before {@code end} begins. */
    private int runStart(List<Node> bodies, int end) {
        int start = end;
        int total = 0;
        while (start > 0 && (start == end || total + size(bodies.get(start - 1)) + 30 <= limit * 3 / 4)) {
            start--;
            total += size(bodies.get(start)) + 30;
        }
        return start;
    }

    /** The end of a block becomes a function, whose own end becomes one, and so on. */
    private Node runs(Node.Block block, boolean tail) {
        var steps = block.steps();
        Node result = block.result();
        int end = steps.size();
        int left = size(block);
        while (end > 0 && left > limit) {
            int start = end;
            int total = size(result);
            // the call that ends this run may be large itself, when it hands over many variables
            int most = Math.max(limit * 3 / 4, total + limit / 2);
            while (start > 0 && (start == end || total + stepSize(steps.get(start - 1)) <= most)) {
                start--;
                total += stepSize(steps.get(start));
            }
            var piece = new Node.Block(steps.subList(start, end), result);
            result = start > 0 ? cut(piece, tail) : piece;
            left -= total - size(result);
            end = start;
        }
        return end == 0 ? result : new Node.Block(steps.subList(0, end), result);
    }

    private int stepSize(Node.Step step) {
        return 5
                + switch (step) {
                    case Node.Step.Let let -> size(let.value());
                    case Node.Step.Evaluate evaluate -> size(evaluate.node());
                };
    }

    // ---- long literals

    private Node list(Node.ListLiteral list) {
        var element = list.element().isRef() ? Rep.OBJECT : list.element();
        var builder = new Variable("", Rep.ref(Names.LIST_BUILDER));
        var add = new MethodRef(Names.LIST_BUILDER, "add", List.of(element), Rep.UNIT);
        var build = new MethodRef(Names.LIST_BUILDER, "build", List.of(), list.rep());
        var steps = new ArrayList<Node.Step>();
        for (int end = list.elements().size(); end > 0; ) {
            int start = runStart(list.elements(), end);
            var run = new ArrayList<Node.Step>();
            for (var one : list.elements().subList(start, end)) {
                run.add(new Node.Step.Evaluate(0, new Node.CallVirtual(0, add, new Node.Get(builder), List.of(one))));
            }
            steps.add(new Node.Step.Evaluate(0, cut(new Node.Block(run, new Node.Nothing()), false)));
            end = start;
        }
        steps.add(new Node.Step.Let(0, builder, new Node.New(Names.LIST_BUILDER, List.of(), List.of())));
        return divide(
                new Node.Block(steps.reversed(), new Node.CallVirtual(0, build, new Node.Get(builder), List.of())),
                false);
    }

    private Node map(Node.MapLiteral map) {
        Node current = new Node.GetStatic(Names.MAP, "EMPTY", map.rep());
        for (var entry : map.entries()) {
            var put = Literals.put(map, entry);
            current = new Node.CallVirtual(0, put, current, List.of(entry.key(), entry.value()));
        }
        return shrink(current, false);
    }

    /** Runs of parts joined first. */
    private Node texts(Node.Concat concat) {
        var values = concat.parts().stream().map(Node.Concat.Part::value).toList();
        var joined = new ArrayList<Node.Concat.Part>();
        for (int end = values.size(); end > 0; ) {
            int start = runStart(values, end);
            var run = concat.parts().subList(start, end);
            joined.add(
                    run.size() == 1
                            ? run.getFirst()
                            : new Node.Concat.Part(cut(new Node.Concat(concat.line(), run), false), false));
            end = start;
        }
        var whole = new Node.Concat(concat.line(), joined.reversed());
        return joined.size() < values.size() ? divide(whole, false) : whole;
    }

    // ---- cutting

    /** A call of a new function with this body; the node itself when a call would be no smaller. */
    private Node cut(Node node, boolean tail) {
        if (size(node) < SMALLEST) {
            return node;
        }
        var use = Uses.of(node);
        boolean ends = use.leaves() || node.diverges();
        if (use.labels().isEmpty() && (tail || !ends)) {
            var call = call(node, use.variables(), ends ? function.method().result() : node.rep());
            return ends ? new Node.Return(call) : call;
        }
        if (exits.size(use) >= size(node) || use.labels().isEmpty() && !use.leaves()) {
            return node;
        }
        var body = exits.inside(node, use);
        return exits.outside(call(body, Uses.of(body).variables(), Rep.INT), node, use);
    }

    private Node call(Node body, Set<Variable> variables, Rep result) {
        var parameters = List.copyOf(variables);
        var name = GroupName.ofPart(function.method().name(), body);
        var method = new MethodRef(
                sink.nextOwner(),
                name + (name.indexOf('\'') < 0 ? "'" : "") + "~" + ++pieces,
                parameters.stream().map(Variable::rep).toList(),
                result);
        sink.add(new MirFunction(method, parameters, body, 0));
        return new Node.CallStatic(
                0, method, parameters.stream().<Node>map(Node.Get::new).toList());
    }
}
