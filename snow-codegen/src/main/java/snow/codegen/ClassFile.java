package snow.codegen;

/**
 * One emitted class.
 *
 * @param name internal name, {@code snow/program/Main}
 * @param bytes the class file
 */
public record ClassFile(String name, byte[] bytes) {}
