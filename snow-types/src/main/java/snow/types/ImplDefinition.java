package snow.types;

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
    final List<Scheme.Bound> bounds;
    final Implementation.Origin origin;
    final ModuleScope module;
    final Span span;
    /** What the type parameters of the interface stand for here. */
    final Map<TypeParameter, Ty> interfaceArguments = new HashMap<>();

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

    /** Whether its {@code where} says this of one of its parameters. */
    boolean asks(Scheme.Bound bound) {
        return bounds.stream()
                .anyMatch(own -> own.interfaceName().equals(bound.interfaceName())
                        && own.type() instanceof Ty.Parameter asked
                        && bound.type() instanceof Ty.Parameter given
                        && asked.parameter() == given.parameter());
    }
}
