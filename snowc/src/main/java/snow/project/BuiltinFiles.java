package snow.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The interface files of the built-in modules, which come with the compiler. */
final class BuiltinFiles {
    private BuiltinFiles() {}

    /**
     * The text of one.
     *
     * @param module {@code List}, {@code Prelude}
     */
    static Optional<String> text(String module) {
        var name = "/snow/builtin/" + module + ModuleName.EXTENSION;
        try (var in = snow.types.Type.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }
}
