package snow.rt.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import snow.rt.Crash;
import snow.rt.value.Values;

class PersistentListTest {
    /** How the elements of a test list come in: unboxed in one of the kinds, as objects, or now so and now so. */
    enum Kind {
        INT,
        FLOAT,
        BOOL,
        TEXT,
        INT_PARTLY_BOXED;

        Object value(long n) {
            return switch (this) {
                case INT, INT_PARTLY_BOXED -> n;
                case FLOAT -> n / 2.0;
                case BOOL -> n % 3 == 0;
                case TEXT -> "t" + n;
            };
        }

        PersistentList append(PersistentList list, Object value, boolean boxed) {
            return switch (this) {
                case INT -> list.append((long) value);
                case FLOAT -> list.append((double) value);
                case BOOL -> list.append((boolean) value);
                case TEXT -> list.append(value);
                case INT_PARTLY_BOXED -> boxed ? list.append(value) : list.append((long) value);
            };
        }

        PersistentList appendInPlace(PersistentList list, Object value, boolean boxed) {
            return switch (this) {
                case INT -> OwnedLists.appendInt(list, (long) value);
                case FLOAT -> OwnedLists.appendFloat(list, (double) value);
                case BOOL -> OwnedLists.appendBool(list, (boolean) value);
                case TEXT -> OwnedLists.append(list, value);
                case INT_PARTLY_BOXED ->
                    boxed ? OwnedLists.append(list, value) : OwnedLists.appendInt(list, (long) value);
            };
        }

        PersistentList prepend(PersistentList list, Object value, boolean boxed) {
            return switch (this) {
                case INT -> list.prepend((long) value);
                case FLOAT -> list.prepend((double) value);
                case BOOL -> list.prepend((boolean) value);
                case TEXT -> list.prepend(value);
                case INT_PARTLY_BOXED -> boxed ? list.prepend(value) : list.prepend((long) value);
            };
        }

        void add(ListBuilder builder, Object value, boolean boxed) {
            switch (this) {
                case INT -> builder.add((long) value);
                case FLOAT -> builder.add((double) value);
                case BOOL -> builder.add((boolean) value);
                case TEXT -> builder.add(value);
                case INT_PARTLY_BOXED -> {
                    if (boxed) builder.add(value);
                    else builder.add((long) value);
                }
            }
        }
    }

    private record Version(PersistentList list, List<Object> model) {}

    @ParameterizedTest
    @EnumSource
    void everyVersionOfABranchingHistoryAgreesWithTheModel(Kind kind) {
        for (long seed = 1; seed <= 6; seed++) {
            var random = new SplittableRandom(seed);
            int bound = seed % 3 == 0 ? 20_000 : seed % 3 == 1 ? 600 : 40;
            var versions = new ArrayList<Version>();
            versions.add(new Version(PersistentList.EMPTY, List.of()));
            for (int step = 0; step < 400; step++) {
                var version = step(kind, versions, random, bound);
                check(version, "seed " + seed + ", step " + step);
                if (versions.size() < 12) versions.add(version);
                else versions.set(random.nextInt(12), version);
            }
            for (var version : versions) {
                check(version, "seed " + seed + ", at the end");
                var same = PersistentList.of(version.model.toArray());
                assertEquals(same.hash(), version.list.hash(), "seed " + seed);
                assertEquals(0, version.list.compare(same), "seed " + seed);
                assertEquals(same.toString(), version.list.toString(), "seed " + seed);
            }
        }
    }

    private static Version step(Kind kind, List<Version> versions, SplittableRandom random, int bound) {
        var version = versions.get(random.nextInt(versions.size()));
        var list = version.list;
        var model = new ArrayList<>(version.model);
        int count = random.nextInt(random.nextBoolean() ? 4 : bound / 4);
        switch (random.nextInt(12)) {
            case 10, 11 -> {
                for (int i = 0; i < count; i++) list = changeInPlace(kind, list, model, random);
                list = Seals.seal(list);
            }
            case 0 -> {
                for (int i = 0; i < count; i++) {
                    Object value = kind.value(random.nextInt(1000));
                    list = kind.append(list, value, random.nextBoolean());
                    model.add(value);
                }
            }
            case 1 -> {
                var front = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    Object value = kind.value(random.nextInt(1000));
                    list = kind.prepend(list, value, random.nextBoolean());
                    front.add(value);
                }
                model.addAll(0, front.reversed());
            }
            case 2 -> {
                for (int i = 0; i < count && !list.isEmpty(); i++) list = list.tail();
                model.subList(0, Math.min(count, model.size())).clear();
            }
            case 3 -> {
                list = list.drop(count);
                model.subList(0, Math.min(count, model.size())).clear();
            }
            case 4 -> {
                list = list.take(model.size() - count);
                model.subList(Math.max(0, model.size() - count), model.size()).clear();
            }
            case 5 -> {
                var other = versions.get(random.nextInt(versions.size()));
                list = list.concat(other.list);
                model.addAll(other.model);
            }
            case 6 -> {
                var builder = new ListBuilder();
                model.clear();
                for (int i = 0; i < count; i++) {
                    Object value = kind.value(random.nextInt(1000));
                    kind.add(builder, value, random.nextBoolean());
                    model.add(value);
                }
                list = builder.build();
            }
            case 7 -> {
                list = Lists.reverse(list);
                model = new ArrayList<>(model.reversed());
            }
            case 8 -> {
                var other = versions.get(random.nextInt(versions.size()));
                list = Lists.reverseOnto(list, other.list);
                model = new ArrayList<>(model.reversed());
                model.addAll(other.model);
            }
            default -> {
                int from = random.nextInt(model.size() + 1);
                int to = from + random.nextInt(model.size() - from + 1);
                list = list.drop(from).take(to - from);
                model = new ArrayList<>(model.subList(from, to));
            }
        }
        return new Version(list.take(bound), List.copyOf(model.size() > bound ? model.subList(0, bound) : model));
    }

    private static PersistentList changeInPlace(
            Kind kind, PersistentList list, ArrayList<Object> model, SplittableRandom random) {
        switch (random.nextInt(8)) {
            case 0 -> {
                int few = random.nextInt(4) - 1;
                model.subList(0, Math.clamp(few, 0, model.size())).clear();
                return OwnedLists.drop(list, few);
            }
            case 1 -> {
                Collections.reverse(model);
                return OwnedLists.reverse(list);
            }
            case 2, 3 -> {
                int few = random.nextInt(model.size() + 3) - 1;
                Collections.reverse(model.subList(0, Math.clamp(few, 0, model.size())));
                return OwnedLists.reverseFirst(list, few);
            }
            case 4 -> {
                if (model.isEmpty()) return list;
                int index = random.nextInt(model.size());
                assertEquals(model.get(index), list.get(index));
                assertEquals(model.getLast(), list.last());
                return list;
            }
            default -> {
                Object value = kind.value(random.nextInt(1000));
                model.add(value);
                return kind.appendInPlace(list, value, random.nextBoolean());
            }
        }
    }

    private static void check(Version version, String place) {
        var list = version.list;
        var model = version.model;
        assertEquals(model.size(), list.size(), place);
        assertEquals(model.isEmpty(), list.isEmpty(), place);
        var same = PersistentList.of(model.toArray());
        int index = 0;
        for (var cursor = list.cursor(); cursor.next(); index++) {
            if (!model.get(index).equals(cursor.current())) assertEquals(model.get(index), cursor.current(), place);
        }
        assertEquals(model.size(), index, place);
        if (model.isEmpty()) return;
        assertEquals(model.getFirst(), list.head(), place);
        assertEquals(model.getLast(), list.last(), place);
        var reader = ListReader.of(list);
        for (int i = 0; i < model.size(); i += 1 + model.size() / 50) {
            assertEquals(model.get(i), list.get(i), place);
            assertEquals(model.get(i), ListReader.element(reader, i), place);
            int mirrored = model.size() - 1 - i;
            assertEquals(model.get(mirrored), ListReader.element(reader, mirrored), place);
        }
        assertTrue(same.eq(list), place);
        assertTrue(list.eq(PersistentList.ofArray(ListArrays.of(list))), place);
    }

    @Test
    void shortListsJoinedToOneListDoNotSeeEachOther() {
        var base = PersistentList.of(new long[] {1, 2}).append(3).append(4);
        var one = base.concat(PersistentList.of(new long[] {5, 6}));
        var other = base.concat(PersistentList.of(new long[] {7, 8, 9}));
        var mixed = PersistentList.of(new Object[] {"a"}).concat(base);
        assertEquals("[1, 2, 3, 4]", base.toString());
        assertEquals("[1, 2, 3, 4, 5, 6]", one.toString());
        assertEquals("[1, 2, 3, 4, 7, 8, 9]", other.toString());
        assertEquals("[a, 1, 2, 3, 4]", mixed.toString());
        assertEquals("[1, 2, 3, 4, 5, 6, 1, 2, 3, 4]", one.concat(base).toString());
    }

    @ParameterizedTest
    @EnumSource
    void reversingOntoAListIsReversingAndJoining(Kind kind) {
        int[] sizes = {0, 1, 2, 5, 63, 64, 65, 128, 129, 300};
        for (int front : sizes) {
            for (int back : sizes) {
                var model = new ArrayList<>();
                var a = new ListBuilder();
                var b = new ListBuilder();
                for (int i = 0; i < front + 1; i++) kind.add(a, kind.value(i), i % 7 == 6);
                for (int i = front; i > 0; i--) model.add(kind.value(i));
                for (int i = 0; i < back; i++) {
                    kind.add(b, kind.value(i), i % 5 == 4);
                    model.add(kind.value(i));
                }
                var joined = Lists.reverseOnto(a.build().drop(1), b.build());
                check(new Version(joined, model), front + " onto " + back);
                model.add(kind.value(1));
                check(
                        new Version(kind.append(joined, kind.value(1), false), model),
                        front + " onto " + back + " and one");
            }
        }
    }

    @Test
    void versionsThatGrowFromTheSameListKeepTheirOwnElements() {
        var base = PersistentList.of(new long[] {1, 2}).append(3);
        var left = base.append(4).append(5);
        var right = base.append(6);
        assertEquals("[1, 2, 3, 4, 5]", left.toString());
        assertEquals("[1, 2, 3, 6]", right.toString());
        assertEquals("[1, 2, 3]", base.toString());
        assertEquals("[8, 1, 2, 3] [9, 1, 2, 3]", base.prepend(8) + " " + base.prepend(9));
    }

    @Test
    void threadsThatExtendTheSameListKeepTheirOwnElements() throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            var base = PersistentList.of(new long[] {1, 2}).append(3).prepend(0);
            var grown = new PersistentList[4];
            var threads = new Thread[grown.length];
            for (int i = 0; i < threads.length; i++) {
                long mark = 100L * (i + 1);
                int slot = i;
                threads[i] = Thread.ofPlatform().start(() -> {
                    var list = base;
                    for (int k = 0; k < 90; k++) list = list.append(mark).prepend(mark);
                    grown[slot] = list;
                });
            }
            for (var thread : threads) thread.join();
            for (int i = 0; i < grown.length; i++) {
                assertEquals(184, grown[i].size());
                for (int k = 0; k < 184; k++) {
                    long expected = k < 90 || k >= 94 ? 100L * (i + 1) : k - 90;
                    assertEquals(expected, grown[i].getInt(k), "thread " + i + ", index " + k);
                }
            }
        }
    }

    @Test
    void aMillionAppendsAndTailsGiveTheElementsInOrder() {
        int count = 1_000_000;
        var list = PersistentList.EMPTY;
        for (long i = 0; i < count; i++) list = list.append(i);
        for (int i = 0; i < count; i += 997) assertEquals(i, list.getInt(i));
        long expected = 0;
        for (; !list.isEmpty(); list = list.tail()) assertEquals(expected++, list.headInt());
        assertEquals(count, expected);
    }

    @Test
    void prependingByConcatGivesTheElementsInOrder() {
        var list = PersistentList.EMPTY;
        for (long i = 0; i < 100_000; i++)
            list = PersistentList.of(new long[] {i}).concat(list);
        for (int i = 0; i < 100_000; i++) assertEquals(99_999 - i, list.getInt(i));
    }

    @Test
    void aListMayBeConcatenatedWithItselfManyTimes() {
        var list = PersistentList.of(LongStream.range(0, 100).toArray());
        for (int i = 0; i < 20; i++) list = list.concat(list);
        assertEquals(100 << 20, list.size());
        for (int i = 0; i < list.size(); i += 999_983) assertEquals(i % 100, list.getInt(i));
        assertEquals(7, list.drop(50_000_007).headInt());
        var large = list;
        assertEquals(
                "out of memory",
                assertThrows(Crash.class, () -> {
                            var longer = large;
                            while (true) longer = longer.concat(longer);
                        })
                        .getMessage());
    }

    @Test
    void typedReadersWorkOnBoxedElements() {
        assertEquals(7, PersistentList.EMPTY.append((Object) 7L).headInt());
        assertEquals(1.5, PersistentList.EMPTY.append((Object) 1.5).lastFloat());
        assertTrue(PersistentList.EMPTY.append((Object) true).getBool(0));
    }

    @Test
    void emptyListsHaveNoHeadTailOrLast() {
        var none = PersistentList.EMPTY;
        assertEquals(
                "List.head: empty list",
                assertThrows(Crash.class, none::headInt).getMessage());
        assertEquals(
                "List.tail: empty list", assertThrows(Crash.class, none::tail).getMessage());
        assertEquals(
                "List.last: empty list", assertThrows(Crash.class, none::last).getMessage());
        assertSame(PersistentList.EMPTY, PersistentList.of(new long[] {1}).tail());
    }

    @Test
    void listsCompareLexicographically() {
        var list = PersistentList.of(new long[] {1, 2});
        assertTrue(list.compare(PersistentList.of(new long[] {1, 3})) < 0);
        assertTrue(list.compare(PersistentList.of(new long[] {1})) > 0);
        assertEquals(0, list.compare(PersistentList.of(new Object[] {1L, 2L})));
        assertFalse(list.eq(PersistentList.of(new long[] {1, 2, 3})));
        assertFalse(PersistentList.of(new double[] {Double.NaN}).eq(PersistentList.of(new double[] {Double.NaN})));
        assertEquals(Values.hash(list), Values.hash(PersistentList.of(new Object[] {1L, 2L})));
    }
}
