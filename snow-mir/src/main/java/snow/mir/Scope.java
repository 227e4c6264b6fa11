package snow.mir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import snow.types.Type;
import snow.types.TypeParameter;
import snow.types.tree.Expression;
import snow.types.tree.Local;

/**
 * What is known while the body of one method is made: its variables, and through {@code parent} those of the functions around it. A
 * variable that is found further out becomes a capture on the way.
 */
final class Scope {
    /** The variable of a polymorphic {@code let} for particular type arguments. */
    record PolyKey(Local local, List<Type> arguments) {}

    /** How often a polymorphic {@code let} is evaluated. */
    enum Evaluation {
        /** For every combination of types it is used with. */
        EACH,
        /** Once, for erased types; uses adapt the value. */
        ERASED,
        /** Once, for the only types it is used with. */
        EXACT
    }

    /** A polymorphic {@code let}; {@code instances} grows as uses are met. */
    record PolyLet(
            Local local, Expression value, Scope scope, Evaluation evaluation, Map<PolyKey, Variable> instances) {}

    /** The loop around, with how to leave it and how to start the next round. */
    static final class LoopFrame {
        final Label exit = new Label("exit");
        final Label next;
        final List<Node> nextArguments;
        /** Whether a round is a yield point; not where something around or inside the loop is one often enough. */
        final boolean polls;

        boolean broken;

        LoopFrame(Label next, List<Node> nextArguments, boolean polls) {
            this.next = next;
            this.nextArguments = nextArguments;
            this.polls = polls;
        }
    }

    private final Unit unit;
    private final String name;
    private final Optional<Scope> parent;
    private final boolean closed;
    private final Rep result;
    private final Map<Object, Variable> variables = new HashMap<>();
    private final Map<Object, Variable> captures = new LinkedHashMap<>();
    private final Map<Local, PolyLet> polymorphic = new HashMap<>();
    private final Map<Local, LocalGroup> functions = new HashMap<>();
    private final Deque<LoopFrame> loops = new ArrayDeque<>();

    private Map<TypeParameter, Type> types;
    private Optional<Instance> instance = Optional.empty();
    private boolean calls;

    private Object self = new Object();
    private final Label selfLabel = new Label("again");
    private boolean selfCalled;
    private boolean actor;
    private Optional<Expression.Receive> opening = Optional.empty();
    private final Set<Label> receives = new HashSet<>();

    /**
     * @param name of the function around, as reports show it
     * @param closed variables of the parent can not become captures: they are handed in as parameters
     * @param result what the method leaves
     */
    Scope(Unit unit, String name, Optional<Scope> parent, boolean closed, Map<TypeParameter, Type> types, Rep result) {
        this.unit = unit;
        this.name = name;
        this.parent = parent;
        this.closed = closed;
        this.types = types;
        this.result = result;
        parent.ifPresent(outer -> this.instance = outer.instance);
    }

    Unit unit() {
        return unit;
    }

    String name() {
        return name;
    }

    Rep result() {
        return result;
    }

    Map<TypeParameter, Type> types() {
        return types;
    }

    Optional<Instance> instance() {
        return instance;
    }

    void instance(Instance of) {
        instance = Optional.of(of);
    }

    boolean isActor() {
        return actor;
    }

    /** The body of an actor; {@code first} is the {@code receive} before which it does nothing. */
    void beActor(Optional<Expression.Receive> first) {
        actor = true;
        opening = first;
    }

    /** Whether the actor may begin anew instead of waiting in this {@code receive}. */
    boolean opensWith(Expression.Receive receive) {
        return opening.isPresent() && opening.get() == receive;
    }

    /** The loops of the {@code receive}s of this method. */
    Set<Label> receives() {
        return receives;
    }

    /** Runs with other types for type parameters, added to the present ones. */
    <T> T with(Map<TypeParameter, Type> more, java.util.function.Supplier<T> action) {
        var before = types;
        var both = new HashMap<>(before);
        both.putAll(more);
        types = both;
        try {
            return action.get();
        } finally {
            types = before;
        }
    }

    Type type(Type declared) {
        return Types.substitute(declared, types);
    }

    // ---- variables

    void bind(Object key, Variable variable) {
        variables.put(key, variable);
    }

    boolean knows(Object key) {
        return variables.containsKey(key) || parent.isPresent() && parent.get().knows(key);
    }

    /** The variable of a local or of a {@link PolyKey}. */
    Variable resolve(Object key) {
        var here = variables.get(key);
        if (here != null) {
            return here;
        }
        if (parent.isEmpty() || closed) {
            throw new IllegalStateException("no variable " + key + " in " + name);
        }
        var outer = parent.get().resolve(key);
        var inner = new Variable(outer.name(), outer.rep());
        variables.put(key, inner);
        captures.put(key, inner);
        return inner;
    }

    /** What was found further out, in the order in which it was met. */
    Map<Object, Variable> captures() {
        return captures;
    }

    void define(PolyLet let) {
        polymorphic.put(let.local(), let);
    }

    Optional<PolyLet> polymorphic(Local local) {
        var here = polymorphic.get(local);
        return here != null ? Optional.of(here) : parent.flatMap(outer -> outer.polymorphic(local));
    }

    void define(Local local, LocalGroup group) {
        functions.put(local, group);
    }

    Optional<LocalGroup> localFunction(Local local) {
        var here = functions.get(local);
        return here != null ? Optional.of(here) : parent.flatMap(outer -> outer.localFunction(local));
    }

    // ---- loops

    Optional<LoopFrame> loop() {
        return Optional.ofNullable(loops.peek());
    }

    void enter(LoopFrame loop) {
        loops.push(loop);
    }

    void leaveLoop() {
        loops.pop();
    }

    // ---- calls of itself, yield points

    void self(Object key) {
        self = key;
    }

    boolean isSelf(Object key) {
        return self.equals(key);
    }

    Node jumpToSelf(List<Node> arguments) {
        selfCalled = true;
        return new Node.Jump(selfLabel, arguments);
    }

    /** What {@link #jumpToSelf} jumps to. */
    Label selfLabel() {
        return selfLabel;
    }

    /** Notes that the method calls other code of the program. */
    void calls() {
        calls = true;
    }

    /**
     * The method: a loop where it calls itself in tail position, with the yield point at its entry.
     *
     * @param handedIn parameters that stay the same in every round
     * @param parameters may get new values
     */
    MirFunction function(MethodRef method, List<Variable> handedIn, List<Variable> parameters, Node body, int line) {
        var all = new ArrayList<>(handedIn);
        if (selfCalled && Uses.of(body).labels().contains(selfLabel)) {
            var initial = new ArrayList<Node>();
            for (var parameter : parameters) {
                var outer = new Variable(parameter.name(), parameter.rep());
                all.add(outer);
                initial.add(new Node.Get(outer));
            }
            var loop = new Node.Loop(selfLabel, parameters, initial, polled(body), result);
            return new MirFunction(method, all, loop, line);
        }
        all.addAll(parameters);
        return new MirFunction(method, all, calls ? polled(body) : body, line);
    }

    private static Node polled(Node body) {
        return Nodes.block(List.of(new Node.Step.Evaluate(0, new Node.Poll())), body);
    }
}
