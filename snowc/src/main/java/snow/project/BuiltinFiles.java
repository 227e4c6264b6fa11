package snow.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The interface files of the built-in modules: resources of the compiler. */
final class BuiltinFiles {
    private BuiltinFiles() {}

    /** The text of a module's file, {@code List}; empty when there is no such module. */
    static Optional<String> text(String module) {
        try (var in = snow.types.Checker.class.getResourceAsStream("/snow/builtin/" + module + ".snow")) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the compiler's own files cannot be read", e);
        }
    }
}
