package snow.syntax;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Test resources: files of titled chunks, {@code ### title}, each with a source, {@code --->}, and what is expected of it. */
final class Chunks {
    private Chunks() {}

    record Chunk(String title, String source, String expected) {}

    static List<Chunk> read(String resource) {
        var chunks = new ArrayList<Chunk>();
        for (var part : text(resource).split("(?m)^### ")) {
            if (!part.isBlank()) {
                int titleEnd = part.indexOf('\n');
                int arrow = part.indexOf("--->\n");
                chunks.add(new Chunk(
                        part.substring(0, titleEnd), part.substring(titleEnd + 1, arrow), part.substring(arrow + 5)));
            }
        }
        return chunks;
    }

    static String text(String resource) {
        try (var in = Chunks.class.getResourceAsStream("/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
