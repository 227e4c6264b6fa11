package snow.random;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the generator takes to be well typed. */
class GeneratorTest {
    @Test
    void whatAPolymorphicClosureCapturesHasTheTypeItHadBefore() {
        Ty around = new Ty.Variable("T0", "");
        Ty own = new Ty.Variable("P", "");
        // of `let d = fn(x) -> (p0, x) end` in `fn f<T0>(p0 :: T0)`
        var result = new Ty.Tuple(List.of(around, own));
        var context = new Context(List.of(), List.of(around), Optional.empty(), false, List.of());
        assertTrue(result.matches(new Ty.Tuple(List.of(around, Ty.Basic.INT)), context.bindings()));
        assertFalse(result.matches(new Ty.Tuple(List.of(Ty.Basic.INT, Ty.Basic.INT)), context.bindings()));
    }

    @Test
    void programsHaveInterfacesOperatorsOwnRulesAndFunctionsThatCallEachOther() {
        var made = LongStream.range(0, 200)
                .mapToObj(Programs::of)
                .map(program -> Source.of(program).text())
                .toList();
        for (var part : List.of(
                "interface I1",
                "impl I1 for Int",
                "impl Sub for",
                "impl Neg for",
                "impl Ord for",
                "fn g2_1(",
                "fn l1(")) {
            assertTrue(made.stream().anyMatch(text -> text.contains(part)), part);
        }
        var withDefault = Pattern.compile("interface I1 do(\\n  fn .*)*\\n  fn [^\\n]* do\\n");
        assertTrue(made.stream().anyMatch(text -> withDefault.matcher(text).find()), "a default method");
    }
}
