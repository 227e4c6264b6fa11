package snow.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ModuleNameTest {
    @Test
    void everyComponentBecomesPascalCase() {
        assertEquals("Cart", ModuleName.of("cart.snow"));
        assertEquals("Pricing.TaxTable", ModuleName.of("pricing/tax_table.snow"));
        assertEquals("HttpV2.Client", ModuleName.of("http_v2/client.snow"));
        assertEquals("JsonKit", ModuleName.of("jsonKit.snow"));
        assertEquals("AB", ModuleName.of("a__b.snow"));
        assertEquals("A.BC.HttpApi", ModuleName.of("a/b_c/http_api.snow"));
        assertEquals("HTTPKit", ModuleName.of("HTTPKit.snow"));
        assertEquals("Tools.Main", ModuleName.of("tools/main.snow"));
        assertEquals("X-y", ModuleName.of("x-y.snow"));
        assertEquals("Über", ModuleName.of("über.snow"));
    }

    @Test
    void underscoresAloneGiveNoName() {
        assertEquals("", ModuleName.of("_.snow"));
        assertEquals("", ModuleName.of("a/__/b.snow"));
    }

    @Test
    void onlyIdentifiersCanBeImported() {
        assertTrue(ModuleName.isImportable("Pricing.TaxTable"));
        assertFalse(ModuleName.isImportable("X-y"));
        assertFalse(ModuleName.isImportable("2fast"));
        assertFalse(ModuleName.isImportable("Tools.X y"));
        assertTrue(ModuleName.isImportable("日本.Über2"));
    }

    @Test
    void aFileThatCannotBeImportedHasABetterName() {
        assertEquals("x_y.snow", ModuleName.importableFile("x-y.snow"));
        assertEquals("my_lib/m_2fast.snow", ModuleName.importableFile("my-lib/2fast.snow"));
        for (var file : new String[] {"a b.snow", "a/-.snow", "_1/c.snow", "😀.snow", "a'b/c;[].snow"}) {
            assertFalse(ModuleName.isImportable(ModuleName.of(file)), file);
            assertTrue(ModuleName.isImportable(ModuleName.of(ModuleName.importableFile(file))), file);
        }
    }
}
