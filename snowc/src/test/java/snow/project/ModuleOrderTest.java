package snow.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModuleOrderTest {
    private static ModuleOrder.Result order(Map<String, String> sources) {
        return ModuleOrder.of(Project.of(sources).modules());
    }

    private static List<String> names(Map<String, String> sources) {
        return assertInstanceOf(ModuleOrder.Result.Ordered.class, order(sources)).modules().stream()
                .map(SourceModule::name)
                .toList();
    }

    private static FileDiagnostic problem(Map<String, String> sources) {
        return assertInstanceOf(ModuleOrder.Result.Impossible.class, order(sources))
                .diagnostics()
                .getFirst();
    }

    @Test
    void dependenciesComeFirstAndOthersByName() {
        assertEquals(
                List.of("B", "D", "C", "A", "Main"),
                names(Map.of(
                        "main.snow", "import A\nimport List\n",
                        "a.snow", "import C\n",
                        "b.snow", "",
                        "c.snow", "import D\nimport B\n",
                        "d.snow", "")));
    }

    @Test
    void aModuleImportedTwiceIsOneDependency() {
        assertEquals(
                List.of("Geo", "Main"),
                names(Map.of("main.snow", "import Geo\nfrom Geo import area\n", "geo.snow", "")));
    }

    @Test
    void aCycleNamesItsModulesAndTheirImports() {
        var problem = problem(Map.of(
                "main.snow", "import Cart\n",
                "cart.snow", "import Pricing\n",
                "pricing.snow", "\nimport Cart\n"));
        assertEquals("C0003", problem.diagnostic().code());
        assertEquals(
                "Circular dependency: Cart -> Pricing -> Cart",
                problem.diagnostic().title());
        assertEquals("cart.snow", problem.module().shown());
        assertEquals(2, problem.diagnostic().labels().size());
        assertEquals(
                "pricing.snow", problem.diagnostic().labels().getLast().file().orElseThrow());
    }

    @Test
    void aModuleMayNotImportItself() {
        var problem = problem(Map.of("main.snow", "", "cart.snow", "import Cart\n"));
        assertEquals("C0004", problem.diagnostic().code());
        assertEquals("Module 'Cart' cannot import itself", problem.diagnostic().title());
    }
}
