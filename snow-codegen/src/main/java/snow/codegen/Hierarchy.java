package snow.codegen;

import java.util.HashMap;
import java.util.Map;
import snow.mir.MirClass;
import snow.mir.MirProgram;

/** Which emitted class extends which; of the runtime's classes only what the naming rules say. */
final class Hierarchy {
    private final Map<String, String> superclasses = new HashMap<>();

    Hierarchy(MirProgram program) {
        superclasses.put(Names.STRUCT, Names.DATA);
        superclasses.put(Names.TUPLE, Names.DATA);
        superclasses.put(Names.VARIANT, Names.DATA);
        for (var builtin : new String[] {"Option", "Result", "Ordering"}) {
            superclasses.put("snow/rt/value/" + builtin, Names.VARIANT);
        }
        superclasses.put("snow/rt/actor/ExitReason", Names.VARIANT);
        for (var declared : program.classes()) {
            switch (declared) {
                case MirClass.Sum sum -> superclasses.put(sum.name(), Names.VARIANT);
                case MirClass.Data data -> superclasses.put(data.name(), data.superName());
                case MirClass.Shape shape -> superclasses.put(shape.name(), Names.FUNCTION);
                case MirClass.Closure closure ->
                    superclasses.put(closure.name(), closure.shape().name());
                case MirClass.Activity activity -> superclasses.put(activity.name(), Names.ACTIVITY);
                case MirClass.Init init -> superclasses.put(init.name(), Names.INIT);
                case MirClass.Request request -> superclasses.put(request.name(), Names.REQUEST);
                case MirClass.SupervisorValue value ->
                    superclasses.put(value.name(), value.shape().name());
                case MirClass.ActorValue value ->
                    superclasses.put(value.name(), value.shape().name());
            }
        }
    }

    /** Whether a value of the first class needs no check to count as one of the second. */
    boolean isSubclass(String className, String ancestor) {
        if (ancestor.equals(Names.OBJECT)) {
            return true;
        }
        for (var name = className; !name.isEmpty(); name = superclass(name)) {
            if (name.equals(ancestor)) {
                return true;
            }
        }
        return false;
    }

    private String superclass(String name) {
        var known = superclasses.get(name);
        if (known != null) {
            return known;
        }
        // a variant of a sum type of the runtime: snow/rt/value/Option$Some_J, snow/rt/actor/ExitReason$Killed
        int dollar = name.lastIndexOf('$');
        boolean isVariant = name.startsWith("snow/rt/value/") || name.startsWith("snow/rt/actor/ExitReason$");
        return dollar > 0 && isVariant ? name.substring(0, dollar) : "";
    }
}
