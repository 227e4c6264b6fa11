package snow.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Programs larger than people write: what the class file format limits must not limit them, and nothing may take long. */
class LargeProgramsTest {
    private static String output(String source) {
        var outcome = RunInMemoryTest.run(new GoldenProgram(Path.of(""), "large", Map.of("main.snow", source)));
        assertEquals("", outcome.stderr());
        assertEquals(0, outcome.status());
        return outcome.stdout();
    }

    private static String inMain(String statements) {
        return "fn main() do\n" + statements + "\nend\n";
    }

    private static String each(int count, String separator, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(separator));
    }

    @Test
    void aLiteralMayHaveTenThousandElements() {
        var numbers = each(10_000, ", ", Integer::toString);
        var texts = each(10_000, ", ", i -> "\"s" + i + "\"");
        assertEquals(
                "10000 9999 s9999\n",
                output(inMain("  let xs = [" + numbers + "]\n  let ss = [" + texts + "]\n"
                        + "  println(\"${List.length(xs)} ${List.last(xs)} ${List.last(ss)}\")")));
    }

    @Test
    void aStringMayBeLongerThanAConstantOfAClassFile() {
        var literal = "é😀x".repeat(30_000);
        assertEquals(
                "90000 true 1\n",
                output(inMain("  let s = \"" + literal + "\"\n  let found = case s do\n    \"" + literal
                        + "\" -> 1\n    _ -> 2\n  end\n"
                        + "  println(\"${String.length(s)} ${String.ends_with(s, \"😀x\")} ${found}\")")));
    }

    @Test
    void aFunctionMayHaveTwoThousandArmsOrClauses() {
        var arms = each(2_000, "\n", i -> "    \"k" + i + "\" -> " + i);
        var clauses = each(2_000, "\n", i -> "fn name(" + 7 * i + ") = \"n" + i + "\"");
        assertEquals(
                "1999 -1 n1999 other\n",
                output("fn number(s :: String) -> Int do\n  case s do\n" + arms + "\n    _ -> -1\n  end\nend\n"
                        + clauses
                        + "\nfn name(_) = \"other\"\n"
                        + inMain("  println(\"${number(\"k1999\")} ${number(\"\")} ${name(13993)} ${name(1)}\")")));
    }

    @Test
    void aSumTypeMayHaveFiveHundredVariants() {
        var variants = each(500, "\n", i -> "  V" + i + "(Int)");
        var arms = each(500, "\n", i -> "    V" + i + "(n) -> n + " + i);
        assertEquals(
                "500 V3(4) true\n",
                output("type T do\n" + variants + "\nend\nfn f(t :: T) -> Int do\n  case t do\n" + arms
                        + "\n  end\nend\n" + inMain("  println(\"${f(V499(1))} ${V3(4)} ${V1(1) < V2(0)}\")")));
    }

    @Test
    void chainsOfOperatorsHaveNoLimit() {
        assertEquals(
                "10000 5000 3000\n",
                output("fn inc(n :: Int) -> Int = n + 1\n"
                        + inMain("  println(\"${" + each(10_000, " + ", _ -> "1") + "} ${String.length("
                                + each(5_000, " <> ", _ -> "\"a\"") + ")} ${0" + " |> inc".repeat(3_000) + "}\")")));
    }

    @Test
    void aChainOfElseIfHasNoLimit() {
        int arms = 5_000;
        assertEquals(
                "0 4999 -1 n4999\n",
                output("fn f(n :: Int) -> Int do\n  if n == 0 do\n    0\n"
                        + each(arms - 1, "", i -> "  else if n == " + (i + 1) + " do\n    " + (i + 1) + "\n")
                        + "  else\n    -1\n  end\nend\n"
                        // where the value is used, by conditions that differ
                        + "fn g(s :: String) do\n  let found = if s == \"\" do\n    \"\"\n"
                        + each(arms, "", i -> "  else if s == \"" + i + "\" do\n    \"n${" + i + "}\"\n")
                        + "  else\n    s\n  end\n  found\nend\n"
                        + inMain("  println(\"${f(0)} ${f(4999)} ${f(5000)} ${g(\"4999\")}\")")));
    }

    @Test
    void nestingGoesHundredsOfLevelsDeep() {
        assertEquals(
                "1 " + "Some(".repeat(200) + "1" + ")".repeat(200) + "\ndeep\n",
                output(inMain("  println(\"${" + "(".repeat(400) + "1" + ")".repeat(400) + "} ${" + "Some(".repeat(200)
                        + "1" + ")".repeat(200) + "}\")\n  " + "if true do ".repeat(300) + "println(\"deep\")"
                        + " end".repeat(300))));
    }

    @Test
    void aFunctionMayHaveThousandsOfStatements() {
        var lets = each(5_000, "\n", i -> "  let x" + (i + 1) + " = x" + i + " + 1");
        var prints = each(2_000, "\n", i -> "  println(\"" + i + " ${" + i + " + 1}\")");
        var expected = each(2_000, "", i -> i + " " + (i + 1) + "\n");
        assertEquals(
                expected + "5000\n",
                output(inMain("  let x0 = 0\n" + lets + "\n" + prints + "\n  println(\"${x5000}\")")));
    }

    @Test
    void aMatchOverManyColumnsFindsTheFirstArmThatMatches() {
        long seed = 5;
        var random = new SplittableRandom(seed);
        int columns = 10;
        List<int[]> rows = new ArrayList<>();
        for (int row = 0; row < 40; row++) {
            rows.add(random.ints(columns, 0, 4).toArray());
        }
        var names = List.of("true", "false", "_", "_");
        var arms = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            var patterns = rows.get(row);
            arms.append("    (")
                    .append(each(columns, ", ", i -> names.get(patterns[i])))
                    .append(") -> ")
                    .append(row);
            arms.append('\n');
        }
        var calls = new StringBuilder();
        var expected = new StringBuilder();
        for (int round = 0; round < 300; round++) {
            var values = random.ints(columns, 0, 2).toArray();
            calls.append("  println(\"${f(")
                    .append(each(columns, ", ", i -> names.get(values[i])))
                    .append(")}\")\n");
            expected.append(IntStream.range(0, rows.size())
                            .filter(row -> IntStream.range(0, columns)
                                    .allMatch(i -> rows.get(row)[i] >= 2 || rows.get(row)[i] == values[i]))
                            .findFirst()
                            .orElse(-1))
                    .append('\n');
        }
        var parameters = each(columns, ", ", i -> "a" + i + " :: Bool");
        var source = "fn f(" + parameters + ") -> Int do\n  case (" + each(columns, ", ", i -> "a" + i) + ") do\n"
                + arms + "    _ -> -1\n  end\nend\n" + inMain(calls.toString());
        var program = new GoldenProgram(Path.of(""), "seed " + seed, Map.of("main.snow", source));
        assertEquals(
                expected.toString(),
                RunInMemoryTest.runWhateverItWarnsOf(program).stdout(),
                "seed " + seed);
    }

    /** Rows that each test other columns would be copied for every outcome of a test, and copied again. */
    @Test
    void aMatchThatNoTreeHoldsFindsTheFirstArmThatMatches() {
        long seed = 7;
        var random = new SplittableRandom(seed);
        record Arm(List<List<Integer>> alternatives, int guard) {
            boolean matches(int[] values) {
                return (guard < 0 || values[guard] % 2 == 0)
                        && IntStream.range(0, values.length)
                                .allMatch(i -> alternatives.get(i).isEmpty()
                                        || alternatives.get(i).contains(values[i]));
            }

            String text(int number) {
                var patterns = alternatives.stream()
                        .map(all -> all.isEmpty()
                                ? "_"
                                : all.stream().map(String::valueOf).collect(Collectors.joining(" | ")))
                        .collect(Collectors.joining(", "));
                var when = guard < 0 ? "" : " when a" + guard + " % 2 == 0";
                return "    (" + patterns + ")" + when + " -> " + number;
            }
        }
        int columns = 4;
        var arms = new ArrayList<Arm>();
        for (int i = 0; i < 1_000; i++) {
            var alternatives = new ArrayList<List<Integer>>();
            for (int column = 0; column < columns; column++) {
                int count = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0;
                alternatives.add(random.ints(count, 0, 60).boxed().distinct().toList());
            }
            alternatives.set(random.nextInt(columns), List.of(random.nextInt(60)));
            arms.add(new Arm(alternatives, random.nextInt(4) == 0 ? random.nextInt(columns) : -1));
        }
        var calls = new StringBuilder();
        var expected = new StringBuilder();
        for (int round = 0; round < 400; round++) {
            var values = random.ints(columns, 0, 70).toArray();
            calls.append("  println(\"${f(")
                    .append(each(columns, ", ", i -> Integer.toString(values[i])))
                    .append(")}\")\n");
            expected.append(IntStream.range(0, arms.size())
                            .filter(i -> arms.get(i).matches(values))
                            .findFirst()
                            .orElse(-1))
                    .append('\n');
        }
        var source = "fn f(" + each(columns, ", ", i -> "a" + i + " :: Int") + ") -> Int do\n  case ("
                + each(columns, ", ", i -> "a" + i) + ") do\n"
                + each(arms.size(), "\n", i -> arms.get(i).text(i)) + "\n    _ -> -1\n  end\nend\n"
                + inMain(calls.toString());
        var program = new GoldenProgram(Path.of(""), "seed " + seed, Map.of("main.snow", source));
        assertEquals(
                expected.toString(),
                RunInMemoryTest.runWhateverItWarnsOf(program).stdout(),
                "seed " + seed);
    }

    @Test
    void alternativesMayStandInEveryColumnOfEveryRow() {
        int size = 20;
        var rows = each(
                size,
                "\n",
                row -> "    ("
                        + each(
                                size,
                                ", ",
                                column -> each(4, " | ", i -> Integer.toString((row * 7 + column * 3 + i) % 23)))
                        + ") -> " + row);
        var bools = each(
                size,
                "\n",
                row -> "    (" + each(size, ", ", column -> column == row ? "true" : "true | false") + ") -> " + row);
        var parameters = each(size, ", ", i -> "a" + i);
        IntFunction<String> arguments = row -> each(size, ", ", i -> Integer.toString((row * 7 + i * 3) % 23));
        // the first row whose four numbers hold those of the last row, which are three apart like its own
        int first = IntStream.range(0, size)
                .filter(row -> Math.floorMod(19 * 7 - row * 7, 23) < 4)
                .findFirst()
                .orElseThrow();
        assertEquals(
                "0 " + first + " -1 13\n",
                output("fn f(" + parameters + ") -> Int do\n  case (" + parameters + ") do\n" + rows
                        + "\n    _ -> -1\n  end\nend\nfn g(" + parameters + ") -> Int do\n  case (" + parameters
                        + ") do\n" + bools + "\n    _ -> -1\n  end\nend\n"
                        + inMain("  println(\"${f(" + arguments.apply(0) + ")} ${f(" + arguments.apply(19) + ")} ${f("
                                + each(size, ", ", _ -> "99") + ")} ${g("
                                + each(size, ", ", i -> Boolean.toString(i == 13)) + ")}\")")));
    }

    @Test
    void anActorMayHaveAThousandArmsAndAServiceHundredsOfHandlers() {
        var arms = each(1_000, "\n", i -> "    (" + i + ", \"m" + i + "\") -> println(\"" + i + "\")");
        var handlers =
                each(300, "\n", i -> "  call C" + i + "(x :: Int) :: Int do |s|\n    (s + x, s + " + i + ")\n  end");
        assertEquals(
                "303\n999\n",
                output("actor a() do\n  receive do\n" + arms + "\n    _ -> println(\"other\")\n  end\nend\n"
                        + "service S do\n  fn init() = 4\n" + handlers + "\nend\n"
                        + inMain("  println(\"${S.c299(S.start(), 1)}\")\n  send(spawn(a), (999, \"m999\"))")));
    }

    @Test
    void closuresMayStandInClosures() {
        int depth = 200;
        var sum = each(depth, " + ", i -> "x" + i);
        assertEquals(
                "200\n",
                output(inMain("  let f = " + each(depth, " ", i -> "fn x" + i + " ->") + " " + sum
                        + " end".repeat(depth)
                        + "\n  let r0 = f(1)\n"
                        + each(depth - 1, "\n", i -> "  let r" + (i + 1) + " = r" + i + "(1)") + "\n  println(\"${r"
                        + (depth - 1) + "}\")")));
    }

    private static String states(int count) {
        return each(
                count,
                "\n",
                i -> "fn state_" + i + "(n :: Int) -> Int do\n  if n == 0 do " + i + " else state_" + (i + 1) % count
                        + "(n - 1) end\nend\n");
    }

    @Test
    void aHundredFunctionsThatGoOnAsEachOtherTakeNoStack() {
        assertEquals("42\n", output(states(100) + inMain("  println(\"${state_0(3000042)}\")")));
    }

    /** Functions that go on as each other, each with so many statements; what they give in the end tells which way it was. */
    private static String machine(int count, int statements, int rounds) {
        return each(
                        count,
                        "",
                        i -> "fn s" + i + "(left :: Int, sum :: Int, step :: Int) -> Int do\n  let v0 = sum + " + i
                                + "\n"
                                + each(
                                        statements,
                                        "",
                                        k -> "  let v" + (k + 1) + " = (v" + k + " * 3 + step) % " + (1009 + k) + "\n")
                                + "  if left == 0 do\n    return sum\n  end\n"
                                + "  if v" + statements + " % 3 == 0 do\n    s" + (7 * i + 3) % count + "(left - 1, v"
                                + statements + ", step % 100 + 1)\n  else\n    s" + (i + 1) % count + "(left - 1, v"
                                + statements + ", step)\n  end\nend\n")
                + inMain("  println(\"${s0(" + rounds + ", 1, 2)}\")");
    }

    /** The number of its last function and what that gives. */
    private record End(int state, long sum) {}

    private static End endOfMachine(int count, int statements, int rounds) {
        int state = 0;
        long sum = 1;
        long step = 2;
        for (int left = rounds; left > 0; left--) {
            sum += state;
            for (int k = 0; k < statements; k++) {
                sum = (sum * 3 + step) % (1009 + k);
            }
            step = sum % 3 == 0 ? step % 100 + 1 : step;
            state = sum % 3 == 0 ? (7 * state + 3) % count : (state + 1) % count;
        }
        return new End(state, sum);
    }

    private static void runs(int count, int statements, int rounds) {
        var end = endOfMachine(count, statements, rounds);
        assertEquals(end.sum() + "\n", output(machine(count, statements, rounds)));
    }

    @Test
    void functionsThatGoOnAsEachOtherTakeNoStackHoweverManyAndLargeTheyAre() {
        runs(200, 1, 10_000_000);
        runs(60, 60, 1_000_000);
        runs(12, 400, 1_000_000);
        assertEquals("500\n", output(states(1_000) + inMain("  println(\"${state_0(3000500)}\")")));
    }

    @Test
    void functionsThatGoOnAsEachOtherMayHaveParametersOfHundredsOfTypes() {
        int count = 200;
        var types = each(count, "", i -> "struct S" + i + " do\n  value :: Int\nend\n");
        var functions = each(
                count,
                "",
                i -> "fn s" + i + "(left :: Int, it :: S" + i + ") -> Int do\n  if left == 0 do it.value else s"
                        + (i + 1) % count + "(left - 1, S" + (i + 1) % count + " { value: it.value + " + i
                        + " }) end\nend\n");
        assertEquals(
                "199000000\n", output(types + functions + inMain("  println(\"${s0(2000000, S0 { value: 0 })}\")")));
    }

    @Test
    void namesOfFunctionsThatGoOnAsEachOtherMayBeTooLongForTheNameOfOneMethod() {
        var name = "x".repeat(1_000);
        assertEquals(
                "1\n", output(states(100).replace("state_", name) + inMain("  println(\"${" + name + "0(2501)}\")")));
    }

    @Test
    void aReportNamesTheOneOfManyFunctionsThatGoOnAsEachOther() {
        var source = machine(200, 30, 1_234)
                .replace("return sum", "return sum / left")
                .replace("fn main() do", "fn main() do spawn(crasher) end\n\nactor crasher() do");
        int state = endOfMachine(200, 30, 1_234).state();
        var outcome = RunInMemoryTest.run(new GoldenProgram(Path.of(""), "large", Map.of("main.snow", source)));
        var lines = source.lines().toList();
        int line = lines.indexOf("    return sum / left")
                + 1
                + state * (lines.indexOf("fn s1(left :: Int, sum :: Int, step :: Int) -> Int do"));
        assertEquals(
                "Snow panic at main.snow:" + line + ": division by zero\n  in process <0.1> (actor crasher)\n    at s"
                        + state + " (main.snow:" + line + ")\n    at crasher (main.snow:" + (lines.size() - 1) + ")\n",
                outcome.stderr());
    }

    @Test
    void aModuleMayHaveMoreFunctionsThanAClassHasRoomFor() {
        int count = 3_500;
        var functions = each(
                count,
                "",
                i -> "fn f" + i + "(x :: Int) -> Int = first * 100 / x - last + second"
                        + each(10, "", k -> " + " + (5_000_000_000L + 10 * i + k))
                        + "\n");
        var lets = each(3, "", i -> "let " + List.of("first", "second", "last").get(i) + " = String.length(\"x\")\n");
        var source = functions + lets + "actor crasher(x :: Int) do\n  println(\"${f" + (count - 1) + "(x)}\")\nend\n"
                + inMain("  println(\"${" + each(count, " + ", i -> "f" + i + "(100)") + "}\")\n  spawn(crasher, 0)");
        var outcome = RunInMemoryTest.run(new GoldenProgram(Path.of(""), "large", Map.of("main.snow", source)));
        long numbers = 10L * count;
        assertEquals(count + numbers * 5_000_000_000L + numbers * (numbers - 1) / 2 + "\n", outcome.stdout());
        assertEquals(
                "Snow panic at main.snow:" + count + ": division by zero\n  in process <0.1> (actor crasher)\n    at f"
                        + (count - 1) + " (main.snow:" + count + ")\n    at crasher (main.snow:" + (count + 5) + ")\n",
                outcome.stderr());
    }

    private static final String NEXT = "fn next(n :: Int) -> Int = n + 1\n";

    private static String variables(int count) {
        return each(count, "\n", i -> "  let v" + i + " = next(" + i + ")") + "\n";
    }

    @Test
    void thousandsOfVariablesMayBeAliveAtOnce() {
        int count = 4_000;
        var sum = each(count, " + ", i -> "v" + i);
        var text = each(count, "", i -> "${v" + i + "}");
        var list = each(count, ", ", i -> "v" + i);
        assertEquals(
                "8002000 " + each(count, "", i -> String.valueOf(i + 1)).length() + " 4000 true 1.5\n",
                output(NEXT
                        + inMain(variables(count)
                                + "  let flag = next(0) == 1\n  let half = Int.to_float(next(2)) / 2.0\n"
                                + each(count, "\n", i -> "  let w" + i + " = \"${v" + i + "}\"")
                                + "\n  let shown = \"${" + sum + "} ${String.length(\"" + text
                                + "\")} ${List.length([" + list + "])}\"\n  println(\"${shown} ${flag} ${half}\")\n"
                                + "  let all = [" + list.replace('v', 'w')
                                + "]\n  if List.length(all) != 4000 do\n    println(\"lost\")\n  end")));
    }

    @Test
    void aClosureMayCaptureAThousandVariables() {
        assertEquals(
                "500501 500502\n",
                output(NEXT
                        + inMain(variables(1_000) + "  let f = fn x -> x + " + each(1_000, " + ", i -> "v" + i)
                                + " end\n  println(\"${f(1)} ${f(2)}\")")));
    }

    @Test
    void anActorMayHaveThousandsOfVariablesAcrossItsReceives() {
        int count = 3_000;
        assertEquals(
                "1\n4501502\n",
                output(NEXT + "actor a() do\n" + variables(count)
                        + "  receive do\n    x -> println(\"${x}\")\n  end\n  receive do\n    x -> println(\"${x + "
                        + each(count, " + ", i -> "v" + i) + "}\")\n  end\nend\n"
                        + inMain("  let p = spawn(a)\n  send(p, 1)\n  send(p, 2)")));
    }

    @Test
    void aLoopMayBeLeftAndGoneOnWithFromThousandsOfPlaces() {
        int count = 2_000;
        IntFunction<String> place = i -> "    if n + k == " + (i + 1_000) + " do\n      println(\"${n} at " + i
                + "\")\n" + (i % 3 == 0 ? "      break\n" : i % 3 == 1 ? "      continue\n" : "      return k\n")
                + "    end\n";
        assertEquals(
                "1000 at 0\n1001 at 1\n1001 at 2\n1000 at 998\n0\n1\n-1\n-1\n",
                output("fn f(n :: Int, from :: Int) -> Int do\n  for k in from..1000 do\n" + each(count, "", place)
                        + "  end\n  -1\nend\n"
                        + "fn g(n :: Int, from :: Int) do\n  let found = f(n, from)\n  found\nend\n"
                        + inMain("  let a = g(1000, 0)\n  let b = g(1001, 0)\n  let c = g(1000, 998)\n"
                                + "  let d = g(-5000, 0)\n  println(\"${a + 1}\")\n  println(\"${b}\")\n"
                                + "  println(\"${c - 999}\")\n  println(\"${d}\")")));
    }

    @Test
    void aFunctionMayGoOnAsItselfFromThousandsOfPlaces() {
        var arms = each(
                2_000,
                "\n",
                i -> "    " + (i + 1) + " -> if acc > " + i + " do f(n - 1, acc + 1) else f(n - 1, acc + 2) end");
        assertEquals(
                "1001000\n",
                output("fn f(n :: Int, acc :: Int) -> Int do\n  case n do\n" + arms
                        + "\n    0 -> acc\n    _ -> f(n - 1, acc + 1)\n  end\nend\n"
                        + inMain("  println(\"${f(1000000, 1000)}\")")));
    }

    @Test
    void aMapLiteralMayHaveThousandsOfEntriesThatAreComputed() {
        assertEquals(
                "5000 5000 8\n",
                output(NEXT
                        + inMain("  let m = %{" + each(5_000, ", ", i -> "\"k${next(" + i + ")}\" => next(" + i + ")")
                                + "}\n  let n = %{" + each(5_000, ", ", i -> "next(" + i + ") => \"v" + i + "\"")
                                + "}\n  println(\"${Map.size(m)} ${Map.size(n)} ${Map.get(m, \"k8\")}\")")));
    }

    @Test
    void anArmMayBeReachedFromManyPlaces() {
        var arms = each(5_000, "\n", i -> "    (" + i * 3 + ", " + i + ") -> " + i + " + n");
        var guarded = each(
                2_000,
                "\n",
                i -> "    (" + i / 3 + ", x) when x % 7 == " + i % 7 + " -> " + i + " + x\n    (_, " + i + ") -> " + i);
        assertEquals(
                "19996 -1 999\n",
                output("fn f(n :: Int, m :: Int) -> Int do\n  case (n, m) do\n" + arms
                        + "\n    _ -> -1\n  end\nend\nfn g(n :: Int, m :: Int) -> Int do\n  case (n, m) do\n" + guarded
                        + "\n    _ -> -1\n  end\nend\n"
                        + inMain("  println(\"${f(14997, 4999)} ${f(14997, 4998)} ${g(997, 999)}\")")));
    }

    @Test
    void anArmMayBindVariablesInManyAlternatives() {
        int size = 150;
        var arms = each(
                size,
                "\n",
                i -> "    (V" + i + "(n), V" + i * 7 % size + "(m)) | (V" + i * 11 % size + "(m), V" + i * 13 % size
                        + "(n)) when n > m -> n * " + i + " + m");
        assertEquals(
                "5 -1 33\n",
                output("type T do\n" + each(size, "\n", i -> "  V" + i + "(Int)") + "\nend\n"
                        + "fn f(a :: T, b :: T) -> Int do\n  case (a, b) do\n" + arms + "\n    _ -> -1\n  end\nend\n"
                        + inMain("  println(\"${f(V1(4), V7(1))} ${f(V1(1), V7(4))} ${f(V33(3), V39(10))}\")")));
    }

    @Test
    void aProgramMayHaveTwentyThousandAtoms() {
        assertEquals(
                "20000 19999\n",
                output(
                        inMain(
                                "  let xs = [" + each(20_000, ", ", i -> ":a" + i)
                                        + "]\n  println(\"${List.length(xs)} ${List.length(List.filter(xs, fn x -> x != :a19999 end))}\")")));
    }

    @Test
    void aProgramMayHaveTwentyThousandClosures() {
        assertEquals(
                "20000 20000\n",
                output(inMain("  let fs = [" + each(20_000, ", ", i -> "fn x -> x + " + i + " end")
                        + "]\n  let last = List.last(fs)\n  println(\"${List.length(fs)} ${last(1)}\")")));
    }
}
