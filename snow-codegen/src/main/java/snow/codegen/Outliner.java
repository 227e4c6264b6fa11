package snow.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
 * <p>A piece can be cut out when it jumps nowhere outside of itself, and leaves the function only if its value is the function's. Cutting goes
 * bottom-up and the largest pieces go first; sequences (blocks, cases, long literals) are cut into runs.
 */
final class Outliner {
    /** Bytes; with the estimates of {@link Nodes} on the safe side of what HotSpot compiles. */
    static final int LIMIT = 7_000;
    /** Pieces smaller than this are not worth a call. */
    private static final int SMALLEST = 64;
    /** Parameters of a method take at most 255 slots. */
    private static final int MOST_SLOTS = 250;
    /** Elements of a list or entries of a map added by one function. */
    private static final int RUN = 500;

    /** Where the pieces go. */
    interface Sink {
        /** The class that the next piece belongs to. */
        String nextOwner();

        void add(MirFunction piece);
    }

    private final MirFunction function;
    private final Sink sink;
    private final Nodes nodes;
    private final int limit;
    private int pieces;

    private Outliner(MirFunction function, Sink sink, Nodes nodes, int limit) {
        this.function = function;
        this.sink = sink;
        this.nodes = nodes;
        this.limit = limit;
    }

    /**
     * The function itself, or one with the same meaning whose pieces went to the sink.
     *
     * @param limit estimated bytes that a function may have; {@link #LIMIT}
     */
    static MirFunction fit(MirFunction function, Sink sink, int limit) {
        var nodes = new Nodes(function.body());
        if (nodes.of(function.body()).size() <= limit) {
            return function;
        }
        var body = new Outliner(function, sink, nodes, limit).shrink(function.body(), true);
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
        return switch (node) {
            case Node.ListLiteral list when list.elements().size() > RUN -> list(list);
            case Node.MapLiteral map when map.entries().size() > RUN -> map(map);
            case Node.Concat concat when concat.parts().size() > RUN -> shrinkParts(texts(concat), tail);
            default -> {
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
                // a block's steps are cut into runs, not one by one
                if (total > limit && !(node instanceof Node.Block)) {
                    cutLargest(parts, tails, total);
                }
                yield divide(Parts.with(node, parts), tail);
            }
        };
    }

    /** Whether the part at a position gives the node's own value, and that is the function's result. */
    private static boolean isTail(Node node, int position, boolean tail) {
        return switch (node) {
            case Node.Return _ -> true;
            case Node.Block block -> tail && position == block.steps().size();
            case Node.If _, Node.IntSwitch _, Node.TagSwitch _, Node.TextSwitch _ -> tail && position > 0;
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
            case Node.Block block -> runs(block, tail);
            case Node.IntSwitch(var scrutinee, var cases, var otherwise, var rep)
            when cases.size() > 1 -> {
                var value = new Variable("", Rep.INT);
                var rest = otherwise;
                for (int end = cases.size(); end > 0; ) {
                    int start = runStart(
                            cases.stream().map(Node.IntSwitch.Case::body).toList(), end);
                    rest = new Node.IntSwitch(new Node.Get(value), cases.subList(start, end), rest, rep);
                    rest = start > 0 ? cut(rest, tail) : rest;
                    end = start;
                }
                yield bound(value, scrutinee, rest);
            }
            case Node.TagSwitch(var scrutinee, var cases, var otherwise, var rep)
            when cases.size() > 1 -> {
                var value = new Variable("", Rep.ref(Names.VARIANT));
                var rest = otherwise;
                for (int end = cases.size(); end > 0; ) {
                    int start = runStart(
                            cases.stream().map(Node.TagSwitch.Case::body).toList(), end);
                    rest = new Node.TagSwitch(new Node.Get(value), cases.subList(start, end), rest, rep);
                    rest = start > 0 ? cut(rest, tail) : rest;
                    end = start;
                }
                yield bound(value, scrutinee, rest);
            }
            case Node.TextSwitch(var scrutinee, var cases, var otherwise, var rep)
            when cases.size() > 1 -> {
                var value = new Variable("", Rep.STRING);
                var rest = otherwise;
                for (int end = cases.size(); end > 0; ) {
                    int start = runStart(
                            cases.stream().map(Node.TextSwitch.Case::body).toList(), end);
                    rest = new Node.TextSwitch(new Node.Get(value), cases.subList(start, end), rest, rep);
                    rest = start > 0 ? cut(rest, tail) : rest;
                    end = start;
                }
                yield bound(value, scrutinee, rest);
            }
            default -> node;
        };
    }

    private static Node bound(Variable variable, Node value, Node body) {
        return new Node.Block(List.of(new Node.Step.Let(0, variable, value)), body);
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
            if (result == piece && start > 0) {
                return block;
            }
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
        var type = Rep.ref(Names.LIST_BUILDER);
        var builder = new Variable("", type);
        var add = new MethodRef(Names.LIST_BUILDER, "add", List.of(element), Rep.UNIT);
        var steps = new ArrayList<Node.Step>();
        steps.add(new Node.Step.Let(0, builder, new Node.New(Names.LIST_BUILDER, List.of(), List.of())));
        for (int from = 0; from < list.elements().size(); from += RUN) {
            var run = new ArrayList<Node.Step>();
            for (var one : list.elements()
                    .subList(from, Math.min(from + RUN, list.elements().size()))) {
                run.add(new Node.Step.Evaluate(
                        0, new Node.CallVirtual(0, add, new Node.Get(builder), List.of(shrink(one, false)))));
            }
            steps.add(new Node.Step.Evaluate(0, cut(fitRun(run), false)));
        }
        return divide(
                new Node.Block(
                        steps,
                        new Node.CallVirtual(
                                0,
                                new MethodRef(Names.LIST_BUILDER, "build", List.of(), list.rep()),
                                new Node.Get(builder),
                                List.of())),
                false);
    }

    private Node fitRun(List<Node.Step> run) {
        return divide(new Node.Block(run, new Node.Nothing()), false);
    }

    private Node map(Node.MapLiteral map) {
        var put = new MethodRef(Names.MAP, "put", List.of(Rep.OBJECT, Rep.OBJECT), map.rep());
        var steps = new ArrayList<Node.Step>();
        Node current = new Node.GetStatic(Names.MAP, "EMPTY", map.rep());
        for (int from = 0; from < map.entries().size(); from += RUN) {
            var before = new Variable("", map.rep());
            steps.add(new Node.Step.Let(0, before, current));
            Node run = new Node.Get(before);
            for (var entry : map.entries()
                    .subList(from, Math.min(from + RUN, map.entries().size()))) {
                run = new Node.CallVirtual(
                        0, put, run, List.of(shrink(entry.key(), false), shrink(entry.value(), false)));
            }
            current = cut(shrink(run, false), false);
        }
        return divide(new Node.Block(steps, current), false);
    }

    /** Runs of parts joined first. */
    private Node texts(Node.Concat concat) {
        var joined = new ArrayList<Node.Concat.Part>();
        for (int from = 0; from < concat.parts().size(); from += RUN) {
            var run = concat.parts()
                    .subList(from, Math.min(from + RUN, concat.parts().size()));
            joined.add(new Node.Concat.Part(
                    cut(shrinkParts(new Node.Concat(concat.line(), run), false), false), false));
        }
        return new Node.Concat(concat.line(), joined);
    }

    // ---- cutting

    /** A call of a new function with this body; the node itself when it cannot be cut out. */
    private Node cut(Node node, boolean tail) {
        if (size(node) < SMALLEST) {
            return node;
        }
        var use = Uses.of(node);
        if (!use.labels().isEmpty()) {
            return node;
        }
        boolean leaves = use.leaves() || node.diverges();
        if (leaves && !tail) {
            return node;
        }
        var result = leaves ? function.method().result() : node.rep();
        var free = List.copyOf(use.variables());
        var call = slots(use.variables()) > MOST_SLOTS ? callWithFrame(node, free, result) : call(node, free, result);
        return leaves ? new Node.Return(call) : call;
    }

    private Node call(Node body, List<Variable> parameters, Rep result) {
        var name = function.method().name();
        var method = new MethodRef(
                sink.nextOwner(),
                name + (name.indexOf('\'') < 0 ? "'" : "") + "~" + ++pieces,
                parameters.stream().map(Variable::rep).toList(),
                result);
        sink.add(new MirFunction(method, parameters, body, 0));
        return new Node.CallStatic(
                0, method, parameters.stream().<Node>map(Node.Get::new).toList());
    }

    /** The same for more variables than a method may have parameters: they go through one list. */
    private Node callWithFrame(Node body, List<Variable> free, Rep result) {
        var frame = new Variable("", Rep.ref(Names.LIST));
        var get = new MethodRef(Names.LISTS, "get", List.of(frame.rep(), Rep.INT), Rep.OBJECT);
        var values = new ArrayList<Node>();
        var steps = new ArrayList<Node.Step>();
        for (var variable : free) {
            var value = new Node.CallStatic(0, get, List.of(new Node.Get(frame), new Node.Int(values.size())));
            steps.add(new Node.Step.Let(0, variable, new Node.Convert(value, variable.rep())));
            values.add(new Node.Convert(new Node.Get(variable), Rep.OBJECT));
        }
        var piece = (Node.CallStatic) call(new Node.Block(steps, body), List.of(frame), result);
        return new Node.CallStatic(0, piece.method(), List.of(new Node.ListLiteral(Rep.OBJECT, values)));
    }

    private static int slots(Set<Variable> variables) {
        return variables.stream().mapToInt(one -> CodeWriter.size(one.rep())).sum();
    }
}
