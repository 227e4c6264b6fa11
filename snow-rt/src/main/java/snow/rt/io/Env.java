package snow.rt.io;

import java.util.List;
import java.util.Optional;
import snow.rt.actor.World;
import snow.rt.collection.PersistentList;
import snow.rt.value.Option;

/** The functions of the module {@code Env}. */
public final class Env {
    private Env() {}

    public static PersistentList args() {
        List<String> arguments = World.current().arguments();
        for (String argument : arguments) {
            if (argument.indexOf(ProcFiles.LOST) >= 0) {
                return PersistentList.of(ProcFiles.arguments(arguments).toArray());
            }
        }
        return PersistentList.of(arguments.toArray());
    }

    /** An environment variable. A value that is not UTF-8 counts as not set. */
    public static Option get(String name) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) return Option.None.INSTANCE;
        String value = System.getenv(name);
        if (value != null && value.indexOf(ProcFiles.LOST) >= 0) {
            Optional<String> kept = ProcFiles.variable(name);
            if (kept.isEmpty()) return Option.None.INSTANCE;
            value = kept.get();
        }
        return value == null ? Option.None.INSTANCE : new Option.Some_L(value);
    }
}
