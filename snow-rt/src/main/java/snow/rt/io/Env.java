package snow.rt.io;

import snow.rt.collection.PersistentList;
import snow.rt.value.Option;

/** The functions of the module {@code Env}. */
public final class Env {
    private static volatile PersistentList arguments = PersistentList.EMPTY;

    private Env() {}

    /** Sets what {@code Env.args} gives; called once, before the program starts. */
    public static void start(String[] args) {
        arguments = PersistentList.of((Object[]) args.clone());
    }

    public static PersistentList args() {
        return arguments;
    }

    /** An environment variable. A value that is not UTF-8 reaches us with U+FFFD in it and counts as not set. */
    public static Option get(String name) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) return Option.None.INSTANCE;
        String value = System.getenv(name);
        return value == null || value.indexOf('\uFFFD') >= 0 ? Option.None.INSTANCE : new Option.Some_L(value);
    }
}
