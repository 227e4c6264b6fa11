package snow.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the PATH of a command means: a root, and perhaps an entry file (spec 08 §6.1).
 *
 * @param root absolute
 * @param shownRoot the root as the user would write it, without a trailing slash; empty for the current directory
 * @param entry the file that was given, relative to the root, with {@code /}
 * @param shownEntry the file as it was given
 */
record ProjectPath(Path root, String shownRoot, Optional<String> entry, String shownEntry) {
    private static final String MANIFEST = "snow.toml";

    /** The path of a file of the project, as the user would write it. */
    String shown(String file) {
        if (entry.isPresent() && entry.get().equals(file)) {
            return shownEntry;
        }
        if (shownRoot.isEmpty()) {
            return file;
        }
        return shownRoot.endsWith("/") ? shownRoot + file : shownRoot + "/" + file;
    }

    /** The nearest directory from {@code directory} upwards that holds a manifest, else the directory itself. */
    static ProjectPath around(Path directory) {
        var shown = new StringBuilder();
        for (Path at = directory; at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(MANIFEST))) {
                return new ProjectPath(at, shown.isEmpty() ? "." : shown.toString(), Optional.empty(), "");
            }
            shown.append(shown.isEmpty() ? ".." : "/..");
        }
        return new ProjectPath(directory, ".", Optional.empty(), "");
    }

    /** A directory, taken as it is. */
    static ProjectPath directory(Path directory, String given) {
        var shown = withSlashes(given);
        while (shown.length() > 1 && shown.endsWith("/")) {
            shown = shown.substring(0, shown.length() - 1);
        }
        return new ProjectPath(directory, shown, Optional.empty(), "");
    }

    /** A file; the root is its nearest ancestor with a manifest, else its own directory. */
    static ProjectPath file(Path file, String given) {
        var shown = withSlashes(given);
        int slash = shown.lastIndexOf('/');
        var ownDirectory = slash < 0 ? "" : slash == 0 ? "/" : shown.substring(0, slash);
        var shownRoot = new StringBuilder(ownDirectory);
        for (Path at = file.getParent(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(MANIFEST))) {
                return of(at, shownRoot.toString(), file, shown);
            }
            parent(shownRoot);
        }
        return of(file.getParent(), ownDirectory, file, shown);
    }

    private static ProjectPath of(Path root, String shownRoot, Path file, String shown) {
        return new ProjectPath(
                root, shownRoot, Optional.of(withSlashes(root.relativize(file).toString())), shown);
    }

    /** Goes up one directory in the text, as a person would: {@code a/b} to {@code a}, {@code a} to nothing, then {@code ..}. */
    private static void parent(StringBuilder shown) {
        int slash = shown.lastIndexOf("/");
        var last = shown.substring(slash + 1);
        if (shown.isEmpty()) {
            shown.append("..");
        } else if (last.equals("..")) {
            shown.append("/..");
        } else if (last.equals(".")) {
            shown.append("/..");
        } else {
            shown.setLength(slash <= 0 ? Math.max(slash + 1, 0) : slash);
        }
    }

    static String withSlashes(String path) {
        return java.io.File.separatorChar == '\\' ? path.replace('\\', '/') : path;
    }
}
