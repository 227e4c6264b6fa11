package snow.types;

import java.util.Optional;
import snow.syntax.Span;
import snow.types.tree.Local;

/** A local variable while inference runs. Identity counts. */
final class Variable {
    final String name;
    final Span span;
    Scheme scheme;
    boolean isUsed;
    private Optional<Local> local = Optional.empty();

    Variable(String name, Span span, Scheme scheme) {
        this.name = name;
        this.span = span;
        this.scheme = scheme;
    }

    Variable(String name, Span span, Ty type) {
        this(name, span, Scheme.mono(type));
    }

    /** The variable in the typed tree. */
    Local local(Zonk zonk) {
        if (local.isEmpty()) {
            local = Optional.of(new Local(name, zonk.type(scheme.type()), scheme.parameters()));
        }
        return local.get();
    }
}
