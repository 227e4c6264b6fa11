package snow.costs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The costs that the language promises for its collections (spec 04 §15), in steps of work: nothing here is timed. */
class CostsTest {
    private static final long SMALL = 2_000;
    private static final long LARGE = 10 * SMALL;

    /** How many steps an operation on a collection of size {@link #LARGE} may take, given those on one of size {@link #SMALL}. */
    private enum Bound {
        CONSTANT {
            @Override
            long of(long small) {
                return small + 10;
            }
        },
        LOGARITHMIC {
            @Override
            long of(long small) {
                // copies of a few nodes of up to 128 elements are logarithmic, but do not grow evenly
                return 3 * small + 300;
            }
        },
        LINEAR {
            @Override
            long of(long small) {
                return 13 * small;
            }
        },
        LINEAR_TIMES_LOGARITHM {
            @Override
            long of(long small) {
                return 20 * small;
            }
        };

        abstract long of(long small);
    }

    /**
     * An operation.
     *
     * @param make an expression of a collection of size {@code n}
     * @param use an expression that does something with the collection {@code x} of size {@code n}
     */
    private record Operation(Bound bound, String make, String use) {
        @Override
        public String toString() {
            return use + " where x is " + make;
        }
    }

    private static final String FUNCTIONS = """
            struct Point do
              x :: Int
              y :: Int
            end deriving(Eq, Ord, Hash)

            fn appended(n :: Int, xs :: List<Int>) -> List<Int> do
              if n == 0 do xs else appended(n - 1, List.append(xs, n)) end
            end

            fn sum_of(xs :: List<Int>, sum :: Int) -> Int do
              case xs do
                h :: t -> sum_of(t, sum + h)
                _ -> sum
              end
            end

            fn pushed(n :: Int, q :: Queue<Int>) -> Queue<Int> do
              if n == 0 do q else pushed(n - 1, Queue.push(q, n)) end
            end

            fn popped(q :: Queue<Int>, sum :: Int) -> Int do
              if Queue.is_empty(q) do
                sum
              else
                let (x, rest) = Queue.pop(q)
                popped(rest, sum + x)
              end
            end

            fn with_keys(n :: Int, m :: Map<Int, Int>) -> Map<Int, Int> do
              if n == 0 do m else with_keys(n - 1, Map.put(m, n, n)) end
            end

            fn without_keys(n :: Int, m :: Map<Int, Int>) -> Map<Int, Int> do
              if n == 0 do m else without_keys(n - 1, Map.delete(m, n)) end
            end

            """;

    /** A program with the functions {@code make}, and {@code use0}, {@code use1} and so on for all operations on what that makes. */
    private static Counted program(String make) {
        var program = new StringBuilder(FUNCTIONS);
        program.append("fn make(n :: Int) = ").append(make).append('\n');
        var main = new StringBuilder("fn main() do\n");
        int count = 0;
        for (var operation : OPERATIONS) {
            if (operation.make.equals(make)) {
                program.append("fn use%d(x, n :: Int) -> Int do\n  %s\nend\n".formatted(count, operation.use));
                main.append("  println(\"${use%d(make(3), 3)}\")\n".formatted(count++));
            }
        }
        return Counted.program(program.append(main).append("end\n").toString(), 0);
    }

    private static long steps(Operation operation, long size) {
        var program = PROGRAMS.computeIfAbsent(operation.make, CostsTest::program);
        var uses = OPERATIONS.stream()
                .filter(other -> other.make.equals(operation.make))
                .toList();
        var collection = program.call("make", size);
        var use = "use" + uses.indexOf(operation);
        // what is done only once is done before
        program.call(use, collection, size);
        return Work.steps(() -> program.call(use, collection, size));
    }

    private static final String LIST = "for i in 0..n do i * 7919 % 10007 end";
    private static final String APPENDED = "appended(n, [])";
    private static final String JOINED = "appended(n / 2, []) ++ appended(n / 2, [])";
    private static final String MAP = "with_keys(n, %{})";

    private static final List<Operation> OPERATIONS = operations();

    private static final Map<String, Counted> PROGRAMS = new HashMap<>();

    private static List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        for (var list : List.of(LIST, APPENDED, JOINED)) {
            add(operations, Bound.CONSTANT, list, "List.length(x)", "head(x)", "List.last(x)");
            add(
                    operations,
                    Bound.LOGARITHMIC,
                    list,
                    "List.get(x, n / 3)",
                    "List.nth(x, n - 1)",
                    "List.length(tail(x))",
                    "List.length(List.append(x, 1))",
                    "List.length(List.append(List.append(x, 1), 2)) + List.length(List.append(x, 3))",
                    "List.length(List.take(x, n / 2))",
                    "List.length(List.drop(x, n / 2))",
                    "List.length([1] ++ x)",
                    "List.length(x ++ x)",
                    "List.length(List.concat(x, [1, 2, 3]))",
                    "List.length(List.concat(List.drop(x, n / 3), List.take(x, n / 3)))",
                    "case x do\n    h :: t -> h + List.length(t)\n    _ -> 0\n  end");
            add(
                    operations,
                    Bound.LINEAR,
                    list,
                    "sum_of(x, 0)",
                    "List.length(List.reverse(x))",
                    "List.length(map(x, fn i -> i + 1 end))",
                    "List.length(filter(x, fn i -> i % 2 == 0 end))",
                    "reduce(x, 0, fn a, b -> a + b end)",
                    "List.length(List.zip(x, x))",
                    "List.length(List.enumerate(x))",
                    "case List.find(x, fn i -> i == -1 end) do\n    Some(i) -> i\n    None -> 0\n  end",
                    "if List.any(x, fn i -> i < 0 end) do 1 else 0 end",
                    "if List.all(x, fn i -> i >= 0 end) do 1 else 0 end",
                    "if List.contains(x, -1) do 1 else 0 end",
                    "List.length(List.flatten([x, x, x]))",
                    "List.length(List.flat_map(x, fn i -> [i, i] end))",
                    "List.length(for i in x do i + 1 end)",
                    "if x == List.append(List.take(x, n - 1), List.last(x)) do 1 else 0 end",
                    "hash(x)");
            add(operations, Bound.LINEAR_TIMES_LOGARITHM, list, "head(List.sort(x, fn a, b -> a - b end))");
        }
        add(operations, Bound.LINEAR, "n", "List.length(appended(x, []))", "Queue.size(pushed(x, Queue.new()))");
        add(operations, Bound.LINEAR_TIMES_LOGARITHM, "n", "Map.size(with_keys(x, %{}))");
        for (var map : List.of(MAP, "without_keys(n, with_keys(2 * n, %{}))")) {
            add(operations, Bound.CONSTANT, map, "Map.size(x)");
            add(
                    operations,
                    Bound.LOGARITHMIC,
                    map,
                    "Map.get(x, n)",
                    "Map.get(x, -5)",
                    "Map.size(Map.put(x, n, 3))",
                    "Map.size(Map.put(x, -5, 3))",
                    "Map.size(Map.delete(x, n))",
                    "if Map.has_key(x, -5) do 1 else 0 end");
            add(
                    operations,
                    Bound.LINEAR,
                    map,
                    "List.length(Map.keys(x))",
                    "List.length(Map.values(x))",
                    "List.length(Map.to_list(x))",
                    "List.length(for {k, v} in x do k + v end)",
                    "hash(x)",
                    "if x == x do 1 else 0 end");
            add(
                    operations,
                    Bound.LINEAR_TIMES_LOGARITHM,
                    map,
                    "Map.size(Map.from_list(Map.to_list(x)))",
                    "Map.size(Map.merge(%{-1 => 2}, x))",
                    "Map.size(without_keys(n, x))");
            add(operations, Bound.LOGARITHMIC, map, "Map.size(Map.merge(x, %{-1 => 2, -2 => 3}))");
        }
        var points = "reduce(for i in 0..n do i end, %{}, fn m, i -> Map.put(m, Point { x: i, y: i % 10 }, i) end)";
        add(
                operations,
                Bound.LOGARITHMIC,
                points,
                "Map.get(x, Point { x: n - 1, y: (n - 1) % 10 })",
                "Map.size(Map.put(x, Point { x: -1, y: 0 }, 7))");
        var set = "Set.from_list(for i in 0..n do i end)";
        add(operations, Bound.CONSTANT, set, "Set.size(x)");
        add(
                operations,
                Bound.LOGARITHMIC,
                set,
                "Set.size(Set.add(x, -1))",
                "Set.size(Set.remove(x, n / 2))",
                "if Set.contains(x, n / 2) do 1 else 0 end",
                "Set.size(Set.union(x, Set.from_list([-1, -2])))");
        add(
                operations,
                Bound.LINEAR_TIMES_LOGARITHM,
                set,
                "Set.size(Set.intersection(x, x))",
                "Set.size(Set.difference(x, Set.from_list([1])))",
                "List.length(Set.to_list(x))");
        var queue = "pushed(n, Queue.new())";
        add(
                operations,
                Bound.CONSTANT,
                queue,
                "Queue.size(x)",
                "Queue.peek(x)",
                "if Queue.is_empty(x) do 1 else 0 end");
        add(
                operations,
                Bound.LOGARITHMIC,
                queue,
                "Queue.size(Queue.push(x, 1))",
                "let (a, rest) = Queue.pop(x)\n  a + Queue.size(rest)");
        add(operations, Bound.LINEAR, queue, "popped(x, 0)");
        add(operations, Bound.CONSTANT, "0..n", "Range.length(x)");
        add(
                operations,
                Bound.LINEAR,
                "0..n",
                "List.length(Range.to_list(x))",
                "List.length(Range.map(x, fn i -> i end))");
        return operations;
    }

    private static void add(List<Operation> operations, Bound bound, String make, String... uses) {
        for (var use : uses) {
            operations.add(new Operation(bound, make, use));
        }
    }

    @ParameterizedTest
    @FieldSource("OPERATIONS")
    void tenTimesTheElementsCostNoMoreThanPromised(Operation operation) {
        long small = steps(operation, SMALL);
        long large = steps(operation, LARGE);
        assertTrue(
                large <= operation.bound.of(small),
                () -> operation + " is not " + operation.bound + ": " + small + " steps for " + SMALL + " elements, "
                        + large + " for " + LARGE);
    }

    /** What the JDK does with strings is not counted in steps; what it takes too often or too large shows in the room that it takes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "String.length(String.join(x, \", \"))",
                "String.length(\"${x}\")",
                "List.length(String.split(String.join(x, \",\"), \",\"))",
                "List.length(String.split(String.join(x, \",\"), \"\"))",
                "String.length(String.replace(String.join(x, \",\"), \",\", \"; \"))",
                "String.length(String.trim(String.join(x, \" \")))",
                "String.length(String.to_upper(String.join(x, \" \")))",
                "String.length(JSON.encode_list(x))",
            })
    void textsOfTenTimesTheLengthTakeTenTimesTheRoom(String use) {
        var program = Counted.program("""
                fn make(n :: Int) = for i in 0..n do "é${i %% 10}" end

                fn use(x :: List<String>) -> Int = %s

                fn main() do
                  println("${use(make(3))}")
                end
                """.formatted(use), 0);
        long small = bytes(program, SMALL);
        long large = bytes(program, LARGE);
        assertTrue(large <= 14 * small, () -> use + ": " + small + " bytes, then " + large);
    }

    private static long bytes(Counted program, long size) {
        var collection = program.call("make", size);
        program.call("use", collection);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        program.call("use", collection);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
