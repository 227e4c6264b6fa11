package snow.rt.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import snow.rt.Crash;
import snow.rt.fn.Fn_JJ_J;
import snow.rt.fn.Fn_LL_J;

class ListsTest {
    private static final class ByLength extends Fn_LL_J {
        @Override
        public long apply(Object a, Object b) {
            return ((String) a).length() - ((String) b).length();
        }
    }

    private static final class Ascending extends Fn_JJ_J {
        long calls;

        @Override
        public long apply(long a, long b) {
            calls++;
            return Long.compare(a, b);
        }
    }

    @Test
    void sortingIsStable() {
        var words = PersistentList.of(new Object[] {"bb", "a", "cc", "d", "", "eee", "ff", "g", "hh", "i", "jj"});
        assertEquals(
                "[, a, d, g, i, bb, cc, ff, hh, jj, eee]",
                Lists.sort(words, new ByLength()).toString());
    }

    @Test
    void sortingTakesAtMostNLogNComparisons() {
        var random = new SplittableRandom(3);
        for (int size : new int[] {0, 1, 2, 7, 8, 100, 1000, 5000}) {
            long[] elements = random.longs(size, 0, 1000).toArray();
            var comparator = new Ascending();
            var sorted = Lists.sortInt(PersistentList.of(elements.clone()), comparator);
            Arrays.sort(elements);
            assertTrue(PersistentList.of(elements).eq(sorted), "size " + size);
            double bound = size * (Math.log(Math.max(size, 1)) / Math.log(2) + 2);
            assertTrue(comparator.calls <= bound, comparator.calls + " comparisons of " + size);
        }
    }

    @Test
    void anInconsistentComparatorGivesSomePermutation() {
        var random = new SplittableRandom(5);
        long[] elements = new long[2000];
        for (int i = 0; i < elements.length; i++) elements[i] = i;
        long[] sorted = ListArrays.ints(Lists.sortInt(PersistentList.of(elements.clone()), new Fn_JJ_J() {
            @Override
            public long apply(long a, long b) {
                return random.nextInt(3) - 1;
            }
        }));
        Arrays.sort(sorted);
        assertTrue(Arrays.equals(elements, sorted));
    }

    @Test
    void indicesOutsideTheListCrash() {
        var list = PersistentList.of(new long[] {1, 2, 3});
        assertEquals(3, Lists.getInt(list, 2));
        var get = assertThrows(Crash.class, () -> Lists.getInt(list, 7));
        assertEquals("List.get: index 7 out of bounds (len 3)", get.getMessage());
        var nth = assertThrows(Crash.class, () -> Lists.nth(list, -1));
        assertEquals("List.nth: index -1 out of bounds (len 3)", nth.getMessage());
    }

    @Test
    void takeAndDropClamp() {
        var list = PersistentList.of(new long[] {5, 3, 8, 1});
        assertEquals("[5, 3]", Lists.take(list, 2).toString());
        assertEquals("[]", Lists.take(list, -1).toString());
        assertEquals("[]", Lists.drop(list, 99).toString());
        assertEquals("[8, 1]", Lists.drop(list, 2).toString());
    }

    @Test
    void flattenAndReverseKeepElements() {
        var ints = PersistentList.of(new long[] {1, 2});
        assertEquals(
                "[1, 2, 7]",
                Lists.flatten(PersistentList.of(
                                new Object[] {PersistentList.EMPTY, ints, PersistentList.of(new Object[] {7L})}))
                        .toString());
        assertEquals("[2, 1]", Lists.reverse(ints).toString());
        assertEquals(
                "[b, a]",
                Lists.reverse(PersistentList.of(new Object[] {"a", "b"})).toString());
        assertEquals("[]", Lists.reverse(PersistentList.EMPTY).toString());
    }

    @Test
    void containsComparesByValue() {
        assertTrue(Lists.contains(PersistentList.of(new Object[] {"cc"}), new StringBuilder("cc").toString()));
        assertTrue(Lists.containsFloat(PersistentList.of(new double[] {0.0}), -0.0));
        assertFalse(Lists.containsFloat(PersistentList.of(new double[] {Double.NaN}), Double.NaN));
        assertTrue(Lists.containsInt(PersistentList.of(new Object[] {4L}), 4));
    }

    @Test
    void aMissingKeyIsZeroOnlyWhereThatWasAskedFor() {
        var map = PersistentMap.EMPTY.put("a", 3L);
        assertEquals(3, Maps.getInt(map, "a"));
        assertEquals(0, Maps.getOrZeroInt(map, "b"));
        assertFalse(Maps.getOrZeroBool(map, "b"));
        assertEquals(
                "Map.get: key not found",
                assertThrows(Crash.class, () -> Maps.get(map, "b")).getMessage());
    }

    @Test
    void anEmptyQueueHasNoFront() {
        var none = PersistentQueue.EMPTY;
        assertEquals(
                "Queue.peek: empty queue",
                assertThrows(Crash.class, () -> Queues.peek(none)).getMessage());
        assertEquals(
                "Queue.pop: empty queue",
                assertThrows(Crash.class, () -> Queues.rest(none)).getMessage());
    }

    @Test
    void aBuilderTakesAnyNumberOfElementsWhateverWasExpected() {
        int[] counts = {0, 1, 4, 127, 128, 129, 256, 300, 1000};
        for (long expected : new long[] {Long.MIN_VALUE, 0, 1, 5, 128, 129, 256, 1000, Long.MAX_VALUE}) {
            for (int count : counts) {
                var builder = new ListBuilder(expected);
                var model = new long[count];
                for (int i = 0; i < count; i++) {
                    model[i] = 3L * i;
                    builder.add(3L * i);
                }
                var list = builder.build();
                assertEquals(PersistentList.of(model), list, count + " where " + expected + " were expected");
                assertEquals(count + 1, list.append(7L).size());
            }
        }
    }
}
