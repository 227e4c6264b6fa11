package snow.project;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import snow.syntax.Parser;

/** Finds, reads and parses the files of a project (spec 08 §3.2, §6.1). */
public final class ProjectReader {
    private static final String TEST_SUFFIX = "_test" + ModuleName.EXTENSION;

    private final ProjectPath path;

    private ProjectReader(ProjectPath path) {
        this.path = path;
    }

    /** What was found, or why nothing was. */
    public sealed interface Result {
        record Ok(Project project) implements Result {}

        record Failed(Failure failure) implements Result {}
    }

    /** What the command needs. */
    public enum Purpose {
        /** A program in a directory: no file other than one called {@code main.snow} starts it. */
        BUILD,
        RUN,
        /** Whatever there is. */
        CHECK
    }

    /**
     * Reads the project that a command was asked to work on.
     *
     * @param workingDirectory absolute
     * @param given PATH as it was given, if it was
     */
    public static Result read(Path workingDirectory, Optional<String> given, Purpose purpose) {
        try {
            var path = given.isEmpty()
                    ? ProjectPath.around(workingDirectory)
                    : locate(workingDirectory, given.get(), purpose);
            var reader = new ProjectReader(path);
            return new Result.Ok(path.entry().isPresent() ? reader.readFromEntry() : reader.readDirectory(purpose));
        } catch (Rejected rejected) {
            return new Result.Failed(rejected.failure);
        }
    }

    private static ProjectPath locate(Path workingDirectory, String given, Purpose purpose) throws Rejected {
        var path = resolve(workingDirectory, given);
        if (!Files.exists(path)) {
            throw new Rejected(Failure.fileSystem("Project directory '" + given + "' does not exist"));
        }
        if (Files.isDirectory(path)) {
            return ProjectPath.directory(path, given);
        }
        if (given.endsWith(ModuleName.EXTENSION)) {
            return ProjectPath.file(path, given);
        }
        throw new Rejected(Failure.fileSystem(
                purpose == Purpose.BUILD
                        ? "'" + given + "' is not a directory"
                        : "'" + given + "' is not a .snow file"));
    }

    private static Path resolve(Path workingDirectory, String given) throws Rejected {
        try {
            return workingDirectory.resolve(given).normalize();
        } catch (java.nio.file.InvalidPathException e) {
            throw new Rejected(Failure.fileSystem("Project directory '" + given + "' does not exist"));
        }
    }

    // ---- a directory: every file in it

    private Project readDirectory(Purpose purpose) throws Rejected {
        if (purpose != Purpose.CHECK && !Files.exists(path.root().resolve(Project.ENTRY_FILE))) {
            throw new Rejected(Failure.fileSystem("No 'main.snow' found in '" + path.shownRoot()
                    + "'. Snow projects must have a main.snow entry point."));
        }
        var own = new TreeSet<String>();
        var nested = new TreeSet<String>();
        discover(own, nested);
        if (own.isEmpty()) {
            throw new Rejected(Failure.fileSystem("No .snow files found at '" + path.shownRoot() + "'"));
        }
        var modules = new TreeMap<String, SourceModule>();
        var tests = new ArrayList<SourceModule>();
        for (var file : own) {
            var module = parse(file, ModuleName.of(file));
            if (isTestFile(module)) {
                tests.add(module);
            } else {
                modules.put(file, module);
            }
        }
        addImported(nested, modules);
        requireDistinctNames(modules.values());
        var ownName = path.root().getFileName();
        var stem = path.shown(ownName == null ? "output" : ownName.toString());
        var entry = Optional.ofNullable(modules.get(Project.ENTRY_FILE));
        return new Project(stem, entry, List.copyOf(modules.values()), tests);
    }

    /** Files of packages inside the project belong to it only as far as it imports them. */
    private void addImported(Set<String> nested, Map<String, SourceModule> modules) throws Rejected {
        if (nested.isEmpty()) {
            return;
        }
        var byName = new HashMap<String, String>();
        for (var file : nested) {
            byName.putIfAbsent(ModuleName.of(file), file);
        }
        var waiting = new ArrayDeque<>(modules.values());
        while (!waiting.isEmpty()) {
            for (var name : Imports.of(waiting.poll()).keySet()) {
                var file = byName.remove(name);
                if (file != null) {
                    var module = parse(file, name);
                    modules.put(file, module);
                    waiting.add(module);
                }
            }
        }
    }

    private void discover(Set<String> own, Set<String> nested) throws Rejected {
        record Directory(Path path, String prefix, boolean nested) {}
        var entered = new HashSet<Path>();
        var waiting = new ArrayDeque<Directory>();
        waiting.add(new Directory(path.root(), "", false));
        while (!waiting.isEmpty()) {
            var directory = waiting.poll();
            if (!enter(directory.path(), directory.prefix(), entered)) {
                continue;
            }
            for (var child : list(directory.path(), directory.prefix())) {
                var name = child.getFileName().toString();
                if (Files.isDirectory(child)) {
                    boolean isNested = directory.nested() || Files.isRegularFile(child.resolve("snow.toml"));
                    waiting.add(new Directory(child, directory.prefix() + name + "/", isNested));
                } else if (name.endsWith(ModuleName.EXTENSION)) {
                    (directory.nested() ? nested : own).add(directory.prefix() + name);
                }
            }
        }
    }

    private boolean enter(Path directory, String prefix, Set<Path> entered) throws Rejected {
        try {
            return entered.add(directory.toRealPath());
        } catch (IOException e) {
            throw unreadable(prefix, e);
        }
    }

    /** What a directory holds, sorted by name, without what is hidden. */
    private List<Path> list(Path directory, String prefix) throws Rejected {
        var children = new ArrayList<Path>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (var child : stream) {
                if (!child.getFileName().toString().startsWith(".")) {
                    children.add(child);
                }
            }
        } catch (IOException e) {
            throw unreadable(prefix, e);
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw unreadable(prefix, e.getCause());
        }
        children.sort(Comparator.comparing(child -> child.getFileName().toString()));
        return children;
    }

    // ---- a file: what it imports, directly or indirectly

    private Project readFromEntry() throws Rejected {
        var entryFile = path.entry().orElseThrow();
        var entry = parse(entryFile, "Main");
        var modules = new TreeMap<String, SourceModule>();
        modules.put(entryFile, entry);
        var asked = new HashSet<String>();
        asked.add("Main");
        var waiting = new ArrayDeque<SourceModule>();
        waiting.add(entry);
        while (!waiting.isEmpty()) {
            for (var name : Imports.of(waiting.poll()).keySet()) {
                if (asked.add(name)) {
                    for (var file : filesNamed(name)) {
                        if (!file.equals(entryFile)) {
                            var module = parse(file, name);
                            modules.put(file, module);
                            waiting.add(module);
                        }
                    }
                }
            }
        }
        requireDistinctNames(modules.values());
        var shown = path.shownEntry();
        var stem = shown.substring(0, shown.length() - ModuleName.EXTENSION.length());
        return new Project(stem, Optional.of(entry), List.copyOf(modules.values()), List.of());
    }

    /** The files that a module name stands for; looks into no directory that the name does not mention. */
    private List<String> filesNamed(String name) throws Rejected {
        var prefixes = List.of("");
        var segments = List.of(name.split("\\.", -1));
        for (var segment : segments.subList(0, segments.size() - 1)) {
            var deeper = new ArrayList<String>();
            for (var prefix : prefixes) {
                for (var child : list(path.root().resolve(prefix), prefix)) {
                    var component = child.getFileName().toString();
                    if (ModuleName.segment(component).equals(segment) && Files.isDirectory(child)) {
                        deeper.add(prefix + component + "/");
                    }
                }
            }
            prefixes = deeper;
        }
        var files = new ArrayList<String>();
        for (var prefix : prefixes) {
            for (var child : list(path.root().resolve(prefix), prefix)) {
                var component = child.getFileName().toString();
                if (component.endsWith(ModuleName.EXTENSION)
                        && ModuleName.of(component).equals(segments.getLast())
                        && !Files.isDirectory(child)) {
                    files.add(prefix + component);
                }
            }
        }
        return files;
    }

    // ---- both

    private SourceModule parse(String file, String name) throws Rejected {
        if (name.isEmpty()) {
            throw new Rejected(Failure.fileSystem("Cannot determine module name for '" + file + "'"));
        }
        var text = text(file);
        var parsed = file.endsWith(TEST_SUFFIX) ? Parser.parseTestFile(text) : Parser.parse(text);
        return new SourceModule(name, file, path.shown(file), parsed);
    }

    private String text(String file) throws Rejected {
        try {
            return Files.readString(path.root().resolve(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (OutOfMemoryError _) {
            throw failedToRead(file, "the file is too large");
        }
    }

    private static boolean isTestFile(SourceModule module) {
        return module.file().endsWith(TEST_SUFFIX) && module.parsed().tree().hasTests();
    }

    private static void requireDistinctNames(Iterable<SourceModule> modules) throws Rejected {
        var files = new LinkedHashMap<String, String>();
        for (var module : modules) {
            var other = files.putIfAbsent(module.name(), module.file());
            if (other != null) {
                throw new Rejected(new Failure(
                        Failure.DUPLICATE_MODULE,
                        "modules '" + other + "' and '" + module.file() + "' are both named '" + module.name() + "'"));
            }
        }
    }

    private Rejected unreadable(String file, IOException e) {
        return failedToRead(file, reason(e));
    }

    private Rejected failedToRead(String file, String reason) {
        var shown = path.shown(file);
        return new Rejected(Failure.fileSystem("Failed to read '" + shown + "': " + reason));
    }

    /** What the operating system would say. */
    public static String reason(IOException e) {
        return switch (e) {
            case CharacterCodingException _ -> "stream did not contain valid UTF-8";
            case NoSuchFileException _ -> "No such file or directory";
            case AccessDeniedException _ -> "Permission denied";
            case FileSystemException failure when failure.getReason() != null -> failure.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    /** Ends the reading; caught where it began. */
    private static final class Rejected extends Exception {
        private final transient Failure failure;

        Rejected(Failure failure) {
            super(failure.text(), null, false, false);
            this.failure = failure;
        }
    }
}
