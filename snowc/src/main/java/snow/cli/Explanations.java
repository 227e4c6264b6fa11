package snow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A text for every code that a diagnostic can have. Each is a file {@code explain/CODE.txt} beside this class, printed as it is: a
 * title line {@code CODE: …}, paragraphs, and two programs under {@code Wrong:} and {@code Right:}, indented by four blanks.
 */
public final class Explanations {
    /** Every code, in the order of the chapters that define them. */
    public static final List<String> CODES = List.of(
            "E0001", "E0002", "E0003", "E0004", "E0005", "E0006", "E0007", "E0008", "E0009", "E0010", "E0011", "E0012",
            "E0013", "E0014", "E0015", "E0016", "E0017", "E0018", "E0019", "E0020", "E0021", "E0022", "E0023", "E0024",
            "E0025", "E0026", "E0027", "E0028", "E0029", "E0030", "E0031", "E0032", "E0033", "E0034", "E0035", "E0036",
            "E0037", "E0038", "E0039", "E0050", "E0051", "E0052", "E0054", "E0055", "E0056", "E0060", "E0062", "E0063",
            "E0065", "E0066", "E0067", "E0068", "W0001", "W0002", "W0003", "W0004", "W0005", "W0006", "W0007", "W0008",
            "W0009", "W0010", "W0011", "W0012", "W0013", "W0014", "W0015", "P0001", "P0002", "C0001", "C0002", "C0003",
            "C0004", "C0005", "C0006", "C0007", "C0008", "C0009", "C0010", "C0011", "C0012");

    private Explanations() {}

    /**
     * The text about a code.
     *
     * @param code in capital or small letters
     * @return empty for a code that does not exist
     */
    public static Optional<String> of(String code) {
        var known = code.toUpperCase(Locale.ROOT);
        return CODES.contains(known) ? Optional.of(read(known)) : Optional.empty();
    }

    private static String read(String code) {
        var name = "explain/" + code + ".txt";
        try (var text = Explanations.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalStateException("no text " + name);
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
