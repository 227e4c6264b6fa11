package snow.costs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Int}, {@code Float} and {@code Bool} are never boxed where their type is known. */
class BoxingTest {
    static Stream<Path> benchmarks() throws IOException {
        return Files.list(Path.of("bench"))
                .filter(file -> file.toString().endsWith(".snow"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void noBenchmarkBoxes(Path program) throws IOException {
        var counted = Counted.program(Files.readString(program, UTF_8), 1);
        assertEquals(0, Work.boxings(() -> counted.call("run", 7L)), program.toString());
    }

    private static Counted program(String body) {
        var run = "fn run(size :: Int) -> Int do\n" + body + "\nend\n";
        return Counted.program(run + "fn main() do\n  println(\"${run(1)}\")\nend\n", 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "let xs = for i in 0..size do i * 7 % 5 end\n"
                        + "List.length(List.sort(xs, fn a, b -> a - b end)) + List.last(List.reverse(xs ++ [1]))",
                "let xs = for i in 0..size do Int.to_float(i) end\n"
                        + "Float.to_int(reduce(List.zip(xs, List.reverse(xs)), 0.0, fn sum, p -> sum + Tuple.first(p) end))",
                "let xs = for i in 0..size do i % 2 == 0 end\n"
                        + "if List.contains(xs, true) and List.any(xs, fn x -> not x end) do 1 else 0 end",
                "let xs = List.append([1, 2], size)\n"
                        + "List.get(xs, 1) + head(tail(xs)) + List.nth(List.take(xs, 2), 0) + List.length(List.drop(xs, 1))",
                "let m = for i in 0..size do (i, i) end\n"
                        + "List.length(List.filter(m, fn p -> case p do (a, b) -> a == b end end))",
                "let m = Map.put(Map.put(%{1 => 2}, size, 3), 4, size)\n"
                        + "let ks = for {k, v} in m do k + v end\nList.length(ks) + Map.get(m, 4)",
                "let m = Map.put(%{1 => 2.5}, size, 3.5)\nFloat.to_int(Map.get(m, size))",
                "case List.find(Range.to_list(0..size), fn x -> x > 3 end) do\nSome(x) -> x\nNone -> 0\nend",
                "String.length(\"${size} ${size > 3} ${1.5 * Int.to_float(size)}\")",
            })
    void commonOperationsDoNotBox(String body) {
        var counted = program(body);
        counted.call("run", 20L);
        assertEquals(0, Work.boxings(() -> counted.call("run", 20L)), body);
    }

    @Test
    void whatIsBoxedIsCounted() {
        var counted = program("Map.size(Map.put(%{}, size, size > 2))");
        assertTrue(Work.boxings(() -> counted.call("run", 1000L)) > 0);
    }
}
