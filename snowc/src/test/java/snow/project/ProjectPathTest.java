package snow.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectPathTest {
    @TempDir
    Path directory;

    @Test
    void aDirectoryIsShownAsItWasGiven() {
        assertEquals("shop/main.snow", ProjectPath.directory(directory, "shop").shown("main.snow"));
        assertEquals("shop/main.snow", ProjectPath.directory(directory, "shop/").shown("main.snow"));
        assertEquals("./main.snow", ProjectPath.directory(directory, ".").shown("main.snow"));
        assertEquals("/main.snow", ProjectPath.directory(directory, "/").shown("main.snow"));
    }

    @Test
    void theRootOfAFileIsItsDirectory() {
        var path = ProjectPath.file(directory.resolve("tools/seed.snow"), "tools/seed.snow");
        assertEquals(directory.resolve("tools"), path.root());
        assertEquals("tools/seed.snow", path.shown("seed.snow"));
        assertEquals("tools/other.snow", path.shown("other.snow"));
        assertEquals(
                "other.snow",
                ProjectPath.file(directory.resolve("seed.snow"), "seed.snow").shown("other.snow"));
    }

    @Test
    void theRootOfAFileInAPackageIsThePackage() throws IOException {
        Files.writeString(directory.resolve("snow.toml"), "");
        Files.createDirectories(directory.resolve("a/b"));
        var path = ProjectPath.file(directory.resolve("a/b/seed.snow"), "a/b/seed.snow");
        assertEquals(directory, path.root());
        assertEquals("a/b/seed.snow", path.entry().orElseThrow());
        assertEquals("lib.snow", path.shown("lib.snow"));
        var fromInside = ProjectPath.file(directory.resolve("a/b/seed.snow"), "seed.snow");
        assertEquals("../../lib.snow", fromInside.shown("lib.snow"));
        assertEquals("seed.snow", fromInside.shown("a/b/seed.snow"));
    }

    @Test
    void withoutPathTheNearestPackageIsTaken() throws IOException {
        Files.writeString(directory.resolve("snow.toml"), "");
        Files.createDirectories(directory.resolve("a/b"));
        assertEquals(
                "../../main.snow", ProjectPath.around(directory.resolve("a/b")).shown("main.snow"));
        assertEquals("./main.snow", ProjectPath.around(directory).shown("main.snow"));
    }
}
