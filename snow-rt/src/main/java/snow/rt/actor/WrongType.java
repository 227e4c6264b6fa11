package snow.rt.actor;

/**
 * What a program is told when a value is not what its use needs. Types are checked by the compiler, except inside of collections that
 * came through an untyped pid (spec 05 §4.3); there the JVM finds it, when the value is cast to the class that it must have.
 */
final class WrongType {
    private static final String FROM = "class ";
    private static final String BETWEEN = " cannot be cast to class ";

    private WrongType() {}

    /**
     * {@code bad message: expected Int, found String}. A JVM that has thrown the same failure often leaves out what failed, and the place,
     * unless it is started with {@code -XX:-OmitStackTraceInFastThrow}. Empty if it is not about Snow values, and so a failure of the runtime. */
    static String messageOf(ClassCastException failure) {
        String text = failure.getMessage();
        if (text == null && failure.getStackTrace().length == 0) {
            return "bad message: a part of it has another type";
        }
        int between = text == null ? -1 : text.indexOf(BETWEEN);
        if (between < 0 || !text.startsWith(FROM)) {
            return "";
        }
        int to = between + BETWEEN.length();
        int end = text.indexOf(' ', to);
        String found = typeOf(text.substring(FROM.length(), between));
        String expected = typeOf(text.substring(to, end < 0 ? text.length() : end));
        if (found.isEmpty() || expected.isEmpty()) {
            return "";
        }
        // Two forms of one generic type: which ones, the names of their classes do not tell.
        String other = found.equals(expected) ? "another " : "";
        return "bad message: expected " + expected + ", found " + other + found;
    }

    /** The Snow type whose values have this class; empty: none. */
    private static String typeOf(String name) {
        return switch (name) {
            case "java.lang.Long" -> "Int";
            case "java.lang.Double" -> "Float";
            case "java.lang.Boolean" -> "Bool";
            case "java.lang.String" -> "String";
            case "snow.rt.value.Unit" -> "()";
            case "snow.rt.collection.PersistentList" -> "List";
            case "snow.rt.collection.PersistentMap" -> "Map";
            case "snow.rt.collection.PersistentSet" -> "Set";
            case "snow.rt.collection.PersistentQueue" -> "Queue";
            default -> ofOther(name);
        };
    }

    private static String ofOther(String name) {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        if (name.startsWith("snow.tuple.")) {
            return "tuple";
        }
        if (name.startsWith("snow.rt.value.") || name.equals("snow.rt.actor.Pid")) {
            return part(simple, 0);
        }
        if (name.startsWith("snow.rt.fn.")) {
            return "function";
        }
        // Main$Point_JJ, Main$Shape$Circle_D; closures and other glue have names that no type can have.
        int module = simple.indexOf('$');
        if (!name.startsWith("snow.program.") || module < 0) {
            return "";
        }
        String type = part(simple, module + 1);
        return Character.isUpperCase(type.charAt(0)) ? type : "function";
    }

    /** From a place to the next `$`, without the letters of fields at the end. */
    private static String part(String simple, int from) {
        int to = simple.indexOf('$', from);
        String part = simple.substring(from, to < 0 ? simple.length() : to);
        int letters = part.length();
        while (letters > 0 && "JDZL".indexOf(part.charAt(letters - 1)) >= 0) {
            letters--;
        }
        return letters > 0 && letters < part.length() && part.charAt(letters - 1) == '_'
                ? part.substring(0, letters - 1)
                : part;
    }
}
