package snow.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import snow.project.Compilation;
import snow.project.FileDiagnostic;
import snow.syntax.Item;
import snow.syntax.Parser;
import snow.syntax.Stmt;

/** The definitions of a file may stand in any order (spec 02 §2); only top-level {@code let}s have one among themselves. */
class ShuffledProgramsTest {
    static List<GoldenProgram> programs() {
        return AnyProgramTest.programs().stream()
                .filter(program -> {
                    var parsed = Parser.parse(program.sources().get("main.snow"));
                    return !parsed.hasErrors()
                            && !hasClausesApart(groups(parsed.tree().items()));
                })
                .toList();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void orderOfDefinitionsDoesNotMatter(GoldenProgram program) {
        var text = program.sources().get("main.snow");
        long seed = program.name().hashCode();
        var shuffled = shuffled(text, new Random(seed));
        var original = compile(text);
        var changed = compile(shuffled);
        assertEquals(diagnostics(original), diagnostics(changed), () -> "seed " + seed + "\n" + shuffled);
    }

    private static String diagnostics(Compilation compilation) {
        return compilation.diagnostics().stream()
                .map(ShuffledProgramsTest::text)
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String text(FileDiagnostic one) {
        var code = one.diagnostic().code();
        // a circle of aliases is reported at the first of them
        return code.equals("E0060") ? code : code + " " + one.diagnostic().title();
    }

    /** Clauses of a function stay together, and lets stay before or after each other. */
    private static String shuffled(String text, Random random) {
        var groups = groups(Parser.parse(text).tree().items());
        var lets = groups.stream()
                .filter(group -> !(group.getFirst() instanceof Item))
                .toList();
        Collections.shuffle(groups, random);
        var inOrder = lets.iterator();
        return groups.stream()
                .map(group -> lets.contains(group) ? inOrder.next() : group)
                .flatMap(List::stream)
                .map(item -> text.substring(item.span().start(), item.span().end()) + "\n")
                .collect(Collectors.joining("\n"));
    }

    /** Each definition, with all clauses of a function in one. */
    private static List<List<Stmt>> groups(List<Stmt> items) {
        var groups = new ArrayList<List<Stmt>>();
        for (var item : items) {
            if (!groups.isEmpty() && isClause(groups.getLast().getFirst(), item)) {
                groups.getLast().add(item);
            } else {
                groups.add(new ArrayList<>(List.of(item)));
            }
        }
        return groups;
    }

    /** Which of them is in the wrong depends on their order. */
    private static boolean hasClausesApart(List<List<Stmt>> groups) {
        return groups.stream()
                .anyMatch(one ->
                        groups.stream().anyMatch(other -> one != other && isClause(one.getFirst(), other.getFirst())));
    }

    private static boolean isClause(Stmt before, Stmt next) {
        return before instanceof Item.FnDef one
                && next instanceof Item.FnDef other
                && one.name().text().equals(other.name().text())
                && one.params().size() == other.params().size();
    }

    private static Compilation compile(String text) {
        return Compiled.compile(new GoldenProgram(Path.of("golden"), "changed", Map.of("main.snow", text)));
    }
}
