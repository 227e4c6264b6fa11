package snow.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import snow.syntax.Item;
import snow.syntax.Span;
import snow.syntax.Stmt;
import snow.types.tree.Constant;
import snow.types.tree.Function;

/** Something at the top level of a module that has a type of its own: a function, an actor, service or supervisor, a top-level {@code let}. */
abstract sealed class Definition
        permits Definition.Fn,
                Definition.Actor,
                Definition.Let,
                ServiceDefinition,
                SupervisorDefinition,
                GeneratedFunction {
    final ModuleScope module;
    final String name;
    final Span nameSpan;
    final Span span;

    /** Its type while its component is checked, the same at every use. */
    Ty type = Ty.ERROR;

    /** Its type for everybody else; empty until its component is done, unless it is fully annotated. */
    Optional<Scheme> scheme = Optional.empty();

    /** What the type of a use inside its own component was taken from; empty unless it is fully annotated. */
    final List<Scheme.Instance> usesInComponent = new ArrayList<>();

    boolean isDone;

    Definition(ModuleScope module, String name, Span nameSpan, Span span) {
        this.module = module;
        this.name = name;
        this.nameSpan = nameSpan;
        this.span = span;
    }

    /** The annotations of a function, in terms of its type parameters. */
    static final class Header {
        /** The declared type parameters in order. */
        final Map<String, TypeParameter> typeParameters = new LinkedHashMap<>();

        final List<Span> typeParameterSpans = new ArrayList<>();
        final List<Scheme.Bound> bounds = new ArrayList<>();
        /** For each clause and parameter. */
        final List<List<Optional<Ty>>> parameters = new ArrayList<>();

        Optional<Ty> result = Optional.empty();
        Optional<Span> resultSpan = Optional.empty();
        /** Whether nothing is left to infer. */
        boolean isComplete;

        /** The annotation of a parameter in the first clause that has one. */
        Optional<Ty> parameter(int index) {
            return parameters.stream()
                    .map(clause -> clause.get(index))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
    }

    /** All clauses of a function; for overloads of built-in functions, one of them. */
    static final class Fn extends Definition {
        final List<Item.FnDef> clauses;
        final int arity;
        final Function function;
        final Optional<Implementing> implementing;
        /** The service that it helps; nobody else sees it. */
        Optional<ServiceDefinition> service = Optional.empty();

        /** The interface whose default method this is, to be checked once and not compiled. */
        Optional<InterfaceDefinition> defaultOf = Optional.empty();

        /** Type names that a method sees around it, besides those of its module. */
        final Map<String, Ty> typeNames = new LinkedHashMap<>();

        Header header = new Header();
        /** Whether something stands between them, which was reported. */
        boolean clausesAreApart;

        Fn(ModuleScope module, Item.FnDef first, int arity, String shownName, Optional<Implementing> implementing) {
            super(module, first.name().text(), first.name().span(), first.span());
            this.clauses = new ArrayList<>(List.of(first));
            this.arity = arity;
            this.implementing = implementing;
            this.function = new Function(module.name, shownName, arity, Function.Kind.FUNCTION, first.span());
        }
    }

    static final class Actor extends Definition {
        final Item.ActorDef item;
        final Function function;
        Ty messageType = Ty.ERROR;

        Actor(ModuleScope module, Item.ActorDef item) {
            super(module, item.name().text(), item.name().span(), item.span());
            this.item = item;
            this.function = new Function(
                    module.name, item.name().text(), item.params().size(), Function.Kind.ACTOR, item.span());
        }
    }

    /** A top-level {@code let}; one definition for all names of its pattern. */
    static final class Let extends Definition {
        final Stmt.Let item;
        /** The variables of its pattern, when its component has been checked. */
        final Map<String, Variable> variables = new LinkedHashMap<>();

        Optional<Constant> constant = Optional.empty();

        Let(ModuleScope module, Stmt.Let item, String name, Span nameSpan) {
            super(module, name, nameSpan, item.span());
            this.item = item;
        }
    }

    /** The impl that a method belongs to. */
    record Implementing(ImplDefinition impl) {}
}
