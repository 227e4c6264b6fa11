package snow.rt.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import snow.rt.collection.ListBuilder;
import snow.rt.collection.PersistentList;
import snow.rt.collection.PersistentMap;
import snow.rt.collection.PersistentQueue;
import snow.rt.collection.PersistentSet;

/** What must hold between equality, order, hash and text of any values of one type. */
class ValueLawsTest {
    /** A type, as far as a generator needs it. */
    private sealed interface Shape {
        record Scalar(int kind) implements Shape {}

        record OptionOf(Shape part) implements Shape {}

        record ListOf(Shape part) implements Shape {}

        record MapOf(Shape key, Shape value) implements Shape {}

        record SetOf(Shape part) implements Shape {}

        record QueueOf(Shape part) implements Shape {}
    }

    private static Shape shape(RandomGenerator random, int depth) {
        int kind = random.nextInt(depth == 0 ? 1 : 6);
        return switch (kind) {
            case 1 -> new Shape.OptionOf(shape(random, depth - 1));
            case 2 -> new Shape.ListOf(shape(random, depth - 1));
            case 3 -> new Shape.MapOf(shape(random, depth - 1), shape(random, depth - 1));
            case 4 -> new Shape.SetOf(shape(random, depth - 1));
            case 5 -> new Shape.QueueOf(shape(random, depth - 1));
            default -> new Shape.Scalar(random.nextInt(6));
        };
    }

    private static Object value(Shape shape, RandomGenerator random) {
        return switch (shape) {
            case Shape.Scalar(int kind) -> scalar(kind, random);
            case Shape.OptionOf(var part) -> option(random.nextInt(3) == 0 ? null : value(part, random), random);
            case Shape.ListOf(var part) -> list(part, random);
            case Shape.MapOf(var key, var part) -> {
                PersistentMap map = PersistentMap.EMPTY;
                for (int i = random.nextInt(14); i > 0; i--) map = map.put(value(key, random), value(part, random));
                yield map;
            }
            case Shape.SetOf(var part) -> PersistentSet.of(list(part, random));
            case Shape.QueueOf(var part) -> {
                PersistentQueue queue = PersistentQueue.EMPTY;
                for (int i = random.nextInt(3); i > 0; i--) queue = queue.push(value(part, random));
                yield queue;
            }
        };
    }

    private static Object scalar(int kind, RandomGenerator random) {
        return switch (kind) {
            case 0 -> random.nextLong(-1, 2);
            case 1 -> new double[] {-0.0, 0.0, 1.5}[random.nextInt(3)];
            case 2 -> random.nextBoolean();
            case 3 -> new String[] {"", "a", "é", "\uFFFD", "😀", "ab"}[random.nextInt(6)];
            case 4 -> Unit.UNIT;
            default -> Ordering.of(random.nextInt(-1, 2));
        };
    }

    private static Object option(Object part, RandomGenerator random) {
        if (part == null) return Option.None.INSTANCE;
        return part instanceof Long number && random.nextBoolean()
                ? new Option.Some_J(number)
                : new Option.Some_L(part);
    }

    private static PersistentList list(Shape part, RandomGenerator random) {
        var builder = new ListBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            Object element = value(part, random);
            if (element instanceof Long number && random.nextInt(4) > 0) builder.add(number.longValue());
            else builder.add(element);
        }
        return builder.build();
    }

    private static boolean isOrdered(Shape shape) {
        return switch (shape) {
            case Shape.Scalar _ -> true;
            case Shape.OptionOf(var part) -> isOrdered(part);
            case Shape.ListOf(var part) -> isOrdered(part);
            case Shape.MapOf _, Shape.SetOf _, Shape.QueueOf _ -> false;
        };
    }

    @Test
    void equalityHashAndOrderAgree() {
        int equal = 0;
        for (long seed = 1; seed <= 4000; seed++) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            Shape shape = shape(random, 3);
            Object a = value(shape, random);
            Object b = value(shape, random);
            Object c = value(shape, random);
            String place = "seed " + seed + ": " + a + ", " + b + ", " + c;
            assertTrue(Values.eq(a, a), place);
            assertEquals(Values.eq(a, b), Values.eq(b, a), place);
            if (Values.eq(a, b)) {
                equal++;
                assertEquals(Values.hash(a), Values.hash(b), place);
            }
            if (!isOrdered(shape)) continue;
            assertEquals(Values.eq(a, b), Values.compare(a, b) == 0, place);
            assertEquals(Integer.signum(Values.compare(a, b)), -Integer.signum(Values.compare(b, a)), place);
            boolean chain = Values.compare(a, b) <= 0 && Values.compare(b, c) <= 0;
            if (chain) assertTrue(Values.compare(a, c) <= 0, place);
        }
        assertTrue(equal > 300, equal + " equal pairs");
    }
}
