package snow.rt.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of command line and environment as Linux keeps them. In a locale without an encoding ({@code POSIX}) the JVM decodes both as ASCII
 * and puts U+FFFD in the place of every other byte.
 */
final class ProcFiles {
    static final char LOST = '\uFFFD';

    private ProcFiles() {}

    /** The arguments with what was lost; as they are where that cannot be told. */
    static List<String> arguments(List<String> decoded) {
        List<byte[]> all = strings("/proc/self/cmdline");
        int before = all.size() - decoded.size();
        if (before < 0) return decoded;
        List<String> arguments = new ArrayList<>(decoded.size());
        for (int i = 0; i < decoded.size(); i++) {
            byte[] bytes = all.get(before + i);
            // the command line of another program than this one, as in a JVM that runs several
            if (!new String(bytes, StandardCharsets.US_ASCII).equals(decoded.get(i))) return decoded;
            arguments.add(new String(bytes, StandardCharsets.UTF_8));
        }
        return arguments;
    }

    /** The value of a variable with an ASCII name, if it is UTF-8. */
    static Optional<String> variable(String name) {
        byte[] start = (name + "=").getBytes(StandardCharsets.UTF_8);
        for (byte[] entry : strings("/proc/self/environ")) {
            if (entry.length >= start.length && startsWith(entry, start)) {
                try {
                    ByteBuffer value = ByteBuffer.wrap(entry, start.length, entry.length - start.length);
                    return Optional.of(
                            StandardCharsets.UTF_8.newDecoder().decode(value).toString());
                } catch (CharacterCodingException _) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        for (int i = 0; i < start.length; i++) {
            if (bytes[i] != start[i]) return false;
        }
        return true;
    }

    /** What stands before the zeros of a file; nothing where there is no such file. */
    private static List<byte[]> strings(String file) {
        List<byte[]> strings = new ArrayList<>();
        try {
            byte[] bytes = Files.readAllBytes(Path.of(file));
            int start = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == 0) {
                    byte[] string = new byte[i - start];
                    System.arraycopy(bytes, start, string, 0, string.length);
                    strings.add(string);
                    start = i + 1;
                }
            }
        } catch (IOException _) {
            // not on Linux
        }
        return strings;
    }
}
