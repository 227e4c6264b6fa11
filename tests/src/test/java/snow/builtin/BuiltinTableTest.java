package snow.builtin;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiler knows the runtime by names only: every name of the interface files must be there, with the right type. */
class BuiltinTableTest {
    static List<Declaration> declarations() {
        return Declaration.all();
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void theRuntimeHasTheMethodsOfTheDeclaration(Declaration declaration) {
        var missing = new ArrayList<Declaration.Method>();
        for (var method : declaration.methods()) {
            try {
                var owner = Class.forName(method.owner(), false, BuiltinTableTest.class.getClassLoader());
                MethodHandles.publicLookup().findStatic(owner, method.name(), method.type());
            } catch (ReflectiveOperationException e) {
                missing.add(method);
            }
        }
        assertTrue(missing.isEmpty(), () -> "the runtime lacks " + missing);
    }
}
