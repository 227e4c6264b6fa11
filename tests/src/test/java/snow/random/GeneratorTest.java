package snow.random;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the generator takes to be well typed. */
class GeneratorTest {
    @Test
    void whatAPolymorphicClosureCapturesHasTheTypeItHadBefore() {
        Ty around = new Ty.Variable("T0", "");
        Ty own = new Ty.Variable("P", "");
        // of `let d = fn(x) -> (p0, x) end` in `fn f<T0>(p0 :: T0)`
        var result = new Ty.Tuple(List.of(around, own));
        var context = new Generator.Context(List.of(), List.of(around), Optional.empty(), false, Optional.empty());
        assertTrue(result.matches(new Ty.Tuple(List.of(around, Ty.Basic.INT)), context.bindings()));
        assertFalse(result.matches(new Ty.Tuple(List.of(Ty.Basic.INT, Ty.Basic.INT)), context.bindings()));
    }
}
