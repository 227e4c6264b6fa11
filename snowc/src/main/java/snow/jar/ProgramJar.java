package snow.jar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The jar of a compiled program: all it needs but a JVM (spec 08 §7). */
public final class ProgramJar {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    /** Bytes of a manifest line, its line break not counted (JAR file specification). */
    private static final int MAX_LINE = 72;

    private ProgramJar() {}

    /**
     * The bytes of the jar.
     *
     * @param program class files by internal name
     * @param createdBy version of the tool
     * @param executable whether a shell script stands before the archive, so that the file can be started by its name
     * @param at the time that every entry carries
     */
    public static byte[] of(Map<String, byte[]> program, String createdBy, boolean executable, Instant at) {
        var roots = new TreeMap<>(program);
        roots.putAll(StartClasses.classFiles());
        var archive = new Archive(executable ? LaunchScript.bytes() : new byte[0], at);
        archive.add(MANIFEST, manifest(createdBy));
        // internal names are sorted by UTF-16 unit; entry names must be by byte
        var entries = new TreeMap<String, byte[]>(ProgramJar::compareBytes);
        Reachability.of(roots, ProgramJar::runtimeClass).forEach((name, file) -> entries.put(name + ".class", file));
        entries.forEach(archive::add);
        return archive.finish();
    }

    private static byte[] manifest(String createdBy) {
        var text = new StringBuilder();
        line(text, "Manifest-Version: 1.0");
        line(text, "Created-By: snowc " + createdBy);
        line(text, "Main-Class: " + StartClasses.MAIN_CLASS);
        line(text, "Enable-Native-Access: ALL-UNNAMED");
        line(text, "Add-Opens: java.base/java.lang");
        return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, String line) {
        if (line.getBytes(StandardCharsets.UTF_8).length > MAX_LINE) {
            throw new IllegalArgumentException("manifest line too long: " + line);
        }
        text.append(line).append("\r\n");
    }

    private static int compareBytes(String a, String b) {
        return java.util.Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    /** The runtime lies on this tool's own class path. */
    private static Optional<byte[]> runtimeClass(String name) {
        try (var in = ProgramJar.class.getClassLoader().getResourceAsStream(name + ".class")) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("reading the runtime", e);
        }
    }
}
