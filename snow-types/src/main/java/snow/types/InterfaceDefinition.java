package snow.types;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import snow.syntax.Item;
import snow.syntax.Span;

/** An interface, built in or declared. Its types are over {@link #self}. */
final class InterfaceDefinition {
    static final String SELF = "Self";

    /**
     * One method.
     *
     * @param declaredParameters without {@code self}; empty where there is no annotation
     * @param item where it is declared; empty for built-in interfaces
     * @param body its default as the interface's module checks it, over {@link #self}; empty for built-in interfaces
     */
    record Method(
            InterfaceDefinition owner,
            String name,
            boolean isStatic,
            List<Optional<Ty>> declaredParameters,
            Optional<Ty> declaredResult,
            boolean hasDefault,
            Optional<Item.InterfaceMethod> item,
            Optional<Definition.Fn> body) {
        /** Arguments of a call, the receiver included. */
        int arity() {
            return declaredParameters.size() + (isStatic ? 0 : 1);
        }

        /** Types without {@code self}, as far as they are the same in all impls; empty where the type is open. */
        List<Optional<Ty>> parameters() {
            return parameters(Set.of(owner.self));
        }

        /** The result as far as it is the same in all impls; empty when it is open. */
        Optional<Ty> result() {
            return result(Set.of(owner.self));
        }

        /** Whether the interface alone says its whole type. */
        boolean isClosed() {
            return result().isPresent() && parameters().stream().allMatch(Optional::isPresent);
        }

        /** The same as {@link #parameters()} inside the interface, where its type parameters are known. */
        List<Optional<Ty>> parametersInside() {
            return parameters(owner.inside());
        }

        /** The same as {@link #result()} inside the interface, where its type parameters are known. */
        Optional<Ty> resultInside() {
            return result(owner.inside());
        }

        private List<Optional<Ty>> parameters(Set<TypeParameter> known) {
            var types = new ArrayList<Optional<Ty>>();
            for (int i = 0; i < declaredParameters.size(); i++) {
                int position = isStatic ? i : i + 1;
                types.add(declaredParameters
                        .get(i)
                        .or(() -> inferred().map(type -> type.parameters().get(position)))
                        .filter(type -> isOver(known, type)));
            }
            return types;
        }

        private Optional<Ty> result(Set<TypeParameter> known) {
            return declaredResult.or(() -> inferred().map(Ty.Function::result)).filter(type -> isOver(known, type));
        }

        /** What its default says, once that has been checked. */
        private Optional<Ty.Function> inferred() {
            return body.filter(fn -> fn.isDone)
                    .flatMap(fn ->
                            Ty.resolve(fn.type) instanceof Ty.Function type ? Optional.of(type) : Optional.empty());
        }

        private static boolean isOver(Set<TypeParameter> known, Ty type) {
            var mentioned = new ArrayList<TypeParameter>();
            Generalising.collectParameters(type, mentioned);
            var open = new LinkedHashSet<Ty.Var>();
            Ty.variables(type, open);
            return open.isEmpty() && known.containsAll(mentioned);
        }
    }

    final TypeName name;
    final TypeParameter self = new TypeParameter(SELF);
    /** Types that each impl chooses, by name. */
    final Map<String, TypeParameter> typeParameters = new LinkedHashMap<>();

    final List<Method> methods = new ArrayList<>();
    final Span nameSpan;
    /** The module that declares it; empty for a built-in interface. */
    final Optional<ModuleScope> module;

    final boolean isPublic;

    InterfaceDefinition(TypeName name, Span nameSpan, Optional<ModuleScope> module, boolean isPublic) {
        this.name = name;
        this.nameSpan = nameSpan;
        this.module = module;
        this.isPublic = isPublic;
    }

    /** The type parameters that stand for known types inside the interface. */
    private Set<TypeParameter> inside() {
        var known = new HashSet<>(typeParameters.values());
        known.add(self);
        return known;
    }

    Ty selfType() {
        return new Ty.Parameter(self);
    }

    Optional<Method> method(String method) {
        return methods.stream()
                .filter(candidate -> candidate.name().equals(method))
                .findFirst();
    }
}
