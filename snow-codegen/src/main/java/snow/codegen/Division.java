package snow.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import snow.mir.MethodRef;
import snow.mir.MirClass;
import snow.mir.MirFunction;
import snow.mir.MirProgram;
import snow.mir.Node;
import snow.mir.Parts;

/**
 * Moves functions of a module to a class of their own: one class has room for 65,535 constants (JVMS §4.1), which some twenty thousand functions
 * fill.
 */
final class Division {
    private final Map<MethodRef, MethodRef> moved = new HashMap<>();

    private Division() {}

    /** Whether a class is that of a module with functions to move. */
    static boolean isPossible(MirProgram program, String className) {
        return program.modules().stream()
                .anyMatch(module -> module.className().equals(className)
                        && module.functions().size() > 1);
    }

    /** The program with the second half of the functions of that class in another one. */
    static MirProgram of(MirProgram program, String className) {
        var division = new Division();
        // without a $: reports show the frames of this class; no other has the number
        var other = className + "~f" + program.modules().size();
        var modules = new ArrayList<MirProgram.MirModule>();
        for (var module : program.modules()) {
            if (module.className().equals(className)) {
                var functions = module.functions();
                var stay = functions.subList(0, functions.size() / 2);
                var go = functions.subList(functions.size() / 2, functions.size());
                go.forEach(function -> division.move(function.method(), other));
                modules.add(new MirProgram.MirModule(className, module.file(), module.constants(), stay));
                modules.add(new MirProgram.MirModule(other, module.file(), List.of(), go));
            } else {
                modules.add(module);
            }
        }
        return new MirProgram(
                modules.stream().map(division::in).toList(),
                program.classes().stream().map(division::in).toList(),
                division.at(program.main()));
    }

    private void move(MethodRef method, String owner) {
        moved.put(method, new MethodRef(owner, method.name(), method.parameters(), method.result()));
    }

    private MethodRef at(MethodRef method) {
        return moved.getOrDefault(method, method);
    }

    private MirProgram.MirModule in(MirProgram.MirModule module) {
        return new MirProgram.MirModule(
                module.className(),
                module.file(),
                module.constants(),
                module.functions().stream().map(this::in).toList());
    }

    private MirFunction in(MirFunction function) {
        var body = Parts.rewrite(
                function.body(),
                node -> node instanceof Node.CallStatic(var line, var method, var arguments)
                                && moved.containsKey(method)
                        ? new Node.CallStatic(line, at(method), arguments)
                        : node);
        return new MirFunction(at(function.method()), function.parameters(), body, function.line());
    }

    private MirClass in(MirClass declared) {
        return switch (declared) {
            case MirClass.Sum _, MirClass.Shape _ -> declared;
            case MirClass.Data(var name, var superName, var tag, var shown, var fields, var virtuals, var file) -> {
                var there = virtuals.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> at(entry.getValue())));
                yield new MirClass.Data(name, superName, tag, shown, fields, there, file);
            }
            case MirClass.Closure(var name, var shape, var captures, var body) ->
                new MirClass.Closure(name, shape, captures, at(body));
            case MirClass.Activity activity -> in(activity);
            case MirClass.ActorValue(var name, var shape, var activity) ->
                new MirClass.ActorValue(name, shape, in(activity));
            case MirClass.Init(var name, var owner, var arguments, var body) ->
                new MirClass.Init(name, owner, arguments, at(body));
            case MirClass.Request(var name, var owner, var function, var arguments, var body) ->
                new MirClass.Request(name, owner, function, arguments, at(body));
            case MirClass.SupervisorValue(var name, var shape, var start) ->
                new MirClass.SupervisorValue(name, shape, at(start));
        };
    }

    private MirClass.Activity in(MirClass.Activity activity) {
        return new MirClass.Activity(
                activity.name(),
                activity.shownName(),
                activity.arguments(),
                at(activity.body()),
                activity.terminate().map(this::at));
    }
}
