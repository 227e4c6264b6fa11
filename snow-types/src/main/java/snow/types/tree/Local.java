package snow.types.tree;

import java.util.List;
import snow.types.Type;
import snow.types.TypeParameter;

/**
 * A local variable. Identity counts: shadowing makes a new one.
 */
public final class Local {
    private final String name;
    private final Type type;
    private final List<TypeParameter> quantified;

    /**
     * @param name as written; empty for one that has no name in the source
     * @param type its type; may mention {@code quantified}
     * @param quantified the variables that a {@code let} or nested {@code fn} generalised; empty for every other local
     */
    public Local(String name, Type type, List<TypeParameter> quantified) {
        this.name = name;
        this.type = type;
        this.quantified = List.copyOf(quantified);
    }

    public Local(String name, Type type) {
        this(name, type, List.of());
    }

    public String name() {
        return name;
    }

    public Type type() {
        return type;
    }

    public List<TypeParameter> quantified() {
        return quantified;
    }

    @Override
    public String toString() {
        return name;
    }
}
