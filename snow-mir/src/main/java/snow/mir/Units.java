package snow.mir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import snow.types.tree.Function;
import snow.types.tree.Generated;
import snow.types.tree.Module;
import snow.types.tree.Program;

/** The classes of all modules, and one for code that belongs to none. */
final class Units {
    private final Map<String, Unit> byClass = new LinkedHashMap<>();
    private final Map<String, Unit> byModule = new HashMap<>();
    private final Map<Function, Unit> byFunction = new HashMap<>();
    private final Unit shared = new Unit("", "snow/library/Values", "", new int[0]);

    Units(Program program) {
        for (var module : program.modules()) {
            var unit = new Unit(module.name(), moduleClass(module), module.file(), module.lineStarts());
            byClass.put(unit.className(), unit);
            // A module of the program may have the name of a built-in one.
            if (!module.builtin() || !byModule.containsKey(module.name())) {
                byModule.put(module.name(), unit);
            }
            module.functions().forEach(function -> byFunction.put(function, unitOf(function, unit)));
        }
    }

    /** What belongs to no place in the source is kept out of the module's class. */
    private Unit unitOf(Function function, Unit unit) {
        var kind = switch (function.body()) {
            case Function.Body.Code _, Function.Body.Actor _, Function.Body.Extern _ -> "";
            case Generated.Start _, Generated.Request _ -> "$service$";
            case Generated.Supervise _, Generated.Ask _, Generated.StartChild _ -> "$supervisor$";
        };
        if (kind.isEmpty()) {
            return unit;
        }
        var owner = function.name().substring(0, function.name().indexOf('.'));
        return byClass.computeIfAbsent(
                unit.className() + kind + owner, name -> new Unit(unit.moduleName(), name, "", new int[0]));
    }

    private static String moduleClass(Module module) {
        return (module.builtin() ? "snow/library/" : "snow/program/")
                + module.name().replace('.', '/');
    }

    Unit of(Function function) {
        var unit = byFunction.get(function);
        return unit == null ? of(function.module()) : unit;
    }

    Unit of(String module) {
        return byModule.getOrDefault(module, shared);
    }

    Unit shared() {
        return shared;
    }

    List<MirProgram.MirModule> modules() {
        var result = new ArrayList<MirProgram.MirModule>();
        for (var unit : byClass.values()) {
            if (!unit.isEmpty()) {
                result.add(unit.module());
            }
        }
        if (!shared.isEmpty()) {
            result.add(shared.module());
        }
        return result;
    }
}
