package snow.mir;

import java.util.List;

/** The classes and methods of the runtime that lowering mentions. */
final class Runtime {
    static final String DATA = "snow/rt/value/Data";
    static final String STRUCT = "snow/rt/value/Struct";
    static final String VARIANT = "snow/rt/value/Variant";
    static final String TUPLE = "snow/rt/value/Tuple";
    static final String VALUES = "snow/rt/value/Values";
    static final String LIST = "snow/rt/collection/PersistentList";
    static final String WALK = "snow/rt/collection/ListWalk";
    static final String MAP = "snow/rt/collection/PersistentMap";
    static final String SET = "snow/rt/collection/PersistentSet";

    static final Rep UNIT = Rep.ref("snow/rt/value/Unit");
    static final Rep BUILDER = Rep.ref("java/lang/StringBuilder");
    static final Rep LIST_REP = Rep.ref(LIST);
    static final Rep LIST_BUILDER = Rep.ref("snow/rt/collection/ListBuilder");
    static final Rep LIST_CURSOR = Rep.ref("snow/rt/collection/ListCursor");
    static final Rep MAP_CURSOR = Rep.ref("snow/rt/collection/MapCursor");
    static final Rep RANGE = Rep.ref("snow/rt/value/Range");
    static final Rep ORDERING = Rep.ref("snow/rt/value/Ordering");

    static final MethodRef DIVIDE = method("snow/rt/value/Ints", "div", Rep.INT, Rep.INT, Rep.INT);
    static final MethodRef REMAINDER = method("snow/rt/value/Ints", "rem", Rep.INT, Rep.INT, Rep.INT);
    static final MethodRef STRING_EQ = method("snow/rt/value/Strings", "eq", Rep.BOOL, Rep.STRING, Rep.STRING);
    static final MethodRef STRING_ORDER = method("snow/rt/value/Strings", "order", Rep.INT, Rep.STRING, Rep.STRING);
    static final MethodRef VALUES_EQ = method(VALUES, "eq", Rep.BOOL, Rep.OBJECT, Rep.OBJECT);
    static final MethodRef VALUES_ORDER = method(VALUES, "order", Rep.INT, Rep.OBJECT, Rep.OBJECT);
    static final MethodRef VALUES_HASH = method(VALUES, "hash", Rep.INT, Rep.OBJECT);
    static final MethodRef DATA_EQ = method(DATA, "eq", Rep.BOOL, Rep.OBJECT);
    static final MethodRef DATA_HASH = method(DATA, "hash", Rep.INT);
    static final MethodRef TAG_ORDER = method(VARIANT, "tagOrder", Rep.INT, Rep.ref(VARIANT), Rep.ref(VARIANT));
    static final MethodRef HASH_COMBINE = method("snow/rt/value/Hash", "combine", Rep.INT, Rep.INT, Rep.INT);
    static final MethodRef APPEND_TEXT = method("java/lang/StringBuilder", "append", BUILDER, Rep.STRING);
    static final MethodRef LIST_CONCAT = method("snow/rt/collection/Lists", "concat", LIST_REP, LIST_REP, LIST_REP);
    static final MethodRef LIST_LENGTH = method("snow/rt/collection/Lists", "length", Rep.INT, LIST_REP);
    static final MethodRef SET_SIZE = method("snow/rt/collection/Sets", "size", Rep.INT, Rep.ref(SET));
    static final MethodRef MAP_SIZE = method("snow/rt/collection/Maps", "size", Rep.INT, Rep.ref(MAP));
    static final MethodRef WALK_ITEMS = method(WALK, "items", Rep.OBJECT, LIST_REP, Rep.INT);
    static final MethodRef WALK_START = method(WALK, "start", Rep.INDEX, LIST_REP, Rep.INT);
    static final MethodRef WALK_END = method(WALK, "end", Rep.INDEX, LIST_REP, Rep.INT, Rep.OBJECT);
    static final MethodRef WALK_BEHIND = method(WALK, "behind", Rep.INT, Rep.INT, Rep.INDEX, Rep.INDEX);
    static final MethodRef TUPLE_NTH = method(TUPLE, "nth", Rep.OBJECT, Rep.ref(TUPLE), Rep.INT);

    private Runtime() {}

    static MethodRef method(String owner, String name, Rep result, Rep... parameters) {
        return new MethodRef(owner, name, List.of(parameters), result);
    }

    /** A method that exists once per representation: {@code head}, {@code headInt}, {@code headFloat}, {@code headBool}. */
    static MethodRef perRep(String owner, String name, Rep rep) {
        return switch (rep.kind()) {
            case INT -> method(owner, name + "Int", Rep.INT);
            case FLOAT -> method(owner, name + "Float", Rep.FLOAT);
            case BOOL -> method(owner, name + "Bool", Rep.BOOL);
            case REF, UNIT -> method(owner, name, Rep.OBJECT);
            case INDEX -> throw Rep.noValue();
        };
    }

    /** Reads an element of a chunk that is being walked. */
    static MethodRef walkHead(Rep rep) {
        return method(WALK, "head" + suffix(rep), rep.isRef() ? Rep.OBJECT : rep, Rep.OBJECT, Rep.INDEX);
    }

    /** {@code Int}, {@code Float}, {@code Bool}, or nothing: the suffix of a specialised method. */
    static String suffix(Rep rep) {
        return switch (rep.kind()) {
            case INT -> "Int";
            case FLOAT -> "Float";
            case BOOL -> "Bool";
            case REF, UNIT -> "";
            case INDEX -> throw Rep.noValue();
        };
    }

    static MethodRef add(Rep element) {
        return method("snow/rt/collection/ListBuilder", "add", Rep.UNIT, element.isRef() ? Rep.OBJECT : element);
    }

    static MethodRef hash(Rep rep) {
        return switch (rep.kind()) {
            case INT -> method("snow/rt/value/Hash", "ofInt", Rep.INT, Rep.INT);
            case FLOAT -> method("snow/rt/value/Hash", "ofFloat", Rep.INT, Rep.FLOAT);
            case BOOL -> method("snow/rt/value/Hash", "ofBool", Rep.INT, Rep.BOOL);
            case REF, UNIT -> VALUES_HASH;
            case INDEX -> throw Rep.noValue();
        };
    }

    static MethodRef show(boolean inspect, Rep rep) {
        return method(VALUES, inspect ? "inspect" : "display", Rep.UNIT, rep.isRef() ? Rep.OBJECT : rep, BUILDER);
    }
}
