package snow.mir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import snow.types.Type;
import snow.types.tree.Expression;

/** The handlers literal: one call of the runtime's builder per key, callbacks in the shapes that it asks for (spec 06 §2.3, §3.3). */
final class Handlers {
    private static final Rep BUILDER = Rep.ref("snow/rt/ws/HandlersBuilder");
    private static final Rep HANDLERS = Rep.ref("snow/rt/ws/Handlers");
    private static final String REJECTED = "rejected";

    private final BodyLowering body;
    private final Context context;

    Handlers(BodyLowering body) {
        this.body = body;
        this.context = body.context;
    }

    Node literal(Expression.Handlers e) {
        Node builder = new Node.New(BUILDER.className(), List.of(), List.of());
        for (var entry : e.entries()) {
            var value = value(entry);
            builder = Nodes.callOn(
                    body.line(entry.keySpan()),
                    Runtime.method(BUILDER.className(), method(entry), BUILDER, value.rep),
                    builder,
                    value.node);
        }
        return Nodes.callOn(body.line(e.span()), Runtime.method(BUILDER.className(), "build", HANDLERS), builder);
    }

    private record Value(Node node, Rep rep) {}

    private String method(Expression.Handlers.Entry entry) {
        var name = new StringBuilder();
        boolean upper = false;
        for (char c : entry.key().toCharArray()) {
            if (c == '_') {
                upper = true;
            } else {
                name.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        boolean brief = body.type(entry.value()) instanceof Type.Function function
                && function.parameters().size() == 1;
        return brief ? name + "Short" : name.toString();
    }

    private Value value(Expression.Handlers.Entry entry) {
        if (!(body.type(entry.value()) instanceof Type.Function type)) {
            return new Value(body.value(entry.value()), body.rep(entry.value()));
        }
        boolean connect = entry.key().equals("on_connect");
        var parameters = new ArrayList<>(type.parameters());
        if (entry.key().equals("on_info")) {
            // Messages come as objects, whatever the program says they are.
            parameters.set(1, Types.ERASED);
        }
        var to = new Type.Function(parameters, connect ? Types.ERASED : Type.UNIT);
        UnaryOperator<Node> answer = connect
                ? result -> answer(result, type.result(), entry.acceptAlways())
                : result -> Nodes.convert(result, Rep.UNIT);
        var shape = context.layout.shape(to);
        var plain = !connect && context.layout.shape(type).equals(shape);
        var node = plain
                ? body.value(entry.value())
                : context.adapters.around(body.value(entry.value()), type, to, answer);
        return new Value(node, Rep.ref(shape.name()));
    }

    /** A text rejects, anything else accepts. */
    private Node answer(Node result, Type type, boolean always) {
        var accept = Nodes.unit();
        var reject = new Node.Text(REJECTED);
        if (always || Types.isUnit(type) || type instanceof Type.Never || Types.isBuiltin(type, "WsConn")) {
            return Nodes.block(List.of(Nodes.evaluate(0, Nodes.convert(result, Rep.UNIT))), accept);
        }
        if (Types.isBool(type)) {
            return new Node.If(result, accept, reject, Rep.OBJECT);
        }
        if (Types.isInt(type)) {
            return new Node.If(
                    Nodes.operation(Node.Operation.INT_EQUAL, result, new Node.Int(0)), reject, accept, Rep.OBJECT);
        }
        if (Types.isBuiltin(type, "Atom")) {
            return new Node.If(
                    Nodes.operation(Node.Operation.SAME, result, new Node.Atom("ok")), accept, reject, Rep.OBJECT);
        }
        if (Types.isBuiltin(type, "Option")) {
            return new Node.TagSwitch(result, List.of(new Node.TagSwitch.Case(0, accept)), reject, Rep.OBJECT);
        }
        return failure(result, (Type.Named) type, accept, reject);
    }

    private Node failure(Node result, Type.Named type, Node accept, Node reject) {
        var whole = Nodes.temporary(context.layout.value(type));
        var why = type.arguments().get(1);
        var failure = Types.isString(why)
                ? context.layout.read(Nodes.get(whole), context.layout.builtinVariant(type, 1), 0, why)
                : reject;
        return Nodes.block(
                List.of(Nodes.let(whole, result)),
                new Node.TagSwitch(Nodes.get(whole), List.of(new Node.TagSwitch.Case(0, accept)), failure, Rep.OBJECT));
    }
}
