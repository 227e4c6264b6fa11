package snow.types;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import snow.syntax.Span;

/** A type must be one of a few: what the bounds {@code Number} and {@code Binary} of built-in functions mean. */
final class OneOf extends Constraint {
    private static final Map<String, List<Ty.Con>> KINDS = Map.of(
            "Number", List.of(Ty.INT, Ty.FLOAT),
            "Binary", List.of(Ty.builtin("Bytes"), Ty.STRING));

    private final World world;
    private final TypeName kind;
    private final Ty type;

    OneOf(World world, ModuleScope module, Span span, TypeName kind, Ty type) {
        super(module, span);
        this.world = world;
        this.kind = kind;
        this.type = type;
    }

    static boolean isKind(TypeName name) {
        return name.isBuiltin() && KINDS.containsKey(name.name());
    }

    static boolean isKind(String name) {
        return KINDS.containsKey(name);
    }

    @Override
    Ty head() {
        return type;
    }

    @Override
    void solve() {
        var allowed = KINDS.get(kind.name());
        var found = Ty.resolve(type);
        if (found instanceof Ty.Simple || found instanceof Ty.Parameter) {
            return;
        }
        if (found instanceof Ty.Con con && allowed.stream().anyMatch(one -> one.is(con))) {
            return;
        }
        var expected = allowed.stream().map(TypeText::of).collect(Collectors.joining(" or "));
        var shown = TypeText.of(found);
        module.reporter.report(snow.diagnostics.Diagnostic.error(
                "E0001",
                "expected " + expected + ", found " + shown,
                span,
                "expected " + expected + ", found " + shown));
    }

    World world() {
        return world;
    }
}
