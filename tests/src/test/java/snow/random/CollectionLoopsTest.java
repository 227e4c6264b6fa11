package snow.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import snow.project.CompiledProgram;
import snow.project.Compiler;
import snow.project.Phases;
import snow.project.Project;
import snow.rt.actor.Settings;
import snow.rt.actor.World;
import snow.rt.io.Console;

/**
 * Functions that change maps, lists and sets again and again, and keep, print, capture and send older versions, do the same whether or not they
 * change them in place: {@code -Dsnow.random.loops=N} runs more programs, {@code -Dsnow.random.seed=S} begins with another.
 */
class CollectionLoopsTest {
    private static final int FUNCTIONS = 4;

    private enum Type {
        MAP("Map<Int, Int>", "%{1 => 1, 2 => 4}"),
        LIST("List<Int>", "[3, 1, 2]"),
        SET("Set<Int>", "Set.from_list([5, 6])"),
        GROUPS("Map<Int, List<Int>>", "%{1 => [1], 2 => [2, 2]}"),
        WORDS("Map<String, Int>", "%{\"w1\" => 1}");

        final String name;
        final String start;

        Type(String name, String start) {
            this.name = name;
            this.start = start;
        }
    }

    private record Known(String name, Type type) {}

    /** Writes one program. */
    private static final class Writer {
        private final Chance chance;
        private final List<List<Type>> signatures = new ArrayList<>();
        private final StringBuilder out = new StringBuilder();
        private List<Known> scope = new ArrayList<>();
        private int keys;
        private int calls;
        private int names;

        Writer(long seed) {
            chance = new Chance(seed);
        }

        String program() {
            keys = chance.pick(List.of(4, 12, 70));
            for (int i = 0; i < FUNCTIONS; i++) {
                signatures.add(List.of(type(), type()));
            }
            for (var type : Type.values()) {
                out.append("let any_")
                        .append(type.name().toLowerCase(Locale.ROOT))
                        .append(" = ");
                out.append(type.start).append("\n\n");
            }
            for (int i = 0; i < FUNCTIONS; i++) {
                function(i);
            }
            for (int i = 0; i < FUNCTIONS; i++) {
                var signature = signatures.get(i);
                out.append("actor run").append(i).append("() do\n");
                out.append("  println(\"${f").append(i).append('(').append(chance.below(6) + 1);
                out.append(", ").append(constant(signature.get(0)));
                out.append(", ").append(constant(signature.get(1))).append(")}\")\nend\n\n");
            }
            out.append("fn main() do\n");
            for (int i = 0; i < FUNCTIONS; i++) {
                out.append("  wait_for(spawn(run").append(i).append("))\n");
            }
            for (var type : Type.values()) {
                out.append("  println(\"${").append(constant(type)).append("}\")\n");
            }
            out.append("""
                    end

                    fn wait_for(process :: Pid) do
                      while Process.alive(process) do
                        Timer.sleep(1)
                      end
                    end
                    """);
            return out.toString();
        }

        private Type type() {
            return chance.pick(List.of(Type.values()));
        }

        private static String constant(Type type) {
            return "any_" + type.name().toLowerCase(Locale.ROOT);
        }

        private void function(int index) {
            var signature = signatures.get(index);
            var result = signature.getFirst();
            scope = new ArrayList<>(List.of(new Known("a", signature.get(0)), new Known("b", signature.get(1))));
            calls = 2;
            out.append("fn f").append(index).append("(n :: Int, a :: ").append(signature.get(0).name);
            out.append(", b :: ")
                    .append(signature.get(1).name)
                    .append(") -> ")
                    .append(result.name)
                    .append(" do\n");
            out.append("  if n <= 0 do\n    a\n  else\n");
            for (int i = chance.below(4); i > 0; i--) {
                statement();
            }
            boolean again = chance.oneIn(2);
            out.append("    ");
            out.append(again ? call(index, 2) : value(result, 3)).append("\n  end\nend\n\n");
        }

        private void statement() {
            switch (chance.below(8)) {
                case 0 ->
                    out.append("    println(\"${")
                            .append(chance.pick(scope).name)
                            .append("}\")\n");
                case 1 -> {
                    var known = chance.pick(scope);
                    var name = "v" + names++;
                    out.append("    let ")
                            .append(name)
                            .append(" = fn -> ")
                            .append(known.name)
                            .append(" end\n");
                    scope.add(new Known(name + "()", known.type));
                }
                case 2 -> {
                    var known = chance.pick(scope);
                    var name = "v" + names++;
                    out.append("    let ")
                            .append(name)
                            .append(" = ")
                            .append(known.name)
                            .append('\n');
                    scope.add(new Known(name, known.type));
                }
                default -> {
                    var type = type();
                    var name = "v" + names++;
                    out.append("    let ")
                            .append(name)
                            .append(" = ")
                            .append(value(type, 3))
                            .append('\n');
                    scope.add(new Known(name, type));
                }
            }
        }

        private String call(int index, int depth) {
            var signature = signatures.get(index);
            return "f" + index + "(n - 1, " + value(signature.get(0), depth) + ", " + value(signature.get(1), depth)
                    + ")";
        }

        private String value(Type type, int depth) {
            var known = scope.stream().filter(one -> one.type == type).toList();
            if (depth == 0 || chance.oneIn(8)) {
                return known.isEmpty() ? constant(type) : chance.pick(known).name;
            }
            int inner = depth - 1;
            int kind = chance.below(12);
            if (kind == 0) {
                return "(if " + number(inner) + " > " + number(0) + " do " + value(type, inner) + " else "
                        + value(type, inner) + " end)";
            }
            if (kind == 1) {
                return "Tuple.first((" + value(type, inner) + ", " + value(type(), inner) + "))";
            }
            if (kind == 2 && calls > 0) {
                var possible = new ArrayList<Integer>();
                for (int i = 0; i < FUNCTIONS; i++) {
                    if (signatures.get(i).getFirst() == type) {
                        possible.add(i);
                    }
                }
                if (!possible.isEmpty()) {
                    calls--;
                    return call(chance.pick(possible), inner);
                }
            }
            if (kind == 3) {
                return reduce(type, inner);
            }
            return operation(type, inner);
        }

        private String reduce(Type type, int depth) {
            // no list grows by its own length
            var numbers = "List.take(" + value(Type.LIST, 0) + ", 20)";
            var start = value(type, depth);
            var outer = scope;
            int kept = calls;
            calls = 0;
            var name = "acc" + names++;
            scope = new ArrayList<>(outer);
            scope.add(new Known(name, type));
            scope.add(new Known(name, type));
            var each = operation(type, depth);
            scope = outer;
            calls = kept;
            return "reduce(" + numbers + ", " + start + ", fn " + name + ", x -> " + each + " end)";
        }

        private String operation(Type type, int depth) {
            return switch (type) {
                case MAP ->
                    switch (chance.below(6)) {
                        case 0 -> "Map.delete(" + value(type, depth) + ", " + key(depth) + ")";
                        case 1 -> "Map.merge(" + value(type, depth) + ", " + value(type, depth) + ")";
                        case 2 -> {
                            var map = value(type, 0);
                            var key = key(0);
                            yield "Map.put(" + map + ", " + key + ", Map.get(" + map + ", " + key + ") + 1)";
                        }
                        default -> "Map.put(" + value(type, depth) + ", " + key(depth) + ", " + number(depth) + ")";
                    };
                case GROUPS ->
                    switch (chance.below(5)) {
                        case 0 -> "Map.delete(" + value(type, depth) + ", " + key(depth) + ")";
                        case 1 -> {
                            var map = value(type, 0);
                            var key = key(0);
                            yield "Map.put(" + map + ", " + key + ", List.append(if Map.has_key(" + map + ", " + key
                                    + ") do List.take(Map.get(" + map + ", " + key + "), 9) else [] end, " + number(0)
                                    + "))";
                        }
                        default ->
                            "Map.put(" + value(type, depth) + ", " + key(depth) + ", " + value(Type.LIST, depth) + ")";
                    };
                case WORDS ->
                    chance.oneIn(4)
                            ? "Map.delete(" + value(type, depth) + ", \"w${" + key(depth) + "}\")"
                            : "Map.put(" + value(type, depth) + ", \"w${" + key(depth) + "}\", " + number(depth) + ")";
                case SET ->
                    switch (chance.below(5)) {
                        case 0 -> "Set.remove(" + value(type, depth) + ", " + key(depth) + ")";
                        case 1 -> "Set.union(" + value(type, depth) + ", " + value(type, depth) + ")";
                        default -> "Set.add(" + value(type, depth) + ", " + key(depth) + ")";
                    };
                case LIST ->
                    switch (chance.below(9)) {
                        case 0 -> "List.drop(" + value(type, depth) + ", " + chance.below(3) + ")";
                        case 1 -> "List.reverse(" + value(type, depth) + ")";
                        case 2 -> {
                            var list = value(type, 0);
                            var count = chance.below(4);
                            yield "(List.reverse(List.take(" + list + ", " + count + ")) ++ List.drop(" + list + ", "
                                    + count + "))";
                        }
                        case 3 -> "List.take(" + value(type, depth) + " ++ " + value(type, depth) + ", 40)";
                        case 4 -> "(" + value(type, depth) + " ++ [" + number(depth) + "])";
                        case 5 -> "map(" + value(type, depth) + ", fn x -> x + n end)";
                        case 6 -> "List.take(Map.keys(" + value(Type.MAP, depth) + "), 20)";
                        default -> "List.append(" + value(type, depth) + ", " + number(depth) + ")";
                    };
            };
        }

        private String key(int depth) {
            return "(" + number(depth) + ") % " + keys;
        }

        private String number(int depth) {
            return switch (chance.below(depth == 0 ? 5 : 9)) {
                case 0 -> "n";
                case 1 -> "n * 7";
                case 2 -> chance.oneIn(12) ? "100 / (n - 1)" : "n + 3";
                case 3, 4 -> "" + chance.below(keys);
                case 5 -> "Map.size(" + value(Type.MAP, depth - 1) + ")";
                case 6 -> "Map.get(" + value(Type.MAP, depth - 1) + ", " + key(0) + ")";
                case 7 -> "List.length(" + value(Type.LIST, depth - 1) + ")";
                default -> "Set.size(" + value(Type.SET, depth - 1) + ")";
            };
        }
    }

    @Test
    void collectionsThatChangeInPlaceDoTheSame() {
        int programs = Integer.getInteger("snow.random.loops", 60);
        long first = Long.getLong("snow.random.seed", 1);
        int inPlace = 0;
        for (long seed = first; seed < first + programs; seed++) {
            var source = new Writer(seed).program();
            int level = 1 + (int) (seed % 2);
            var inPlaceToo = compile(seed, source, level);
            assertEquals(run(seed, source, compile(seed, source, 0)), run(seed, source, inPlaceToo), "level " + level);
            inPlace += inPlaceToo.mir().get().contains("Seals.seal") ? 1 : 0;
        }
        assertTrue(inPlace > programs / 2, "only " + inPlace + " programs change something in place");
    }

    private static CompiledProgram compile(long seed, String source, int optLevel) {
        var compilation = Compiler.compile(
                Project.of(Map.of("main.snow", source)), Compiler.Goal.CLASS_FILES, optLevel, Phases.SILENT);
        return compilation
                .program()
                .orElseThrow(() -> new AssertionError("seed " + seed + "\n" + source + compilation.diagnostics()));
    }

    private static String run(long seed, String source, CompiledProgram program) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int status = World.run(program.load(), new String[0], Settings.embedded(new Console(out, err, false)));
        return "seed " + seed + "\n" + source + "\n" + out.toString(StandardCharsets.UTF_8)
                + err.toString(StandardCharsets.UTF_8) + "status " + status;
    }
}
