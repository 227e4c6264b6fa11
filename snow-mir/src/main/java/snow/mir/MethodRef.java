package snow.mir;

import java.util.List;

/**
 * A method by name and descriptor.
 *
 * @param owner internal name of the class
 * @param name JVM name
 * @param parameters without the receiver
 */
public record MethodRef(String owner, String name, List<Rep> parameters, Rep result) {
    public MethodRef {
        parameters = List.copyOf(parameters);
    }

    /** Few methods have a name in common, and strings know their hash codes: passes look methods up for every call. */
    @Override
    public int hashCode() {
        return 31 * owner.hashCode() + name.hashCode();
    }

    /** {@code (JLjava/lang/String;)V}. */
    public String descriptor() {
        var out = new StringBuilder("(");
        for (var parameter : parameters) {
            out.append(parameter.descriptor());
        }
        return out.append(')').append(result.descriptor()).toString();
    }
}
