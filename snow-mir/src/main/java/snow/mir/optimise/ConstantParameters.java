package snow.mir.optimise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import snow.mir.Label;
import snow.mir.MirFunction;
import snow.mir.Node;
import snow.mir.Parts;
import snow.mir.Variable;

/**
 * Parameters of loops that every round hands on as they are stop being parameters: the function given to {@code reduce}, the limit of a
 * recursion. Makes visible to the other passes that the value stays the same.
 */
final class ConstantParameters {
    private final Map<Label, List<Node.Jump>> jumps = new HashMap<>();
    private final List<Node.Loop> loops = new ArrayList<>();

    private ConstantParameters() {}

    static MirFunction in(MirFunction function) {
        var pass = new ConstantParameters();
        Parts.walk(function.body(), node -> {
            switch (node) {
                case Node.Loop loop when !loop.parameters().isEmpty() -> pass.loops.add(loop);
                case Node.Jump jump ->
                    pass.jumps
                            .computeIfAbsent(jump.label(), _ -> new ArrayList<>())
                            .add(jump);
                default -> {}
            }
        });
        return pass.loops.isEmpty() ? function : pass.rewrite(function);
    }

    private MirFunction rewrite(MirFunction function) {
        var values = new HashMap<Variable, Node>();
        var kept = new HashMap<Label, List<Integer>>();
        for (var loop : loops) {
            var positions = new ArrayList<Integer>();
            for (int i = 0; i < loop.parameters().size(); i++) {
                if (loop.initial().get(i) instanceof Node.Get && staysTheSame(loop, i)) {
                    values.put(loop.parameters().get(i), loop.initial().get(i));
                } else {
                    positions.add(i);
                }
            }
            if (positions.size() < loop.parameters().size()) {
                kept.put(loop.label(), positions);
            }
        }
        if (values.isEmpty()) {
            return function;
        }
        var body = Parts.rewrite(function.body(), node -> switch (node) {
            case Node.Get get -> Substitution.resolve(get, values);
            case Node.Loop loop
            when kept.containsKey(loop.label()) -> {
                var positions = kept.get(loop.label());
                yield new Node.Loop(
                        loop.label(),
                        select(loop.parameters(), positions),
                        select(loop.initial(), positions),
                        loop.body(),
                        loop.rep());
            }
            case Node.Jump jump
            when kept.containsKey(jump.label()) ->
                new Node.Jump(jump.label(), select(jump.arguments(), kept.get(jump.label())));
            default -> node;
        });
        return new MirFunction(function.method(), function.parameters(), body, function.line());
    }

    private boolean staysTheSame(Node.Loop loop, int i) {
        for (var jump : jumps.getOrDefault(loop.label(), List.of())) {
            if (!(jump.arguments().get(i) instanceof Node.Get get
                    && get.variable() == loop.parameters().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static <T> List<T> select(List<T> all, List<Integer> positions) {
        return positions.stream().map(all::get).toList();
    }
}
