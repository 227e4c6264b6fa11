package snow.types.tree;

import java.util.List;
import snow.syntax.Span;
import snow.types.Type;
import snow.types.TypeName;
import snow.types.TypeParameter;

/**
 * A struct definition; fields in declared order.
 *
 * @param span of the name
 */
public record Struct(Span span, TypeName name, List<TypeParameter> parameters, List<Field> fields) {
    public Struct {
        parameters = List.copyOf(parameters);
        fields = List.copyOf(fields);
    }

    /** One field; the type may mention the struct's parameters. */
    public record Field(String name, Type type) {}
}
