package snow.mir.optimise;

import java.util.List;
import java.util.Map;
import java.util.Set;
import snow.mir.MethodRef;
import snow.mir.Rep;

/**
 * What the runtime can do with a collection that nobody else can see any more. The operations of {@code Maps}, {@code Lists} and {@code Sets} that
 * change a collection have a form under the same name in {@code OwnedMaps}, {@code OwnedLists} and {@code OwnedSets} that takes
 * its first argument over.
 */
final class OwnedOperations {
    private static final String PACKAGE = "snow/rt/collection/";
    private static final String MAPS = PACKAGE + "Maps";
    private static final String LISTS = PACKAGE + "Lists";
    private static final String SETS = PACKAGE + "Sets";
    private static final String LIST = PACKAGE + "PersistentList";
    private static final Set<String> COLLECTIONS =
            Set.of("java/lang/Object", LIST, PACKAGE + "PersistentMap", PACKAGE + "PersistentSet");

    private static final Map<String, Set<String>> CHANGES = Map.of(
            MAPS, Set.of("put", "delete", "merge"),
            LISTS, Set.of("append", "drop", "reverse", "reverseFirst"),
            SETS, Set.of("add", "remove"));

    private static final Map<String, Set<String>> READS = Map.of(
            MAPS, Set.of("get", "getOrZero", "has", "size", "keys", "values"),
            LISTS, Set.of("length", "head", "last", "get", "nth", "contains"),
            SETS, Set.of("contains", "size"));

    private static final Set<String> PATTERN_READS = Set.of("isEmpty", "head", "size");

    private OwnedOperations() {}

    /** Whether values of this representation may be collections. */
    static boolean mayHold(Rep rep) {
        return rep.isRef() && COLLECTIONS.contains(rep.className());
    }

    /** Whether a method gives its first argument, changed. */
    static boolean changes(MethodRef method) {
        return isOneOf(CHANGES, method);
    }

    /** The form of a method that {@link #changes} which takes its first argument over. */
    static MethodRef owned(MethodRef method) {
        var name = PACKAGE + "Owned" + method.owner().substring(PACKAGE.length());
        return new MethodRef(name, method.name(), method.parameters(), method.result());
    }

    /** Whether a static method only reads its first argument, and gives nothing that shares parts with it. */
    static boolean reads(MethodRef method) {
        return isOneOf(READS, method);
    }

    private static boolean isOneOf(Map<String, Set<String>> operations, MethodRef method) {
        return operations.getOrDefault(method.owner(), Set.of()).contains(bare(method));
    }

    /** Whether a virtual method only reads its receiver. */
    static boolean readsReceiver(MethodRef method) {
        return method.owner().equals(LIST) && PATTERN_READS.contains(bare(method));
    }

    /** Whether a virtual method gives the tail of its receiver, as patterns need it. */
    static boolean isTail(MethodRef method) {
        return method.owner().equals(LIST) && method.name().equals("tail");
    }

    /** Makes a value visible to others. */
    static MethodRef seal(Rep rep) {
        return new MethodRef(PACKAGE + "Seals", "seal", List.of(rep), rep);
    }

    /** The name without what tells the representations of keys, values or elements. */
    private static String bare(MethodRef method) {
        var name = method.name();
        for (boolean found = true; found; ) {
            found = false;
            for (var suffix : new String[] {"Int", "Float", "Bool"}) {
                if (name.endsWith(suffix)) {
                    name = name.substring(0, name.length() - suffix.length());
                    found = true;
                }
            }
        }
        return name;
    }
}
