package snow.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import snow.diagnostics.Diagnostic;
import snow.project.FileDiagnostic;

/** One mistake in a program of some hundred lines gives one diagnostic, at the place of the mistake. */
class PlantedMistakesTest {
    private static final GoldenProgram SHOP = GoldenProgram.in("run").stream()
            .filter(program -> program.name().equals("tea_shop"))
            .findFirst()
            .orElseThrow();

    private static final String TEXT = SHOP.sources().get("main.snow");
    private static final List<Mistake> MISTAKES =
            Mistake.read(GoldenProgram.read(Path.of("golden/planted/tea_shop.mistakes")));

    @Test
    void thereAreManyOfThem() {
        assertTrue(MISTAKES.size() >= 50);
        assertEquals(
                MISTAKES.size(), MISTAKES.stream().map(Mistake::name).distinct().count());
    }

    @Test
    void theProgramWithoutMistakesIsSilent() {
        assertEquals("", shown(TEXT));
    }

    @ParameterizedTest
    @FieldSource("MISTAKES")
    void oneMistakeGivesOneDiagnosticAtItsPlace(Mistake mistake) {
        var planted = mistake.plantedIn(TEXT);
        assertEquals(line(planted, mistake.place(TEXT), mistake.expected()), shown(planted));
    }

    private static String shown(String text) {
        var program = new GoldenProgram(Path.of("golden"), "planted", Map.of("main.snow", text));
        return Compiled.compile(program).diagnostics().stream()
                .map(PlantedMistakesTest::line)
                .collect(Collectors.joining("\n"));
    }

    private static String line(FileDiagnostic one) {
        var diagnostic = one.diagnostic();
        boolean isSyntax = diagnostic.code().equals(Diagnostic.PARSE_ERROR);
        var title = isSyntax ? diagnostic.labels().getFirst().text() : diagnostic.title();
        return line(one.module().text(), diagnostic.span().start(), diagnostic.code() + " " + title);
    }

    /** {@code LINE:COLUMN CODE TITLE}. */
    private static String line(String text, int offset, String what) {
        long line = text.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
        int column = offset - text.lastIndexOf('\n', offset - 1);
        return line + ":" + column + " " + what;
    }
}
