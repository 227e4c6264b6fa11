package snow.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import snow.syntax.Span;
import snow.types.tree.Local;
import snow.types.tree.Pattern;
import snow.types.tree.SumType;

/** Patterns without a source, and the sum types that they are over. */
final class PatternMaker {
    private static final Span NOWHERE = new Span(0, 0);
    private static final TypeParameter T = new TypeParameter("T");

    static final SumType LAMP = sum(new TypeName("Main", "Lamp"), variantOf("Off"), variantOf("On", Type.INT));
    static final SumType SHAPE = sum(
            new TypeName("Main", "Shape"),
            variantOf("Circle", Type.FLOAT),
            variantOf("Rect", Type.FLOAT, Type.FLOAT),
            variantOf("Point"));
    static final SumType OPTION =
            sum(TypeName.builtin("Option"), variantOf("Some", new Type.Parameter(T)), variantOf("None"));
    static final SumType BOX = sum(
            new TypeName("Main", "Box"),
            variantOf("Empty"),
            variantOf("More", new Type.Named(new TypeName("Main", "Box"))));

    private PatternMaker() {}

    static Optional<SumType> sumType(TypeName name) {
        return List.of(LAMP, SHAPE, OPTION, BOX).stream()
                .filter(sumType -> sumType.name().equals(name))
                .findFirst();
    }

    record VariantOf(String name, List<Type> fields) {}

    static VariantOf variantOf(String name, Type... fields) {
        return new VariantOf(name, List.of(fields));
    }

    static SumType sum(TypeName name, VariantOf... variants) {
        var list = new ArrayList<SumType.Variant>();
        for (var variant : variants) {
            list.add(new SumType.Variant(variant.name, list.size(), variant.fields));
        }
        return new SumType(new snow.syntax.Span(0, 0), name, List.of(), list);
    }

    /** A sum type of variants {@code V0}, {@code V1}, … without fields. */
    static SumType enumeration(String name, int size) {
        var variants = new VariantOf[size];
        for (int i = 0; i < size; i++) {
            variants[i] = variantOf("V" + i);
        }
        return sum(new TypeName("Main", name), variants);
    }

    static Pattern any() {
        return new Pattern.Wildcard(NOWHERE, Type.UNIT);
    }

    static Pattern bool(boolean value) {
        return new Pattern.BoolLiteral(NOWHERE, value);
    }

    static Pattern integer(long value) {
        return new Pattern.IntLiteral(NOWHERE, value);
    }

    static Pattern floating(double value) {
        return new Pattern.FloatLiteral(NOWHERE, value);
    }

    static Pattern string(String value) {
        return new Pattern.StringLiteral(NOWHERE, value);
    }

    static Pattern unit() {
        return new Pattern.Unit(NOWHERE);
    }

    static Pattern tuple(Pattern... components) {
        return new Pattern.Tuple(
                NOWHERE,
                new Type.Tuple(List.of(components).stream().map(Pattern::type).toList()),
                List.of(components));
    }

    static Pattern variant(SumType sumType, String name, Pattern... fields) {
        var variant = sumType.variants().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        return new Pattern.Variant(NOWHERE, new Type.Named(sumType.name()), sumType, variant, List.of(fields));
    }

    static Pattern cons(Pattern head, Pattern tail) {
        return new Pattern.Cons(NOWHERE, Type.list(Type.UNIT), head, tail);
    }

    static Pattern or(Pattern... alternatives) {
        return new Pattern.Or(NOWHERE, alternatives[0].type(), List.of(alternatives));
    }

    static Pattern named(Pattern pattern) {
        return new Pattern.As(NOWHERE, pattern, new Local("x", pattern.type()));
    }

    static Pattern bind() {
        return new Pattern.Bind(NOWHERE, new Local("x", Type.UNIT));
    }
}
