package snow.codegen;

/** The classes of the runtime that emitted code mentions, by internal name. */
final class Names {
    static final String OBJECT = "java/lang/Object";
    static final String STRING = "java/lang/String";
    static final String STRINGS = "snow/rt/value/Strings";
    static final String BUILDER = "java/lang/StringBuilder";

    static final String ATOM = "snow/rt/value/Atom";
    static final String DATA = "snow/rt/value/Data";
    static final String FLOATS = "snow/rt/value/Floats";
    static final String FRAME = "snow/rt/value/Frame";
    static final String FUNCTION = "snow/rt/value/Function";
    static final String INTS = "snow/rt/value/Ints";
    static final String STRUCT = "snow/rt/value/Struct";
    static final String TUPLE = "snow/rt/value/Tuple";
    static final String UNIT = "snow/rt/value/Unit";
    static final String VALUES = "snow/rt/value/Values";
    static final String VARIANT = "snow/rt/value/Variant";

    static final String LIST = "snow/rt/collection/PersistentList";
    static final String LISTS = "snow/rt/collection/Lists";
    static final String LIST_BUILDER = "snow/rt/collection/ListBuilder";
    static final String MAP = "snow/rt/collection/PersistentMap";

    static final String CRASH = "snow/rt/Crash";
    static final String ACTIVITY = "snow/rt/actor/Activity";
    static final String ACTOR_FUNCTION = "snow/rt/actor/ActorFunction";
    static final String ACTORS = "snow/rt/actor/Actors";
    static final String INIT = "snow/rt/actor/Init";
    static final String PID = "snow/rt/actor/Pid";
    static final String PROGRAM = "snow/rt/actor/Program";
    static final String REQUEST = "snow/rt/actor/Request";
    static final String SAFEPOINT = "snow/rt/actor/Safepoint";
    static final String SUPERVISOR_FUNCTION = "snow/rt/actor/SupervisorFunction";

    /** The emitted class that holds the program's first atoms; more follow with {@code ~n}. */
    static final String ATOMS = "snow/start/Atoms";
    /** The emitted class that starts the program. */
    static final String ENTRY = "snow/start/Entry";
    /** The emitted class that puts texts together; its frames are in no report. */
    static final String TEXTS = "snow/start/Texts";

    private Names() {}
}
