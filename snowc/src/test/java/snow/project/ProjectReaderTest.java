package snow.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectReaderTest {
    @TempDir
    Path directory;

    private void file(String name, String text) throws IOException {
        var path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Project read(String given) {
        var result = ProjectReader.read(directory, Optional.of(given), ProjectReader.Purpose.RUN);
        return assertInstanceOf(ProjectReader.Result.Ok.class, result).project();
    }

    private String failure(String given) {
        var result = ProjectReader.read(directory, Optional.of(given), ProjectReader.Purpose.RUN);
        return assertInstanceOf(ProjectReader.Result.Failed.class, result)
                .failure()
                .text();
    }

    private static List<String> files(Project project) {
        return project.modules().stream().map(SourceModule::file).toList();
    }

    @Test
    void everyFileOfADirectoryBelongsToItExceptHiddenOnes() throws IOException {
        file("shop/main.snow", "");
        file("shop/target/a.snow", "");
        file("shop/b/c.snow", "");
        file("shop/.hidden/d.snow", "");
        file("shop/.e.snow", "");
        file("shop/notes.txt", "");
        var project = read("shop");
        assertEquals(List.of("b/c.snow", "main.snow", "target/a.snow"), files(project));
        assertEquals("shop/main.snow", project.entry().orElseThrow().shown());
        assertEquals("shop/shop", project.stem());
    }

    @Test
    void theProgramOfTheCurrentDirectoryIsNamedAfterIt() throws IOException {
        file("main.snow", "");
        assertEquals("./" + directory.getFileName(), read(".").stem());
    }

    @Test
    void aFileBringsOnlyWhatItImports() throws IOException {
        file("tools/seed.snow", "import Math.LinearAlgebra\nfrom Colour import red\nimport List\nimport Main\n");
        file("tools/math/linear_algebra.snow", "import Deep\n");
        file("tools/colour.snow", "");
        file("tools/deep.snow", "import Colour\n");
        file("tools/broken.snow", "fn fn fn");
        file("tools/main.snow", "");
        var project = read("tools/seed.snow");
        assertEquals(List.of("colour.snow", "deep.snow", "math/linear_algebra.snow", "seed.snow"), files(project));
        assertEquals("Main", project.entry().orElseThrow().name());
        assertEquals("tools/seed.snow", project.entry().orElseThrow().shown());
        assertEquals("tools/seed", project.stem());
    }

    @Test
    void twoFilesOfOneModuleNameAreAnError() throws IOException {
        file("shop/main.snow", "");
        file("shop/TaxTable.snow", "");
        file("shop/tax_table.snow", "");
        assertEquals("modules 'TaxTable.snow' and 'tax_table.snow' are both named 'TaxTable'", failure("shop"));
        file("seed.snow", "import TaxTable\n");
        file("TaxTable.snow", "");
        file("tax_table.snow", "");
        assertEquals("modules 'TaxTable.snow' and 'tax_table.snow' are both named 'TaxTable'", failure("seed.snow"));
    }

    @Test
    void aFileWithoutModuleNameIsAnError() throws IOException {
        file("shop/main.snow", "");
        file("shop/_.snow", "");
        assertEquals("Cannot determine module name for '_.snow'", failure("shop"));
    }

    @Test
    void aLinkToADirectoryThatIsBeingWalkedIsNotFollowedAgain() throws IOException {
        file("shop/main.snow", "");
        file("shop/a/b.snow", "");
        Files.createSymbolicLink(directory.resolve("shop/a/loop"), directory.resolve("shop"));
        assertEquals(List.of("a/b.snow", "main.snow"), files(read("shop")));
    }

    @Test
    void aPackageInsideIsLeftAloneUnlessItIsImported() throws IOException {
        file("shop/main.snow", "import Ledger.Book\n");
        file("shop/ledger/snow.toml", "");
        file("shop/ledger/book.snow", "import Ledger.Page\n");
        file("shop/ledger/page.snow", "");
        file("shop/ledger/unused.snow", "");
        assertEquals(List.of("ledger/book.snow", "ledger/page.snow", "main.snow"), files(read("shop")));
    }

    @Test
    void filesWithTestsAreNotPartOfTheProgram() throws IOException {
        file("shop/main.snow", "");
        file("shop/cart_test.snow", "test \"adds\" do\n  assert 1 + 1 == 2\nend\n");
        file("shop/load_test.snow", "fn helper() = 1\n");
        var project = read("shop");
        assertEquals(List.of("load_test.snow", "main.snow"), files(project));
        assertEquals(
                List.of("cart_test.snow"),
                project.tests().stream().map(SourceModule::file).toList());
    }
}
