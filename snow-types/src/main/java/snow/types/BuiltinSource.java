package snow.types;

import java.util.Optional;

/** Gives the text of the interface files of the built-in modules ({@code List.snow}, …), each when it is first needed. */
@FunctionalInterface
public interface BuiltinSource {
    /**
     * @param module the name of a module, {@code List}; {@code Prelude} for the names that are bound everywhere
     * @return its interface file; empty when there is no such built-in module
     */
    Optional<String> text(String module);
}
