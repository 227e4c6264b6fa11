package snow.types;

/**
 * The name of a type definition, the key of nominal equality.
 *
 * @param module the module that defines it, {@code Main} for the entry file, empty for a built-in type
 * @param name its bare name
 */
public record TypeName(String module, String name) {

    /** The name of a built-in type. */
    public static TypeName builtin(String name) {
        return new TypeName("", name);
    }

    public boolean isBuiltin() {
        return module.isEmpty();
    }

    /** As diagnostics show it: {@code Int}, {@code Main.Point}. */
    @Override
    public String toString() {
        return module.isEmpty() ? name : module + "." + name;
    }
}
