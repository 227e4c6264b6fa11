package snow.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import snow.syntax.Span;

/** Quantifies what is open in a type (spec 02 §3.5). */
final class Generalising {
    /** A bound; type parameters are compared by identity. */
    record Key(TypeName interfaceName, TypeParameter parameter) {}

    private final Inference in;

    Generalising(Inference in) {
        this.in = in;
    }

    /** The scheme of a {@code let} or nested function; the level of its definition has been left. */
    Scheme local(Ty type, Span at) {
        if (Ty.isTooLarge(type)) {
            in.report(Messages.tooLarge(at));
            return Scheme.mono(Ty.ERROR);
        }
        var open = openAbove(type, in.unifier.level());
        while (decide(open)) {
            open = openAbove(type, in.unifier.level());
        }
        if (open.isEmpty()) {
            return Scheme.mono(type);
        }
        var parameters = new ArrayList<TypeParameter>();
        var bounds = new LinkedHashMap<Key, Scheme.Bound>();
        for (var variable : open) {
            parameters.add(quantify(variable, newParameter(variable, parameters.size()), bounds));
        }
        return new Scheme(parameters, List.copyOf(bounds.values()), type);
    }

    static TypeParameter newParameter(Ty.Var variable, int index) {
        return new TypeParameter(variable.name.isEmpty() ? TypeText.letters(index) : variable.name);
    }

    /** The open variables of a type that belong to the definition just left. */
    List<Ty.Var> openAbove(Ty type, int level) {
        var all = new LinkedHashSet<Ty.Var>();
        Ty.variables(type, all);
        return all.stream().filter(variable -> variable.level > level).toList();
    }

    /** Arithmetic on a variable yields that variable; what else waits keeps a variable from being quantified here. */
    private boolean decide(List<Ty.Var> open) {
        boolean decided = false;
        for (var variable : open) {
            for (var constraint : List.copyOf(variable.waiting)) {
                if (constraint instanceof Arithmetic arithmetic) {
                    decided |= arithmetic.close();
                } else if (!constraint.isDone() && !constraint.allowsQuantifying()) {
                    in.unifier.lower(variable, in.unifier.level());
                    decided = true;
                }
            }
        }
        return decided;
    }

    /** Makes a variable a type parameter; the constraints on it become bounds. */
    TypeParameter quantify(Ty.Var variable, TypeParameter parameter, Map<Key, Scheme.Bound> bounds) {
        var type = new Ty.Parameter(parameter);
        for (var constraint : variable.waiting) {
            if (constraint instanceof Implements predicate && !constraint.isDone()) {
                constraint.markDone();
                if (!predicate.interfaceName.equals(Interfaces.TEXT)) {
                    bounds.putIfAbsent(
                            new Key(predicate.interfaceName, parameter),
                            new Scheme.Bound(predicate.interfaceName, type));
                }
            }
        }
        variable.waiting = new ArrayList<>(0);
        variable.bind(type);
        return parameter;
    }
}
