package snow.rt.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import snow.rt.value.Struct;

class PersistentMapTest {
    /** A key whose hashes the test chooses. */
    private static final class Key extends Struct {
        final long id;
        final long hash;

        Key(long id, long hash) {
            this.id = id;
            this.hash = hash;
        }

        @Override
        public int arity() {
            return 1;
        }

        @Override
        public Object field(int index) {
            return id;
        }

        @Override
        public long hash() {
            return hash;
        }
    }

    enum Keys {
        INTS,
        TEXTS,
        COLLIDING,
        LISTS;

        Object key(int n) {
            return switch (this) {
                case INTS -> (long) n;
                case TEXTS -> "k" + n;
                case COLLIDING -> new Key(n, n % 5);
                case LISTS -> PersistentList.of(new long[] {n, n});
            };
        }
    }

    private record Version(PersistentMap map, SequencedMap<Object, Object> model) {}

    @ParameterizedTest
    @EnumSource
    void everyVersionOfABranchingHistoryAgreesWithTheModel(Keys keys) {
        for (long seed = 1; seed <= 6; seed++) {
            var random = new SplittableRandom(seed);
            int bound = keys == Keys.COLLIDING ? 60 : seed % 2 == 0 ? 12 : 3000;
            var versions = new ArrayList<Version>();
            versions.add(new Version(PersistentMap.EMPTY, new LinkedHashMap<>()));
            for (int step = 0; step < 150; step++) {
                var version = step(keys, versions.get(random.nextInt(versions.size())), random, bound);
                check(version, "seed " + seed + ", step " + step);
                if (versions.size() < 8) versions.add(version);
                else versions.set(random.nextInt(8), version);
            }
            for (var version : versions) check(version, "seed " + seed + ", at the end");
        }
    }

    private static Version step(Keys keys, Version version, SplittableRandom random, int bound) {
        var map = version.map;
        var model = new LinkedHashMap<>(version.model);
        int count = random.nextInt(random.nextBoolean() ? 3 : bound / 2);
        boolean deleting = random.nextInt(3) == 0;
        for (int i = 0; i < count; i++) {
            Object key = keys.key(random.nextInt(bound));
            if (deleting) {
                map = map.delete(key);
                model.remove(key);
            } else {
                long value = random.nextInt(100);
                map = map.put(key, value);
                model.put(key, value);
            }
        }
        return new Version(map, model);
    }

    private static void check(Version version, String place) {
        assertEquals(version.model.size(), version.map.size(), place);
        var cursor = version.map.cursor();
        for (var entry : version.model.entrySet()) {
            assertTrue(cursor.next(), place);
            assertEquals(entry.getKey(), cursor.key(), place);
            assertEquals(entry.getValue(), cursor.value(), place);
            assertEquals(entry.getValue(), version.map.get(entry.getKey(), null), place);
        }
        assertFalse(cursor.next(), place);
        assertNull(version.map.get("no such key", null), place);
    }

    @Test
    void keysWithEqualHashesAreKeptApart() {
        var map = PersistentMap.EMPTY;
        for (int i = 0; i < 200; i++) map = map.put(new Key(i, 42), (long) i);
        for (int i = 0; i < 200; i += 2) map = map.delete(new Key(i, 42));
        for (int i = 0; i < 200; i++) assertEquals(i % 2 == 1, map.has(new Key(i, 42)));
        assertEquals(100, map.size());
    }

    @Test
    void textsThatCollideInTheHostsHashAreToldApart() {
        var map = PersistentMap.EMPTY;
        for (int i = 0; i < 4096; i++) {
            var key = new StringBuilder();
            for (int bit = 0; bit < 12; bit++) key.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            map = map.put(key.toString(), (long) i);
        }
        assertEquals(4096, map.size());
        assertEquals(4095L, map.get("BB".repeat(12), null));
        for (int i = 0; i < 4096; i += 2) map = map.delete(map.keys().head());
        assertEquals(2048, map.size());
    }

    @Test
    void aRepeatedKeyKeepsItsPlaceAndAKeyPutAgainAfterDeletionGoesToTheEnd() {
        for (int size : List.of(3, 100)) {
            var map = PersistentMap.EMPTY;
            for (long i = 0; i < size; i++) map = map.put(i, i);
            assertEquals(0L, map.put(0L, 7L).keys().head());
            assertEquals(0L, map.delete(0L).put(0L, 7L).keys().last());
        }
    }

    @Test
    void notANumberIsOneKeyAndBothZerosAreOneKey() {
        var map = PersistentMap.EMPTY
                .put(Double.NaN, 1L)
                .put(-Double.NaN, 2L)
                .put(0.0, 3L)
                .put(-0.0, 4L);
        assertEquals("%{NaN => 2, 0 => 4}", map.toString());
        for (double i = 1; i < 20; i++) map = map.put(i, 0L);
        assertEquals(2L, map.get(Double.NaN, null));
        assertEquals(4L, map.get(-0.0, null));
    }

    @Test
    void equalityAndHashDoNotDependOnTheOrder() {
        var ab = PersistentMap.EMPTY.put("a", 1L).put("b", 2L);
        var ba = PersistentMap.EMPTY.put("b", 2L).put("a", 1L);
        assertTrue(ab.eq(ba));
        assertEquals(ab.hash(), ba.hash());
        assertFalse(ab.eq(ba.put("a", 3L)));
        assertFalse(ab.eq(ba.put("c", 3L)));
    }

    @Test
    void mergePutsTheSecondMapsEntriesInTheirOrder() {
        var first = PersistentMap.EMPTY.put("b", 9L).put("a", 2L).put("c", 3L);
        var second = PersistentMap.EMPTY.put("d", 4L).put("a", 7L);
        assertEquals("%{b => 9, a => 7, c => 3, d => 4}", first.merge(second).toString());
    }

    @Test
    void deletingFromTheFrontAndPuttingAtTheEndGoesOnForEver() {
        var map = PersistentMap.EMPTY;
        for (long i = 0; i < 100_000; i++) {
            map = map.put(i, i);
            if (i >= 20) map = map.delete(i - 20);
        }
        assertEquals(20, map.size());
        assertEquals(99_980L, map.keys().head());
    }

    @Test
    void oldVersionsGoOnByThemselves() {
        var versions = new ArrayList<PersistentMap>();
        versions.add(PersistentMap.EMPTY);
        for (long i = 0; i < 300; i++) versions.add(versions.getLast().put(i, -i));
        for (int size = 0; size <= 300; size += 7) {
            PersistentMap map = versions.get(size);
            for (long i = 1000; i < 1080; i++) map = map.put(i, i);
            assertEquals(size + 80, map.size());
            for (long i = 0; i < 300; i++) {
                assertEquals(i < size ? -i : null, map.get(i, null));
                assertEquals(i < size ? -i : null, versions.get(size).get(i, null));
            }
            for (long i = 1000; i < 1080; i++) {
                assertEquals(i, map.get(i, null));
                assertFalse(versions.get(size).has(i));
            }
            assertEquals(size + 80, map.keys().size());
        }
    }

    @Test
    void threadsThatGoOnFromOneVersionDoNotSeeEachOther() throws InterruptedException {
        PersistentMap common = PersistentMap.EMPTY;
        for (long i = 0; i < 100; i++) common = common.put(i, i);
        for (int round = 0; round < 20; round++) {
            PersistentMap base = common.put("round", (long) round);
            var results = new PersistentMap[4];
            var threads = new ArrayList<Thread>();
            for (int t = 0; t < results.length; t++) {
                int own = t;
                threads.add(Thread.ofPlatform().start(() -> {
                    PersistentMap map = base;
                    for (long i = 0; i < 500; i++) map = map.put(1000 + i, (long) own);
                    results[own] = map;
                }));
            }
            for (var thread : threads) thread.join();
            assertEquals(101, base.size());
            assertFalse(base.has(1000L));
            for (int t = 0; t < results.length; t++) {
                assertEquals(601, results[t].size());
                for (long i = 0; i < 500; i++) assertEquals((long) t, results[t].get(1000 + i, null));
            }
        }
    }

    @Test
    void setsKeepTheOrderOfFirstInsertion() {
        var a = PersistentSet.of(PersistentList.of(new long[] {3, 1, 3, 2}));
        var b = PersistentSet.of(PersistentList.of(new long[] {2, 9})).add(3L);
        assertEquals("#{3, 1, 2}", a.toString());
        assertEquals("#{3, 1, 2, 9}", a.union(b).toString());
        assertEquals("#{3, 2}", a.intersection(b).toString());
        assertEquals("#{1}", a.difference(b).toString());
        assertEquals("#{3, 2}", a.remove(1L).toString());
        assertSame(a, a.add(3L));
        assertSame(a, a.remove(8L));
        assertTrue(a.eq(PersistentSet.of(PersistentList.of(new long[] {1, 2, 3}))));
        var large = PersistentSet.of(PersistentList.ofArray(new long[] {5, 6, 7, 8, 9, 10, 11, 12, 13, 14}));
        var walked = new ListBuilder();
        for (var cursor = large.cursor(); cursor.next(); ) walked.add(cursor.currentInt());
        assertTrue(walked.build().eq(large.toList()));
    }

    @Test
    void queuesGiveElementsInTheOrderOfPushing() {
        var queue = PersistentQueue.EMPTY;
        long popped = 0;
        for (long i = 0; i < 10_000; i++) {
            queue = queue.push(i);
            if (i % 3 != 0) {
                assertEquals(popped++, queue.elements().headInt());
                queue = queue.rest();
            }
        }
        assertEquals(10_000 - popped, queue.size());
        assertEquals("Queue[10, 20]", PersistentQueue.EMPTY.push(10).push(20).toString());
    }
}
