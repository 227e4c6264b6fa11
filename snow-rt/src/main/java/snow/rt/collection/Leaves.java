package snow.rt.collection;

/**
 * Operations on the arrays that hold the elements of a list: {@code long[]}, {@code double[]}, {@code boolean[]} or {@code Object[]}.
 * The elements of one list may lie in arrays of different kinds, because generic code knows them as objects only.
 */
final class Leaves {
    /** The largest number of elements of a leaf; the least, where there is more than one, is half of it. */
    static final int WIDTH = 128;

    private Leaves() {}

    static int length(Object leaf) {
        if (leaf instanceof Object[] objects) return objects.length;
        if (leaf instanceof long[] ints) return ints.length;
        if (leaf instanceof double[] floats) return floats.length;
        return ((boolean[]) leaf).length;
    }

    static Object get(Object leaf, int index) {
        if (leaf instanceof Object[] objects) return objects[index];
        if (leaf instanceof long[] ints) return ints[index];
        if (leaf instanceof double[] floats) return floats[index];
        return ((boolean[]) leaf)[index];
    }

    static long getInt(Object leaf, int index) {
        return leaf instanceof long[] ints ? ints[index] : (Long) ((Object[]) leaf)[index];
    }

    static double getFloat(Object leaf, int index) {
        return leaf instanceof double[] floats ? floats[index] : (Double) ((Object[]) leaf)[index];
    }

    static boolean getBool(Object leaf, int index) {
        return leaf instanceof boolean[] bools ? bools[index] : (Boolean) ((Object[]) leaf)[index];
    }

    /** Whether {@link #copy} can copy from the one array to the other. */
    static boolean fits(Object from, Object to) {
        return sameKind(from, to) || to instanceof Object[];
    }

    /** An array without elements of the same kind. */
    static Object allocate(Object kind, int length) {
        if (kind instanceof Object[]) return new Object[length];
        if (kind instanceof long[]) return new long[length];
        if (kind instanceof double[]) return new double[length];
        return new boolean[length];
    }

    static boolean sameKind(Object a, Object b) {
        return a.getClass() == b.getClass();
    }

    /** The elements from {@code from} up to {@code to} as an array of exactly that length; the leaf itself when that is all of it. */
    static Object slice(Object leaf, int from, int to) {
        if (from == 0 && to == length(leaf)) return leaf;
        Object copy = allocate(leaf, to - from);
        copy(leaf, from, copy, 0, to - from);
        return copy;
    }

    /** The length of an array for so many elements of a short list, some of them to come. */
    static int roomFor(int count) {
        return count + 7 & ~7;
    }

    /** The elements from {@code to} down to {@code from}. */
    static Object reversed(Object leaf, int from, int to) {
        int at = to - from;
        int length = at;
        if (leaf instanceof Object[] objects) {
            var reversed = new Object[length];
            for (int i = from; i < to; i++) reversed[--at] = objects[i];
            return reversed;
        }
        if (leaf instanceof long[] ints) {
            var reversed = new long[length];
            for (int i = from; i < to; i++) reversed[--at] = ints[i];
            return reversed;
        }
        if (leaf instanceof double[] floats) {
            var reversed = new double[length];
            for (int i = from; i < to; i++) reversed[--at] = floats[i];
            return reversed;
        }
        var bools = (boolean[]) leaf;
        var reversed = new boolean[length];
        for (int i = from; i < to; i++) reversed[--at] = bools[i];
        return reversed;
    }

    /** A copy of some elements, then one more, and room after it. */
    static long[] grown(long[] ints, int from, int to, long one) {
        int count = to - from;
        var grown = new long[Math.max(2 * count, 4)];
        for (int i = 0; i < count; i++) grown[i] = ints[from + i];
        grown[count] = one;
        return grown;
    }

    /** Reverses elements in place. */
    static void reverse(Object leaf, int from, int to) {
        if (leaf instanceof long[] ints) reverse(ints, from, to);
        else if (leaf instanceof Object[] objects) reverse(objects, from, to);
        else reverseOthers(leaf, from, to);
    }

    private static void reverse(long[] ints, int from, int to) {
        while (from < --to) {
            long kept = ints[to];
            ints[to] = ints[from];
            ints[from++] = kept;
        }
    }

    private static void reverse(Object[] objects, int from, int to) {
        while (from < --to) {
            Object kept = objects[to];
            objects[to] = objects[from];
            objects[from++] = kept;
        }
    }

    private static void reverseOthers(Object leaf, int from, int to) {
        if (leaf instanceof double[] floats) {
            while (from < --to) {
                double kept = floats[to];
                floats[to] = floats[from];
                floats[from++] = kept;
            }
        } else {
            var bools = (boolean[]) leaf;
            while (from < --to) {
                boolean kept = bools[to];
                bools[to] = bools[from];
                bools[from++] = kept;
            }
        }
    }

    /**
     * The elements of {@code a} from {@code to} down to {@code from}, then those of {@code b} from {@code start} up to {@code end}, few
     * in all, as one array. Both arrays are of the same kind.
     */
    static Object reversedThen(Object a, int from, int to, Object b, int start, int end) {
        if (a instanceof long[] ints) return reversedThen(ints, from, to, (long[]) b, start, end);
        if (a instanceof Object[] objects) return reversedThen(objects, from, to, (Object[]) b, start, end);
        if (a instanceof double[] floats) return reversedThen(floats, from, to, (double[]) b, start, end);
        return reversedThen((boolean[]) a, from, to, (boolean[]) b, start, end);
    }

    private static long[] reversedThen(long[] a, int from, int to, long[] b, int start, int end) {
        var all = new long[to - from + end - start];
        int at = 0;
        for (int i = to; --i >= from; ) all[at++] = a[i];
        for (int i = start; i < end; i++) all[at++] = b[i];
        return all;
    }

    private static Object[] reversedThen(Object[] a, int from, int to, Object[] b, int start, int end) {
        var all = new Object[to - from + end - start];
        int at = 0;
        for (int i = to; --i >= from; ) all[at++] = a[i];
        for (int i = start; i < end; i++) all[at++] = b[i];
        return all;
    }

    private static double[] reversedThen(double[] a, int from, int to, double[] b, int start, int end) {
        var all = new double[to - from + end - start];
        int at = 0;
        for (int i = to; --i >= from; ) all[at++] = a[i];
        for (int i = start; i < end; i++) all[at++] = b[i];
        return all;
    }

    private static boolean[] reversedThen(boolean[] a, int from, int to, boolean[] b, int start, int end) {
        var all = new boolean[to - from + end - start];
        int at = 0;
        for (int i = to; --i >= from; ) all[at++] = a[i];
        for (int i = start; i < end; i++) all[at++] = b[i];
        return all;
    }

    /** An array for both kinds of elements: of their kind when they have the same, of objects otherwise. */
    static Object allocateCommon(Object a, Object b, int length) {
        return sameKind(a, b) ? allocate(a, length) : new Object[length];
    }

    /** Copies elements into an array of the same kind, or boxed into an array of objects. */
    static void copy(Object from, int fromIndex, Object to, int toIndex, int count) {
        // the host copies faster where it sees the class of both arrays
        if (from instanceof long[] ints && to instanceof long[] others) {
            System.arraycopy(ints, fromIndex, others, toIndex, count);
        } else if (from instanceof Object[] objects && to instanceof Object[] others) {
            System.arraycopy(objects, fromIndex, others, toIndex, count);
        } else if (from instanceof double[] floats && to instanceof double[] others) {
            System.arraycopy(floats, fromIndex, others, toIndex, count);
        } else if (sameKind(from, to)) {
            System.arraycopy(from, fromIndex, to, toIndex, count);
        } else {
            var objects = (Object[]) to;
            for (int i = 0; i < count; i++) objects[toIndex + i] = get(from, fromIndex + i);
        }
    }

    /** The elements of {@code a ++ b} from {@code from} up to {@code to} as one array. */
    static Object joined(Object a, Object b, int from, int to) {
        int split = length(a);
        Object leaf = allocateCommon(a, b, to - from);
        int fromA = Math.max(0, Math.min(split, to) - from);
        if (fromA > 0) copy(a, from, leaf, 0, fromA);
        if (to - from > fromA) copy(b, from + fromA - split, leaf, fromA, to - from - fromA);
        return leaf;
    }
}
