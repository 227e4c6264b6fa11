package snow.types;

import snow.syntax.SourceFile;

/**
 * One module to check.
 *
 * @param name {@code Main} for the entry file, {@code Math.Vector}, …
 * @param file path relative to the project root with {@code /}
 * @param tree without syntax errors
 */
public record SourceModule(String name, String file, SourceFile tree) {}
