package snow.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import snow.project.Compiler;
import snow.project.Phases;
import snow.project.Project;
import snow.rt.actor.Settings;
import snow.rt.actor.World;
import snow.rt.io.Console;

/**
 * An actor's body is cut where it waits; the body of a closure is not. Random code with {@code receive} in every place does the same in both:
 * {@code -Dsnow.waits.programs=N} runs more programs, {@code -Dsnow.waits.seed=S} begins with another.
 */
@Timeout(120)
class WaitsTest {
    private static final int ROUNDS = 6;
    private static final int MESSAGES = 60;
    /** No random message: it comes when all others are there, so that nothing depends on time. */
    private static final int ALL_ARE_THERE = -1;

    @Test
    void aBodyThatIsCutDoesWhatItSays() {
        int programs = Integer.getInteger("snow.waits.programs", 30);
        long first = Long.getLong("snow.waits.seed", 1);
        for (long seed = first; seed < first + programs; seed++) {
            var random = new SplittableRandom(seed);
            var body = new Body(random).text();
            var messages = random.ints(MESSAGES, 0, 10).boxed().toList();
            var inClosure = "let f = fn() do\n" + body + "\nend\nf()";
            assertEquals(run(seed, program(inClosure, messages)), run(seed, program(body, messages)), "seed " + seed);
        }
    }

    private static String program(String body, List<Integer> messages) {
        var sends = new StringBuilder();
        messages.forEach(
                message -> sends.append("  send(worker, ").append(message).append(")\n"));
        return """
                fn show(n :: Int) -> Int do
                  println("${n}")
                  n
                end

                actor worker(round :: Int) do
                %s
                if round < %d do
                  worker(round + 1)
                end
                end

                actor begins() do
                  receive do
                    %d -> worker(1)
                  end
                end

                fn main() do
                  let worker = spawn(begins)
                %s  send(worker, %d)
                end
                """.formatted(body, ROUNDS, ALL_ARE_THERE, sends, ALL_ARE_THERE);
    }

    private static String run(long seed, String source) {
        var compilation =
                Compiler.compile(Project.of(Map.of("main.snow", source)), Compiler.Goal.CLASS_FILES, 1, Phases.SILENT);
        var program = compilation
                .program()
                .orElseThrow(() -> new AssertionError(
                        "seed " + seed + "\n" + source + "\ndiagnostics: " + compilation.diagnostics()));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int status = World.run(program.load(), new String[0], Settings.embedded(new Console(out, err, false)));
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8) + "status " + status;
    }

    /** Statements over variables of type Int. */
    private static final class Body {
        private static final int STATEMENTS = 4;
        private static final int DEPTH = 3;

        private final SplittableRandom random;
        private int variables;

        Body(SplittableRandom random) {
            this.random = random;
        }

        String text() {
            var text = new StringBuilder();
            var known = new ArrayList<>(List.of("round"));
            var last = "0";
            for (int i = 0; i < STATEMENTS; i++) {
                var name = "s" + i;
                text.append("let ")
                        .append(name)
                        .append(" = ")
                        .append(expression(known, DEPTH))
                        .append('\n');
                known.add(name);
                last = last + " * 10 + " + name;
            }
            return text + "show(" + last + ")";
        }

        private String variable() {
            return "v" + variables++;
        }

        private String atom(List<String> known) {
            return random.nextInt(10) < 7 ? known.get(random.nextInt(known.size())) : "" + random.nextInt(10);
        }

        private static List<String> with(List<String> known, String... more) {
            var all = new ArrayList<>(known);
            all.addAll(List.of(more));
            return all;
        }

        private String expression(List<String> known, int depth) {
            if (depth <= 0) {
                return atom(known);
            }
            return switch (random.nextInt(12)) {
                case 0 -> atom(known);
                case 1 -> "(" + expression(known, depth - 1) + " + " + expression(known, depth - 1) + ")";
                case 2 -> "show(" + expression(known, depth - 1) + ")";
                case 3 ->
                    "Tuple.first((" + expression(known, depth - 1) + ", show(" + expression(known, depth - 1) + ")))";
                case 4 ->
                    "List.head([" + expression(known, depth - 1) + ", show(" + expression(known, depth - 1) + ")])";
                case 5 ->
                    "String.length(\"${" + expression(known, depth - 1) + "} ${" + expression(known, depth - 1)
                            + "}\")";
                case 6, 7 ->
                    "(if " + expression(known, depth - 1) + " > " + expression(known, depth - 1) + " && "
                            + expression(known, depth - 2) + " < 6 do\n" + block(known, depth - 1) + "\nelse\n"
                            + block(known, depth - 1) + "\nend)";
                case 8 -> {
                    var name = variable();
                    yield "(case " + expression(known, depth - 1) + " do\n0 -> " + expression(known, depth - 1)
                            + "\n1 | 2 | 3 -> " + expression(known, depth - 1) + "\n" + name + " when " + name
                            + " > 7 -> " + expression(with(known, name), depth - 1) + "\n_ -> "
                            + expression(known, depth - 2) + "\nend)";
                }
                default -> receive(known, depth);
            };
        }

        private String receive(List<String> known, int depth) {
            var text = new StringBuilder("(receive do\n");
            if (random.nextBoolean()) {
                text.append(random.nextInt(10))
                        .append(" -> ")
                        .append(expression(known, depth - 1))
                        .append('\n');
            }
            if (random.nextBoolean()) {
                var name = variable();
                text.append(name).append(" when ").append(name).append(" > ").append(random.nextInt(2, 9));
                text.append(" -> ")
                        .append(expression(with(known, name), depth - 1))
                        .append('\n');
            }
            if (random.nextInt(10) < 7) {
                var name = variable();
                text.append(name).append(" -> ").append(name).append(" * 2 + ");
                text.append(expression(with(known, name), depth - 1)).append('\n');
            }
            text.append("after ").append(random.nextInt(4)).append(" -> ").append(expression(known, depth - 1));
            return text.append("\nend)").toString();
        }

        private String block(List<String> known, int depth) {
            var text = new StringBuilder();
            var inside = with(known);
            for (int i = random.nextInt(3); i > 0; i--) {
                if (random.nextBoolean()) {
                    var name = variable();
                    text.append("let ")
                            .append(name)
                            .append(" = ")
                            .append(expression(inside, depth))
                            .append('\n');
                    inside.add(name);
                } else {
                    text.append("if ").append(expression(inside, depth - 1)).append(" > 4 do\nshow(");
                    text.append(expression(inside, depth - 1)).append(")\nelse\n");
                    text.append(expression(inside, depth - 1)).append("\nend\n");
                }
            }
            return text + expression(inside, depth);
        }
    }
}
