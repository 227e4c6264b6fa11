package snow.syntax;

import java.util.List;
import java.util.Optional;

/** A definition (spec 01 §5.1, §5.3 to §5.6; test files: spec 08 §8.1). */
public sealed interface Item extends Stmt {

    /**
     * One clause of a function. Consecutive clauses of the same name and number of parameters are one function; they stay
     * separate here.
     *
     * @param params empty also when the source has no parentheses
     */
    record FnDef(
            Span span,
            boolean isPub,
            Name name,
            List<Name> generics,
            List<Param> params,
            Optional<TypeExpr> returnType,
            List<Bound> where,
            Optional<Expr> guard,
            FnBody body)
            implements Item, ServiceMember {
        public FnDef {
            generics = List.copyOf(generics);
            params = List.copyOf(params);
            where = List.copyOf(where);
        }

        @Override
        public List<Node> children() {
            return Children.of()
                    .add(name)
                    .add(generics)
                    .add(params)
                    .add(returnType)
                    .add(where)
                    .add(guard)
                    .add(body)
                    .list();
        }
    }

    /** {@code T: Interface} of a {@code where} clause. */
    record Bound(Span span, Name typeParam, Path interfacePath) implements Node {
        @Override
        public List<Node> children() {
            return List.of(typeParam, interfacePath);
        }
    }

    /**
     * {@code struct Name<T> do … end deriving(…)}
     *
     * @param deriving absent without a clause, which differs from {@code deriving()}
     */
    record StructDef(
            Span span,
            boolean isPub,
            Name name,
            List<Name> generics,
            List<StructField> fields,
            Optional<List<Name>> deriving)
            implements Item {
        public StructDef {
            generics = List.copyOf(generics);
            fields = List.copyOf(fields);
            deriving = deriving.map(List::copyOf);
        }

        @Override
        public List<Node> children() {
            return Children.of()
                    .add(name)
                    .add(generics)
                    .add(fields)
                    .add(deriving.orElse(List.of()))
                    .list();
        }
    }

    record StructField(Span span, Name name, TypeExpr type) implements Node {
        @Override
        public List<Node> children() {
            return List.of(name, type);
        }
    }

    /** {@code type Name<T> do … end deriving(…)}; {@code deriving} as for structs. */
    record SumTypeDef(
            Span span,
            boolean isPub,
            Name name,
            List<Name> generics,
            List<VariantDef> variants,
            Optional<List<Name>> deriving)
            implements Item {
        public SumTypeDef {
            generics = List.copyOf(generics);
            variants = List.copyOf(variants);
            deriving = deriving.map(List::copyOf);
        }

        @Override
        public List<Node> children() {
            return Children.of()
                    .add(name)
                    .add(generics)
                    .add(variants)
                    .add(deriving.orElse(List.of()))
                    .list();
        }
    }

    record VariantDef(Span span, Name name, List<VariantField> fields) implements Node {
        public VariantDef {
            fields = List.copyOf(fields);
        }

        @Override
        public List<Node> children() {
            return Children.of().add(name).add(fields).list();
        }
    }

    record VariantField(Span span, Optional<Name> name, TypeExpr type) implements Node {
        @Override
        public List<Node> children() {
            return Children.of().add(name).add(type).list();
        }
    }

    /** {@code type Name<T> = Type} */
    record TypeAlias(Span span, boolean isPub, Name name, List<Name> generics, TypeExpr type) implements Item {
        public TypeAlias {
            generics = List.copyOf(generics);
        }

        @Override
        public List<Node> children() {
            return Children.of().add(name).add(generics).add(type).list();
        }
    }

    record InterfaceDef(Span span, boolean isPub, Name name, List<Name> generics, List<InterfaceMethod> methods)
            implements Item {
        public InterfaceDef {
            generics = List.copyOf(generics);
            methods = List.copyOf(methods);
        }

        @Override
        public List<Node> children() {
            return Children.of().add(name).add(generics).add(methods).list();
        }
    }

    /** {@code fn name(self, …) -> Type}, with a body when it has a default. */
    record InterfaceMethod(
            Span span, Name name, List<Param> params, Optional<TypeExpr> returnType, Optional<Block> body)
            implements Node {
        public InterfaceMethod {
            params = List.copyOf(params);
        }

        @Override
        public List<Node> children() {
            return Children.of().add(name).add(params).add(returnType).add(body).list();
        }
    }

    /** {@code impl Trait<Args> for Target<Args> where … do … end}. The body holds {@link FnDef}s and errors. */
    record ImplDef(
            Span span,
            Path trait,
            List<TypeExpr> traitArgs,
            Path target,
            List<TypeExpr> targetArgs,
            List<Bound> where,
            Block body)
            implements Item {
        public ImplDef {
            traitArgs = List.copyOf(traitArgs);
            targetArgs = List.copyOf(targetArgs);
            where = List.copyOf(where);
        }

        /** The methods, in source order. */
        public List<FnDef> methods() {
            return body.items().stream()
                    .filter(FnDef.class::isInstance)
                    .map(FnDef.class::cast)
                    .toList();
        }

        @Override
        public List<Node> children() {
            return Children.of()
                    .add(trait)
                    .add(traitArgs)
                    .add(target)
                    .add(targetArgs)
                    .add(where)
                    .add(body)
                    .list();
        }
    }

    record ModuleDef(Span span, boolean isPub, Name name, Block body) implements Item {
        @Override
        public List<Node> children() {
            return List.of(name, body);
        }
    }

    /** {@code import A.B} */
    record Import(Span span, Path path) implements Item {
        @Override
        public List<Node> children() {
            return List.of(path);
        }
    }

    /** {@code from A.B import c, D} */
    record FromImport(Span span, Path path, List<Name> names) implements Item {
        public FromImport {
            names = List.copyOf(names);
        }

        @Override
        public List<Node> children() {
            return Children.of().add(path).add(names).list();
        }
    }

    /** {@code actor name(params) do … end}; at most one {@link TerminateClause} is among the statements of the body. */
    record ActorDef(Span span, Name name, List<Param> params, Block body) implements Item {
        public ActorDef {
            params = List.copyOf(params);
        }

        /** The terminate clause, wherever it stands in the body. */
        public Optional<TerminateClause> terminate() {
            return body.items().stream()
                    .filter(TerminateClause.class::isInstance)
                    .map(TerminateClause.class::cast)
                    .findFirst();
        }

        /** The body without its terminate clause. */
        public List<Stmt> statements() {
            return body.items().stream()
                    .filter(item -> !(item instanceof TerminateClause))
                    .toList();
        }

        @Override
        public List<Node> children() {
            return Children.of().add(name).add(params).add(body).list();
        }
    }

    /** {@code terminate do … end}, directly in an actor's body. */
    record TerminateClause(Span span, Block body) implements Item {
        @Override
        public List<Node> children() {
            return List.of(body);
        }
    }

    record ServiceDef(Span span, Name name, List<ServiceMember> members) implements Item {
        public ServiceDef {
            members = List.copyOf(members);
        }

        @Override
        public List<Node> children() {
            return Children.of().add(name).add(members).list();
        }
    }

    sealed interface ServiceMember extends Node permits FnDef, CallHandler, CastHandler, Skipped {}

    /** {@code call Name(params) :: Type do |state| … end} */
    record CallHandler(
            Span span, Name name, List<Param> params, Optional<TypeExpr> returnType, Optional<Name> state, Block body)
            implements ServiceMember {
        public CallHandler {
            params = List.copyOf(params);
        }

        @Override
        public List<Node> children() {
            return Children.of()
                    .add(name)
                    .add(params)
                    .add(returnType)
                    .add(state)
                    .add(body)
                    .list();
        }
    }

    /** {@code cast Name(params) do |state| … end} */
    record CastHandler(Span span, Name name, List<Param> params, Optional<Name> state, Block body)
            implements ServiceMember {
        public CastHandler {
            params = List.copyOf(params);
        }

        @Override
        public List<Node> children() {
            return Children.of().add(name).add(params).add(state).add(body).list();
        }
    }

    record SupervisorDef(Span span, boolean isPub, Name name, List<SupervisorEntry> entries) implements Item {
        public SupervisorDef {
            entries = List.copyOf(entries);
        }

        @Override
        public List<Node> children() {
            return Children.of().add(name).add(entries).list();
        }
    }

    sealed interface SupervisorEntry extends Node
            permits StrategyClause, RestartLimit, SecondsLimit, ChildSpec, Skipped {}

    /** {@code strategy: one_for_one} */
    record StrategyClause(Span span, Name value) implements SupervisorEntry {
        @Override
        public List<Node> children() {
            return List.of(value);
        }
    }

    /**
     * {@code max_restarts: 3}
     *
     * @param value a {@link Expr.Literal} with a {@link Constant.Int}, or an {@link Expr.Error}
     */
    record RestartLimit(Span span, Expr value) implements SupervisorEntry {
        @Override
        public List<Node> children() {
            return List.of(value);
        }
    }

    /** {@code max_seconds: 5}; the value as for {@link RestartLimit}. */
    record SecondsLimit(Span span, Expr value) implements SupervisorEntry {
        @Override
        public List<Node> children() {
            return List.of(value);
        }
    }

    record ChildSpec(Span span, Name name, List<ChildEntry> entries) implements SupervisorEntry {
        public ChildSpec {
            entries = List.copyOf(entries);
        }

        @Override
        public List<Node> children() {
            return Children.of().add(name).add(entries).list();
        }
    }

    sealed interface ChildEntry extends Node {}

    /** {@code start: fn -> spawn(…) end} */
    record ChildStart(Span span, Expr value) implements ChildEntry {
        @Override
        public List<Node> children() {
            return List.of(value);
        }
    }

    /** {@code restart: permanent} */
    record ChildRestart(Span span, Name value) implements ChildEntry {
        @Override
        public List<Node> children() {
            return List.of(value);
        }
    }

    /**
     * {@code shutdown: 5000}, {@code shutdown: brutal_kill}
     *
     * @param value a {@link Expr.Literal} with a {@link Constant.Int}, an {@link Expr.NameRef}, or an {@link Expr.Error}
     */
    record ChildShutdown(Span span, Expr value) implements ChildEntry {
        @Override
        public List<Node> children() {
            return List.of(value);
        }
    }

    /** Tokens that make no sense in a service, supervisor or child specification; reported already. */
    record Skipped(Span span) implements ServiceMember, SupervisorEntry, ChildEntry {
        @Override
        public List<Node> children() {
            return List.of();
        }
    }

    /**
     * {@code test "title" with fixture do … end}
     *
     * @param title without interpolation, or an {@link Expr.Error}
     */
    record TestDef(Span span, Expr title, Optional<Name> fixture, Block body) implements Item {
        @Override
        public List<Node> children() {
            return Children.of().add(title).add(fixture).add(body).list();
        }
    }

    /**
     * {@code describe "title" do … end}
     *
     * @param body holds {@link SetupDef}, {@link TestDef}, {@link DescribeDef}, {@link FnDef} and errors
     */
    record DescribeDef(Span span, Expr title, Block body) implements Item {
        @Override
        public List<Node> children() {
            return List.of(title, body);
        }
    }

    /** {@code setup with outer do … end} */
    record SetupDef(Span span, Optional<Name> fixture, Block body) implements Item {
        @Override
        public List<Node> children() {
            return Children.of().add(fixture).add(body).list();
        }
    }
}
