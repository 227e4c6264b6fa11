package snow.project;

import snow.syntax.ParseResult;

/**
 * One source file of a project, read and parsed.
 *
 * @param name module name, {@code Math.Vector}
 * @param file path relative to the root of the project, with {@code /}
 * @param shown path as the user would write it, with {@code /}
 */
public record SourceModule(String name, String file, String shown, ParseResult parsed) {
    /** The text exactly as written. */
    public String text() {
        return parsed.tree().text();
    }
}
