package snow.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import snow.project.Compiler;
import snow.project.Phases;
import snow.project.Project;
import snow.rt.actor.Settings;
import snow.rt.actor.World;
import snow.rt.io.Console;

/** Chains of loops over lists, some of which have a name, print or crash, do the same whether or not their loops become one. */
class ListChainsTest {
    private static final int PROGRAMS = 60;
    private static final int CHAINS = 6;

    private static final String FUNCTIONS = """
            fn told(x :: Int) -> Int do
              println("told ${x}")
              x
            end

            fn share(x :: Int) -> Int do
              1000 / (x - 13)
            end

            fn plus(xs :: List<Int>, k :: Int) -> List<Int> do
              for x in xs when x != k do
                x + k
              end
            end

            fn loud(xs :: List<Int>) -> List<Int> do
              for x in xs do
                told(x) + 1
              end
            end

            fn first(xs :: List<Int>, least :: Int) -> Int do
              for x in xs do
                if x / (x - 29) > least do return x end
              end
              -1
            end

            fn digest(xs :: List<Int>, so_far :: Int) -> Int do
              case xs do
                x :: rest -> digest(rest, so_far * 31 + x)
                _ -> so_far
              end
            end

            fn numbers(n :: Int) -> List<Int> do
              for i in 0..n do
                i * 7 % 40
              end
            end

            """;

    private static final String[] STAGES = {
        "map(fn x -> x * 3 + k end)",
        "map(fn x -> told(x) end)",
        "map(share)",
        "map(fn x -> (x, k) end) |> map(fn p -> Tuple.first(p) - Tuple.second(p) end)",
        "filter(fn x -> x % 3 != 1 end)",
        "filter(fn x -> told(x) % 2 == 0 end)",
        "filter(fn x -> share(x) != 4 end)",
        "plus(k)",
        "loud",
        "List.reverse",
        "List.enumerate |> map(fn p -> Tuple.first(p) * 2 - Tuple.second(p) end)",
        "List.zip(numbers(k)) |> map(fn p -> Tuple.first(p) + told(Tuple.second(p)) end)",
    };

    private static final String[] ENDS = {
        "map(fn x -> x + 1 end)",
        "reduce(k, fn a, b -> a * 7 + b end)",
        "reduce(told(k), fn a, b -> told(a) - b end)",
        "reduce(0.5, fn a, b -> a / 2.0 + Int.to_float(b) end)",
        "List.find(fn x -> x > 20 end)",
        "List.any(fn x -> told(x) > 20 end)",
        "List.all(fn x -> share(x) < 90 end)",
        "reduce((k, 0), fn found, x -> case found do\n"
                + "(a, b) -> if x > a do (x, b) else if share(x) > b do (a, x) else found end end end)",
        "first(k)",
        "digest(k)",
        "digest(told(k))",
    };

    @Test
    void loopsThatBecomeOneDoTheSame() {
        int crashes = 0;
        for (long seed = 1; seed <= PROGRAMS; seed++) {
            var source = source(new Random(seed));
            var plain = run(seed, source, 0);
            crashes += plain.endsWith("status 0") ? 0 : 1;
            assertEquals(plain, run(seed, source, 1));
            assertEquals(plain, run(seed, source, 2));
        }
        assertTrue(crashes > 0 && crashes < PROGRAMS, crashes + " programs crash");
    }

    private static String source(Random random) {
        var source = new StringBuilder(FUNCTIONS).append("fn chains(k :: Int) do\n");
        for (int i = 0; i < CHAINS; i++) {
            var list = "numbers(" + random.nextInt(300) / (1 + random.nextInt(30)) + ")";
            for (int j = random.nextInt(5); j >= 0; j--) {
                list += "\n    |> " + STAGES[random.nextInt(STAGES.length)];
                if (random.nextInt(3) == 0) {
                    var name = "list" + i + "_" + j;
                    source.append("  let ")
                            .append(name)
                            .append(" = ")
                            .append(list)
                            .append('\n');
                    list = name;
                }
            }
            if (random.nextInt(4) == 0) {
                source.append("  for x in ").append(list).append(" do\n    println(\"${share(x)}\")\n  end\n");
                continue;
            }
            source.append("  println(inspect(").append(list);
            source.append("\n    |> ").append(ENDS[random.nextInt(ENDS.length)]).append("))\n");
        }
        return source.append("end\n\nfn main() do\n  chains(")
                .append(random.nextInt(20))
                .append(")\nend\n")
                .toString();
    }

    private static String run(long seed, String source, int optLevel) {
        var compilation = Compiler.compile(
                Project.of(Map.of("main.snow", source)), Compiler.Goal.CLASS_FILES, optLevel, Phases.SILENT);
        var program = compilation
                .program()
                .orElseThrow(() -> new AssertionError("seed " + seed + "\n" + source + compilation.diagnostics()));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int status = World.run(program.load(), new String[0], Settings.embedded(new Console(out, err, false)));
        return "seed " + seed + "\n" + source + "\n" + out.toString(StandardCharsets.UTF_8)
                + err.toString(StandardCharsets.UTF_8) + "status " + status;
    }
}
