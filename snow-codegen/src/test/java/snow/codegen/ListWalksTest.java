package snow.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import snow.mir.Label;
import snow.mir.MethodRef;
import snow.mir.MirFunction;
import snow.mir.Node;
import snow.mir.Parts;
import snow.mir.Rep;
import snow.mir.Variable;
import snow.rt.collection.PersistentList;

class ListWalksTest {
    private static final String LIST = "snow/rt/collection/PersistentList";
    private static final Rep LIST_REP = Rep.ref(LIST);

    /** {@code fn sum(list, total) = case list do x :: rest -> sum(NEXT, total * 3 + x); _ -> total end}, where {@code NEXT} is given. */
    private static final class Sum {
        final Variable list = new Variable("list", LIST_REP);
        final Variable rest = new Variable("rest", LIST_REP);
        final Variable total = new Variable("total", Rep.INT);

        MirFunction with(Node next) {
            var label = new Label("again");
            var given = new Variable("list", LIST_REP);
            var zero = new Variable("total", Rep.INT);
            var head = on(list, "headInt", Rep.INT);
            var tripled =
                    new Node.Primitive(0, Node.Operation.INT_MULTIPLY, List.of(new Node.Get(total), new Node.Int(3)));
            var sum = new Node.Primitive(0, Node.Operation.INT_ADD, List.of(tripled, head));
            var body = new Node.If(
                    on(list, "isEmpty", Rep.BOOL),
                    new Node.Get(total),
                    new Node.Block(
                            List.of(new Node.Step.Let(0, rest, on(list, "tail", LIST_REP))),
                            new Node.Jump(label, List.of(next, sum))),
                    Rep.INT);
            var loop = new Node.Loop(
                    label, List.of(list, total), List.of(new Node.Get(given), new Node.Get(zero)), body, Rep.INT);
            return Loaded.function("sum", Rep.INT, loop, given, zero);
        }
    }

    private static Node on(Variable list, String method, Rep result) {
        return new Node.CallVirtual(0, new MethodRef(LIST, method, List.of(), result), new Node.Get(list), List.of());
    }

    private static boolean makesTails(MirFunction function) {
        var todo = new ArrayList<>(List.of(function.body()));
        while (!todo.isEmpty()) {
            var node = todo.removeLast();
            if (node instanceof Node.CallVirtual call && call.method().name().equals("tail")) {
                return true;
            }
            todo.addAll(Parts.of(node));
        }
        return false;
    }

    @Test
    void goingOnWithTheTailMakesNoLists() throws Throwable {
        var sum = new Sum();
        var function = sum.with(new Node.Get(sum.rest));
        assertTrue(makesTails(function));
        assertFalse(makesTails(ListWalks.in(function)));
        var loaded = Loaded.load(Outliner.LIMIT, List.of(), function);
        var numbers = new long[1000];
        long expected = 5;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i * i;
            expected = expected * 3 + numbers[i];
        }
        assertEquals(expected, loaded.call("sum", PersistentList.of(numbers), 5L));
        assertEquals(5L, loaded.call("sum", PersistentList.EMPTY, 5L));
    }

    @Test
    void goingOnWithAnotherListStaysAsItIs() {
        var sum = new Sum();
        var concat = new MethodRef("snow/rt/collection/Lists", "concat", List.of(LIST_REP, LIST_REP), LIST_REP);
        var function =
                sum.with(new Node.CallStatic(0, concat, List.of(new Node.Get(sum.rest), new Node.Get(sum.rest))));
        assertSame(function, ListWalks.in(function));
    }
}
