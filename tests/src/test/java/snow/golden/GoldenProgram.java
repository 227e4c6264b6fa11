package snow.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A program of {@code tests/golden}: a file {@code NAME.snow}, or a directory {@code NAME} with a {@code main.snow}. What is expected
 * of it stands beside it, in files {@code NAME.stdout}, {@code NAME.mir}, and so on, or in its comments.
 *
 * @param sources texts by path relative to the project's root, {@code main.snow} among them
 */
record GoldenProgram(Path directory, String name, Map<String, String> sources) {
    private static final Path ROOT = Path.of("golden").toAbsolutePath();

    /** {@code -Dgolden.update=true} writes what programs really do in place of what is expected of them. */
    static final boolean UPDATE = Boolean.getBoolean("golden.update");

    /** The programs below a directory of {@code tests/golden}, by name. */
    static List<GoldenProgram> in(String directory) {
        var programs = new ArrayList<GoldenProgram>();
        var root = ROOT.resolve(directory);
        for (var path : list(root)) {
            var name = path.getFileName().toString();
            if (Files.isDirectory(path)) {
                programs.add(new GoldenProgram(root, name, sources(path)));
            } else if (name.endsWith(".snow")) {
                var stem = name.substring(0, name.length() - ".snow".length());
                programs.add(new GoldenProgram(root, stem, Map.of("main.snow", read(path))));
            }
        }
        if (programs.isEmpty()) {
            throw new AssertionError("no programs in " + root);
        }
        return programs;
    }

    private static Map<String, String> sources(Path root) {
        var sources = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".snow"))
                    .forEach(
                            file -> sources.put(root.relativize(file).toString().replace('\\', '/'), read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    /** The text of the file beside the program; empty when there is none. */
    String expected(String extension) {
        var file = directory.resolve(name + "." + extension);
        return Files.exists(file) ? read(file) : "";
    }

    /** Replaces the file beside the program; an empty text stands for no file. */
    void update(String extension, String text) {
        var file = directory.resolve(name + "." + extension);
        try {
            if (text.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                Files.writeString(file, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
