package snow.golden;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import snow.syntax.Parser;
import snow.syntax.TreePrinter;

/** Every program of {@code golden/syntax}: its tree. */
class SyntaxTest {
    static List<GoldenProgram> programs() {
        return GoldenProgram.in("syntax");
    }

    @ParameterizedTest
    @MethodSource("programs")
    void isReadAsExpected(GoldenProgram program) {
        var tree = TreePrinter.print(
                Parser.parse(program.sources().get("main.snow")).tree());
        if (GoldenProgram.UPDATE) {
            program.update("tree", tree);
        }
        ExpectedText.assertMatches(program.expected("tree"), tree, program.name());
    }
}
