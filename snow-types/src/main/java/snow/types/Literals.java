package snow.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import snow.diagnostics.Diagnostic;
import snow.syntax.Constant;
import snow.syntax.Expr;
import snow.syntax.Span;
import snow.types.tree.Expression;

/** Literals of all kinds (spec 02 §4.1, §6.2). */
final class Literals {
    private final Inference in;

    Literals(Inference in) {
        this.in = in;
    }

    Term literal(Expr.Literal literal) {
        var span = literal.span();
        return switch (literal.value()) {
            case Constant.Int(long value) -> new Term(Ty.INT, span, _ -> new Expression.IntLiteral(span, value));
            case Constant.Float(double value) ->
                new Term(Ty.FLOAT, span, _ -> new Expression.FloatLiteral(span, value));
            case Constant.Text(String value) ->
                new Term(Ty.STRING, span, _ -> new Expression.StringLiteral(span, value));
            case Constant.Bool(boolean value) -> new Term(Ty.BOOL, span, _ -> new Expression.BoolLiteral(span, value));
            case Constant.Nil() -> new Term(Ty.UNIT, span, _ -> new Expression.Unit(span));
            case Constant.Atom(String name) -> new Term(Ty.ATOM, span, _ -> new Expression.AtomLiteral(span, name));
        };
    }

    Term string(Expr.Str string) {
        var span = string.span();
        var parts = new ArrayList<Term>();
        for (var part : string.parts()) {
            switch (part) {
                case Expr.StringText text ->
                    parts.add(new Term(
                            Ty.STRING, text.span(), _ -> new Expression.StringLiteral(text.span(), text.value())));
                case Expr.Interpolation interpolation -> parts.add(text(in.infer(interpolation.value())));
            }
        }
        if (parts.isEmpty()) {
            return new Term(Ty.STRING, span, _ -> new Expression.StringLiteral(span, ""));
        }
        if (parts.size() == 1 && string.parts().getFirst() instanceof Expr.StringText text) {
            return new Term(Ty.STRING, span, _ -> new Expression.StringLiteral(span, text.value()));
        }
        return new Term(Ty.STRING, span, zonk -> new Expression.Concat(span, zonk.expressions(parts)));
    }

    private Term text(Term value) {
        var show = new Specials(in).show(value, value.span(), false);
        return new Term(
                Ty.STRING,
                value.span(),
                zonk -> zonk.type(value.type()).equals(Type.STRING) ? value.in(zonk) : show.in(zonk));
    }

    Term tuple(Expr.Tuple tuple, Ty hint) {
        var span = tuple.span();
        if (tuple.elements().isEmpty()) {
            return new Term(Ty.UNIT, span, _ -> new Expression.Unit(span));
        }
        var hints = Ty.resolve(hint) instanceof Ty.Tuple wanted
                        && wanted.components().size() == tuple.elements().size()
                ? Optional.of(wanted.components())
                : Optional.<List<Ty>>empty();
        var terms = new ArrayList<Term>();
        var types = new ArrayList<Ty>();
        for (int i = 0; i < tuple.elements().size(); i++) {
            int index = i;
            var term = in.infer(
                    tuple.elements().get(i), hints.map(list -> list.get(index)).orElse(Ty.ERROR));
            terms.add(term);
            types.add(term.isNever() ? in.unifier.fresh() : term.type());
        }
        var type = new Ty.Tuple(types);
        return new Term(type, span, zonk -> new Expression.Tuple(span, zonk.type(type), zonk.expressions(terms)));
    }

    Term list(Expr.ListLiteral list, Ty hint) {
        var span = list.span();
        var elementHint = Ty.resolve(hint) instanceof Ty.Con con && con.isBuiltin("List")
                ? con.arguments().getFirst()
                : Ty.ERROR;
        Ty element = in.unifier.fresh();
        var terms = new ArrayList<Term>();
        for (var expression : list.elements()) {
            var term = in.infer(expression, elementHint);
            in.require(element, term.type(), term.span(), Cause.EXPECTED_FOUND);
            terms.add(term);
        }
        var type = Ty.list(element);
        return new Term(
                type, span, zonk -> new Expression.ListLiteral(span, zonk.named(type), zonk.expressions(terms)));
    }

    Term map(Expr.MapLiteral map) {
        var span = map.span();
        Ty key = in.unifier.fresh();
        Ty value = in.unifier.fresh();
        var keys = new ArrayList<Term>();
        var values = new ArrayList<Term>();
        for (var entry : map.entries()) {
            var k = in.infer(entry.key());
            in.require(key, k.type(), k.span(), Cause.EXPECTED_FOUND);
            var v = in.infer(entry.value());
            in.require(value, v.type(), v.span(), Cause.EXPECTED_FOUND);
            keys.add(k);
            values.add(v);
        }
        if (!keys.isEmpty()) {
            in.implement(Interfaces.EQ, key, keys.getFirst().span());
            in.implement(Interfaces.HASH, key, keys.getFirst().span());
        }
        var type = Ty.map(key, value);
        return new Term(type, span, zonk -> {
            var entries = new ArrayList<Expression.MapLiteral.Entry>();
            for (int i = 0; i < keys.size(); i++) {
                entries.add(new Expression.MapLiteral.Entry(
                        keys.get(i).in(zonk), values.get(i).in(zonk)));
            }
            return new Expression.MapLiteral(span, zonk.named(type), entries);
        });
    }

    // ---- structs

    Term struct(Expr.StructLiteral literal) {
        var span = literal.span();
        var definition = structNamed(literal);
        if (definition.isEmpty()) {
            literal.fields().forEach(field -> in.infer(field.value()));
            return Term.error(span);
        }
        var struct = definition.get();
        var type = struct.instance(in.unifier);
        Map<String, Span> given = new LinkedHashMap<>();
        var indices = new ArrayList<Integer>();
        var values = new ArrayList<Term>();
        for (var field : literal.fields()) {
            var name = field.name();
            int index = struct.fieldIndex(name.text());
            var expected = index < 0 ? Ty.ERROR : struct.fieldType(struct.fields.get(index), type);
            var value = in.infer(field.value(), expected);
            var first = given.putIfAbsent(name.text(), name.span());
            if (name.isMissing()) {
                continue;
            }
            if (first != null) {
                in.report(Messages.duplicate("field", name.text(), name.span(), first));
            } else if (index < 0) {
                unknownField(struct, name.text(), name.span());
            } else {
                in.require(expected, value.type(), value.span(), Cause.EXPECTED_FOUND);
                indices.add(index);
                values.add(value);
            }
        }
        boolean isBroken = given.containsKey("");
        for (var field : struct.fields) {
            if (!given.containsKey(field.name) && !isBroken) {
                in.report(Diagnostic.error(
                                "E0009",
                                "missing field " + field.name + " in struct " + struct.name.name(),
                                literal.type().span(),
                                "field `" + field.name + "` is required")
                        .help("add `" + field.name + ": <value>`"));
            }
        }
        return new Term(type, span, zonk -> {
            var fields = new ArrayList<Expression.MakeStruct.FieldValue>();
            for (int i = 0; i < values.size(); i++) {
                fields.add(new Expression.MakeStruct.FieldValue(
                        indices.get(i), values.get(i).in(zonk)));
            }
            return new Expression.MakeStruct(span, zonk.named(type), struct.struct(), fields);
        });
    }

    private void unknownField(TypeDefinition struct, String field, Span at) {
        in.report(Messages.withSuggestion(
                Diagnostic.error(
                        "E0009",
                        "unknown field " + field + " in struct " + struct.name.name(),
                        at,
                        "`" + struct.name.name() + "` has no field `" + field + "`"),
                field,
                struct.fields.stream().map(known -> known.name).toList()));
    }

    private Optional<TypeDefinition> structNamed(Expr.StructLiteral literal) {
        var name = literal.type().text();
        if (in.module.inError.containsKey(literal.type().names().getFirst().text())) {
            return Optional.empty();
        }
        var named = in.visible.type(literal.type());
        var found = named.flatMap(in.visible::definition);
        if (found.isPresent() && found.get().kind == TypeDefinition.Kind.STRUCT) {
            return found;
        }
        if (literal.type().names().size() > 1 && named.isEmpty()) {
            in.annotations.unknown(literal.type(), TypeScope.EMPTY);
        } else if (!in.module.misses && !literal.type().last().isMissing()) {
            var legal = new TreeSet<String>();
            java.util.stream.Stream.concat(in.module.types.values().stream(), in.module.importedTypes.values().stream())
                    .filter(type -> type.kind == TypeDefinition.Kind.STRUCT)
                    .forEach(type -> legal.add(type.name.name()));
            in.report(Messages.unknownType(name, literal.type().span(), legal));
        }
        return Optional.empty();
    }
}
