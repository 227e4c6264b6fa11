package snow.types;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import snow.syntax.Span;
import snow.types.tree.Expression;

/** Turns the types of inference into final ones for one definition. What nothing has fixed is the unit type. */
final class Zonk {
    private final Map<Ty, Type> known = new IdentityHashMap<>();
    /** What an actor takes whose patterns leave it open, where nothing else has decided: values of every type (spec 05 §2.2). */
    private static final Type ANY_MESSAGE = new Type.Parameter(new TypeParameter("message"));

    private final Set<TypeParameter> foreign;

    /**
     * @param foreign quantified variables of other definitions of the same component; no value of such a type reaches this one
     */
    Zonk(Set<TypeParameter> foreign) {
        this.foreign = foreign;
    }

    Type type(Ty type) {
        var resolved = Ty.resolve(type);
        return switch (resolved) {
            case Ty.Var free -> free.isMessage ? ANY_MESSAGE : Type.UNIT;
            case Ty.Simple simple -> simple == Ty.NEVER ? Type.NEVER : Type.UNIT;
            case Ty.Parameter parameter ->
                foreign.contains(parameter.parameter()) ? Type.UNIT : new Type.Parameter(parameter.parameter());
            case Ty.Con con -> con.arguments().isEmpty() ? new Type.Named(con.name()) : compound(con);
            case Ty.Tuple _, Ty.Function _ -> compound(resolved);
        };
    }

    private Type compound(Ty type) {
        var before = known.get(type);
        if (before != null) {
            return before;
        }
        var result = switch (type) {
            case Ty.Con con -> new Type.Named(con.name(), types(con.arguments()));
            case Ty.Tuple tuple -> new Type.Tuple(types(tuple.components()));
            case Ty.Function function -> new Type.Function(types(function.parameters()), type(function.result()));
            case Ty.Var _, Ty.Parameter _, Ty.Simple _ -> throw new IllegalStateException("not compound");
        };
        known.put(type, result);
        return result;
    }

    List<Type> types(List<Ty> types) {
        var result = new ArrayList<Type>(types.size());
        for (var type : types) {
            result.add(type(type));
        }
        return result;
    }

    /** The type where only a named one is possible; unit when something is in error. */
    Type.Named named(Ty type) {
        return type(type) instanceof Type.Named named ? named : Type.UNIT;
    }

    Type.Function function(Ty type) {
        return type(type) instanceof Type.Function function ? function : new Type.Function(List.of(), Type.UNIT);
    }

    List<Expression> expressions(List<Term> terms) {
        var result = new ArrayList<Expression>(terms.size());
        for (var term : terms) {
            result.add(term.in(this));
        }
        return result;
    }

    static Expression nothing(Span span) {
        return new Expression.Unit(span);
    }
}
