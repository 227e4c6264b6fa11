package snow.mir;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import snow.syntax.Span;
import snow.types.Type;
import snow.types.tree.Expression;

/**
 * Lowers the expressions of one method. Every result has the representation that was asked for, or diverges; UNIT asks for no value, so
 * that what is dropped need not be made.
 */
final class BodyLowering {
    /** Operator chains are cut into variables at this depth. */
    private static final int SPINE = 200;

    final Context context;
    final Scope scope;
    private final Blocks blocks;
    private final Calls calls;
    private final Matching matching;
    private final Loops loops;
    private final Actors actors;
    private final Handlers handlers;
    private final Map<Expression, Variable> cut = new IdentityHashMap<>();

    BodyLowering(Context context, Scope scope) {
        this.context = context;
        this.scope = scope;
        blocks = new Blocks(this);
        calls = new Calls(this);
        matching = new Matching(this);
        loops = new Loops(this);
        actors = new Actors(this);
        handlers = new Handlers(this);
    }

    Matching matching() {
        return matching;
    }

    Calls calls() {
        return calls;
    }

    Type type(Expression expression) {
        return scope.type(expression.type());
    }

    Rep rep(Expression expression) {
        return context.layout.value(type(expression));
    }

    int line(Span span) {
        return scope.unit().line(span);
    }

    /** The value, in the representation of its type. */
    Node value(Expression expression) {
        return lower(expression, rep(expression), false);
    }

    Node drop(Expression expression) {
        return lower(expression, Rep.UNIT, false);
    }

    Node lower(Expression expression, Rep wanted) {
        return lower(expression, wanted, false);
    }

    /** @param tail whether the value is that of the method */
    Node lower(Expression expression, Rep wanted, boolean tail) {
        var known = cut.get(expression);
        if (known != null) {
            return Nodes.convert(Nodes.get(known), wanted);
        }
        if (spineIsLong(expression)) {
            return lowerSpine(expression, wanted, tail);
        }
        if (wanted.kind() != Rep.Kind.UNIT && isStructure(expression) && Types.isUnit(type(expression))) {
            return asUnit(lower(expression, Rep.UNIT, tail), wanted);
        }
        return whole(expression, wanted, tail);
    }

    private static boolean isStructure(Expression expression) {
        return expression instanceof Expression.If;
    }

    private static Node asUnit(Node node, Rep wanted) {
        return node.diverges() ? node : Nodes.convert(node, wanted);
    }

    // ---- chains

    private static Optional<Expression> leftmost(Expression expression) {
        return switch (expression) {
            case Expression.Binary e -> Optional.of(e.left());
            case Expression.And e -> Optional.of(e.left());
            case Expression.Or e -> Optional.of(e.left());
            case Expression.Concat e ->
                e.parts().isEmpty() ? Optional.empty() : Optional.of(e.parts().getFirst());
            case Expression.Call e ->
                e.arguments().isEmpty()
                        ? Optional.empty()
                        : Optional.of(e.arguments().getFirst());
            case Expression.CallMethod e ->
                e.arguments().isEmpty()
                        ? Optional.empty()
                        : Optional.of(e.arguments().getFirst());
            case Expression.CallValue e -> Optional.of(e.callee());
            case Expression.FieldAccess e -> Optional.of(e.target());
            case Expression.Component e -> Optional.of(e.tuple());
            case Expression.Try e -> Optional.of(e.operand());
            case Expression.Negate e -> Optional.of(e.operand());
            case Expression.Not e -> Optional.of(e.operand());
            case Expression.Show e -> Optional.of(e.value());
            case Expression.IntLiteral _,
                    Expression.FloatLiteral _,
                    Expression.BoolLiteral _,
                    Expression.StringLiteral _,
                    Expression.AtomLiteral _,
                    Expression.Unit _,
                    Expression.LocalUse _,
                    Expression.ConstantUse _,
                    Expression.FunctionUse _,
                    Expression.MethodUse _,
                    Expression.ConstructorUse _,
                    Expression.Tuple _,
                    Expression.ListLiteral _,
                    Expression.MapLiteral _,
                    Expression.Range _,
                    Expression.Construct _,
                    Expression.MakeStruct _,
                    Expression.ComputedComponent _,
                    Expression.Block _,
                    Expression.If _,
                    Expression.Match _,
                    Expression.While _,
                    Expression.For _,
                    Expression.Break _,
                    Expression.Continue _,
                    Expression.Return _,
                    Expression.Lambda _,
                    Expression.Spawn _,
                    Expression.Send _,
                    Expression.Link _,
                    Expression.SelfPid _,
                    Expression.Receive _,
                    Expression.Become _,
                    Expression.Handlers _ -> Optional.empty();
        };
    }

    private boolean spineIsLong(Expression expression) {
        var at = leftmost(expression);
        for (int i = 0; i < SPINE && at.isPresent(); i++) {
            if (cut.containsKey(at.get())) {
                return false;
            }
            at = leftmost(at.get());
        }
        return at.isPresent();
    }

    /** What is evaluated first goes to a variable first, from the inside, so that neither this code nor its readers recurse deeply. */
    private Node lowerSpine(Expression expression, Rep wanted, boolean tail) {
        var spine = new ArrayList<Expression>();
        for (var at = leftmost(expression); at.isPresent(); at = leftmost(at.get())) {
            if (cut.containsKey(at.get())) {
                break;
            }
            spine.add(at.get());
        }
        var steps = new ArrayList<Node.Step>();
        var made = new ArrayList<Expression>();
        for (int i = spine.size() - SPINE / 2; i > 0; i -= SPINE / 2) {
            var part = spine.get(i);
            if (part instanceof Expression.Concat) {
                continue;
            }
            var node = value(part);
            if (node.diverges()) {
                made.forEach(cut::remove);
                return Nodes.block(steps, node);
            }
            var variable = Nodes.temporary(rep(part));
            steps.add(Nodes.let(variable, node));
            cut.put(part, variable);
            made.add(part);
        }
        var result = whole(expression, wanted, tail);
        made.forEach(cut::remove);
        return Nodes.block(steps, result);
    }

    // ---- one expression

    private Node whole(Expression expression, Rep wanted, boolean tail) {
        var first = leftmost(expression);
        if (first.isPresent() && type(first.get()) instanceof Type.Never) {
            return never(first.get());
        }
        return switch (expression) {
            case Expression.IntLiteral e -> Nodes.convert(new Node.Int(e.value()), wanted);
            case Expression.FloatLiteral e -> Nodes.convert(new Node.Float(e.value()), wanted);
            case Expression.BoolLiteral e -> Nodes.convert(new Node.Bool(e.value()), wanted);
            case Expression.StringLiteral e -> Nodes.convert(new Node.Text(e.value()), wanted);
            case Expression.AtomLiteral e -> Nodes.convert(new Node.Atom(e.name()), wanted);
            case Expression.Unit _ -> Nodes.convert(Nodes.nothing(), wanted);
            case Expression.LocalUse e -> Nodes.convert(blocks.local(e), wanted);
            case Expression.ConstantUse e -> Nodes.convert(context.constants.use(e, type(e), scope), wanted);
            case Expression.FunctionUse e -> Nodes.convert(calls.functionValue(e), wanted);
            case Expression.MethodUse e -> Nodes.convert(calls.methodValue(e), wanted);
            case Expression.ConstructorUse e -> Nodes.convert(calls.constructorValue(e), wanted);
            case Expression.Tuple e -> tuple(e, wanted);
            case Expression.ListLiteral e -> list(e, wanted);
            case Expression.MapLiteral e -> map(e, wanted);
            case Expression.Range e ->
                Nodes.convert(
                        new Node.New(
                                Runtime.RANGE.className(),
                                List.of(Rep.INT, Rep.INT),
                                List.of(value(e.start()), value(e.stop()))),
                        wanted);
            case Expression.Construct e -> construct(e, wanted);
            case Expression.MakeStruct e -> struct(e, wanted);
            case Expression.FieldAccess e -> field(e, wanted);
            case Expression.Component e -> component(e, wanted);
            case Expression.ComputedComponent e ->
                Nodes.convert(
                        Nodes.call(
                                line(e.span()),
                                Runtime.TUPLE_NTH,
                                lower(e.tuple(), Rep.ref(Runtime.TUPLE)),
                                value(e.index())),
                        rep(e),
                        wanted);
            case Expression.Concat e -> Nodes.convert(concat(e), wanted);
            case Expression.Show e -> Nodes.convert(show(e), wanted);
            case Expression.Call e -> calls.call(e, wanted, tail);
            case Expression.CallValue e -> calls.callValue(e, wanted, tail);
            case Expression.CallMethod e -> calls.callMethod(e, wanted, tail);
            case Expression.Binary e -> calls.binary(e, wanted, tail);
            case Expression.Negate e -> calls.negate(e, wanted);
            case Expression.Not e -> Nodes.convert(Nodes.not(value(e.operand())), wanted);
            case Expression.And e -> Nodes.convert(Nodes.and(value(e.left()), value(e.right())), wanted);
            case Expression.Or e ->
                Nodes.convert(new Node.If(value(e.left()), new Node.Bool(true), value(e.right()), Rep.BOOL), wanted);
            case Expression.Block e -> blocks.block(e, wanted, tail);
            case Expression.If e ->
                new Node.If(
                        value(e.condition()),
                        lower(e.thenBranch(), wanted, tail),
                        lower(e.elseBranch(), wanted, tail),
                        wanted);
            case Expression.Match e -> matching.match(e, wanted, tail);
            case Expression.While e -> Nodes.convert(loops.loop(e), wanted);
            case Expression.For e -> loops.loop(e, wanted);
            case Expression.Break _ -> loops.leave();
            case Expression.Continue _ -> loops.next();
            case Expression.Return e -> result(e.value());
            case Expression.Try e -> attempt(e, wanted);
            case Expression.Lambda e -> Nodes.convert(context.closures.lambda(this, e), wanted);
            case Expression.Spawn e -> Nodes.convert(actors.spawn(e), wanted);
            case Expression.Send e -> Nodes.convert(actors.send(e), wanted);
            case Expression.Link e -> Nodes.convert(actors.link(e), wanted);
            case Expression.SelfPid e -> Nodes.convert(actors.self(e), wanted);
            case Expression.Receive e -> actors.receive(e, wanted, tail);
            case Expression.Become e -> actors.become(e);
            case Expression.Handlers e -> Nodes.convert(handlers.literal(e), wanted);
        };
    }

    /** An operand that never yields a value; what it belongs to is not reached. */
    private Node never(Expression operand) {
        var node = drop(operand);
        return node.diverges()
                ? node
                : Nodes.block(List.of(Nodes.evaluate(0, node)), new Node.NoMatch(line(operand.span())));
    }

    // ---- leaving the function

    /** {@code return e}. */
    private Node result(Expression value) {
        if (scope.isActor()) {
            return end(drop(value));
        }
        var node = lower(value, scope.result(), true);
        return node.diverges() ? node : new Node.Return(node);
    }

    /** The end of an actor's body after this. */
    Node end(Node node) {
        if (node.diverges()) {
            return node;
        }
        return Nodes.block(List.of(Nodes.evaluate(0, node)), new Node.Return(new Node.Null(Rep.OBJECT)));
    }

    private Node attempt(Expression.Try e, Rep wanted) {
        var operandType = type(e.operand());
        var operand = Nodes.temporary(rep(e.operand()));
        var success = context.layout.builtinVariant(operandType, 0);
        var value = Nodes.convert(context.layout.read(Nodes.get(operand), success, 0, type(e)), wanted);
        var failure = scope.isActor()
                ? new Node.Return(new Node.Null(Rep.OBJECT))
                : new Node.Return(Nodes.convert(Nodes.get(operand), scope.result()));
        return Nodes.block(
                List.of(Nodes.let(operand, value(e.operand()))),
                new Node.TagSwitch(Nodes.get(operand), List.of(new Node.TagSwitch.Case(0, value)), failure, wanted));
    }

    // ---- data

    private Node tuple(Expression.Tuple e, Rep wanted) {
        var components = e.components().stream().map(this::type).toList();
        var name = context.layout.tuple(components);
        var reps = new ArrayList<Rep>();
        var values = new ArrayList<Node>();
        for (var component : e.components()) {
            var rep = Layout.open(rep(component));
            reps.add(rep);
            values.add(lower(component, rep));
        }
        context.problems.limit(scope.unit().moduleName(), e.span(), "the tuple", "components", reps);
        return Nodes.convert(new Node.New(name, reps, values), wanted);
    }

    private Node list(Expression.ListLiteral e, Rep wanted) {
        var element =
                Layout.open(context.layout.value(scope.type(e.type().arguments().getFirst())));
        var elements = new ArrayList<Node>();
        for (var one : e.elements()) {
            elements.add(lower(one, element));
        }
        return Nodes.convert(new Node.ListLiteral(element, elements), wanted);
    }

    private Node map(Expression.MapLiteral e, Rep wanted) {
        var entries = new ArrayList<Node.MapLiteral.Entry>();
        for (var entry : e.entries()) {
            var key = rep(entry.key()).equals(Rep.INT) ? Rep.INT : Rep.OBJECT;
            var value = rep(entry.value());
            boolean unboxed = value.equals(Rep.INT) || value.equals(Rep.FLOAT);
            entries.add(new Node.MapLiteral.Entry(
                    lower(entry.key(), key), lower(entry.value(), unboxed ? value : Rep.OBJECT)));
        }
        return Nodes.convert(new Node.MapLiteral(entries), wanted);
    }

    private Node construct(Expression.Construct e, Rep wanted) {
        var type = (Type.Named) type(e);
        var data = context.layout.variant(e.sumType(), e.variant(), type.arguments());
        var values = new ArrayList<Node>();
        for (int i = 0; i < e.fields().size(); i++) {
            values.add(lower(e.fields().get(i), data.fields().get(i).rep()));
        }
        return Nodes.upcast(context.layout.make(data, values), context.layout.value(type), wanted);
    }

    private Node struct(Expression.MakeStruct e, Rep wanted) {
        var type = (Type.Named) type(e);
        var data = context.layout.struct(e.struct(), type.arguments());
        var values = new Node[e.fields().size()];
        boolean inOrder = true;
        for (int i = 0; i < values.length; i++) {
            inOrder &= e.fields().get(i).index() == i;
        }
        var steps = new ArrayList<Node.Step>();
        for (var field : e.fields()) {
            var rep = data.fields().get(field.index()).rep();
            var value = lower(field.value(), rep);
            if (!inOrder && !Nodes.isIdle(value)) {
                var variable = Nodes.temporary(rep);
                steps.add(Nodes.let(variable, value));
                value = Nodes.get(variable);
            }
            values[field.index()] = value;
        }
        return Nodes.block(steps, Nodes.convert(context.layout.make(data, List.of(values)), wanted));
    }

    private Node field(Expression.FieldAccess e, Rep wanted) {
        var type = (Type.Named) type(e.target());
        var data = context.layout.struct(e.struct(), type.arguments());
        return Nodes.convert(context.layout.read(value(e.target()), data, e.index(), type(e)), wanted);
    }

    private Node component(Expression.Component e, Rep wanted) {
        var type = (Type.Tuple) type(e.tuple());
        return Nodes.convert(context.layout.component(value(e.tuple()), type, e.index()), wanted);
    }

    // ---- text

    private Node show(Expression.Show e) {
        var parts = new ArrayList<Node.Concat.Part>();
        var part = context.operators.shown(this, value(e.value()), type(e.value()), e.inspect());
        if (part.value().rep().equals(Rep.STRING) && !part.inspect()) {
            return part.value();
        }
        parts.add(part);
        return new Node.Concat(line(e.span()), parts);
    }

    /** Nested texts become one. */
    private Node concat(Expression.Concat e) {
        var parts = new ArrayList<Node.Concat.Part>();
        var todo = new java.util.ArrayDeque<Expression>();
        todo.push(e);
        while (!todo.isEmpty()) {
            var one = todo.pop();
            if (cut.containsKey(one)) {
                parts.add(new Node.Concat.Part(value(one), false));
                continue;
            }
            switch (one) {
                case Expression.Concat inner -> inner.parts().reversed().forEach(todo::push);
                case Expression.StringLiteral text -> literal(parts, text.value());
                case Expression.Show show ->
                    parts.add(context.operators.shown(this, value(show.value()), type(show.value()), show.inspect()));
                default -> parts.add(new Node.Concat.Part(value(one), false));
            }
        }
        if (parts.isEmpty()) {
            return new Node.Text("");
        }
        if (parts.size() == 1
                && !parts.getFirst().inspect()
                && parts.getFirst().value().rep().equals(Rep.STRING)) {
            return parts.getFirst().value();
        }
        return new Node.Concat(line(e.span()), parts);
    }

    private static void literal(List<Node.Concat.Part> parts, String text) {
        if (text.isEmpty()) {
            return;
        }
        if (!parts.isEmpty()
                && parts.getLast().value() instanceof Node.Text before
                && !parts.getLast().inspect()) {
            parts.set(parts.size() - 1, new Node.Concat.Part(new Node.Text(before.value() + text), false));
        } else {
            parts.add(new Node.Concat.Part(new Node.Text(text), false));
        }
    }
}
