package snow.rt.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import snow.rt.Crash;
import snow.rt.collection.PersistentList;
import snow.rt.collection.PersistentMap;
import snow.rt.collection.PersistentQueue;
import snow.rt.collection.PersistentSet;
import snow.rt.fn.Fn_LL_J;

class ValuesTest {
    /** As the compiler emits a tuple of an {@code Int} and an object. */
    static final class Tuple_JL extends Tuple {
        final long _0;
        final Object _1;

        Tuple_JL(long _0, Object _1) {
            this._0 = _0;
            this._1 = _1;
        }

        @Override
        public int arity() {
            return 2;
        }

        @Override
        public Object field(int index) {
            return index == 0 ? _0 : _1;
        }
    }

    /** As the compiler emits a struct of two {@code Int}s that derives no text form. */
    static final class Point extends Struct {
        final long x;
        final long y;

        Point(long x, long y) {
            this.x = x;
            this.y = y;
        }

        @Override
        public int arity() {
            return 2;
        }

        @Override
        public Object field(int index) {
            return index == 0 ? x : y;
        }
    }

    private static Option some(Object value) {
        return new Option.Some_L(value);
    }

    @ParameterizedTest
    @CsvSource({
        "0, -6284781860667377211",
        "1, -8517097267634966620",
        "42, -55488592825689361",
        "-1, -8289690350564177859"
    })
    void hashesOfIntegers(long value, long hash) {
        assertEquals(hash, Values.hash(value));
    }

    @Test
    void hashesOfOtherScalars() {
        assertEquals(-6154756914075763584L, Values.hash(1.5));
        assertEquals(Values.hash(0.0), Values.hash(-0.0));
        assertEquals(Hash.combine(Hash.OFFSET, 0x7ff8000000000000L), Values.hash(Double.longBitsToDouble(-1L)));
        assertEquals(-5808592057526012372L, Values.hash(true));
        assertEquals(-5808590958014384161L, Values.hash(false));
        assertEquals(Hash.OFFSET, Values.hash(Unit.UNIT));
    }

    @Test
    void hashesOfStringsAreThoseOfTheirUtf8() {
        assertEquals(-3750763034362895579L, Values.hash(""));
        assertEquals(-5808556873153909620L, Values.hash("a"));
        assertEquals(6373351143289313586L, Values.hash("snow"));
        assertEquals(775207407765167617L, Values.hash("é"));
        for (String text : List.of("¢ߐ", "ࠀ￿", "a😀b", "\uD83D\uDE00\uD83D\uDE01")) {
            assertEquals(Hash.ofBytes(text.getBytes(StandardCharsets.UTF_8)), Values.hash(text), text);
        }
    }

    @Test
    void hashesOfData() {
        assertEquals(2814214074664713915L, Values.hash(new Point(1, 2)));
        assertEquals(-6284781860667377211L, Values.hash(Ordering.Less.INSTANCE));
        assertEquals(2774313567134526938L, Values.hash(new Result.Err_J(7)));
        assertEquals(2774313567134526938L, Values.hash(new Result.Err_L(7L)));
        assertEquals(Values.hash(new Range(1, 2)), Values.hash(new Point(1, 2)));
    }

    @Test
    void textForms() {
        assertEquals("(1, two)", Values.display(new Tuple_JL(1, "two")));
        assertEquals("[hello, [1, 2], ()]", Values.display(PersistentList.of(new Object[] {
            "hello", PersistentList.of(new long[] {1, 2}), Unit.UNIT
        })));
        assertEquals(
                "%{a => Some(-1.5), b => None}",
                Values.display(
                        PersistentMap.EMPTY.put("a", new Option.Some_D(-1.5)).put("b", Option.None.INSTANCE)));
        assertEquals(
                "#{} Queue[x]",
                Values.display(PersistentSet.EMPTY) + " " + Values.display(PersistentQueue.EMPTY.push("x")));
        assertEquals("1..4", Values.display(new Range(1, 4)));
        assertEquals(
                "Ok(()) Err(bad) Less",
                Values.display(Result.ok(Unit.UNIT)) + " " + Values.display(Result.err("bad")) + " "
                        + Values.display(Ordering.of(-3)));
        assertEquals("ok :ok", Values.display(Atom.of("ok")) + " " + Values.inspect(Atom.of("ok")));
        assertEquals("true -5 1", Values.display(true) + " " + Values.display(-5L) + " " + Values.display(1.0));
        assertEquals("<function>", Values.display(new Fn_LL_J() {
            @Override
            public long apply(Object a, Object b) {
                return 0;
            }
        }));
    }

    @Test
    void onlyAStringItselfIsInspectedInQuotes() {
        assertEquals("\"a\"b\"", Values.inspect("a\"b"));
        assertEquals("[a]", Values.inspect(PersistentList.of(new Object[] {"a"})));
        assertEquals("Some(a)", Values.inspect(some("a")));
        assertEquals("(1, a)", Values.inspect(new Tuple_JL(1, "a")));
    }

    @Test
    void equalityIsByValueAndNeverTrueForNotANumber() {
        assertTrue(Values.eq(some(3L), new Option.Some_J(3)));
        assertFalse(Values.eq(some(3L), new Option.Some_J(4)));
        assertTrue(Values.eq(0.0, -0.0));
        var nan = new Tuple_JL(1, Double.NaN);
        assertFalse(Values.eq(nan, nan));
        assertFalse(Values.eq(Result.ok("x"), Result.err("x")));
        assertTrue(Values.eq(PersistentMap.EMPTY.put("a", 1L), PersistentMap.EMPTY.put("a", 1L)));
        assertTrue(Values.eq(Bytes.fromString("x"), Bytes.fromString("x")));
        assertTrue(Values.eq(new Range(1, 2), new Range(1, 2)));
        assertTrue(Values.eq(Unit.UNIT, Unit.UNIT));
    }

    @Test
    void stringsAreOrderedByCodePoint() {
        assertTrue(Strings.compare("\uFFFD", "😀") < 0);
        assertTrue(Strings.compare("😀", "😁") < 0);
        assertTrue(Strings.compare("a", "ab") < 0);
        assertTrue(Strings.compare("b", "ab") > 0);
        assertTrue(Strings.compare("\uD7FF", "\uE000") < 0);
        assertEquals(0, Strings.compare("a😀", "a😀"));
    }

    @Test
    void variantsAreOrderedByPositionThenFields() {
        assertTrue(Values.compare(some(9L), Option.None.INSTANCE) < 0);
        assertTrue(Values.compare(some(9L), new Option.Some_J(8)) > 0);
        assertSame(Ordering.Less.INSTANCE, Ordering.compare(new Tuple_JL(1, "a"), new Tuple_JL(1, "b")));
        assertSame(Ordering.Greater.INSTANCE, Ordering.compare(Double.NaN, 1.0));
        assertSame(Ordering.Less.INSTANCE, Ordering.compare(false, true));
        assertSame(Ordering.Equal.INSTANCE, Ordering.compare(Unit.UNIT, Unit.UNIT));
    }

    @Test
    void divisionTruncatesAndByZeroCrashes() {
        assertEquals(-3, Ints.div(-7, 2));
        assertEquals(-1, Ints.rem(-7, 2));
        assertEquals(Long.MIN_VALUE, Ints.div(Long.MIN_VALUE, -1));
        assertEquals(0, Ints.rem(Long.MIN_VALUE, -1));
        assertEquals(
                "division by zero",
                assertThrows(Crash.class, () -> Ints.rem(1, 0)).getMessage());
    }

    @Test
    void tuplesAreIndexedWithinTheirSize() {
        var pair = new Tuple_JL(1, "b");
        assertEquals("b", Tuple.nth(pair, 1));
        var crash = assertThrows(Crash.class, () -> Tuple.nth(pair, 2));
        assertEquals("Tuple.nth: index 2 out of bounds (len 2)", crash.getMessage());
    }

    @Test
    void rangesAreHalfOpen() {
        assertEquals("[2, 3, 4, 5]", Range.toList(new Range(2, 6)).toString());
        assertEquals(0, Range.length(new Range(6, 2)));
        assertEquals(Long.MAX_VALUE, Range.length(new Range(Long.MIN_VALUE, Long.MAX_VALUE)));
        assertEquals(
                "[9223372036854775806]",
                Range.toList(new Range(Long.MAX_VALUE - 1, Long.MAX_VALUE)).toString());
    }
}
