package snow.types;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import snow.syntax.Name;
import snow.syntax.Span;
import snow.types.tree.Struct;
import snow.types.tree.SumType;

/** A struct, a sum type or an opaque built-in type, with what inference knows of it. */
final class TypeDefinition implements NamedType {
    enum Kind {
        STRUCT,
        SUM,
        OPAQUE
    }

    /** A field of a struct or of a variant; the type is over the definition's parameters. */
    static final class Field {
        final String name;
        final Span nameSpan;
        final Span typeSpan;
        Ty type = Ty.ERROR;

        Field(String name, Span nameSpan, Span typeSpan) {
            this.name = name;
            this.nameSpan = nameSpan;
            this.typeSpan = typeSpan;
        }
    }

    static final class Variant {
        final TypeDefinition owner;
        final String name;
        final int tag;
        final Span nameSpan;
        final List<Field> fields = new ArrayList<>();

        Variant(TypeDefinition owner, String name, int tag, Span nameSpan) {
            this.owner = owner;
            this.name = name;
            this.tag = tag;
            this.nameSpan = nameSpan;
        }
    }

    final TypeName name;
    final Kind kind;
    final List<TypeParameter> parameters;
    final Span nameSpan;
    final List<Field> fields = new ArrayList<>();
    final List<Variant> variants = new ArrayList<>();
    Optional<List<Name>> deriving = Optional.empty();
    boolean isPublic;

    private Optional<Struct> struct = Optional.empty();
    private Optional<SumType> sumType = Optional.empty();

    TypeDefinition(TypeName name, Kind kind, List<TypeParameter> parameters, Span nameSpan) {
        this.name = name;
        this.kind = kind;
        this.parameters = parameters;
        this.nameSpan = nameSpan;
    }

    /** The type applied to its own parameters. */
    Ty.Con self() {
        var arguments = new ArrayList<Ty>(parameters.size());
        for (var parameter : parameters) {
            arguments.add(new Ty.Parameter(parameter));
        }
        return new Ty.Con(name, arguments);
    }

    /** The type with fresh arguments. */
    Ty.Con instance(Unifier unifier) {
        var arguments = new ArrayList<Ty>(parameters.size());
        for (int i = 0; i < parameters.size(); i++) {
            arguments.add(unifier.fresh());
        }
        return new Ty.Con(name, arguments);
    }

    /** A field's type for given arguments of the definition. */
    Ty fieldType(Field field, Ty.Con instance) {
        if (parameters.isEmpty() || instance.arguments().size() != parameters.size()) {
            return field.type;
        }
        Map<TypeParameter, Ty> map = new IdentityHashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            map.put(parameters.get(i), instance.arguments().get(i));
        }
        return Scheme.substitute(field.type, map);
    }

    /** Position of a struct field, -1 when there is none. */
    int fieldIndex(String field) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name.equals(field)) {
                return i;
            }
        }
        return -1;
    }

    Optional<Variant> variant(String variant) {
        return variants.stream()
                .filter(candidate -> candidate.name.equals(variant))
                .findFirst();
    }

    /** The definition in the typed tree, when all types are known. */
    Struct struct() {
        if (struct.isEmpty()) {
            var zonk = new Zonk(Set.of());
            struct = Optional.of(new Struct(
                    nameSpan,
                    name,
                    parameters,
                    fields.stream()
                            .map(field -> new Struct.Field(field.name, zonk.type(field.type)))
                            .toList()));
        }
        return struct.get();
    }

    SumType sumType() {
        if (sumType.isEmpty()) {
            var zonk = new Zonk(Set.of());
            sumType = Optional.of(new SumType(
                    nameSpan,
                    name,
                    parameters,
                    variants.stream()
                            .map(variant -> new SumType.Variant(
                                    variant.name,
                                    variant.tag,
                                    variant.fields.stream()
                                            .map(field -> zonk.type(field.type))
                                            .toList()))
                            .toList()));
        }
        return sumType.get();
    }
}
