package snow.types;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import snow.syntax.Span;
import snow.types.tree.Implementation;

/** One implementation of an interface for a type constructor. */
final class ImplDefinition {
    final InterfaceDefinition declares;
    final TypeName target;
    final List<TypeParameter> parameters;
    /** What arguments must implement: what its {@code where} says, and what its methods turn out to need. */
    final List<Scheme.Bound> bounds;

    final Implementation.Origin origin;
    final ModuleScope module;
    final Span span;
    /** What the type parameters of the interface stand for here. */
    final Map<TypeParameter, Ty> interfaceArguments = new HashMap<>();

    /** Where types had to implement it. */
    final List<Implements> uses = new ArrayList<>();

    final Map<String, Definition.Fn> methods = new LinkedHashMap<>();

    ImplDefinition(
            InterfaceDefinition declares,
            TypeName target,
            List<TypeParameter> parameters,
            List<Scheme.Bound> bounds,
            Implementation.Origin origin,
            ModuleScope module,
            Span span) {
        this.declares = declares;
        this.target = target;
        this.parameters = parameters;
        this.bounds = bounds;
        this.origin = origin;
        this.module = module;
        this.span = span;
    }

    /** The type that implements. */
    Ty self() {
        return new Ty.Con(target, parameters.stream().<Ty>map(Ty.Parameter::new).toList());
    }

    /** Whether a type must implement it only if this argument of it implements an interface. */
    boolean asks(TypeName interfaceName, TypeParameter parameter) {
        return bounds.stream()
                .anyMatch(own -> own.interfaceName().equals(interfaceName)
                        && own.type() instanceof Ty.Parameter asked
                        && asked.parameter() == parameter);
    }

    /** The same for a bound of one of its methods. */
    boolean asks(Scheme.Bound bound) {
        return bound.type() instanceof Ty.Parameter given && asks(bound.interfaceName(), given.parameter());
    }

    /**
     * Asks something more of one argument, also where the impl has been used already.
     *
     * @param self the argument inside the impl's own methods
     * @return false when it was used for a type that is a type parameter by now, so that nothing can be asked of it
     */
    boolean ask(TypeName interfaceName, int position, Ty.Var self) {
        var arguments = new ArrayList<Implements>();
        for (var use : uses) {
            if (!(Ty.resolve(use.type) instanceof Ty.Con con)) {
                continue;
            }
            var argument = Ty.resolve(con.arguments().get(position));
            if (argument instanceof Ty.Parameter) {
                return false;
            }
            if (argument != self) {
                arguments.add(use.ofPart(interfaceName, argument));
            }
        }
        bounds.add(new Scheme.Bound(interfaceName, new Ty.Parameter(parameters.get(position))));
        arguments.forEach(Implements::require);
        return true;
    }
}
