package snow.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import snow.project.Compilation;

/** What holds for the whole compiler and any program, right or wrong. The programs are those of {@code golden}, changed at random. */
class AnyProgramTest {
    private static final Pattern TOKEN =
            Pattern.compile("[A-Za-z_][A-Za-z_0-9]*|[0-9]+|\"|[-+*/%<>=!|&.:?]+|[^\\sA-Za-z_0-9]|\\s+");
    private static final Pattern NAME = Pattern.compile("\\b[a-z][a-z_0-9]*\\b");
    /** Keywords, and functions of the prelude that programs pass as values. */
    private static final Set<String> NOT_LOCAL = Set.of(
            ("true false nil self break continue and or not do end if else case match when in from import fn def let return as "
                            + "for while receive after spawn send link where deriving println compare hash inspect length "
                            + "to_string map child start restart shutdown strategy max_restarts max_seconds init")
                    .split(" "));

    private static final int MUTANTS = Integer.getInteger("mutants", 12);

    /** Some five hundred short-lived mutants; the time is there for the one that hangs. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void mutatedProgramsAreCompiledOrRefused(long seed) {
        var random = new Random(seed);
        var programs = programs();
        for (int i = 0; i < MUTANTS; i++) {
            var original = programs.get(random.nextInt(programs.size()));
            var text = mutated(original.sources().get("main.snow"), random);
            try {
                var compilation = compile(text);
                assertTrue(compilation.hasErrors() || compilation.program().isPresent());
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", mutant " + i + " of " + original + "\n" + text, e);
            }
        }
    }

    static List<GoldenProgram> programs() {
        return Stream.concat(GoldenProgram.in("run").stream(), GoldenProgram.in("error").stream())
                .filter(program -> program.sources().keySet().equals(Set.of("main.snow")))
                .toList();
    }

    /** Exchanges, removes or repeats a few tokens, so that much of the text still parses. */
    private static String mutated(String text, Random random) {
        var tokens = new ArrayList<String>();
        TOKEN.matcher(text).results().forEach(match -> tokens.add(match.group()));
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(tokens.size());
            int other = random.nextInt(tokens.size());
            switch (random.nextInt(4)) {
                case 0 -> tokens.set(at, "");
                case 1 -> tokens.add(at, tokens.get(other));
                case 2 -> tokens.set(at, alike(tokens, tokens.get(at), other));
                default -> tokens.set(at, tokens.get(other));
            }
        }
        return String.join("", tokens);
    }

    /** The next token from there on of the same kind: a name for a name, an operator for an operator. */
    private static String alike(List<String> tokens, String token, int from) {
        for (int i = 0; i < tokens.size(); i++) {
            var other = tokens.get((from + i) % tokens.size());
            if (!other.isEmpty() && !token.isEmpty() && kind(other) == kind(token) && !other.equals(token)) {
                return other;
            }
        }
        return token;
    }

    private static int kind(String token) {
        char c = token.charAt(0);
        return Character.isUpperCase(c)
                ? 0
                : Character.isLetter(c) ? 1 : Character.isDigit(c) ? 2 : Character.isWhitespace(c) ? 3 : 4;
    }

    @ParameterizedTest
    @MethodSource("programs")
    void namesOfLocalsDoNotMatter(GoldenProgram program) {
        var text = program.sources().get("main.snow");
        long seed = program.name().hashCode();
        var renaming = renaming(text, new Random(seed));
        var renamed = renamed(text, renaming);
        var back = new HashMap<String, String>();
        renaming.forEach((from, to) -> back.put(to, from));
        var original = compile(text);
        var changed = compile(renamed);
        assertEquals(places(original), places(changed), () -> "seed " + seed + "\n" + renamed);
        // both are renamed back: a local of the library may have the name of a new one
        assertEquals(
                original.program().map(one -> renamed(one.mir().get(), back)),
                changed.program().map(one -> renamed(one.mir().get(), back)),
                () -> "seed " + seed + "\n" + renamed);
    }

    private static String places(Compilation compilation) {
        return compilation.diagnostics().stream()
                .map(one -> one.diagnostic().code() + " " + one.diagnostic().span())
                .collect(Collectors.joining("\n"));
    }

    private static String renamed(String text, Map<String, String> renaming) {
        return NAME.matcher(text).replaceAll(match -> renaming.getOrDefault(match.group(), match.group()));
    }

    /** A new name of the same length for every name of the text that can only be that of a local. */
    private static Map<String, String> renaming(String text, Random random) {
        var used = new TreeSet<String>();
        NAME.matcher(text).results().forEach(match -> used.add(match.group()));
        var renaming = new HashMap<String, String>();
        for (var name : List.copyOf(used)) {
            if (isLocal(name, text)) {
                for (int attempt = 0; attempt < 20; attempt++) {
                    var fresh = fresh(name.length(), random);
                    if (!renaming.containsKey(name) && used.add(fresh)) {
                        renaming.put(name, fresh);
                    }
                }
            }
        }
        return renaming;
    }

    private static String fresh(int length, Random random) {
        var name = new StringBuilder();
        for (int i = 0; i < length; i++) {
            // no vowels, so that no keyword and no name of the library comes out
            name.append("bcdfghjklmnpqrstvwxz".charAt(random.nextInt(20)));
        }
        return name.toString();
    }

    /** Bound by a {@code let}, a loop or a parameter list, and nowhere a field, a key, an atom, or the name of a definition. */
    private static boolean isLocal(String name, String text) {
        boolean isBound = matches("\\b(let|fn|for) " + name + "\\b|[(,] ?" + name + "( ::|,|\\))", text);
        boolean isDefined = matches("\\b(fn|def|actor) " + name + "(\\(|<| do| =|$)", text);
        boolean isMember = matches("[.:]" + name + "\\b|\\b" + name + ":[^:]|^ +" + name + " ::", text);
        boolean isCalled = matches("\\b" + name + "\\(|import .*\\b" + name + "\\b", text);
        return isBound && !isDefined && !isMember && !isCalled && !NOT_LOCAL.contains(name);
    }

    private static boolean matches(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).find();
    }

    private static Compilation compile(String text) {
        return Compiled.compile(new GoldenProgram(Path.of("golden"), "changed", Map.of("main.snow", text)));
    }
}
