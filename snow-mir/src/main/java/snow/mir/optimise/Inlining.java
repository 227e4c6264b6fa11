package snow.mir.optimise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import snow.mir.MethodRef;
import snow.mir.MirFunction;
import snow.mir.MirProgram;
import snow.mir.Node;
import snow.mir.Parts;
import snow.mir.Variable;

/**
 * Small functions that only compute, and can neither crash nor call, stand in place of their calls. The JIT would do that too; here it lets the
 * other passes see what a function makes of its arguments. A function that may crash stays a frame of its own, since reports show it.
 */
final class Inlining {
    /** Callers do not grow beyond this many nodes; what is much larger, the JIT does not like. */
    private static final int LARGEST_CALLER = 1500;

    /** So deep may small functions call each other. */
    private static final int ROUNDS = 3;

    /** The functions that became small in the last round: those from before have no calls left. */
    private Map<MethodRef, MirFunction> small = Map.of();

    /** What the functions call, of those that may become small. */
    private final Map<MethodRef, Set<MethodRef>> calls = new HashMap<>();

    private final int largest;
    private int room;

    private Inlining(int largest) {
        this.largest = largest;
    }

    /** @param largest the size of functions that are small, in nodes */
    static MirProgram in(MirProgram program, int largest) {
        var pass = new Inlining(largest);
        var functions = program.modules().stream()
                .flatMap(module -> module.functions().stream())
                .toList();
        pass.small = pass.small(functions);
        functions.forEach(function -> pass.calls.put(function.method(), callees(function)));
        var result = program;
        for (int i = 0; i < ROUNDS && !pass.small.isEmpty(); i++) {
            var changed = new ArrayList<MirFunction>();
            result = Optimiser.each(result, function -> {
                var now = pass.rewrite(function);
                if (now != function) {
                    changed.add(now);
                }
                return now;
            });
            pass.small = pass.small(changed);
        }
        return result;
    }

    private Map<MethodRef, MirFunction> small(List<MirFunction> functions) {
        var found = new HashMap<MethodRef, MirFunction>();
        for (var function : functions) {
            if (Total.is(function.body()) && Sizes.atMost(function.body(), largest)) {
                found.put(function.method(), function);
            }
        }
        return found;
    }

    private static Set<MethodRef> callees(MirFunction function) {
        var found = new HashSet<MethodRef>();
        Parts.walk(function.body(), node -> {
            if (node instanceof Node.CallStatic call) {
                found.add(call.method());
            }
        });
        return found;
    }

    private MirFunction rewrite(MirFunction function) {
        return calls.get(function.method()).stream().anyMatch(small::containsKey) ? inlined(function) : function;
    }

    private MirFunction inlined(MirFunction function) {
        room = LARGEST_CALLER - Sizes.of(function.body());
        var body = Parts.rewrite(
                function.body(),
                node -> node instanceof Node.CallStatic call && small.containsKey(call.method())
                        ? inline(call, small.get(call.method()))
                        : node);
        return new MirFunction(function.method(), function.parameters(), body, function.line());
    }

    private Node inline(Node.CallStatic call, MirFunction callee) {
        int size = Sizes.of(callee.body());
        if (size > room || call.arguments().stream().anyMatch(Node::diverges)) {
            return call;
        }
        room -= size;
        var values = new HashMap<Variable, Node>();
        var steps = new ArrayList<Node.Step>();
        for (int i = 0; i < callee.parameters().size(); i++) {
            var parameter = callee.parameters().get(i);
            var variable = new Variable(parameter.name(), parameter.rep());
            values.put(parameter, new Node.Get(variable));
            steps.add(new Node.Step.Let(0, variable, call.arguments().get(i)));
        }
        return Blocks.of(steps, Substitution.copyWithoutLines(callee.body(), values));
    }
}
