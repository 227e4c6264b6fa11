package snow.types;

import java.util.List;
import java.util.Optional;
import snow.diagnostics.Diagnostic;
import snow.syntax.Expr;
import snow.types.tree.Expression;

/** {@code t.f : r} (spec 02 §4.6). */
final class FieldOf extends Constraint {
    final Ty result;

    private final Inference in;
    private final Expr.FieldAccess access;
    private final Term target;
    private Optional<TypeDefinition> owner = Optional.empty();
    private int index;

    FieldOf(Inference in, Expr.FieldAccess access, Term target) {
        super(in.module, target.span());
        this.in = in;
        this.access = access;
        this.target = target;
        this.result = in.unifier.fresh();
    }

    @Override
    Ty head() {
        return target.type();
    }

    @Override
    List<Ty> related() {
        return List.of(result);
    }

    @Override
    void solve() {
        var type = Ty.resolve(target.type());
        if (type instanceof Ty.Simple) {
            in.unifier.unify(result, Ty.ERROR);
            return;
        }
        var name = access.name().text();
        var definition = in.world.definition(type).filter(found -> found.kind == TypeDefinition.Kind.STRUCT);
        if (definition.isPresent() && type instanceof Ty.Con con) {
            index = definition.get().fieldIndex(name);
            if (index >= 0) {
                owner = definition;
                in.require(
                        result,
                        definition.get().fieldType(definition.get().fields.get(index), con),
                        access.span(),
                        Cause.EXPECTED_FOUND);
                return;
            }
        }
        in.unifier.unify(result, Ty.ERROR);
        report(type, name, definition);
    }

    private void report(Ty type, String name, Optional<TypeDefinition> definition) {
        var diagnostic = Diagnostic.error(
                "E0009",
                "type " + TypeText.of(type) + " has no field " + name,
                access.name().span(),
                "no field `" + name + "`");
        if (!in.methods.declaring(type, name).isEmpty()) {
            in.report(diagnostic.help("to call the method write `" + name + "()`"));
            return;
        }
        var fields = definition
                .map(struct -> struct.fields.stream().map(field -> field.name).toList())
                .orElse(List.of());
        in.report(Messages.withSuggestion(diagnostic, name, fields));
    }

    Expression build(Zonk zonk) {
        return owner.<Expression>map(definition -> new Expression.FieldAccess(
                        access.span(), zonk.type(result), target.in(zonk), definition.struct(), index))
                .orElseGet(() -> Zonk.nothing(access.span()));
    }
}
