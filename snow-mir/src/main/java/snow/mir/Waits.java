package snow.mir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Cuts an actor's body where it waits in the middle, so that a process that waits there needs no thread. The {@code receive} with what
 * follows becomes a function, a <em>piece</em>, with the variables it uses as parameters; where no message is there, it returns an activity that
 * holds them and goes on with the piece.
 *
 * <pre>
 * let x = receive … end            let cursor = Receive.begin()
 * rest                        ⇒    return piece(cursor, …)
 *
 *                                  piece: let x = loop
 *                                           let message = cursor.nextOrRest()
 *                                           if message is REST then return new Activity(cursor, …) else …
 *                                         rest
 * </pre>
 *
 * Where several ways lead to {@code rest}, some of which wait, it becomes a piece of its own, which all of them end with a call of. So no code
 * is there twice, and nobody waits but the last thing that a piece does. A {@code receive} stays as it is, and its process keeps a thread, inside
 * {@code while} and {@code for}, and where the pieces would have more parameters than a method can.
 */
final class Waits {
    /** What the parameters of a piece may take, in words. */
    private static final int MOST_WORDS = 100;

    private static final String RECEIVE = "snow/rt/actor/Receive";

    /** What is done with a value; gives code that does not come back. */
    private interface Continuation {
        Node after(Node value);
    }

    private final Context context;
    private final Scope scope;
    private final Instance actor;
    /** The nodes in which a cut is possible and wanted, by identity. */
    private final Set<Node> waiting = Collections.newSetFromMap(new IdentityHashMap<>());

    private int pieces;
    /** A piece would have had too many parameters: those before it, which would contain its code, are not tried. */
    private boolean isFull;

    private Waits(Context context, Scope scope) {
        this.context = context;
        this.scope = scope;
        this.actor = scope.instance().orElseThrow();
    }

    /** The body, whose value is dropped, as that of a function that gives null or an activity. */
    static Node cut(Context context, Scope scope, Node body) {
        var waits = new Waits(context, scope);
        waits.mark(body);
        if (!waits.waiting.contains(body)) {
            return body.diverges() ? body : Nodes.block(List.of(Nodes.evaluate(0, body)), new Node.Null(Rep.OBJECT));
        }
        return waits.into(
                body,
                value -> Nodes.block(List.of(Nodes.evaluate(0, value)), new Node.Return(new Node.Null(Rep.OBJECT))));
    }

    // ---- where it waits

    private void mark(Node body) {
        var all = new ArrayList<Node>();
        Parts.walk(body, all::add);
        // parts come after what they are parts of
        for (var node : all.reversed()) {
            if (waits(node)) {
                waiting.add(node);
            }
        }
    }

    private boolean waits(Node node) {
        var parts = Parts.of(node);
        return switch (node) {
            case Node.Loop loop when isReceive(loop) -> mayRest(loop) || waiting.contains(loop.body());
            case Node.Block _, Node.Join _ -> parts.stream().anyMatch(waiting::contains);
            case Node.Choice _ ->
                parts.stream().anyMatch(waiting::contains) && !parts.getFirst().diverges();
            // What adding to a text or a map does may show, so it has its place between the parts.
            case Node.Concat concat when !concat.parts().stream().allMatch(Waits::isSilent) -> false;
            case Node.MapLiteral _, Node.PutStatic _, Node.Loop _ -> false;
            default ->
                parts.stream().anyMatch(waiting::contains) && parts.stream().noneMatch(Node::diverges);
        };
    }

    private static boolean isSilent(Node.Concat.Part part) {
        return !part.value().rep().isRef() || part.value().rep().equals(Rep.STRING);
    }

    private boolean isReceive(Node node) {
        return node instanceof Node.Loop loop && scope.receives().contains(loop.label());
    }

    /** Whether the process can rest here only if the body is cut; where the body begins with a {@code receive} it rests without. */
    private static boolean mayRest(Node.Loop receive) {
        return next(receive).value() instanceof Node.CallVirtual call
                && call.method().name().equals("next");
    }

    /** A round of a {@code receive}: the yield point, the next message, and what is done with it. */
    private static Node.Step.Let next(Node.Loop receive) {
        return (Node.Step.Let) ((Node.Block) receive.body()).steps().get(1);
    }

    // ---- what follows goes to where the values are

    /** The node, then the continuation of its value; does not come back. */
    private Node into(Node node, Continuation then) {
        if (!waiting.contains(node)) {
            return node.diverges() ? node : then.after(node);
        }
        return switch (node) {
            case Node.Block block -> sequence(block.steps(), block.result(), then);
            case Node.Choice _ -> choice(node, then);
            case Node.Join join ->
                new Node.Join(
                        join.label(),
                        join.parameters(),
                        into(join.body(), then),
                        into(join.target(), then),
                        join.rep());
            case Node.Loop receive -> receive(receive, then);
            case Node.Return leave -> into(leave.value(), Node.Return::new);
            default -> operands(node, Parts.of(node), then);
        };
    }

    private Node sequence(List<Node.Step> steps, Node result, Continuation then) {
        var after = into(result, then);
        var run = new LinkedList<Node.Step>();
        for (var step : steps.reversed()) {
            var bound = waiting.contains(value(step)) ? bind(step, Nodes.block(run, after)) : Optional.<Node>empty();
            if (bound.isPresent()) {
                after = bound.get();
                run.clear();
            } else {
                run.addFirst(step);
            }
        }
        return Nodes.block(run, after);
    }

    private static Node value(Node.Step step) {
        return switch (step) {
            case Node.Step.Let let -> let.value();
            case Node.Step.Evaluate evaluate -> evaluate.node();
        };
    }

    private static Node.Step with(Node.Step step, Node value) {
        return switch (step) {
            case Node.Step.Let let -> new Node.Step.Let(let.line(), let.variable(), value);
            case Node.Step.Evaluate evaluate -> Nodes.evaluate(evaluate.line(), value);
        };
    }

    private Node choice(Node node, Continuation then) {
        var parts = new ArrayList<>(Parts.of(node));
        if (waiting.contains(parts.getFirst())) {
            return operands(node, parts.subList(0, 1), then);
        }
        for (int i = 1; i < parts.size(); i++) {
            parts.set(i, into(parts.get(i), then));
        }
        return Parts.with(node, parts);
    }

    /** What is evaluated up to the last wait goes to variables. */
    private Node operands(Node node, List<Node> operands, Continuation then) {
        var parts = new ArrayList<>(Parts.of(node));
        int last = operands.size() - 1;
        while (!waiting.contains(operands.get(last))) {
            last--;
        }
        var steps = new ArrayList<Node.Step>();
        for (int i = 0; i <= last; i++) {
            var part = parts.get(i);
            if (part.rep().kind() == Rep.Kind.UNIT) {
                steps.add(Nodes.evaluate(0, part));
                parts.set(i, Nodes.nothing());
            } else if (!Nodes.isIdle(part)) {
                var variable = Nodes.temporary(part.rep());
                steps.add(Nodes.let(variable, part));
                parts.set(i, Nodes.get(variable));
            }
        }
        var rest = Parts.with(node, parts);
        if (parts.stream().anyMatch(waiting::contains)) {
            waiting.add(rest);
        }
        return sequence(steps, rest, then);
    }

    /** A step that waits, and what follows it; empty: it has to wait as it stands. */
    private Optional<Node> bind(Node.Step step, Node after) {
        if (isStraight(value(step))) {
            return Optional.of(into(value(step), value -> Nodes.block(List.of(with(step, value)), after)));
        }
        if (after instanceof Node.Return leave && leave.value() instanceof Node.Null) {
            return Optional.of(into(value(step), value -> Nodes.block(List.of(Nodes.evaluate(0, value)), after)));
        }
        var uses = usesOfPiece(after);
        if (uses.isEmpty()) {
            return Optional.empty();
        }
        var parameters = new ArrayList<>(uses.get().variables());
        if (step instanceof Node.Step.Let let && parameters.remove(let.variable())) {
            parameters.addFirst(let.variable());
            var piece = piece(parameters);
            add(piece, parameters, after);
            var others = gets(parameters.subList(1, parameters.size()));
            return Optional.of(into(let.value(), value -> {
                var arguments = new ArrayList<>(others);
                arguments.addFirst(value);
                return new Node.Return(new Node.CallStatic(0, piece, arguments));
            }));
        }
        var piece = piece(parameters);
        add(piece, parameters, after);
        var call = new Node.Return(new Node.CallStatic(0, piece, gets(parameters)));
        return Optional.of(into(value(step), value -> Nodes.block(List.of(Nodes.evaluate(step.line(), value)), call)));
    }

    /** Whether one way only leads to the node's value. */
    private boolean isStraight(Node node) {
        return switch (node) {
            case Node.Block block -> isStraight(block.result());
            case Node.Choice _, Node.Join _ -> !waiting.contains(node);
            case Node.Loop loop -> !waiting.contains(loop.body());
            default -> true;
        };
    }

    // ---- pieces

    private Node receive(Node.Loop receive, Continuation then) {
        if (!waiting.contains(receive.body())) {
            return cut(receive, whole -> whole.diverges() ? whole : then.after(whole));
        }
        var body = into(receive.body(), then);
        var whole = new Node.Loop(receive.label(), receive.parameters(), receive.initial(), body, receive.rep());
        return mayRest(whole) ? cut(whole, UnaryOperator.identity()) : whole;
    }

    /** @param around the {@code receive} with what follows it */
    private Node cut(Node.Loop receive, UnaryOperator<Node> around) {
        var code = around.apply(receive);
        var uses = usesOfPiece(code);
        if (uses.isEmpty()) {
            return code;
        }
        var parameters = List.copyOf(uses.get().variables());
        var piece = piece(parameters);
        var activity = context.activities.ofPiece(actor, piece);
        var made = new Node.New(activity.name(), piece.parameters(), gets(parameters));
        add(piece, parameters, around.apply(resting(receive, made)));
        return new Node.Return(new Node.CallStatic(0, piece, gets(parameters)));
    }

    /** Empty where the code cannot be a piece. */
    private Optional<Uses> usesOfPiece(Node code) {
        if (isFull) {
            return Optional.empty();
        }
        var uses = Uses.of(code);
        isFull = Problems.words(uses.variables().stream().map(Variable::rep).toList()) > MOST_WORDS;
        boolean jumpsOut = uses.labels().stream().anyMatch(label -> label != scope.selfLabel());
        return isFull || jumpsOut ? Optional.empty() : Optional.of(uses);
    }

    private static Node.Loop resting(Node.Loop receive, Node activity) {
        var round = (Node.Block) receive.body();
        var message = next(receive);
        var call = (Node.CallVirtual) message.value();
        var next = Nodes.callOn(call.line(), Runtime.method(RECEIVE, "nextOrRest", Rep.OBJECT), call.receiver());
        var examined = Nodes.block(round.steps().subList(2, round.steps().size()), round.result());
        var body = Nodes.block(
                List.of(round.steps().getFirst(), with(message, next)),
                new Node.If(Actors.is(message.variable(), "REST"), new Node.Return(activity), examined, receive.rep()));
        return new Node.Loop(receive.label(), receive.parameters(), receive.initial(), body, receive.rep());
    }

    private static List<Node> gets(List<Variable> variables) {
        return variables.stream().map(Nodes::get).toList();
    }

    /** Reports count the frames of pieces as the actor's own: what stands behind the quote is not shown. */
    private MethodRef piece(List<Variable> parameters) {
        var name = actor.method().name();
        return new MethodRef(
                actor.method().owner(),
                name + (name.indexOf('\'') < 0 ? "'" : "") + "~" + ++pieces,
                parameters.stream().map(Variable::rep).toList(),
                Rep.OBJECT);
    }

    /** Where the actor goes on with itself, a piece returns it as an activity. */
    private void add(MethodRef piece, List<Variable> parameters, Node body) {
        var own = Parts.rewrite(
                body,
                node -> node instanceof Node.Jump jump && jump.label() == scope.selfLabel()
                        ? new Node.Return(new Node.New(
                                context.activities.of(actor).name(),
                                actor.method().parameters(),
                                jump.arguments()))
                        : node);
        scope.unit().add(new MirFunction(piece, parameters, own, 0));
    }
}
