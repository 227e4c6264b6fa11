package snow.mir.optimise;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import snow.mir.MethodRef;
import snow.mir.MirClass;
import snow.mir.MirFunction;
import snow.mir.MirProgram;
import snow.mir.Node;
import snow.mir.Parts;

/** Leaves out functions that nothing calls any more, and classes of function values that nothing makes. */
final class Reachable {
    private final Map<MethodRef, MirFunction> functions = new HashMap<>();
    private final Map<String, MirClass.Closure> closures = new HashMap<>();
    private final Set<MethodRef> reached = new HashSet<>();
    private final Set<String> made = new HashSet<>();
    private final Queue<MirFunction> todo = new ArrayDeque<>();

    private Reachable() {}

    static MirProgram of(MirProgram program) {
        var pass = new Reachable();
        pass.find(program);
        return new MirProgram(
                program.modules().stream()
                        .map(module -> Optimiser.with(
                                module,
                                module.functions().stream()
                                        .filter(function -> pass.reached.contains(function.method()))
                                        .toList()))
                        .filter(module -> !module.functions().isEmpty()
                                || !module.constants().isEmpty())
                        .toList(),
                program.classes().stream()
                        .filter(one -> !(one instanceof MirClass.Closure) || pass.made.contains(one.name()))
                        .toList(),
                program.main());
    }

    private void find(MirProgram program) {
        for (var module : program.modules()) {
            module.functions().forEach(function -> functions.put(function.method(), function));
        }
        for (var one : program.classes()) {
            switch (one) {
                case MirClass.Closure closure -> closures.put(closure.name(), closure);
                case MirClass.Data data -> data.virtuals().values().forEach(this::reach);
                case MirClass.Activity activity -> reach(activity);
                case MirClass.ActorValue value -> reach(value.activity());
                case MirClass.Init init -> reach(init.body());
                case MirClass.Request request -> reach(request.body());
                case MirClass.SupervisorValue value -> reach(value.start());
                case MirClass.Sum _, MirClass.Shape _ -> {}
            }
        }
        reach(program.main());
        for (var function = todo.poll(); function != null; function = todo.poll()) {
            Parts.walk(function.body(), node -> {
                switch (node) {
                    case Node.CallStatic call -> reach(call.method());
                    case Node.New made -> make(made.className());
                    case Node.GetStatic get -> make(get.owner());
                    default -> {}
                }
            });
        }
    }

    private void reach(MirClass.Activity activity) {
        reach(activity.body());
        activity.terminate().ifPresent(this::reach);
    }

    private void reach(MethodRef method) {
        var function = functions.get(method);
        if (function != null && reached.add(method)) {
            todo.add(function);
        }
    }

    private void make(String className) {
        var closure = closures.get(className);
        if (closure != null && made.add(className)) {
            reach(closure.body());
        }
    }
}
