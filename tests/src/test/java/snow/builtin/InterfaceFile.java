package snow.builtin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import snow.syntax.Item;
import snow.syntax.Parser;

/**
 * A file that declares a built-in module.
 *
 * @param module {@code List}, or {@code Prelude} for the names that need no module
 */
public record InterfaceFile(String module, String text, List<Item.FnDef> functions) {
    private static final List<InterfaceFile> ALL = read();

    /** The files of all built-in modules, in order of their names. */
    public static List<InterfaceFile> all() {
        return ALL;
    }

    private static List<InterfaceFile> read() {
        try {
            URI uri = InterfaceFile.class.getResource("/snow/builtin/List.snow").toURI();
            if (!uri.getScheme().equals("jar")) {
                return read(Path.of(uri).getParent());
            }
            try (var jar = FileSystems.newFileSystem(uri, Map.of())) {
                return read(jar.getPath("snow", "builtin"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<InterfaceFile> read(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".snow"))
                    .sorted()
                    .map(InterfaceFile::of)
                    .toList();
        }
    }

    private static InterfaceFile of(Path file) {
        try {
            var text = Files.readString(file);
            var parsed = Parser.parseInterfaceFile(text);
            if (parsed.hasErrors()) {
                throw new AssertionError(file + ": " + parsed.diagnostics());
            }
            var name = file.getFileName().toString();
            return new InterfaceFile(
                    name.substring(0, name.length() - ".snow".length()),
                    text,
                    parsed.tree().items().stream()
                            .filter(Item.FnDef.class::isInstance)
                            .map(Item.FnDef.class::cast)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return module + ".snow";
    }

    @Override
    public String toString() {
        return module;
    }
}
