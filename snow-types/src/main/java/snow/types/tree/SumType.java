package snow.types.tree;

import java.util.List;
import snow.syntax.Span;
import snow.types.Type;
import snow.types.TypeName;
import snow.types.TypeParameter;

/**
 * A sum type definition; the position of a variant in the list is its tag.
 *
 * @param span of the name
 */
public record SumType(Span span, TypeName name, List<TypeParameter> parameters, List<Variant> variants) {
    public SumType {
        parameters = List.copyOf(parameters);
        variants = List.copyOf(variants);
    }

    /** One variant; field types may mention the sum type's parameters. */
    public record Variant(String name, int tag, List<Type> fields) {
        public Variant {
            fields = List.copyOf(fields);
        }
    }
}
