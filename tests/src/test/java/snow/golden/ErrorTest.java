package snow.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every program of {@code golden/error}: the compiler says what the comments expect, and nothing else. */
class ErrorTest {
    static List<GoldenProgram> programs() {
        return GoldenProgram.in("error");
    }

    @ParameterizedTest
    @MethodSource("programs")
    void givesExactlyTheseDiagnostics(GoldenProgram program) {
        var expected = ExpectedDiagnostic.of(program);
        assertFalse(expected.isEmpty(), program + " expects nothing");
        var actual = ExpectedDiagnostic.of(Compiled.compile(program).diagnostics(), expected);
        assertEquals(
                expected.stream().collect(Collectors.joining("\n")),
                actual.stream().collect(Collectors.joining("\n")),
                program.name());
    }

    /** A simple case and a harder one. */
    @Test
    void everyCodeOfTheCompilerStandsInTwoPrograms() throws IOException {
        var programs = new TreeMap<String, Integer>();
        for (var program : programs()) {
            codes(" ([EWP]\\d{4}) at \\d+: ", String.join("\n", ExpectedDiagnostic.of(program)))
                    .forEach(code -> programs.merge(code, 1, Integer::sum));
        }
        var lacking = new TreeSet<String>();
        var root = Path.of("").toAbsolutePath().getParent();
        for (var module : List.of("snow-syntax", "snow-types", "snow-mir")) {
            try (var files = Files.walk(root.resolve(module).resolve("src/main/java"))) {
                for (var file :
                        files.filter(one -> one.toString().endsWith(".java")).toList()) {
                    lacking.addAll(codes("\"([EWP]0\\d{3})\"", Files.readString(file)));
                }
            }
        }
        assertFalse(lacking.isEmpty());
        lacking.removeIf(code -> programs.getOrDefault(code, 0) >= 2);
        assertEquals(Set.of(), lacking);
    }

    private static Set<String> codes(String pattern, String text) {
        var codes = new HashSet<String>();
        Pattern.compile(pattern).matcher(text).results().forEach(match -> codes.add(match.group(1)));
        return codes;
    }
}
