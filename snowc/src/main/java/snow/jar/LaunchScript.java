package snow.jar;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The shell script in front of an executable jar. */
final class LaunchScript {
    private LaunchScript() {}

    static byte[] bytes() {
        try (var in = LaunchScript.class.getResourceAsStream("launch.sh")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading the launch script", e);
        }
    }
}
