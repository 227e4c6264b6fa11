package snow.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import snow.cli.Explanations;
import snow.cli.Snowc;
import snow.cli.Terminal;

/** The texts of {@code snowc explain}: their wrong programs give exactly the code that they explain, the right ones nothing. */
class ExplanationsTest {
    private static final List<String> CODES = Explanations.CODES;

    /**
     * Codes of what the compiler does not do yet, or whose right program needs it. The test fails when one of them works, and then it
     * goes from this list.
     */
    private static final Set<String> NOT_YET = Set.of("C0007", "C0008", "C0009", "C0011", "C0012");

    private static final String GENERAL_FAILURE = "C0001";
    private static final Pattern CODE_OF_OBJECT = Pattern.compile("^\\{\"code\":\"([A-Z]\\d{4})\"");
    private static final int WIDTH = 94;

    @TempDir
    Path directory;

    @ParameterizedTest
    @FieldSource("CODES")
    void showsOneWrongAndOneRightProgram(String code) {
        var text = Explanations.of(code).orElseThrow();
        assertTrue(text.startsWith(code + ": "), text);
        assertEquals(1, occurrences("\nWrong:\n", text), text);
        assertEquals(1, occurrences("\nRight:\n", text), text);
        assertTrue(text.endsWith("\n"), text);
        text.lines().forEach(line -> {
            assertTrue(line.length() <= WIDTH, line);
            assertEquals(line.stripTrailing(), line);
        });
    }

    @ParameterizedTest
    @FieldSource("CODES")
    void programsDoWhatTheTextSays(String code) throws IOException {
        var text = Explanations.of(code).orElseThrow();
        var wrong = outcome(Example.under("Wrong", text), "wrong");
        var right = outcome(Example.under("Right", text), "right");
        if (code.equals(GENERAL_FAILURE)) {
            assertEquals(GENERAL_FAILURE, wrong.codes().getLast());
            assertEquals(List.of(), right.codes(), right.output());
        } else if (NOT_YET.contains(code)) {
            assertFalse(
                    wrong.findings().equals(List.of(code)) && right.codes().isEmpty(),
                    code + " works now: take it from the list of this test");
        } else {
            assertEquals(List.of(code), wrong.findings(), wrong.output());
            assertEquals(List.of(), right.codes(), right.output());
        }
    }

    @Test
    void codesAreKnownInSmallLettersToo() {
        assertEquals(Explanations.of("E0012"), Explanations.of("e0012"));
        assertTrue(Explanations.of("E0053").isEmpty());
        assertTrue(Explanations.of("../E0012").isEmpty());
    }

    @Test
    void everyCodeThatTheCompilerCanReportHasAText() throws IOException {
        var literal = Pattern.compile("\"([EWPC]0\\d{3})\"");
        var known = Set.copyOf(CODES);
        var root = Path.of("").toAbsolutePath().getParent();
        int found = 0;
        for (var module : List.of("snow-syntax", "snow-types", "snow-mir", "snow-codegen", "snowc")) {
            for (var file : javaFiles(root.resolve(module).resolve("src/main/java"))) {
                for (var match :
                        literal.matcher(Files.readString(file)).results().toList()) {
                    assertTrue(known.contains(match.group(1)), match.group(1) + " of " + file + " has no text");
                    found++;
                }
            }
        }
        assertNotEquals(0, found);
    }

    private record Outcome(List<String> codes, String output) {
        /** Without the last object of a failed command, which only repeats that there was something else. */
        List<String> findings() {
            boolean repeats = codes.size() > 1 && codes.getLast().equals(GENERAL_FAILURE);
            return repeats ? codes.subList(0, codes.size() - 1) : codes;
        }
    }

    private Outcome outcome(Example example, String name) throws IOException {
        var root = directory.resolve(name);
        for (var file : example.files().entrySet()) {
            var path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                Map.of(),
                root);
        var words = new ArrayList<>(example.command());
        words.add("--json");
        int status = new Snowc(terminal, (_, _) -> {
                    throw new AssertionError("no program is run here");
                })
                .run(words);
        var output = err.toString(StandardCharsets.UTF_8);
        var codes = new ArrayList<String>();
        output.lines().forEach(line -> {
            var code = CODE_OF_OBJECT.matcher(line);
            codes.add(code.find() ? code.group(1) : line);
        });
        assertEquals(status == 0, codes.isEmpty() || codes.stream().allMatch(ExplanationsTest::isWarning), output);
        return new Outcome(codes, output);
    }

    private static boolean isWarning(String code) {
        return code.startsWith("W") || code.equals("P0002");
    }

    private static int occurrences(String part, String text) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }

    private static List<Path> javaFiles(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
