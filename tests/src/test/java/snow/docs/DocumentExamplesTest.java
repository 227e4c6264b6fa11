package snow.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import snow.cli.Snowc;
import snow.cli.Terminal;
import snow.rt.actor.Settings;
import snow.rt.actor.World;
import snow.rt.io.Console;

/**
 * Programs in {@code README.md} and {@code docs/}: a {@code snow} block followed by a {@code text} block prints that text, be it
 * output or diagnostics; one without compiles.
 */
class DocumentExamplesTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @TempDir
    Path directory;

    /** @param line of the opening fence, from 1 */
    private record Example(Path page, int line, String program, Optional<String> output) {}

    @TestFactory
    Stream<DynamicTest> programsDoWhatThePageSays() throws IOException {
        var examples = new ArrayList<Example>();
        for (var page : pages()) {
            examples.addAll(examples(page));
        }
        assertFalse(examples.isEmpty());
        return examples.stream()
                .map(example -> DynamicTest.dynamicTest(
                        ROOT.relativize(example.page()) + ":" + example.line(), () -> check(example)));
    }

    private void check(Example example) throws IOException {
        Files.writeString(directory.resolve("main.snow"), example.program());
        if (example.output().isPresent()) {
            assertEquals(example.output().get(), withoutClosingLine(snowc("run", "main.snow")));
        } else {
            assertEquals("", snowc("check", "--quiet", "main.snow"));
        }
    }

    /** Pages leave out the last line after diagnostics. */
    private static String withoutClosingLine(String text) {
        return text.replace("error: Compilation failed due to errors above.\n", "");
    }

    /** What a command writes to standard output, then what to standard error, without blanks at the ends of lines. */
    private String snowc(String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]), stream(out), stream(err), false, false, Map.of(), directory);
        new Snowc(
                        terminal,
                        (program, arguments) ->
                                World.run(program, arguments, Settings.embedded(new Console(out, err, false))))
                .run(List.of(words));
        return (out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8))
                .lines()
                .map(line -> line.stripTrailing() + "\n")
                .reduce("", String::concat);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static List<Path> pages() throws IOException {
        try (var docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md")),
                            docs.filter(file -> file.toString().endsWith(".md")).sorted())
                    .toList();
        }
    }

    private static List<Example> examples(Path page) throws IOException {
        var lines = Files.readAllLines(page);
        var examples = new ArrayList<Example>();
        int at = 0;
        while (at < lines.size()) {
            if (!lines.get(at).equals("```snow")) {
                at++;
                continue;
            }
            int end = closing(lines, at);
            var program = block(lines, at, end);
            int next = end + 1;
            while (next < lines.size() && lines.get(next).isBlank()) {
                next++;
            }
            Optional<String> output = Optional.empty();
            int line = at + 1;
            at = end + 1;
            if (next < lines.size() && lines.get(next).equals("```text")) {
                at = closing(lines, next);
                output = Optional.of(block(lines, next, at));
            }
            // a program of the internals pages may be a part of one: only what has a main can be compiled
            if (program.contains("fn main()")) {
                examples.add(new Example(page, line, program, output));
            }
        }
        return examples;
    }

    private static int closing(List<String> lines, int opening) {
        int at = opening + 1;
        while (!lines.get(at).equals("```")) {
            at++;
        }
        return at;
    }

    private static String block(List<String> lines, int opening, int closing) {
        return String.join("\n", lines.subList(opening + 1, closing)) + "\n";
    }
}
