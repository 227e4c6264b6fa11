package snow.rt.collection;

import snow.rt.actor.Safepoint;

/** All elements of a list in one new array. */
final class ListArrays {
    private ListArrays() {}

    /** An array of the kind that the elements have, unboxed if they lie unboxed everywhere. */
    static Object of(PersistentList list) {
        Object array = Leaves.allocate(list.items, list.size());
        int index = 0;
        for (var walk = new ElementCursor(list); walk.advance(); index += walk.count()) {
            Safepoint.poll();
            if (!Leaves.fits(walk.leaf(), array)) {
                var objects = new Object[list.size()];
                Leaves.copy(array, 0, objects, 0, index);
                array = objects;
            }
            Leaves.copy(walk.leaf(), walk.start(), array, index, walk.count());
        }
        return array;
    }

    static Object[] objects(PersistentList list) {
        if (of(list) instanceof Object[] objects) return objects;
        var objects = new Object[list.size()];
        int i = 0;
        for (var cursor = list.cursor(); cursor.next(); ) objects[i++] = cursor.current();
        return objects;
    }

    static long[] ints(PersistentList list) {
        if (of(list) instanceof long[] ints) return ints;
        var ints = new long[list.size()];
        int i = 0;
        for (var cursor = list.cursor(); cursor.next(); ) ints[i++] = cursor.currentInt();
        return ints;
    }

    static double[] floats(PersistentList list) {
        if (of(list) instanceof double[] floats) return floats;
        var floats = new double[list.size()];
        int i = 0;
        for (var cursor = list.cursor(); cursor.next(); ) floats[i++] = cursor.currentFloat();
        return floats;
    }

    static boolean[] bools(PersistentList list) {
        if (of(list) instanceof boolean[] bools) return bools;
        var bools = new boolean[list.size()];
        int i = 0;
        for (var cursor = list.cursor(); cursor.next(); ) bools[i++] = cursor.currentBool();
        return bools;
    }
}
