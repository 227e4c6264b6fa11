package snow.mir.optimise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import snow.mir.MethodRef;
import snow.mir.MirFunction;
import snow.mir.Node;
import snow.mir.Node.Step;
import snow.mir.Parts;
import snow.mir.Rep;
import snow.mir.Uses;
import snow.mir.Variable;

/**
 * Loops that ask for elements of a list by index, as {@code List.zip} and {@code List.enumerate} do, ask a reader that remembers the place in the
 * list. So a loop from index to index costs no more than one from element to element.
 */
final class ListReaders {
    private static final String LISTS = "snow/rt/collection/Lists";
    private static final Rep READER = Rep.ref("snow/rt/collection/ListReader");

    private ListReaders() {}

    static MirFunction in(MirFunction function) {
        if (lists(function.body()).isEmpty()) {
            return function;
        }
        var body = Parts.rewrite(function.body(), node -> switch (node) {
            case Node.Loop loop -> withReaders(loop);
            case Node.Block block -> Blocks.of(block.steps(), block.result());
            default -> node;
        });
        return new MirFunction(function.method(), function.parameters(), body, function.line());
    }

    /** The variables of which elements are asked for. */
    private static Set<Variable> lists(Node node) {
        var lists = new LinkedHashSet<Variable>();
        Parts.walk(node, part -> {
            if (isElement(part)) {
                lists.add(((Node.Get) Parts.of(part).getFirst()).variable());
            }
        });
        return lists;
    }

    private static boolean isElement(Node node) {
        return node instanceof Node.CallStatic call
                && call.method().owner().equals(LISTS)
                && call.method().name().startsWith("element")
                && call.arguments().getFirst() instanceof Node.Get;
    }

    private static Node withReaders(Node.Loop loop) {
        var lists = lists(loop);
        if (lists.isEmpty()) {
            return loop;
        }
        lists.retainAll(Uses.of(loop).variables());
        var readers = new HashMap<Variable, Variable>();
        var steps = new ArrayList<Step>();
        for (var list : lists) {
            var reader = new Variable("", READER);
            readers.put(list, reader);
            var of = new MethodRef(READER.className(), "of", List.of(list.rep()), READER);
            steps.add(new Step.Let(0, reader, new Node.CallStatic(0, of, List.of(new Node.Get(list)))));
        }
        return Blocks.of(
                steps, Parts.rewrite(loop, node -> isElement(node) ? read((Node.CallStatic) node, readers) : node));
    }

    private static Node read(Node.CallStatic call, HashMap<Variable, Variable> readers) {
        var reader = readers.get(((Node.Get) call.arguments().getFirst()).variable());
        if (reader == null) {
            return call;
        }
        var method = call.method();
        var read = new MethodRef(READER.className(), method.name(), List.of(READER, Rep.INT), method.result());
        return new Node.CallStatic(
                call.line(),
                read,
                List.of(new Node.Get(reader), call.arguments().getLast()));
    }
}
