package snow.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import snow.diagnostics.Diagnostic;
import snow.project.FileDiagnostic;

/** One mistake in a program of some hundred lines gives one diagnostic, at the place of the mistake. */
class PlantedMistakesTest {
    private static final List<GoldenProgram> PROGRAMS = GoldenProgram.in("run").stream()
            .filter(program -> List.of("tea_shop", "ferry_port").contains(program.name()))
            .toList();

    private static final List<Planted> PLANTED =
            PROGRAMS.stream().flatMap(PlantedMistakesTest::mistakes).toList();

    private record Planted(GoldenProgram program, Mistake mistake) {
        @Override
        public String toString() {
            return program + ": " + mistake;
        }
    }

    private static Stream<Planted> mistakes(GoldenProgram program) {
        return Mistake.read(GoldenProgram.read(Path.of("golden/planted", program.name() + ".mistakes"))).stream()
                .map(mistake -> new Planted(program, mistake));
    }

    @ParameterizedTest
    @FieldSource("PROGRAMS")
    void thereAreManyOfThem(GoldenProgram program) {
        var names = mistakes(program).map(planted -> planted.mistake().name()).toList();
        assertTrue(names.size() >= 50);
        assertEquals(names.size(), new HashSet<>(names).size());
    }

    @ParameterizedTest
    @FieldSource("PROGRAMS")
    void aProgramWithoutMistakesIsSilent(GoldenProgram program) {
        assertEquals("", shown(program.sources()));
    }

    @ParameterizedTest
    @FieldSource("PLANTED")
    void oneMistakeGivesOneDiagnosticAtItsPlace(Planted planted) {
        var mistake = planted.mistake();
        var sources = new TreeMap<>(planted.program().sources());
        var file = mistake.file(sources);
        int place = mistake.place(sources.get(file));
        sources.compute(file, (_, text) -> mistake.plantedIn(text));
        assertEquals(line(file, sources.get(file), place, mistake.expected()), shown(sources));
    }

    private static String shown(Map<String, String> sources) {
        var program = new GoldenProgram(Path.of("golden"), "planted", sources);
        return Compiled.compile(program).diagnostics().stream()
                .map(PlantedMistakesTest::line)
                .collect(Collectors.joining("\n"));
    }

    private static String line(FileDiagnostic one) {
        var diagnostic = one.diagnostic();
        boolean isSyntax = diagnostic.code().equals(Diagnostic.PARSE_ERROR);
        var title = isSyntax ? diagnostic.labels().getFirst().text() : diagnostic.title();
        var module = one.module();
        return line(module.file(), module.text(), diagnostic.span().start(), diagnostic.code() + " " + title);
    }

    /** {@code FILE:LINE:COLUMN CODE TITLE}. */
    private static String line(String file, String text, int offset, String what) {
        long line = text.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
        int column = offset - text.lastIndexOf('\n', offset - 1);
        return file + ":" + line + ":" + column + " " + what;
    }
}
