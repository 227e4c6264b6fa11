package snow.types.tree;

import java.util.ArrayList;
import java.util.List;
import snow.syntax.Span;
import snow.types.Predicate;
import snow.types.Type;
import snow.types.TypeParameter;

/**
 * A definition at the top level of a module that can be called: function, impl method, extern function, actor, what services and supervisors bring with
 * them. Identity counts.
 * Made in two steps, since the bodies of a group refer to each other: the constructor makes the name, {@link #define} the rest.
 */
public final class Function {
    private final String module;
    private final String name;
    private final int arity;
    private final Kind kind;
    private final Span span;
    private List<TypeParameter> typeParameters;
    private List<Predicate> predicates;
    private List<Local> parameters;
    private Type result;
    private Body body;

    /** What a definition is. */
    public enum Kind {
        FUNCTION,
        /** The result type of an actor is {@code Pid<M>}; its body's own value is dropped. */
        ACTOR
    }

    /** What a call runs. */
    public sealed interface Body permits Body.Code, Body.Actor, Body.Extern, Generated {
        /** Snow code. Clauses with patterns have become one {@link Expression.Match} over the parameters. */
        record Code(Expression expression) implements Body {}

        /** An actor: its body, and its {@code terminate} block over the same parameters, unit when there is none. */
        record Actor(Expression expression, java.util.Optional<Expression> terminate) implements Body {}

        /**
         * A static method of the runtime.
         *
         * @param owner class, {@code snow.rt.collection.Lists}
         * @param method its name without the suffixes of specialised parameters
         * @param specialised the type parameters for which there is one method per representation
         */
        record Extern(String owner, String method, List<TypeParameter> specialised) implements Body {
            public Extern {
                specialised = List.copyOf(specialised);
            }
        }
    }

    /**
     * @param module the module that defines it
     * @param name as reports show it: {@code area}, {@code Point.to_string} for an impl method
     * @param span the whole definition
     */
    public Function(String module, String name, int arity, Kind kind, Span span) {
        this.module = module;
        this.name = name;
        this.arity = arity;
        this.kind = kind;
        this.span = span;
    }

    /**
     * Gives the definition its type and code, once.
     *
     * @param typeParameters of an impl method: those of the impl first
     * @param predicates declared and inferred
     */
    public void define(
            List<TypeParameter> typeParameters,
            List<Predicate> predicates,
            List<Local> parameters,
            Type result,
            Body body) {
        if (this.body != null) {
            throw new IllegalStateException(module + "." + name + " is defined twice");
        }
        this.typeParameters = List.copyOf(typeParameters);
        this.predicates = List.copyOf(predicates);
        this.parameters = List.copyOf(parameters);
        this.result = result;
        this.body = body;
    }

    public String module() {
        return module;
    }

    public String name() {
        return name;
    }

    public int arity() {
        return arity;
    }

    public Kind kind() {
        return kind;
    }

    public Span span() {
        return span;
    }

    public List<TypeParameter> typeParameters() {
        return typeParameters;
    }

    public List<Predicate> predicates() {
        return predicates;
    }

    public List<Local> parameters() {
        return parameters;
    }

    public Type result() {
        return result;
    }

    public Body body() {
        return body;
    }

    /** The function's type, over its type parameters. */
    public Type.Function type() {
        var types = new ArrayList<Type>(parameters.size());
        for (var parameter : parameters) {
            types.add(parameter.type());
        }
        return new Type.Function(types, result);
    }

    @Override
    public String toString() {
        return module + "." + name + "/" + arity;
    }
}
