package snow.mir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import snow.mir.Scope.LoopFrame;
import snow.types.tree.Expression;

/** Loops. The values of a {@code for} are collected only where they are used. */
final class Loops {
    private final BodyLowering body;
    private final Context context;
    private final Scope scope;

    Loops(BodyLowering body) {
        this.body = body;
        this.context = body.context;
        this.scope = body.scope;
    }

    // ---- leaving

    /** {@code break}. */
    Node leave() {
        var loop = scope.loop().orElseThrow();
        loop.broken = true;
        return new Node.Jump(loop.exit, List.of());
    }

    /** {@code continue}. */
    Node next() {
        return again(scope.loop().orElseThrow());
    }

    private static Node again(LoopFrame loop) {
        var jump = new Node.Jump(loop.next, loop.nextArguments);
        return loop.polls ? Nodes.block(List.of(Nodes.evaluate(0, new Node.Poll())), jump) : jump;
    }

    private static Node breakable(LoopFrame loop, Node node) {
        return loop.broken ? new Node.Join(loop.exit, List.of(), node, Nodes.nothing(), Rep.UNIT) : node;
    }

    // ---- while

    Node loop(Expression.While e) {
        var frame = new LoopFrame(new Label("while"), List.of(), true);
        var condition = body.value(e.condition());
        scope.enter(frame);
        var round = round(frame, body.drop(e.body()));
        scope.leaveLoop();
        var loop = new Node.Loop(
                frame.next, List.of(), List.of(), new Node.If(condition, round, Nodes.nothing(), Rep.UNIT), Rep.UNIT);
        return breakable(frame, loop);
    }

    private static Node round(LoopFrame frame, Node body) {
        return body.diverges() ? body : Nodes.block(List.of(Nodes.evaluate(0, body)), again(frame));
    }

    // ---- for

    Node loop(Expression.For e, Rep wanted) {
        if (wanted.kind() == Rep.Kind.UNIT) {
            return each(e, Optional.empty());
        }
        var builder = new Variable("", Runtime.LIST_BUILDER);
        var loop = each(e, Optional.of(builder));
        if (loop.diverges()) {
            return loop;
        }
        var build = Runtime.method(Runtime.LIST_BUILDER.className(), "build", Runtime.LIST_REP);
        var built = Nodes.convert(Nodes.callOn(0, build, Nodes.get(builder)), wanted);
        // the builder is bound among the steps before the loop
        var steps = new ArrayList<Node.Step>();
        var block = (Node.Block) loop;
        steps.addAll(block.steps());
        steps.add(Nodes.evaluate(0, block.result()));
        return Nodes.block(steps, built);
    }

    /**
     * A loop behind the steps that it needs, and the builder.
     *
     * @param count how many elements there are
     */
    private static Node after(
            List<Node.Step> steps,
            LoopFrame frame,
            Expression.For e,
            Optional<Variable> builder,
            Node count,
            Node loop) {
        builder.ifPresent(variable -> {
            boolean all = e.filter().isEmpty() && !frame.broken;
            var made = new Node.New(
                    Runtime.LIST_BUILDER.className(),
                    all ? List.of(Rep.INT) : List.of(),
                    all ? List.of(count) : List.of());
            steps.add(Nodes.let(variable, made));
        });
        return Nodes.block(steps, breakable(frame, loop));
    }

    /** The loop without a value; what the body gives goes to the builder. */
    private Node each(Expression.For e, Optional<Variable> builder) {
        return switch (e.iteration()) {
            case RANGE -> range(e, builder);
            case LIST -> list(e, builder);
            case SET -> set(e, builder);
            case MAP_KEYS, MAP_ENTRIES -> entries(e, builder);
        };
    }

    private Node range(Expression.For e, Optional<Variable> builder) {
        var steps = new ArrayList<Node.Step>();
        var start = Nodes.temporary(Rep.INT);
        var stop = Nodes.temporary(Rep.INT);
        boolean fromZero = false;
        if (e.iterable() instanceof Expression.Range range) {
            var first = body.value(range.start());
            fromZero = first.equals(new Node.Int(0));
            steps.add(Nodes.let(start, first));
            steps.add(Nodes.let(stop, body.value(range.stop())));
        } else {
            var range = Nodes.temporary(Runtime.RANGE);
            steps.add(Nodes.let(range, body.lower(e.iterable(), Runtime.RANGE)));
            steps.add(Nodes.let(start, bound(range, "start")));
            steps.add(Nodes.let(stop, bound(range, "stop")));
        }
        var index = new Variable(
                e.bindings().isEmpty() ? "" : e.bindings().getFirst().name(), Rep.INT);
        e.bindings().forEach(local -> scope.bind(local, index));
        var frame = new LoopFrame(
                new Label("for"),
                List.of(Nodes.operation(Node.Operation.INT_ADD, Nodes.get(index), new Node.Int(1))),
                true);
        var loop = new Node.Loop(
                frame.next,
                List.of(index),
                List.of(Nodes.get(start)),
                new Node.If(
                        Nodes.operation(Node.Operation.INT_LESS, Nodes.get(index), Nodes.get(stop)),
                        element(e, frame, builder),
                        Nodes.nothing(),
                        Rep.UNIT),
                Rep.UNIT);
        var count = fromZero
                ? Nodes.get(stop)
                : Nodes.operation(Node.Operation.INT_SUBTRACT, Nodes.get(stop), Nodes.get(start));
        return after(steps, frame, e, builder, count, loop);
    }

    private static Node bound(Variable range, String name) {
        return new Node.Field(Nodes.get(range), Runtime.RANGE.className(), name, Rep.INT);
    }

    /** A loop over the chunks of the list, which is a yield point, around one over the elements of a chunk. */
    private Node list(Expression.For e, Optional<Variable> builder) {
        var list = Nodes.temporary(Runtime.LIST_REP);
        var index = Nodes.temporary(Rep.INT);
        var items = Nodes.temporary(Rep.OBJECT);
        var start = Nodes.temporary(Rep.INDEX);
        var end = Nodes.temporary(Rep.INDEX);
        var slot = Nodes.temporary(Rep.INDEX);
        var whole = Nodes.let(list, body.lower(e.iterable(), Runtime.LIST_REP));
        var bound = new ArrayList<Node.Step>();
        for (var local : e.bindings()) {
            var rep = context.layout.value(scope.type(local.type()));
            var variable = new Variable(local.name(), rep);
            var head = Nodes.call(0, Runtime.walkHead(rep), Nodes.get(items), Nodes.get(slot));
            bound.add(Nodes.let(variable, Nodes.convert(head, rep)));
            scope.bind(local, variable);
        }
        var chunk = new Label("chunk");
        var frame = new LoopFrame(
                new Label("for"), List.of(Nodes.operation(Node.Operation.INDEX_NEXT, Nodes.get(slot))), false);
        var behind = Nodes.temporary(Rep.INT);
        var next = Nodes.call(0, Runtime.WALK_BEHIND, Nodes.get(index), Nodes.get(start), Nodes.get(end));
        var onward = Nodes.block(
                List.of(Nodes.let(behind, next)),
                new Node.If(
                        Nodes.operation(
                                Node.Operation.INT_LESS,
                                Nodes.get(behind),
                                Nodes.call(0, Runtime.LIST_LENGTH, Nodes.get(list))),
                        new Node.Jump(chunk, List.of(Nodes.get(behind))),
                        Nodes.nothing(),
                        Rep.UNIT));
        var elements = new Node.Loop(
                frame.next,
                List.of(slot),
                List.of(Nodes.get(start)),
                new Node.If(
                        Nodes.operation(Node.Operation.INDEX_LESS, Nodes.get(slot), Nodes.get(end)),
                        Nodes.block(bound, element(e, frame, builder)),
                        onward,
                        Rep.UNIT),
                Rep.UNIT);
        var steps = List.of(
                Nodes.evaluate(0, new Node.Poll()),
                Nodes.let(items, Nodes.call(0, Runtime.WALK_ITEMS, Nodes.get(list), Nodes.get(index))),
                Nodes.let(start, Nodes.call(0, Runtime.WALK_START, Nodes.get(list), Nodes.get(index))),
                Nodes.let(end, Nodes.call(0, Runtime.WALK_END, Nodes.get(list), Nodes.get(index), Nodes.get(items))));
        var chunks = new Node.Loop(
                chunk, List.of(index), List.of(new Node.Int(0)), new Node.Block(steps, elements), Rep.UNIT);
        var begin = new ArrayList<Node.Step>();
        begin.add(whole);
        return after(begin, frame, e, builder, Nodes.call(0, Runtime.LIST_LENGTH, Nodes.get(list)), chunks);
    }

    private Node set(Expression.For e, Optional<Variable> builder) {
        var set = Nodes.temporary(Rep.ref(Runtime.SET));
        var cursor = Nodes.temporary(Runtime.LIST_CURSOR);
        var steps = new ArrayList<Node.Step>();
        steps.add(Nodes.let(set, body.lower(e.iterable(), set.rep())));
        var start = Runtime.method(Runtime.SET, "cursor", Runtime.LIST_CURSOR);
        steps.add(Nodes.let(cursor, Nodes.callOn(0, start, Nodes.get(set))));
        var bound = new ArrayList<Node.Step>();
        for (var local : e.bindings()) {
            var rep = context.layout.value(scope.type(local.type()));
            var variable = new Variable(local.name(), rep);
            var current = Runtime.perRep(Runtime.LIST_CURSOR.className(), "current", rep);
            bound.add(Nodes.let(variable, Nodes.convert(Nodes.callOn(0, current, Nodes.get(cursor)), rep)));
            scope.bind(local, variable);
        }
        return walk(e, builder, steps, set, Runtime.SET_SIZE, cursor, bound);
    }

    private Node entries(Expression.For e, Optional<Variable> builder) {
        var map = Nodes.temporary(Rep.ref(Runtime.MAP));
        var cursor = Nodes.temporary(Runtime.MAP_CURSOR);
        var steps = new ArrayList<Node.Step>();
        steps.add(Nodes.let(map, body.lower(e.iterable(), map.rep())));
        var start = Runtime.method(Runtime.MAP, "cursor", Runtime.MAP_CURSOR);
        steps.add(Nodes.let(cursor, Nodes.callOn(0, start, Nodes.get(map))));
        var bound = new ArrayList<Node.Step>();
        for (int i = 0; i < e.bindings().size(); i++) {
            var local = e.bindings().get(i);
            var rep = context.layout.value(scope.type(local.type()));
            var variable = new Variable(local.name(), rep);
            var part = Runtime.perRep(Runtime.MAP_CURSOR.className(), i == 0 ? "key" : "value", rep);
            bound.add(Nodes.let(variable, Nodes.convert(Nodes.callOn(0, part, Nodes.get(cursor)), rep)));
            scope.bind(local, variable);
        }
        return walk(e, builder, steps, map, Runtime.MAP_SIZE, cursor, bound);
    }

    private Node walk(
            Expression.For e,
            Optional<Variable> builder,
            List<Node.Step> steps,
            Variable collection,
            MethodRef size,
            Variable cursor,
            List<Node.Step> bound) {
        // the cursor polls now and then
        var frame = new LoopFrame(new Label("for"), List.of(), false);
        var next = Runtime.method(cursor.rep().className(), "next", Rep.BOOL);
        var loop = new Node.Loop(
                frame.next,
                List.of(),
                List.of(),
                new Node.If(
                        Nodes.callOn(0, next, Nodes.get(cursor)),
                        Nodes.block(bound, element(e, frame, builder)),
                        Nodes.nothing(),
                        Rep.UNIT),
                Rep.UNIT);
        return after(steps, frame, e, builder, Nodes.call(0, size, Nodes.get(collection)), loop);
    }

    /** One round: filter, body, and on to the next. */
    private Node element(Expression.For e, LoopFrame frame, Optional<Variable> builder) {
        scope.enter(frame);
        var filter = e.filter().map(body::value);
        var node = builder.isEmpty() ? body.drop(e.body()) : add(e, builder.get());
        scope.leaveLoop();
        if (filter.isEmpty()) {
            return round(frame, node);
        }
        return new Node.If(filter.get(), round(frame, node), again(frame), Rep.UNIT);
    }

    private Node add(Expression.For e, Variable builder) {
        var rep = Layout.open(body.rep(e.body()));
        var value = body.lower(e.body(), rep);
        return value.diverges() ? value : Nodes.callOn(0, Runtime.add(rep), Nodes.get(builder), value);
    }
}
