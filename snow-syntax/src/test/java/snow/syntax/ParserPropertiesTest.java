package snow.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** What holds for every text: all of it is in the tokens, there is a tree, and the tree is in order. */
class ParserPropertiesTest {
    private static final List<String> SAMPLES = samples();
    private static final String[] FRAGMENTS = {
        "end",
        "do",
        "fn",
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "\"\"\"",
        "${",
        "#=",
        "=#",
        "#",
        "|",
        "->",
        "=",
        "let ",
        "if ",
        "else",
        "case ",
        "%{",
        ",",
        "::",
        ":",
        ".",
        "-",
        "\n",
        ";",
        "struct S do",
        "pub ",
        "type ",
        "after ",
        "@",
        "0x",
        "\\",
        "é",
        "🎈",
        "\t",
        "\r",
        "self",
        "return",
        "when",
        "where ",
        "<",
        ">=",
        ">",
        "match",
        "1..",
        "_",
        "test \"x\" do",
        "\u0000"
    };

    private static List<String> samples() {
        var samples = new ArrayList<String>();
        samples.add(Chunks.text("samples/ledger.snow"));
        samples.add(Chunks.text("samples/odd.snow"));
        Chunks.read("trees.txt").forEach(chunk -> samples.add(chunk.source()));
        Chunks.read("syntax-errors.txt").forEach(chunk -> samples.add(chunk.source()));
        return samples;
    }

    @Test
    void theSamplesHaveNoErrors() {
        assertEquals(List.of(), Parser.parse(SAMPLES.get(0)).diagnostics());
        assertEquals(List.of(), Parser.parse(SAMPLES.get(1)).diagnostics());
    }

    @Test
    void everyPrefixGivesATree() {
        for (var sample : SAMPLES) {
            for (int end = 0; end <= sample.length(); end++) {
                check(sample.substring(0, end), Parser::parse, "prefix " + end);
            }
        }
    }

    @Test
    void everyDeletionOfATokenGivesATree() {
        for (var sample : SAMPLES) {
            var tokens = Parser.parse(sample).tree().tokens();
            for (int i = 0; i < tokens.size(); i++) {
                check(
                        sample.substring(0, tokens.start(i)) + sample.substring(tokens.end(i)),
                        Parser::parse,
                        "without token " + i);
            }
        }
    }

    @Test
    void randomEditsGiveATree() {
        for (long seed = 1; seed <= 1_000; seed++) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            var text = new StringBuilder(SAMPLES.get(random.nextInt(SAMPLES.size())));
            for (int edits = random.nextInt(1, 8); edits > 0; edits--) {
                edit(text, random);
            }
            check(text.toString(), seed % 2 == 0 ? Parser::parse : Parser::parseTestFile, "seed " + seed);
        }
    }

    @Test
    void randomFragmentsGiveATree() {
        for (long seed = 1; seed <= 1_000; seed++) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            var text = new StringBuilder();
            for (int count = random.nextInt(60); count > 0; count--) {
                text.append(FRAGMENTS[random.nextInt(FRAGMENTS.length)]).append(random.nextInt(3) == 0 ? " " : "");
            }
            check(text.toString(), seed % 2 == 0 ? Parser::parse : Parser::parseTestFile, "seed " + seed);
        }
    }

    private static void edit(StringBuilder text, RandomGenerator random) {
        int at = random.nextInt(text.length() + 1);
        switch (random.nextInt(4)) {
            case 0 -> text.insert(at, FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
            case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(1, 12)));
            case 2 -> {
                int from = random.nextInt(text.length() + 1);
                text.insert(at, text.substring(from, Math.min(text.length(), from + random.nextInt(40))));
            }
            default -> {
                if (at < text.length()) {
                    text.setCharAt(at, (char) random.nextInt(1, 0x300));
                }
            }
        }
    }

    private static void check(String text, Function<String, ParseResult> parse, String what) {
        var result = parse.apply(text);
        Supplier<String> context = () -> what + " of:\n" + text;
        assertEquals(text, DepthTest.joined(result.tree().tokens()), context);
        assertTrue(
                result.diagnostics().stream()
                        .allMatch(d -> d.labels().stream()
                                .allMatch(label -> label.span().end() <= text.length())),
                context);
        assertTrue(result.moreErrors() == 0 || result.hasErrors(), context);
        inOrder(result.tree(), context);
        assertFalse(TreePrinter.print(result.tree()).isEmpty(), context);
    }

    /** Children lie inside their parent, one after the other; missing ones may stand directly before it. */
    private static void inOrder(SourceFile file, Supplier<String> context) {
        var open = new ArrayList<Node>();
        open.add(file);
        while (!open.isEmpty()) {
            var node = open.removeLast();
            int end = 0;
            for (var child : node.children()) {
                var span = child.span();
                if (!span.isEmpty()) {
                    assertTrue(
                            node.span().start() <= span.start()
                                    && span.end() <= node.span().end(),
                            () -> child.getClass() + " outside of " + node.getClass() + " in " + context.get());
                    int before = end;
                    assertTrue(before <= span.start(), () -> child.getClass() + " out of order in " + context.get());
                    end = span.end();
                }
                open.add(child);
            }
        }
    }
}
