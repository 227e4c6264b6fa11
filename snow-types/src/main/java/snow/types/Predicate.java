package snow.types;

/**
 * {@code I(t)}: the type implements the interface.
 *
 * @param interfaceName the interface
 * @param type what must implement it
 */
public record Predicate(TypeName interfaceName, Type type) {}
