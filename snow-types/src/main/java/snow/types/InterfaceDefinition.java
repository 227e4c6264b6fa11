package snow.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import snow.syntax.Item;
import snow.syntax.Span;

/** An interface, built in or declared. Its types are over {@link #self}. */
final class InterfaceDefinition {
    /**
     * One method.
     *
     * @param parameters without {@code self}; empty where the type is open
     * @param item where it is declared; empty for built-in interfaces
     */
    record Method(
            InterfaceDefinition owner,
            String name,
            boolean isStatic,
            List<Optional<Ty>> parameters,
            Optional<Ty> result,
            boolean hasDefault,
            Optional<Item.InterfaceMethod> item) {
        /** Arguments of a call, the receiver included. */
        int arity() {
            return parameters.size() + (isStatic ? 0 : 1);
        }
    }

    final TypeName name;
    final TypeParameter self = new TypeParameter("Self");
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

    Ty selfType() {
        return new Ty.Parameter(self);
    }

    Optional<Method> method(String method) {
        return methods.stream()
                .filter(candidate -> candidate.name().equals(method))
                .findFirst();
    }
}
