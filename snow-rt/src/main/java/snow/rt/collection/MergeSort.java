package snow.rt.collection;

import snow.rt.actor.Safepoint;

/**
 * Stable sorting by positions. Any comparator is fine: one that is no consistent order gives some permutation, and nothing throws, which
 * the host's own sort does not promise.
 */
abstract class MergeSort {
    private static final int SMALL = 7;

    /** Negative when the element at position {@code i} belongs before the one at {@code j}. */
    abstract long compare(int i, int j);

    /** The positions from 0 to {@code count - 1} in the order of their elements. */
    final int[] sorted(int count) {
        var order = new int[count];
        for (int i = 0; i < count; i++) {
            if ((i & 0xffff) == 0) Safepoint.poll();
            order[i] = i;
        }
        sort(order, order.clone(), 0, count);
        return order;
    }

    /** Sorts {@code order} between {@code from} and {@code to}, where {@code copy} holds the same. */
    private void sort(int[] order, int[] copy, int from, int to) {
        Safepoint.poll();
        if (to - from <= SMALL) {
            insertionSort(order, from, to);
            return;
        }
        int middle = from + to >>> 1;
        sort(copy, order, from, middle);
        sort(copy, order, middle, to);
        if (compare(copy[middle - 1], copy[middle]) <= 0) {
            System.arraycopy(copy, from, order, from, to - from);
            return;
        }
        for (int left = from, right = middle, i = from; i < to; i++) {
            boolean takeLeft = right == to || left < middle && compare(copy[left], copy[right]) <= 0;
            order[i] = takeLeft ? copy[left++] : copy[right++];
            if ((i & 1023) == 0) Safepoint.poll();
        }
    }

    private void insertionSort(int[] order, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int moved = order[i];
            int j = i;
            for (; j > from && compare(order[j - 1], moved) > 0; j--) order[j] = order[j - 1];
            order[j] = moved;
        }
    }
}
