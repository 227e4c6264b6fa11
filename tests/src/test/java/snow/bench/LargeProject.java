package snow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a project of many modules that import each other, to see how long {@code snowc check} takes for it. */
final class LargeProject {
    private static final int MODULES = 500;
    private static final int LINES_OF_A_GROUP = 20;

    private LargeProject() {}

    /** Arguments: a directory that does not exist yet, and about how many lines the project shall have. */
    public static void main(String[] arguments) throws IOException {
        var root = Path.of(arguments[0]);
        int lines = Integer.parseInt(arguments[1]);
        int groups = Math.max(1, lines / MODULES / LINES_OF_A_GROUP);
        for (int i = 0; i < MODULES - 1; i++) {
            var file = root.resolve("part" + i % 10 + "/m" + i + ".snow");
            Files.createDirectories(file.getParent());
            Files.writeString(file, module(i, groups));
        }
        var last = MODULES - 2;
        Files.writeString(
                root.resolve("main.snow"),
                "import " + name(last) + "\n\nfn main() do\n  println(\"${M" + last + ".total0([1, 2, 3])}\")\nend\n");
    }

    private static String name(int i) {
        return "Part" + i % 10 + ".M" + i;
    }

    private static String module(int i, int groups) {
        var text = new StringBuilder();
        var uses = new StringBuilder("\npub fn all(xs :: List<Int>) -> Int do\n  0");
        for (int other : new int[] {i - 1, i / 2, i / 3}) {
            if (other >= 0 && other < i && text.indexOf(name(other) + "\n") < 0) {
                text.append("import ").append(name(other)).append('\n');
                uses.append(" + M").append(other).append(".total0(xs)");
            }
        }
        for (int g = 0; g < groups; g++) {
            var before = i == 0 ? "List.length(xs)" : "M" + (i - 1) + ".total" + g + "(xs)";
            text.append("""

                    pub struct Item%1$d_%2$d do
                      name :: String
                      count :: Int
                    end deriving(Eq, Display)

                    pub fn total%2$d(xs :: List<Int>) -> Int do
                      let item = Item%1$d_%2$d { name: "n", count: %3$s }
                      let doubled = List.map(xs, fn(x) -> x * 2 + item.count end)
                      scaled%2$d(List.length(doubled), item.count)
                    end

                    fn scaled%2$d(n, factor) do
                      case n do
                        0 -> 0
                        1 -> factor
                        _ -> scaled%2$d(n - 1, factor) + factor
                      end
                    end
                    """.formatted(i, g, before));
        }
        return text.append(uses).append("\nend\n").toString();
    }
}
