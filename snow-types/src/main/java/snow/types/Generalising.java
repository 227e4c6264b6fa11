package snow.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import snow.syntax.Span;

/** Quantifies what is open in a type (spec 02 §3.5). */
final class Generalising {
    /** A bound; type parameters are compared by identity. */
    record Key(TypeName interfaceName, TypeParameter parameter) {}

    private final Inference in;

    Generalising(Inference in) {
        this.in = in;
    }

    /** The scheme of a {@code let}; the level of its definition has been left. */
    Scheme local(Ty type, Span at) {
        return local(type, at, new LinkedHashSet<>(), new LinkedHashMap<>());
    }

    /**
     * The scheme of a {@code let} or of one of several nested functions that call each other.
     *
     * @param shared what the functions before it have quantified; those in this type are its own, too
     * @param bounds the bounds on all of them
     */
    Scheme local(Ty type, Span at, Set<TypeParameter> shared, Map<Key, Scheme.Bound> bounds) {
        if (Ty.isTooLarge(type)) {
            in.report(Messages.tooLarge(at));
            return Scheme.mono(Ty.ERROR);
        }
        var open = openAbove(type, in.unifier.level());
        while (decide(open)) {
            open = openAbove(type, in.unifier.level());
        }
        var parameters = new ArrayList<TypeParameter>();
        if (!shared.isEmpty()) {
            collectParameters(type, parameters);
            parameters.retainAll(shared);
        }
        for (var variable : open) {
            parameters.add(quantify(variable, newParameter(variable, parameters.size()), bounds));
        }
        shared.addAll(parameters);
        return new Scheme(
                parameters,
                bounds.entrySet().stream()
                        .filter(entry -> parameters.contains(entry.getKey().parameter()))
                        .map(Map.Entry::getValue)
                        .toList(),
                type);
    }

    /** The type parameters in a type, each once, in the order in which they appear. */
    static void collectParameters(Ty type, List<TypeParameter> into) {
        switch (Ty.resolve(type)) {
            case Ty.Parameter parameter -> {
                if (!into.contains(parameter.parameter())) {
                    into.add(parameter.parameter());
                }
            }
            case Ty.Con con -> con.arguments().forEach(part -> collectParameters(part, into));
            case Ty.Tuple tuple -> tuple.components().forEach(part -> collectParameters(part, into));
            case Ty.Function function -> {
                function.parameters().forEach(part -> collectParameters(part, into));
                collectParameters(function.result(), into);
            }
            case Ty.Var _, Ty.Simple _ -> {}
        }
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
        parameter.isTuple |= variable.isTuple;
        variable.waiting = new ArrayList<>(0);
        variable.bind(type);
        return parameter;
    }
}
