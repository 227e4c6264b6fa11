package snow.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import snow.diagnostics.Label;
import snow.syntax.Expr;
import snow.syntax.Span;
import snow.types.tree.Expression;

/** Calls (spec 02 §4.4). */
final class Calls {
    private final Inference in;

    Calls(Inference in) {
        this.in = in;
    }

    /** Makes the call when all types are known. */
    @FunctionalInterface
    interface Build {
        Expression of(Zonk zonk, List<Expression> arguments);
    }

    // ---- which callee

    /** {@code name(…)}, with a piped value before the arguments if there is one. */
    Term named(Expr.Call call, Expr.NameRef ref, Optional<Term> piped, Ty hint) {
        boolean tail = in.takeTail();
        return byName(ref, Arguments.of(in, call, piped), call.span(), hint, tail);
    }

    private Term byName(Expr.NameRef ref, Arguments arguments, Span span, Ty hint, boolean tail) {
        var name = ref.name().text();
        int count = arguments.size();
        var variant = in.names.variant(name, hint);
        if (variant.isPresent()) {
            return construct(variant.get(), arguments, span);
        }
        var local = in.scope.find(name, count);
        if (local.isPresent()) {
            var bounds = new ArrayList<Scheme.Bound>();
            return applyValue(in.names.local(local.get(), ref.span(), bounds::add), bounds, arguments, span);
        }
        if (in.module.definedTwice.contains(name)) {
            arguments.all();
            return Term.error(span);
        }
        var own = in.functions(name);
        if (!own.isEmpty()) {
            return functions(own, arguments, span, hint);
        }
        var actor = Optional.ofNullable(in.module.actors.get(name));
        if (actor.isPresent()) {
            return in.actors.call(actor.get(), arguments, span, tail);
        }
        var supervisor = Optional.ofNullable(in.module.supervisors.get(name));
        if (supervisor.isPresent()) {
            return generated(supervisor.get().generated.get("start"), arguments, span);
        }
        var constant = Optional.ofNullable(in.module.constants.get(name));
        if (constant.isPresent()) {
            var bounds = new ArrayList<Scheme.Bound>();
            return applyValue(
                    in.names.constant(constant.get(), name, ref.span(), bounds::add), bounds, arguments, span);
        }
        if (in.module.inError.containsKey(name) || ref.name().isMissing()) {
            arguments.all();
            return Term.error(span);
        }
        if (!in.names.importsFunction(name)) {
            var method = in.methods.bareCall(ref.name(), arguments, span);
            if (method.isPresent()) {
                return method.get();
            }
        }
        if (name.equals("default") && count == 0) {
            return in.methods.byDefault(span);
        }
        var builtin = in.names.builtin(name);
        if (!builtin.isEmpty()) {
            return functions(builtin, arguments, span, hint);
        }
        if (!in.module.misses || !ref.name().isUpperCase()) { // else perhaps a variant of a module that was not found
            in.names.undefined(name, ref.span());
        }
        arguments.all();
        return Term.error(span);
    }

    /** {@code A.b(…)} where {@code A.b} is a qualified name. */
    Term qualified(Expr.Call call, Expr.FieldAccess access, Optional<Term> piped, Ty hint) {
        in.takeTail();
        var arguments = Arguments.of(in, call, piped);
        return qualified(access, arguments, call.span(), hint);
    }

    private Term qualified(Expr.FieldAccess access, Arguments arguments, Span span, Ty hint) {
        var members = in.names.members(access);
        if (members.isEmpty()) {
            in.names.missing(access);
            arguments.all();
            return Term.error(span);
        }
        if (members.size() > 1) {
            arguments.all();
            return in.names.qualified(access, hint);
        }
        return switch (members.getFirst()) {
            case Names.Member.Functions functions -> functions(functions.functions(), arguments, span, hint);
            case Names.Member.OfProcess member -> generated(member.function(), arguments, span);
            case Names.Member.Constructor constructor -> construct(constructor.variant(), arguments, span);
            case Names.Member.Method method ->
                in.methods.callInterface(method.method(), method.type(), arguments, span);
        };
    }

    /** {@code x |> …}. */
    Term pipe(Expr.Pipe pipe, Term left, Ty hint) {
        boolean tail = in.takeTail();
        var right = pipe.right();
        while (right instanceof Expr.Paren paren) {
            right = paren.inner();
        }
        var span = pipe.span();
        var piped = Optional.of(left);
        return switch (right) {
            case Expr.NameRef ref -> byName(ref, Arguments.of(in, List.of(left)), span, hint, tail);
            case Expr.FieldAccess access
            when in.names.isQualified(access) -> qualified(access, Arguments.of(in, List.of(left)), span, hint);
            case Expr.Call call -> pipedCall(call, piped, span, hint, tail);
            case Expr.Send send -> in.actors.send(send, piped);
            case Expr.Link link -> in.actors.link(link, piped);
            case Expr.Spawn spawn -> in.actors.spawn(spawn, piped);
            default -> applyValue(in.infer(right), Arguments.of(in, List.of(left)), span);
        };
    }

    private Term pipedCall(Expr.Call call, Optional<Term> piped, Span span, Ty hint, boolean tail) {
        var arguments = Arguments.of(in, call, piped);
        return switch (call.callee()) {
            case Expr.NameRef ref -> byName(ref, arguments, span, hint, tail);
            case Expr.FieldAccess access when in.names.isQualified(access) -> qualified(access, arguments, span, hint);
            default -> applyValue(in.infer(call.callee()), arguments, span);
        };
    }

    /** {@code callee(…)} where the callee is an expression. */
    Term value(Expr.Call call, Term callee) {
        in.takeTail();
        return applyValue(callee, Arguments.of(in, call, Optional.empty()), call.span());
    }

    // ---- functions

    /** Chooses among functions of one name by the number of arguments. */
    Term functions(List<Definition.Fn> functions, Arguments arguments, Span span, Ty hint) {
        int count = arguments.size();
        var first = functions.getFirst();
        if (first.module.isBuiltin) {
            var special = new Specials(in).call(functions, arguments, span);
            if (special.isPresent()) {
                return special.get();
            }
        }
        for (var fn : functions) {
            if (fn.arity == count) {
                return function(fn, arguments, span);
            }
        }
        var closest = first;
        for (var fn : functions) {
            int distance = Math.abs(fn.arity - count) - Math.abs(closest.arity - count);
            if (distance < 0 || distance == 0 && fn.arity > closest.arity) {
                closest = fn;
            }
        }
        return function(closest, arguments, span);
    }

    Term function(Definition.Fn fn, Arguments arguments, Span span) {
        var use = in.names.use(fn);
        var definedAt = in.definedAt(fn);
        var result = Ty.resolve(use.type()) instanceof Ty.Function type ? type.result() : Ty.ERROR;
        return apply(
                use,
                arguments,
                span,
                definedAt,
                (zonk, values) -> new Expression.Call(
                        span,
                        zonk.type(result),
                        fn.function,
                        use.typeArguments().apply(zonk),
                        values));
    }

    /** A call of a function of a service or supervisor. */
    private Term generated(GeneratedFunction function, Arguments arguments, Span span) {
        var use = in.names.use(function);
        var result = Ty.resolve(use.type()) instanceof Ty.Function type ? type.result() : Ty.ERROR;
        return apply(
                use,
                arguments,
                span,
                in.definedAt(function),
                (zonk, values) -> new Expression.Call(span, zonk.type(result), function.function, List.of(), values));
    }

    /** A call of a definition at one of its uses. */
    Term apply(Names.Use use, Arguments arguments, Span span, Optional<Label> definedAt, Build build) {
        if (!(Ty.resolve(use.type()) instanceof Ty.Function function)) {
            arguments.all();
            return Term.error(span);
        }
        call(function, use.bounds(), arguments, span, definedAt);
        var terms = arguments.all();
        return new Term(function.result(), span, zonk -> build.of(zonk, zonk.expressions(terms)));
    }

    private void call(
            Ty.Function function,
            List<Scheme.Bound> bounds,
            Arguments arguments,
            Span span,
            Optional<Label> definedAt) {
        boolean fits = arguments(function, arguments, span, definedAt);
        for (var bound : bounds) {
            in.implement(bound, fits ? culprit(bound, function, arguments, span) : span);
        }
        if (!fits) {
            in.unifier.silence(function.result());
        }
    }

    /** The argument that fixes the type of a bound, else the call. */
    private static Span culprit(Scheme.Bound bound, Ty.Function function, Arguments arguments, Span span) {
        for (int i = 0; i < function.parameters().size(); i++) {
            if (contains(function.parameters().get(i), bound.type())) {
                return arguments.span(i);
            }
        }
        return span;
    }

    /** Whether a type has the very variable of a bound as a part. */
    private static boolean contains(Ty type, Ty part) {
        if (type == part) {
            return true;
        }
        return switch (type) {
            case Ty.Con con -> con.arguments().stream().anyMatch(argument -> contains(argument, part));
            case Ty.Tuple tuple -> tuple.components().stream().anyMatch(component -> contains(component, part));
            case Ty.Function function ->
                contains(function.result(), part)
                        || function.parameters().stream().anyMatch(parameter -> contains(parameter, part));
            case Ty.Var _, Ty.Parameter _, Ty.Simple _ -> false;
        };
    }

    /** Checks arguments against parameters; false when their number is wrong. */
    private boolean arguments(Ty.Function function, Arguments arguments, Span span, Optional<Label> definedAt) {
        int wanted = function.parameters().size();
        if (arguments.size() != wanted) {
            var diagnostic = Messages.arity(wanted, arguments.size(), span);
            in.report(definedAt.map(diagnostic::label).orElse(diagnostic));
            arguments.all();
            return false;
        }
        for (int i = 0; i < wanted; i++) {
            var parameter = function.parameters().get(i);
            var argument = arguments.infer(i, parameter);
            in.require(parameter, argument.type(), argument.span(), Cause.argument(i + 1));
        }
        return true;
    }

    /** A call of a function value. */
    Term applyValue(Term callee, Arguments arguments, Span span) {
        return applyValue(callee, List.of(), arguments, span);
    }

    /** @param bounds predicates of this use of the callee */
    private Term applyValue(Term callee, List<Scheme.Bound> bounds, Arguments arguments, Span span) {
        var type = Ty.resolve(callee.type());
        switch (type) {
            case Ty.Function function -> {
                call(function, bounds, arguments, span, Optional.empty());
                var terms = arguments.all();
                return new Term(
                        function.result(),
                        span,
                        zonk -> new Expression.CallValue(
                                span, zonk.type(function.result()), callee.in(zonk), zonk.expressions(terms)));
            }
            case Ty.Var _ -> {
                bounds.forEach(bound -> in.implement(bound, callee.span()));
                var terms = arguments.all();
                var result = in.unifier.fresh();
                var wanted = new ArrayList<Ty>();
                terms.forEach(term -> wanted.add(term.isNever() ? in.unifier.fresh() : term.type()));
                in.require(callee.type(), new Ty.Function(wanted, result), span, Cause.EXPECTED_FOUND);
                return new Term(
                        result,
                        span,
                        zonk -> new Expression.CallValue(
                                span, zonk.type(result), callee.in(zonk), zonk.expressions(terms)));
            }
            case Ty.Simple _ -> {
                arguments.all();
                return new Term(type, span, callee.build());
            }
            case Ty.Con _, Ty.Tuple _, Ty.Parameter _ -> {
                in.report(Messages.notCallable(type, callee.span()));
                arguments.all();
                return Term.error(span);
            }
        }
    }

    /** A function as a value. */
    Term functionValue(Definition.Fn fn, Span span) {
        var special = fn.module.isBuiltin ? new Specials(in).value(fn, span) : Optional.<Term>empty();
        return special.orElseGet(() -> in.names.definitionValue(in.names.use(fn), fn.function, span));
    }

    /** The result type of an impl's method at a type of its target. */
    Ty resultOf(Definition.Fn fn, Ty.Con self, Span span) {
        if (in.names.isTooEarly(fn)) {
            in.report(Messages.cannotInfer(in.module.textOf(span), span));
            return Ty.ERROR;
        }
        var use = in.names.method(fn).use();
        if (!(Ty.resolve(use.type()) instanceof Ty.Function function)
                || function.parameters().isEmpty()) {
            return Ty.ERROR;
        }
        in.unifier.unify(function.parameters().getFirst(), self);
        use.bounds().forEach(bound -> in.implement(bound, span));
        return function.result();
    }

    // ---- constructors

    /** A variant mentioned without arguments. */
    Term constructor(TypeDefinition.Variant variant, Span span) {
        var type = variant.owner.instance(in.unifier);
        if (variant.fields.isEmpty()) {
            return new Term(
                    type,
                    span,
                    zonk -> new Expression.Construct(
                            span, zonk.named(type), variant.owner.sumType(), tree(variant), List.of()));
        }
        var function = new Ty.Function(fieldTypes(variant, type), type);
        return new Term(
                function,
                span,
                zonk -> new Expression.ConstructorUse(
                        span, zonk.type(function), variant.owner.sumType(), tree(variant)));
    }

    private Term construct(TypeDefinition.Variant variant, Arguments arguments, Span span) {
        var type = variant.owner.instance(in.unifier);
        var function = new Ty.Function(fieldTypes(variant, type), type);
        arguments(function, arguments, span, Optional.empty());
        var terms = arguments.all();
        return new Term(
                type,
                span,
                zonk -> new Expression.Construct(
                        span, zonk.named(type), variant.owner.sumType(), tree(variant), zonk.expressions(terms)));
    }

    static List<Ty> fieldTypes(TypeDefinition.Variant variant, Ty.Con type) {
        return variant.fields.stream()
                .map(field -> variant.owner.fieldType(field, type))
                .toList();
    }

    static snow.types.tree.SumType.Variant tree(TypeDefinition.Variant variant) {
        return variant.owner.sumType().variants().get(variant.tag);
    }
}
