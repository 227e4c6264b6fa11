package snow.codegen;

import java.util.List;
import snow.mir.MethodRef;
import snow.mir.Node;
import snow.mir.Rep;
import snow.mir.Variable;

/** The {@code snow.rt.value.Frame} of a function that is cut: all its pieces reach what lies there. Made only where something does. */
final class HeapFrame {
    /** A place of the frame for values of one representation. */
    record Slot(Rep rep, int index) {}

    private final Variable variable = new Variable("", Rep.ref(Names.FRAME));
    private int values;
    private int numbers;

    Variable variable() {
        return variable;
    }

    /** A place that is used for nothing else. */
    Slot slot(Rep rep) {
        return new Slot(
                rep,
                switch (rep.kind()) {
                    case INT, FLOAT, INDEX -> numbers++;
                    case BOOL, REF, UNIT -> values++;
                });
    }

    Node load(Slot slot) {
        var stored = stored(slot.rep());
        var get = new MethodRef(Names.FRAME, "get" + suffix(slot.rep()), List.of(Rep.INT), stored);
        var value = new Node.CallVirtual(0, get, new Node.Get(variable), List.of(new Node.Int(slot.index())));
        return stored.equals(slot.rep()) ? value : new Node.Convert(value, slot.rep());
    }

    Node.Step store(Slot slot, Variable value) {
        var stored = stored(slot.rep());
        var put = new MethodRef(Names.FRAME, "put" + suffix(slot.rep()), List.of(Rep.INT, stored), Rep.UNIT);
        var get = new Node.Get(value);
        var converted = stored.equals(value.rep()) ? get : new Node.Convert(get, stored);
        return new Node.Step.Evaluate(
                0,
                new Node.CallVirtual(0, put, new Node.Get(variable), List.of(new Node.Int(slot.index()), converted)));
    }

    /** The function's body, with the frame if there is anything in it. */
    Node around(Node body) {
        if (values + numbers == 0) {
            return body;
        }
        var made = new Node.New(
                Names.FRAME, List.of(Rep.INT, Rep.INT), List.of(new Node.Int(values), new Node.Int(numbers)));
        return new Node.Block(List.of(new Node.Step.Let(0, variable, made)), body);
    }

    private static Rep stored(Rep rep) {
        return switch (rep.kind()) {
            case INT, FLOAT, INDEX -> rep;
            case BOOL, REF, UNIT -> Rep.OBJECT;
        };
    }

    private static String suffix(Rep rep) {
        return switch (rep.kind()) {
            case INT -> "Int";
            case FLOAT -> "Float";
            case INDEX -> "Index";
            case BOOL, REF, UNIT -> "";
        };
    }
}
