package snow.rt.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import snow.rt.actor.Blocking;
import snow.rt.text.Utf8;
import snow.rt.value.Result;
import snow.rt.value.Unit;

/** The functions of the module {@code File}: whole files of UTF-8 text. */
public final class TextFiles {
    static final String NOT_UTF_8 = "stream did not contain valid UTF-8";

    private static final String MISSING = "No such file or directory (os error 2)";
    private static final String DIRECTORY = "Is a directory (os error 21)";

    private static final Result DONE = Result.ok(Unit.UNIT);

    private TextFiles() {}

    /** What is done to a file, on a thread that may block. */
    @FunctionalInterface
    private interface Operation {
        Result on(Path file) throws IOException;
    }

    public static Result read(String path) {
        return call(path, file -> {
            var text = Utf8.decode(Files.readAllBytes(file));
            return text.isPresent() ? Result.ok(text.get()) : Result.err(NOT_UTF_8);
        });
    }

    /** Creates a file or replaces its content. */
    public static Result write(String path, String text) {
        return call(path, file -> put(file, text, StandardOpenOption.TRUNCATE_EXISTING));
    }

    /** Adds at the end of a file, creating it when it is missing. */
    public static Result append(String path, String text) {
        return call(path, file -> put(file, text, StandardOpenOption.APPEND));
    }

    /** Whether something exists at a path; false when it cannot be told. */
    public static boolean exists(String path) {
        return call(path, file -> Files.exists(file) ? DONE : Result.err(MISSING)) == DONE;
    }

    /** Removes a file or a symbolic link itself, never a directory. */
    public static Result delete(String path) {
        return call(path, file -> {
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) return Result.err(DIRECTORY);
            Files.delete(file);
            return DONE;
        });
    }

    private static Result put(Path file, String text, OpenOption how) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE, how)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) channel.write(bytes);
            return DONE;
        } catch (NoSuchFileException e) {
            return Result.err(namesDirectoryToMake(file) ? DIRECTORY : MISSING);
        }
    }

    /** Whether a path that does not exist could be that of a directory, and never of a file. */
    private static boolean namesDirectoryToMake(Path file) {
        return file.endsWith(".")
                && file.getParent() instanceof Path directory
                && directory.toAbsolutePath().getParent() instanceof Path above
                && Files.isDirectory(above);
    }

    private static Result call(String path, Operation operation) {
        if (path.isEmpty()) return Result.err(MISSING);
        return Blocking.call(() -> {
            try {
                // The host forgets a slash at the end, by which the system knows that a directory is meant.
                return operation.on(Path.of(path.endsWith("/") ? path + "." : path));
            } catch (IOException | InvalidPathException e) {
                return Result.err(reason(e));
            }
        });
    }

    /** The system's reason with its number on Linux, where it is one of the usual ones. */
    private static String reason(Exception failure) {
        if (failure instanceof NoSuchFileException) return MISSING;
        if (failure instanceof AccessDeniedException) return "Permission denied (os error 13)";
        String reason = failure instanceof FileSystemException e ? e.getReason() : failure.getMessage();
        if (reason == null || reason.isEmpty()) return "the operation failed";
        if (reason.contains("Is a directory")) return DIRECTORY;
        if (reason.contains("Not a directory")) return "Not a directory (os error 20)";
        if (reason.contains("Read-only file system")) return "Read-only file system (os error 30)";
        if (reason.contains("No space left on device")) return "No space left on device (os error 28)";
        return reason;
    }
}
