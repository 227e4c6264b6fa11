package snow.mir.optimise;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import snow.mir.MethodRef;
import snow.mir.MirFunction;
import snow.mir.MirProgram;
import snow.mir.Node;
import snow.mir.Parts;

/**
 * Collections are updated in place where nobody can see the old version any more.
 *
 * <p>An operation takes a collection over when the variable that has it is not used afterwards. What it gives is <em>open</em>: the runtime
 * has made it for this variable alone, and the next operation that takes it over changes it in place. Before anybody else gets
 * to see an open collection it is <em>sealed</em>, and is then as immutable as any. Whether a collection is open is known at run time; so a collection
 * that comes from elsewhere is copied, part by part, by the first operations, and one that was sealed is just not changed in place any more.
 *
 * <p>What the compiler has to be sure of is that an open collection has one reference: {@link OwnedFlow} says which variables may hold one,
 * and {@link OwnedRewriting} seals it wherever a second reference would come to be. A function that gives one of its parameters, changed, takes part
 * as an operation: it is made a second time for callers that let it take the argument over.
 */
final class Ownership {
    /** Trees deeper than this stay as they are. */
    private static final int DEEPEST = 300;

    private final Map<MethodRef, MirFunction> functions = new HashMap<>();

    /** The parameter that a function gives back, changed. */
    private final Map<MethodRef, Integer> changed = new HashMap<>();

    private final Map<MethodRef, MirFunction> taking = new HashMap<>();
    private final ArrayDeque<MethodRef> todo = new ArrayDeque<>();

    private Ownership() {}

    static MirProgram in(MirProgram program) {
        var pass = new Ownership();
        for (var module : program.modules()) {
            for (var function : module.functions()) {
                if (!isDeep(function.body())) {
                    pass.functions.put(function.method(), function);
                }
            }
        }
        pass.findChanging();
        return pass.rewrite(program);
    }

    private static boolean isDeep(Node body) {
        var level = List.of(body);
        for (int depth = 0; !level.isEmpty(); depth++) {
            if (depth == DEEPEST) {
                return true;
            }
            var below = new ArrayList<Node>();
            level.forEach(node -> below.addAll(Parts.of(node)));
            level = below;
        }
        return false;
    }

    // ---- functions that change a parameter

    /** A function that calls one that does may do so too. */
    private void findChanging() {
        var callers = new HashMap<MethodRef, List<MirFunction>>();
        var again = new ArrayDeque<MirFunction>();
        for (var function : functions.values()) {
            if (!mayChange(function)) {
                continue;
            }
            boolean[] changes = {false};
            Parts.walk(function.body(), node -> {
                if (node instanceof Node.CallStatic call) {
                    changes[0] |= OwnedOperations.changes(call.method());
                    if (functions.containsKey(call.method())) {
                        callers.computeIfAbsent(call.method(), _ -> new ArrayList<>())
                                .add(function);
                    }
                }
            });
            if (changes[0]) {
                again.add(function);
            }
        }
        for (var function = again.poll(); function != null; function = again.poll()) {
            if (changed.containsKey(function.method())) {
                continue;
            }
            var parameter = new OwnedFlow(function, this::takes, -1).changedParameter();
            if (parameter.isPresent()) {
                changed.put(function.method(), parameter.getAsInt());
                again.addAll(callers.getOrDefault(function.method(), List.of()));
            }
        }
    }

    private static boolean mayChange(MirFunction function) {
        return OwnedOperations.mayHold(function.method().result())
                && function.method().parameters().stream().anyMatch(OwnedOperations::mayHold);
    }

    /** The argument that a call can take over. */
    private OptionalInt takes(MethodRef method) {
        if (OwnedOperations.changes(method)) {
            return OptionalInt.of(0);
        }
        var parameter = changed.get(method);
        return parameter == null ? OptionalInt.empty() : OptionalInt.of(parameter);
    }

    // ---- rewriting

    private MirProgram rewrite(MirProgram program) {
        var rewritten = Optimiser.each(program, function -> rewrite(function, -1));
        for (var method = todo.poll(); method != null; method = todo.poll()) {
            var function = functions.get(method);
            var second = rewrite(function, changed.get(method));
            taking.put(method, new MirFunction(named(method), second.parameters(), second.body(), second.line()));
        }
        if (taking.isEmpty()) {
            return rewritten;
        }
        var modules = rewritten.modules().stream().map(this::withTaking).toList();
        return Reachable.of(new MirProgram(modules, rewritten.classes(), rewritten.main()));
    }

    /** @param taken the parameter that the function takes over and gives back, or -1 */
    private MirFunction rewrite(MirFunction function, int taken) {
        if (!functions.containsKey(function.method())) {
            return function;
        }
        if (taken < 0 && !Parts.any(function.body(), this::isTaker)) {
            return function;
        }
        var flow = new OwnedFlow(function, this::takes, taken);
        return flow.hasOpen() ? new OwnedRewriting(flow, this::takingForm).rewrite(function) : function;
    }

    private boolean isTaker(Node node) {
        return node instanceof Node.CallStatic call && takes(call.method()).isPresent();
    }

    private MethodRef takingForm(MethodRef method) {
        if (OwnedOperations.changes(method)) {
            return OwnedOperations.owned(method);
        }
        if (taking.putIfAbsent(method, functions.get(method)) == null) {
            todo.add(method);
        }
        return named(method);
    }

    private MethodRef named(MethodRef method) {
        var name = method.name() + (method.name().contains("'") ? "" : "'") + "own" + changed.get(method);
        return new MethodRef(method.owner(), name, method.parameters(), method.result());
    }

    private MirProgram.MirModule withTaking(MirProgram.MirModule module) {
        var all = new ArrayList<MirFunction>();
        for (var function : module.functions()) {
            all.add(function);
            if (taking.containsKey(function.method())) {
                all.add(taking.get(function.method()));
            }
        }
        return Optimiser.with(module, all);
    }
}
