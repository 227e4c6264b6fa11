package snow.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import snow.syntax.Item;
import snow.syntax.Param;
import snow.syntax.Parser;
import snow.types.tree.Function;

/** What holds for every program, right or wrong. */
class AnyProgramTest {
    private static final List<String> DEFINITIONS = List.of(
            """
            struct Point do
              x :: Int
              y :: Float
            end
            """,
            """
            type Shape<A> do
              Dot
              Circle(A)
              Both(Shape<A>, Shape<A>)
            end deriving(Eq, Display)
            """,
            """
            interface Sized do
              fn size(self) -> Int
              fn double(self) do
                self.size() * 2
              end
            end
            """,
            """
            impl Sized for Point do
              fn size(self) = self.x
            end
            """,
            """
            impl Add for Point do
              fn add(self, other) do
                Point { x: self.x + other.x, y: self.y + other.y }
              end
            end
            """,
            "fn total(Dot, k) = k\nfn total(Circle(n), k) when n > k = n\nfn total(Both(a, b), k) = total(a, total(b, k))\n",
            "fn sum(xs) = reduce(xs, 0, fn acc, x -> acc + x end)\n",
            """
            actor counter(n :: Int) do
              receive do
                (:add, k) when k > 0 -> counter(n + k)
                (:stop, _) -> println("${n}")
                after 100 -> counter(n)
              end
            end
            """,
            "let limit = 3 + offset\n",
            """
            fn parse(text) do
              let n = String.to_int(text)?
              if n > limit do
                return None
              end
              Some(n |> fn k -> k * 2 end)
            end
            """,
            """
            fn walk(m) do
              for {k, v} in m when v > 1 do
                case (k, v) do
                  ("a", 1 | 2) -> break
                  (name, w) -> "${name}${w}"
                end
              end
            end
            """,
            """
            fn nested(a) do
              fn even(0) = true
              fn even(n) = odd(n - 1)
              fn odd(0) = false
              fn odd(n) = even(n - 1)
              let (p, q) = (even(a), [a])
              (p, q, fn x, y -> x ++ y end)
            end
            """,
            "fn use_all() do\n  let c = spawn(counter, sum([1, 2]))\n  send(c, (:add, total(Both(Circle(3), Dot), 1)))\n  (Point { x: 1, y: 2.0 } + Point { x: 1, y: 1.0 }).double()\nend\n",
            "fn main() do\n  println(\"${use_all()} ${parse(\"4\")} ${walk(%{\"a\" => 3})}\")\nend\n",
            "let offset = 1\n");

    private static final String[] PIECES = {
        " ",
        "\n",
        "(",
        ")",
        "x",
        "fn ",
        "do ",
        "end ",
        "1",
        "\"a\"",
        ",",
        ".",
        "?",
        "->",
        "|",
        "=",
        "|>",
        "Some(",
        "[",
        "]",
        "case ",
        "::",
        "Int",
        "self",
        "Point",
        "let y = ",
        "return ",
        "%{",
        "}",
        "size()",
        "<",
        "+",
        "not ",
        "for z in ",
        "List",
        "spawn(",
        "()"
    };

    /** The initialiser of {@code limit} reads {@code offset}, so the order of these two is kept right. */
    private static String program(List<String> definitions) {
        return String.join("\n", definitions);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void orderOfDefinitionsDoesNotMatter(long seed) {
        var shuffled = new ArrayList<>(DEFINITIONS);
        shuffled.removeLast();
        Collections.shuffle(shuffled, new Random(seed));
        shuffled.addFirst(DEFINITIONS.getLast());
        var inOrder = new ArrayList<>(DEFINITIONS);
        inOrder.addFirst(inOrder.removeLast());
        assertEquals(summary(program(inOrder)), summary(program(shuffled)), () -> "seed " + seed);
    }

    private static TreeSet<String> summary(String source) {
        var result = Checking.check(source);
        var lines = new TreeSet<String>();
        for (var diagnostic : result.files().getFirst().diagnostics()) {
            lines.add(diagnostic.code() + " " + diagnostic.title());
        }
        for (var function : result.program().modules().getLast().functions()) {
            lines.add(function + " " + Checking.show(function.type()) + " "
                    + function.predicates().size());
        }
        return lines;
    }

    @Test
    void theProgramItselfHasNoErrors() {
        var source = "let offset = 1\n" + program(DEFINITIONS.subList(0, DEFINITIONS.size() - 1));
        for (var diagnostic : Checking.diagnostics(source)) {
            assertEquals('W', diagnostic.code().charAt(0), diagnostic::toString);
        }
    }

    /** What is inferred for a function may be written down: that changes neither what is accepted nor any type. */
    @Test
    void annotationsThatSayWhatIsInferredChangeNothing() {
        var source = "let offset = 1\n" + program(DEFINITIONS.subList(0, DEFINITIONS.size() - 1));
        var before = summary(source);
        var tree = Parser.parse(source).tree();
        var all = new TreeMap<Integer, String>();
        int annotated = 0;
        for (var function : Checking.check(source).program().modules().getLast().functions()) {
            for (var item : tree.items()) {
                if (item instanceof Item.FnDef fn
                        && fn.name().text().equals(function.name())
                        && fn.params().stream().allMatch(param -> param instanceof Param.Named)
                        && !fn.params().isEmpty()) {
                    var edits = annotations(source, fn, function);
                    assertEquals(before, summary(edited(source, edits)), () -> edited(source, edits));
                    all.putAll(edits);
                    annotated++;
                }
            }
        }
        assertTrue(annotated >= 4, "annotated " + annotated);
        assertEquals(before, summary(edited(source, all)), () -> edited(source, all));
    }

    /** What to insert where. */
    private static TreeMap<Integer, String> annotations(String source, Item.FnDef fn, Function function) {
        var edits = new TreeMap<Integer, String>();
        var parameters = new TreeSet<String>();
        for (int i = 0; i < fn.params().size(); i++) {
            var param = (Param.Named) fn.params().get(i);
            if (param.type().isEmpty()) {
                edits.put(
                        param.span().end(),
                        " :: " + written(function.type().parameters().get(i), parameters));
            }
        }
        if (fn.returnType().isEmpty()) {
            int bracket = source.indexOf(')', fn.params().getLast().span().end());
            edits.put(bracket + 1, " -> " + written(function.type().result(), parameters));
        }
        if (!parameters.isEmpty()) {
            edits.put(fn.name().span().end(), "<" + String.join(", ", parameters) + ">");
        }
        return edits;
    }

    private static String edited(String source, TreeMap<Integer, String> edits) {
        var text = new StringBuilder(source);
        edits.descendingMap().forEach(text::insert);
        return text.toString();
    }

    private static String written(Type type, Set<String> parameters) {
        return switch (type) {
            case Type.Named named -> {
                var name = named.equals(Type.UNIT) ? "()" : named.name().name();
                yield named.arguments().isEmpty() ? name : name + "<" + written(named.arguments(), parameters) + ">";
            }
            case Type.Tuple tuple -> "(" + written(tuple.components(), parameters) + ")";
            case Type.Function fn ->
                "Fun(" + written(fn.parameters(), parameters) + ") -> " + written(fn.result(), parameters);
            case Type.Parameter parameter -> {
                parameters.add(parameter.parameter().name());
                yield parameter.parameter().name();
            }
            case Type.Never _ -> throw new IllegalStateException("no function yields Never");
        };
    }

    private static String written(List<Type> types, Set<String> parameters) {
        return types.stream().map(type -> written(type, parameters)).collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void mutatedProgramsAreCheckedWithoutFailing(long seed) {
        var random = new Random(seed);
        var original = program(DEFINITIONS);
        for (int round = 0; round < 60; round++) {
            var source = mutated(original, random);
            var parsed = Parser.parse(source);
            if (parsed.hasErrors()) {
                // The checker must cope with broken trees all the same: the language server shows what it can.
                if (round % 4 != 0) {
                    continue;
                }
            }
            try {
                Checker.check(List.of(new SourceModule("Main", "main.snow", parsed.tree())), Checking::builtin);
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed " + seed + ", round " + round + "\n" + source, e);
            }
        }
    }

    private static String mutated(String original, Random random) {
        var text = new StringBuilder(original);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(6));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
                default -> swapWords(text, random);
            }
        }
        return text.toString();
    }

    /** Puts one word of the text in the place of another, which often leaves a program that still parses. */
    private static void swapWords(StringBuilder text, Random random) {
        int from = wordStart(text, random.nextInt(text.length()));
        int to = wordStart(text, random.nextInt(text.length()));
        var word = text.substring(from, wordEnd(text, from));
        text.replace(to, wordEnd(text, to), word);
    }

    private static int wordStart(CharSequence text, int at) {
        int start = at;
        while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static int wordEnd(CharSequence text, int at) {
        int end = at;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
