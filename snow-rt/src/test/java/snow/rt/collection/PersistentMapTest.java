package snow.rt.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import snow.rt.value.Struct;
import snow.rt.value.Unit;
import snow.rt.value.Values;

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
        FLOATS,
        TEXTS,
        COLLIDING,
        LISTS,
        INTS_AND_TEXTS;

        Object key(int n) {
            return switch (this) {
                case INTS -> (long) n;
                case FLOATS -> n / 4.0;
                case TEXTS -> "k" + n;
                case COLLIDING -> new Key(n, n % 5);
                case LISTS -> PersistentList.of(new long[] {n, n});
                case INTS_AND_TEXTS -> n % 50 == 49 ? "k" + n : (Object) (long) n;
            };
        }
    }

    enum Contents {
        INTS,
        FLOATS,
        TEXTS,
        UNIT,
        ANYTHING;

        Object value(int n) {
            return switch (this) {
                case INTS -> (long) n;
                case FLOATS -> n / 2.0;
                case TEXTS -> "v" + n;
                case UNIT -> Unit.UNIT;
                case ANYTHING -> Contents.values()[n % 4].value(n);
            };
        }
    }

    private record Version(PersistentMap map, SequencedMap<Object, Object> model) {}

    static List<Arguments> kinds() {
        return Stream.of(Keys.values())
                .flatMap(keys -> Stream.of(Contents.values()).map(contents -> Arguments.of(keys, contents)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyVersionOfABranchingHistoryAgreesWithTheModel(Keys keys, Contents contents) {
        for (long seed = 1; seed <= 4; seed++) {
            var random = new SplittableRandom(seed);
            int bound = keys == Keys.COLLIDING ? 60 : seed % 2 == 0 ? 12 : 1500;
            var versions = new ArrayList<Version>();
            versions.add(new Version(PersistentMap.EMPTY, new LinkedHashMap<>()));
            for (int step = 0; step < 100; step++) {
                var version = step(keys, contents, versions, random, bound);
                check(version, keys, bound, "seed " + seed + ", step " + step);
                if (versions.size() < 8) versions.add(version);
                else versions.set(random.nextInt(8), version);
            }
            for (var version : versions) {
                check(version, keys, bound, "seed " + seed + ", at the end");
                checkAsAWhole(version, "seed " + seed);
            }
        }
    }

    private static Version step(
            Keys keys, Contents contents, List<Version> versions, SplittableRandom random, int bound) {
        var version = versions.get(random.nextInt(versions.size()));
        var map = version.map;
        var model = new LinkedHashMap<>(version.model);
        if (random.nextInt(12) == 0) {
            var other = versions.get(random.nextInt(versions.size()));
            model.putAll(other.model);
            boolean takenOver = random.nextBoolean();
            return new Version(takenOver ? Seals.seal(OwnedMaps.merge(map, other.map)) : map.merge(other.map), model);
        }
        boolean inPlace = random.nextBoolean();
        int count = random.nextInt(random.nextBoolean() ? 3 : bound / 2);
        boolean deleting = random.nextInt(3) == 0;
        for (int i = 0; i < count; i++) {
            Object key = keys.key(random.nextInt(bound));
            if (inPlace) {
                assertEquals(model.get(key), map.get(key, null));
                assertEquals(model.containsKey(key), map.has(key));
            }
            if (inPlace && deleting) {
                map = key instanceof Long n && random.nextBoolean()
                        ? OwnedMaps.deleteInt(map, n)
                        : OwnedMaps.delete(map, key);
                model.remove(key);
            } else if (inPlace) {
                Object value = contents.value(random.nextInt(100));
                map = random.nextBoolean() ? OwnedMaps.put(map, key, value) : putUnboxedInPlace(map, key, value);
                model.put(key, value);
            } else if (deleting) {
                map = key instanceof Long n && random.nextBoolean() ? map.delete(n.longValue()) : map.delete(key);
                model.remove(key);
            } else {
                Object value = contents.value(random.nextInt(100));
                map = random.nextBoolean() ? map.put(key, value) : putUnboxed(map, key, value);
                model.put(key, value);
            }
        }
        return new Version(Seals.seal(map), model);
    }

    /** As compiled code does that knows the types. */
    private static PersistentMap putUnboxed(PersistentMap map, Object key, Object value) {
        if (key instanceof Long k && value instanceof Long v) return map.put(k.longValue(), v.longValue());
        if (key instanceof Long k && value instanceof Double v) return map.put(k.longValue(), v.doubleValue());
        if (key instanceof Long k) return map.put(k.longValue(), value);
        if (value instanceof Long v) return map.put(key, v.longValue());
        if (value instanceof Double v) return map.put(key, v.doubleValue());
        return map.put(key, value);
    }

    private static PersistentMap putUnboxedInPlace(PersistentMap map, Object key, Object value) {
        if (key instanceof Long k && value instanceof Long v) return OwnedMaps.putIntInt(map, k, v);
        if (key instanceof Long k && value instanceof Double v) return OwnedMaps.putIntFloat(map, k, v);
        if (key instanceof Long k) return OwnedMaps.putInt(map, k, value);
        if (value instanceof Long v) return OwnedMaps.putInt(map, key, v.longValue());
        if (value instanceof Double v) return OwnedMaps.putFloat(map, key, v.doubleValue());
        return OwnedMaps.put(map, key, value);
    }

    private static void check(Version version, Keys keys, int bound, String place) {
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
        assertFalse(version.map.has(-1), place);
        for (int n = 0; n < bound; n += 1 + bound / 40) {
            Object key = keys.key(n);
            assertEquals(version.model.containsKey(key), version.map.has(key), place);
            if (key instanceof Long known) {
                assertEquals(version.model.containsKey(key), version.map.has(known.longValue()), place);
            }
        }
    }

    /** What is made of all entries: lists, text, equality and hash, also of the same entries in another order. */
    private static void checkAsAWhole(Version version, String place) {
        var map = version.map;
        var model = version.model;
        assertEquals(PersistentList.of(model.keySet().toArray()), map.keys(), place);
        assertEquals(PersistentList.of(model.values().toArray()), map.values(), place);
        var text = new StringJoiner(", ", "%{", "}");
        model.forEach((key, value) -> text.add(Values.display(key) + " => " + Values.display(value)));
        assertEquals(text.toString(), map.toString(), place);
        var reversed = PersistentMap.EMPTY;
        for (var entry : model.reversed().entrySet()) reversed = reversed.put(entry.getKey(), entry.getValue());
        assertTrue(map.eq(reversed) && reversed.eq(map), place);
        assertEquals(map.hash(), reversed.hash(), place);
        if (model.isEmpty()) return;
        var last = model.lastEntry();
        assertFalse(map.eq(map.put(last.getKey(), "another")), place);
        assertFalse(map.eq(map.delete(last.getKey()).put("another", last.getValue())), place);
    }

    private record SetVersion(PersistentSet set, SequencedSet<Object> model) {}

    @ParameterizedTest
    @EnumSource
    void everyVersionOfASetAgreesWithTheModel(Keys keys) {
        for (long seed = 1; seed <= 4; seed++) {
            var random = new SplittableRandom(seed);
            int bound = keys == Keys.COLLIDING ? 60 : seed % 2 == 0 ? 12 : 800;
            var versions = new ArrayList<SetVersion>();
            versions.add(new SetVersion(PersistentSet.EMPTY, new LinkedHashSet<>()));
            for (int step = 0; step < 120; step++) {
                var version = setStep(keys, versions, random, bound);
                check(version, "seed " + seed + ", step " + step);
                if (versions.size() < 8) versions.add(version);
                else versions.set(random.nextInt(8), version);
            }
            for (var version : versions) check(version, "seed " + seed + ", at the end");
        }
    }

    private static SetVersion setStep(Keys keys, List<SetVersion> versions, SplittableRandom random, int bound) {
        var one = versions.get(random.nextInt(versions.size()));
        var other = versions.get(random.nextInt(versions.size()));
        var model = new LinkedHashSet<>(one.model);
        switch (random.nextInt(8)) {
            case 0 -> {
                model.addAll(other.model);
                return new SetVersion(one.set.union(other.set), model);
            }
            case 1 -> {
                model.retainAll(other.model);
                return new SetVersion(one.set.intersection(other.set), model);
            }
            case 2 -> {
                model.removeAll(other.model);
                return new SetVersion(one.set.difference(other.set), model);
            }
            case 3 -> {
                var elements = IntStream.range(0, random.nextInt(bound))
                        .mapToObj(n -> keys.key(n * 7 % bound))
                        .toArray();
                return new SetVersion(
                        PersistentSet.of(PersistentList.of(elements)), new LinkedHashSet<>(List.of(elements)));
            }
            default -> {
                var set = one.set;
                boolean removing = random.nextInt(3) == 0;
                boolean inPlace = random.nextBoolean();
                for (int i = random.nextInt(random.nextBoolean() ? 3 : bound / 2); i > 0; i--) {
                    Object element = keys.key(random.nextInt(bound));
                    boolean unboxed = element instanceof Long && random.nextBoolean();
                    if (inPlace && removing) {
                        set = unboxed ? OwnedSets.removeInt(set, (long) element) : OwnedSets.remove(set, element);
                        model.remove(element);
                    } else if (inPlace) {
                        set = unboxed ? OwnedSets.addInt(set, (long) element) : OwnedSets.add(set, element);
                        model.add(element);
                    } else if (removing) {
                        set = unboxed ? set.remove((long) element) : set.remove(element);
                        model.remove(element);
                    } else {
                        set = unboxed ? set.add((long) element) : set.add(element);
                        model.add(element);
                    }
                }
                return new SetVersion(Seals.seal(set), model);
            }
        }
    }

    private static void check(SetVersion version, String place) {
        var expected = PersistentList.of(version.model.toArray());
        assertEquals(version.model.size(), version.set.size(), place);
        assertEquals(expected, version.set.toList(), place);
        var walked = new ListBuilder();
        for (var cursor = version.set.cursor(); cursor.next(); ) walked.add(cursor.current());
        assertEquals(expected, walked.build(), place);
        for (Object element : version.model) assertTrue(version.set.contains(element), place);
        assertFalse(version.set.contains("no such element") || version.set.contains(-1), place);
        var reversed = PersistentSet.of(Lists.reverse(expected));
        assertTrue(version.set.eq(reversed) && reversed.eq(version.set), place);
        assertEquals(reversed.hash(), version.set.hash(), place);
        assertFalse(version.set.eq(version.set.add("another")), place);
    }

    private record QueueVersion(PersistentQueue queue, List<Object> model) {}

    @Test
    void everyVersionOfAQueueAgreesWithTheModel() {
        for (long seed = 1; seed <= 6; seed++) {
            var random = new SplittableRandom(seed);
            var versions = new ArrayList<QueueVersion>();
            versions.add(new QueueVersion(PersistentQueue.EMPTY, List.of()));
            for (int step = 0; step < 400; step++) {
                var version = versions.get(random.nextInt(versions.size()));
                var queue = version.queue;
                var model = new ArrayList<>(version.model);
                boolean popping = random.nextInt(5) < 2;
                for (int i = random.nextInt(random.nextBoolean() ? 3 : 300); i > 0; i--) {
                    if (popping && !queue.isEmpty()) {
                        queue = queue.rest();
                        model.removeFirst();
                    } else if (!popping) {
                        long element = random.nextInt(1000);
                        queue = random.nextInt(200) == 0 ? queue.push((Object) element) : queue.push(element);
                        model.add(element);
                    }
                }
                var next = new QueueVersion(queue, List.copyOf(model));
                check(next, "seed " + seed + ", step " + step);
                if (versions.size() < 8) versions.add(next);
                else versions.set(random.nextInt(8), next);
            }
            for (var version : versions) check(version, "seed " + seed + ", at the end");
        }
    }

    private static void check(QueueVersion version, String place) {
        assertEquals(version.model.size(), version.queue.size(), place);
        assertEquals(version.model.isEmpty(), version.queue.isEmpty(), place);
        assertEquals(PersistentList.of(version.model.toArray()), version.queue.elements(), place);
        if (!version.model.isEmpty()) assertEquals(version.model.getFirst(), Queues.peek(version.queue), place);
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
                .put((Object) Double.NaN, 1L)
                .put((Object) (-Double.NaN), 2L)
                .put((Object) 0.0, 3L)
                .put((Object) (-0.0), 4L);
        assertEquals("%{NaN => 2, 0 => 4}", map.toString());
        for (double i = 1; i < 20; i++) map = map.put((Object) i, 0L);
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
