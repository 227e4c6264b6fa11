package snow.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import snow.mir.MethodRef;
import snow.mir.MirClass;
import snow.mir.MirFunction;
import snow.mir.MirProgram;
import snow.mir.Node;
import snow.mir.Parts;

/**
 * Moves half of the functions and top-level lets of a module to a class of their own: one class has room for 65,535 constants (JVMS §4.1), which
 * some twenty thousand functions fill.
 */
final class Division {
    private final String from;
    private final String to;
    private final Map<MethodRef, MethodRef> moved = new HashMap<>();
    /** The names of the top-level lets that moved. */
    private final Set<String> lets = new HashSet<>();

    private Division(String from, String to) {
        this.from = from;
        this.to = to;
    }

    /** Whether a class is that of a module with something to move. */
    static boolean isPossible(MirProgram program, String className) {
        return program.modules().stream()
                .anyMatch(module -> module.className().equals(className)
                        && module.functions().size() + module.constants().size() > 2);
    }

    /** The program with the second half of what that class has in another one. */
    static MirProgram of(MirProgram program, String className) {
        // without a $: reports show the frames of this class; no other has the number
        var division =
                new Division(className, className + "~f" + program.modules().size());
        var modules = new ArrayList<MirProgram.MirModule>();
        for (var module : program.modules()) {
            if (module.className().equals(className)) {
                modules.addAll(division.halves(module));
            } else {
                modules.add(module);
            }
        }
        return new MirProgram(
                modules.stream().map(division::in).toList(),
                program.classes().stream().map(division::in).toList(),
                division.at(program.main()));
    }

    private List<MirProgram.MirModule> halves(MirProgram.MirModule module) {
        var functions = module.functions();
        var constants = module.constants();
        int someFunctions = functions.size() / 2;
        int someConstants = constants.size() / 2;
        for (var function : functions.subList(someFunctions, functions.size())) {
            var method = function.method();
            moved.put(method, new MethodRef(to, method.name(), method.parameters(), method.result()));
        }
        constants.subList(someConstants, constants.size()).forEach(field -> lets.add(field.name()));
        return List.of(
                new MirProgram.MirModule(
                        from, module.file(), constants.subList(0, someConstants), functions.subList(0, someFunctions)),
                new MirProgram.MirModule(
                        to,
                        module.file(),
                        constants.subList(someConstants, constants.size()),
                        functions.subList(someFunctions, functions.size())));
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
        var body = Parts.rewrite(function.body(), node -> switch (node) {
            case Node.CallStatic(var line, var method, var arguments)
            when moved.containsKey(method) -> new Node.CallStatic(line, at(method), arguments);
            case Node.GetStatic(var owner, var name, var rep)
            when owner.equals(from) && lets.contains(name) -> new Node.GetStatic(to, name, rep);
            case Node.PutStatic(var owner, var name, var field, var value)
            when owner.equals(from) && lets.contains(name) -> new Node.PutStatic(to, name, field, value);
            default -> node;
        });
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
