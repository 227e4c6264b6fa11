package snow.rt.io;

import snow.rt.actor.World;
import snow.rt.collection.PersistentList;
import snow.rt.value.Option;

/** The functions of the module {@code Env}. */
public final class Env {
    private Env() {}

    public static PersistentList args() {
        return PersistentList.of(World.current().arguments().toArray());
    }

    /** An environment variable. A value that is not UTF-8 reaches us with U+FFFD in it and counts as not set. */
    public static Option get(String name) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) return Option.None.INSTANCE;
        String value = System.getenv(name);
        return value == null || value.indexOf('\uFFFD') >= 0 ? Option.None.INSTANCE : new Option.Some_L(value);
    }
}
