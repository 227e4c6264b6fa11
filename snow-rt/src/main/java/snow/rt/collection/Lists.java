package snow.rt.collection;

import snow.rt.Crash;
import snow.rt.fn.Fn_DD_J;
import snow.rt.fn.Fn_JJ_J;
import snow.rt.fn.Fn_LL_J;
import snow.rt.fn.Fn_ZZ_J;
import snow.rt.value.Values;

/** The functions of the module {@code List} that are not written in Snow. */
public final class Lists {
    private Lists() {}

    public static PersistentList empty() {
        return PersistentList.EMPTY;
    }

    public static long length(PersistentList list) {
        return list.size();
    }

    public static PersistentList tail(PersistentList list) {
        return list.tail();
    }

    public static PersistentList concat(PersistentList a, PersistentList b) {
        return a.concat(b);
    }

    public static PersistentList take(PersistentList list, long count) {
        return list.take(count);
    }

    public static PersistentList drop(PersistentList list, long count) {
        return list.drop(count);
    }

    public static PersistentList reverse(PersistentList list) {
        return list.reversed();
    }

    /** {@code List.reverse(a) ++ b}: what the compiler calls for it. */
    public static PersistentList reverseOnto(PersistentList a, PersistentList b) {
        return a.reversedOnto(b);
    }

    /** {@code List.reverse(List.take(list, count)) ++ List.drop(list, count)}: what the compiler calls for it. */
    public static PersistentList reverseFirst(PersistentList list, long count) {
        return list.reversedFirst(count);
    }

    /** The elements of the lists in a list. */
    public static PersistentList flatten(PersistentList lists) {
        var all = new ListBuilder();
        for (var cursor = lists.cursor(); cursor.next(); ) all.addAll((PersistentList) cursor.current());
        return all.build();
    }

    /** The index as an {@code int}; crashes outside the list. */
    private static int index(PersistentList list, long index, String function) {
        if (index >= 0 && index < list.size()) return (int) index;
        throw new Crash("List." + function + ": index " + index + " out of bounds (len " + list.size() + ")");
    }

    public static Object head(PersistentList list) {
        return list.head();
    }

    public static Object last(PersistentList list) {
        return list.last();
    }

    public static Object get(PersistentList list, long index) {
        return list.get(index(list, index, "get"));
    }

    public static Object nth(PersistentList list, long index) {
        return list.get(index(list, index, "nth"));
    }

    /** The element at an index that the list has; so with the other three. */
    public static Object element(PersistentList list, long index) {
        return list.get((int) index);
    }

    public static long elementInt(PersistentList list, long index) {
        return list.getInt((int) index);
    }

    public static double elementFloat(PersistentList list, long index) {
        return list.getFloat((int) index);
    }

    public static boolean elementBool(PersistentList list, long index) {
        return list.getBool((int) index);
    }

    public static PersistentList append(PersistentList list, Object element) {
        return list.append(element);
    }

    public static boolean contains(PersistentList list, Object element) {
        for (var cursor = list.cursor(); cursor.next(); ) {
            if (Values.eq(cursor.current(), element)) return true;
        }
        return false;
    }

    public static PersistentList sort(PersistentList list, Fn_LL_J comparator) {
        Object[] objects = ListArrays.objects(list);
        int[] order = new MergeSort() {
            @Override
            long compare(int i, int j) {
                return comparator.apply(objects[i], objects[j]);
            }
        }.sorted(objects.length);
        var sorted = new Object[objects.length];
        for (int i = 0; i < sorted.length; i++) sorted[i] = objects[order[i]];
        return PersistentList.of(sorted);
    }

    public static long headInt(PersistentList list) {
        return list.headInt();
    }

    public static long lastInt(PersistentList list) {
        return list.lastInt();
    }

    public static long getInt(PersistentList list, long index) {
        return list.getInt(index(list, index, "get"));
    }

    public static long nthInt(PersistentList list, long index) {
        return list.getInt(index(list, index, "nth"));
    }

    public static PersistentList appendInt(PersistentList list, long element) {
        return list.append(element);
    }

    public static boolean containsInt(PersistentList list, long element) {
        for (var cursor = list.cursor(); cursor.next(); ) {
            if (cursor.currentInt() == element) return true;
        }
        return false;
    }

    public static PersistentList sortInt(PersistentList list, Fn_JJ_J comparator) {
        long[] ints = ListArrays.ints(list);
        int[] order = new MergeSort() {
            @Override
            long compare(int i, int j) {
                return comparator.apply(ints[i], ints[j]);
            }
        }.sorted(ints.length);
        var sorted = new long[ints.length];
        for (int i = 0; i < sorted.length; i++) sorted[i] = ints[order[i]];
        return PersistentList.of(sorted);
    }

    public static double headFloat(PersistentList list) {
        return list.headFloat();
    }

    public static double lastFloat(PersistentList list) {
        return list.lastFloat();
    }

    public static double getFloat(PersistentList list, long index) {
        return list.getFloat(index(list, index, "get"));
    }

    public static double nthFloat(PersistentList list, long index) {
        return list.getFloat(index(list, index, "nth"));
    }

    public static PersistentList appendFloat(PersistentList list, double element) {
        return list.append(element);
    }

    public static boolean containsFloat(PersistentList list, double element) {
        for (var cursor = list.cursor(); cursor.next(); ) {
            if (cursor.currentFloat() == element) return true;
        }
        return false;
    }

    public static PersistentList sortFloat(PersistentList list, Fn_DD_J comparator) {
        double[] floats = ListArrays.floats(list);
        int[] order = new MergeSort() {
            @Override
            long compare(int i, int j) {
                return comparator.apply(floats[i], floats[j]);
            }
        }.sorted(floats.length);
        var sorted = new double[floats.length];
        for (int i = 0; i < sorted.length; i++) sorted[i] = floats[order[i]];
        return PersistentList.of(sorted);
    }

    public static boolean headBool(PersistentList list) {
        return list.headBool();
    }

    public static boolean lastBool(PersistentList list) {
        return list.lastBool();
    }

    public static boolean getBool(PersistentList list, long index) {
        return list.getBool(index(list, index, "get"));
    }

    public static boolean nthBool(PersistentList list, long index) {
        return list.getBool(index(list, index, "nth"));
    }

    public static PersistentList appendBool(PersistentList list, boolean element) {
        return list.append(element);
    }

    public static boolean containsBool(PersistentList list, boolean element) {
        for (var cursor = list.cursor(); cursor.next(); ) {
            if (cursor.currentBool() == element) return true;
        }
        return false;
    }

    public static PersistentList sortBool(PersistentList list, Fn_ZZ_J comparator) {
        boolean[] bools = ListArrays.bools(list);
        int[] order = new MergeSort() {
            @Override
            long compare(int i, int j) {
                return comparator.apply(bools[i], bools[j]);
            }
        }.sorted(bools.length);
        var sorted = new boolean[bools.length];
        for (int i = 0; i < sorted.length; i++) sorted[i] = bools[order[i]];
        return PersistentList.of(sorted);
    }
}
