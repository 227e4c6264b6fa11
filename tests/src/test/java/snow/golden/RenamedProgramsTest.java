package snow.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import snow.builtin.InterfaceFile;
import snow.project.Compilation;
import snow.syntax.Parser;
import snow.syntax.TokenKind;

/** What a program calls its functions, types, variants, fields and locals changes nothing but these names. */
class RenamedProgramsTest {
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    /** A name, or that of one of a generic type's or variant's classes in MIR: {@code Box_J}. */
    private static final Pattern NAME_IN_MIR =
            Pattern.compile("([A-Za-z][A-Za-z0-9_]*?)((?:_[A-Z]+)?)(?![A-Za-z0-9_])");

    private static final Pattern HANDLER = Pattern.compile("\\b(?:call|cast) ([A-Za-z0-9]+)");

    /** Names with a meaning that no declaration of the library gives them. */
    private static final Set<String> WORDS_OF_THE_LANGUAGE = Set.of(
            ("main Self self Tuple Fun Unit Atom Main init start terminate child restart shutdown strategy max_restarts max_seconds "
                            + "permanent transient temporary one_for_one one_for_all rest_for_one simple_one_for_one start_child brutal_kill infinity children "
                            + "count_children terminate_child Normal Shutdown Error Killed Linked Custom from_json to_json from_json_value from_row Row Json ToJson FromJson "
                            + "FromRow Eq Ord Hash Display Debug Default Add Sub Mul Div Mod Neg Not eq lt compare hash to_string "
                            + "inspect default add sub mul div mod neg not Iterable Iterator iter next Into From TryFrom from into")
                    .split(" "));

    /** Programs in which it matters which names resemble each other, or in which order they come: JSON has its keys sorted. */
    private static final Set<String> ABOUT_NAMES = Set.of("misspelt_method_of_an_impl", "json_deriving");

    private static final List<String> MODULES =
            InterfaceFile.all().stream().map(InterfaceFile::module).toList();

    private static final Set<String> WORDS_OF_THE_LIBRARY = InterfaceFile.all().stream()
            .flatMap(file -> Stream.concat(
                    Stream.of(file.module()),
                    WORD.matcher(file.text()).results().map(match -> match.group())))
            .collect(Collectors.toSet());

    static List<GoldenProgram> programs() {
        return AnyProgramTest.programs().stream()
                .filter(program -> !ABOUT_NAMES.contains(program.name()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void namesOfDefinitionsDoNotMatter(GoldenProgram program) {
        var text = program.sources().get("main.snow");
        long seed = program.name().hashCode();
        var renaming = renaming(text, new Random(seed));
        var renamed = renamed(text, renaming);
        var original = compile(text);
        var changed = compile(renamed);
        assertEquals(places(original), places(changed), () -> "seed " + seed + "\n" + renamed);
        var back = new HashMap<String, String>();
        renaming.forEach((from, to) -> back.put(to, from));
        // both are renamed back: a local of the library may have the name of a new one
        assertEquals(
                original.program().map(one -> replaced(one.mir().get(), back)),
                changed.program().map(one -> replaced(one.mir().get(), back)),
                () -> "seed " + seed + "\n" + renamed);
    }

    @Test
    void namesOfTypesVariantsFieldsFunctionsAndLocalsAreReplaced() {
        var text = "type Sweet do\n  Fudge(Int)\nend\nstruct Tin do\n  weight :: Int\nend\n"
                + "fn heavy(tin) do\n  let (Fudge(grams), _) = (Fudge(tin.weight), \"weight\")\n  grams\nend\n";
        var renamed = renamed(text, renaming(text, new Random(1)));
        assertEquals(
                List.of("weight"),
                WORD.matcher(renamed)
                        .results()
                        .map(match -> match.group())
                        .filter(List.of("Sweet", "Fudge", "Tin", "weight", "heavy", "tin", "grams")::contains)
                        .toList());
    }

    private static String places(Compilation compilation) {
        return compilation.diagnostics().stream()
                .map(one -> one.diagnostic().code() + " " + one.diagnostic().span())
                .collect(Collectors.joining("\n"));
    }

    /** The text with other names in place of its own; what its strings and comments say stays. */
    private static String renamed(String text, Map<String, String> renaming) {
        var tokens = Parser.parse(text).tree().tokens();
        var result = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.text(i);
            result.append(tokens.kind(i) == TokenKind.IDENT ? renaming.getOrDefault(token, token) : token);
        }
        return result.toString();
    }

    /** The lines of a MIR with names replaced, sorted and without numbers of instances: both follow the order of names. */
    private static String replaced(String mir, Map<String, String> renaming) {
        return NAME_IN_MIR
                .matcher(mir)
                .replaceAll(match -> renaming.containsKey(match.group())
                        ? renaming.get(match.group())
                        : renaming.getOrDefault(match.group(1), match.group(1)) + match.group(2))
                .replaceAll("'[0-9]+", "'N")
                .lines()
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** A new name of the same length for every name of the text that only the text gives a meaning. */
    private static Map<String, String> renaming(String text, Random random) {
        var tokens = Parser.parse(text).tree().tokens();
        var names = new LinkedHashSet<String>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.kind(i) == TokenKind.IDENT && isOwn(tokens.text(i))) {
                names.add(tokens.text(i));
            }
        }
        // a handler's name is also, in small letters, that of a function
        HANDLER.matcher(text)
                .results()
                .map(match -> match.group(1))
                .forEach(handler -> names.removeIf(name ->
                        name.replace("_", "").toLowerCase(Locale.ROOT).startsWith(handler.toLowerCase(Locale.ROOT))));
        var used = new HashSet<String>();
        WORD.matcher(text).results().forEach(match -> used.add(match.group()));
        var renaming = new HashMap<String, String>();
        for (var name : names) {
            for (int attempt = 0; attempt < 20 && !renaming.containsKey(name); attempt++) {
                var fresh = fresh(name, random);
                if (used.add(fresh)) {
                    renaming.put(name, fresh);
                }
            }
        }
        return renaming;
    }

    private static boolean isOwn(String name) {
        return WORD.matcher(name).matches()
                && !WORDS_OF_THE_LANGUAGE.contains(name)
                && !WORDS_OF_THE_LIBRARY.contains(name)
                // functions of modules may also be called flat: `string_length`
                && MODULES.stream().noneMatch(module -> name.startsWith(module.toLowerCase(Locale.ROOT) + "_"));
    }

    private static String fresh(String name, Random random) {
        var fresh = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            // no vowels, so that no keyword and no name of the library comes out
            fresh.append("bcdfghjklmnpqrstvwxz".charAt(random.nextInt(20)));
        }
        if (Character.isUpperCase(name.charAt(0))) {
            fresh.setCharAt(0, Character.toUpperCase(fresh.charAt(0)));
        }
        return fresh.toString();
    }

    private static Compilation compile(String text) {
        return Compiled.compile(new GoldenProgram(Path.of("golden"), "changed", Map.of("main.snow", text)));
    }
}
