package snow.types;

import java.util.List;
import java.util.Optional;
import snow.syntax.Constant;
import snow.syntax.Expr;
import snow.syntax.Span;
import snow.types.tree.Expression;
import snow.types.tree.Local;

/** Built-in functions whose types no signature can say, or that stand for something other than a call. */
final class Specials {
    private final Inference in;

    Specials(Inference in) {
        this.in = in;
    }

    Optional<Term> call(List<Definition.Fn> functions, Arguments arguments, Span span) {
        var fn = functions.getFirst();
        int count = arguments.size();
        return switch (fn.module.name + "." + fn.name) {
            case "Prelude.compare" ->
                count == 2 ? Optional.of(method(fn, Interfaces.ORD, arguments, span)) : Optional.empty();
            case "Prelude.hash" ->
                count == 1 ? Optional.of(method(fn, Interfaces.HASH, arguments, span)) : Optional.empty();
            case "Prelude.to_string" ->
                count == 1 ? Optional.of(show(arguments.infer(0, Ty.ERROR), span, false)) : Optional.empty();
            case "Prelude.inspect" ->
                count == 1 ? Optional.of(show(arguments.infer(0, Ty.ERROR), span, true)) : Optional.empty();
            case "Tuple.first" -> count == 1 ? Optional.of(component(arguments, 0, span)) : Optional.empty();
            case "Tuple.second" -> count == 1 ? Optional.of(component(arguments, 1, span)) : Optional.empty();
            case "Tuple.nth" -> count == 2 ? Optional.of(nth(arguments, span)) : Optional.empty();
            case "Tuple.size" -> count == 1 ? Optional.of(size(fn, arguments, span)) : Optional.empty();
            case "Map.get" -> count == 2 ? Optional.of(mapGet(fn, arguments, span)) : Optional.empty();
            case "Math.pi" -> Optional.of(notCallable(arguments, span));
            case "Ws.serve" ->
                count == 4 ? Optional.of(in.handlers.positional(functions, 2, arguments, span)) : Optional.empty();
            case "Ws.serve_tls" ->
                count == 6 ? Optional.of(in.handlers.positional(functions, 4, arguments, span)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    Optional<Term> value(Definition.Fn fn, Span span) {
        return switch (fn.module.name + "." + fn.name) {
            case "Math.pi" -> Optional.of(in.calls.function(fn, Arguments.of(in, List.of()), span));
            case "Tuple.first" -> Optional.of(componentFunction(0, span));
            case "Tuple.second" -> Optional.of(componentFunction(1, span));
            case "Tuple.nth" -> Optional.of(nthFunction(span));
            case "Tuple.size" -> Optional.of(sizeFunction(fn, span));
            default -> Optional.empty();
        };
    }

    /** Display or inspect text of a value. */
    Term show(Term value, Span span, boolean inspect) {
        in.implement(Interfaces.TEXT, value.type(), value.span());
        return new Term(Ty.STRING, span, zonk -> new Expression.Show(span, value.in(zonk), inspect));
    }

    private Term method(Definition.Fn fn, TypeName interfaceName, Arguments arguments, Span span) {
        var use = in.names.use(fn);
        var function = (Ty.Function) use.type();
        var result = function.result();
        return in.calls.apply(
                use,
                arguments,
                span,
                Optional.empty(),
                (zonk, values) -> new Expression.CallMethod(
                        span,
                        zonk.type(result),
                        interfaceName,
                        fn.name,
                        zonk.type(function.parameters().getFirst()),
                        values));
    }

    // ---- tuples

    private Term component(Arguments arguments, int index, Span span) {
        var tuple = arguments.infer(0, Ty.ERROR);
        var result = in.unifier.fresh();
        in.unifier.require(new ComponentOf(in, tuple.span(), tuple.type(), index, result));
        return new Term(result, span, zonk -> new Expression.Component(span, zonk.type(result), tuple.in(zonk), index));
    }

    private Term nth(Arguments arguments, Span span) {
        var tuple = arguments.infer(0, Ty.ERROR);
        var index = arguments.infer(1, Ty.INT);
        in.require(Ty.INT, index.type(), index.span(), Cause.argument(2));
        if (arguments.expression(1).orElse(null) instanceof Expr.Literal literal
                && literal.value() instanceof Constant.Int(long value)
                && value >= 0
                && value < Integer.MAX_VALUE) {
            return component(arguments, (int) value, span);
        }
        var result = in.unifier.fresh();
        in.unifier.require(new ComponentOf(in, tuple.span(), tuple.type(), ComponentOf.ANY, result));
        return new Term(
                result,
                span,
                zonk -> new Expression.ComputedComponent(span, zonk.type(result), tuple.in(zonk), index.in(zonk)));
    }

    private Term size(Definition.Fn fn, Arguments arguments, Span span) {
        var tuple = arguments.infer(0, Ty.ERROR);
        in.unifier.require(new ComponentOf(in, tuple.span(), tuple.type(), ComponentOf.NONE, in.unifier.fresh()));
        in.world.reach(fn);
        return new Term(
                Ty.INT,
                span,
                zonk -> new Expression.Call(span, Type.INT, fn.function, List.of(), List.of(tuple.in(zonk))));
    }

    private Term componentFunction(int index, Span span) {
        var parameter = in.unifier.fresh();
        var result = in.unifier.fresh();
        in.unifier.require(new ComponentOf(in, span, parameter, index, result));
        var type = new Ty.Function(List.of(parameter), result);
        return new Term(type, span, zonk -> {
            var local = new Local("", zonk.type(parameter));
            var use = new Expression.LocalUse(span, local.type(), local, List.of());
            return new Expression.Lambda(
                    span,
                    zonk.function(type),
                    List.of(local),
                    new Expression.Component(span, zonk.type(result), use, index));
        });
    }

    private Term nthFunction(Span span) {
        var parameter = in.unifier.fresh();
        var result = in.unifier.fresh();
        in.unifier.require(new ComponentOf(in, span, parameter, ComponentOf.ANY, result));
        var type = new Ty.Function(List.of(parameter, Ty.INT), result);
        return new Term(type, span, zonk -> {
            var tuple = new Local("", zonk.type(parameter));
            var index = new Local("", Type.INT);
            return new Expression.Lambda(
                    span,
                    zonk.function(type),
                    List.of(tuple, index),
                    new Expression.ComputedComponent(
                            span,
                            zonk.type(result),
                            new Expression.LocalUse(span, tuple.type(), tuple, List.of()),
                            new Expression.LocalUse(span, index.type(), index, List.of())));
        });
    }

    private Term sizeFunction(Definition.Fn fn, Span span) {
        var parameter = in.unifier.fresh();
        in.unifier.require(new ComponentOf(in, span, parameter, ComponentOf.NONE, in.unifier.fresh()));
        in.world.reach(fn);
        var type = new Ty.Function(List.of(parameter), Ty.INT);
        return new Term(type, span, zonk -> {
            var local = new Local("", zonk.type(parameter));
            var use = new Expression.LocalUse(span, local.type(), local, List.of());
            return new Expression.Lambda(
                    span,
                    zonk.function(type),
                    List.of(local),
                    new Expression.Call(span, Type.INT, fn.function, List.of(), List.of(use)));
        });
    }

    // ---- others

    /** Where the value type is a number or a truth value, a missing key yields its zero (spec 04 §8). */
    private Term mapGet(Definition.Fn get, Arguments arguments, Span span) {
        var zero =
                get.module.functions.getOrDefault("get_or_zero", List.of(get)).getFirst();
        var use = in.names.use(get);
        in.world.reach(zero);
        var result = Ty.resolve(use.type()) instanceof Ty.Function function ? function.result() : Ty.ERROR;
        return in.calls.apply(use, arguments, span, Optional.empty(), (zonk, values) -> {
            var type = zonk.type(result);
            boolean hasZero = type.equals(Type.INT) || type.equals(Type.FLOAT) || type.equals(Type.BOOL);
            return new Expression.Call(
                    span,
                    type,
                    hasZero ? zero.function : get.function,
                    use.typeArguments().apply(zonk),
                    values);
        });
    }

    private Term notCallable(Arguments arguments, Span span) {
        arguments.all();
        in.report(Messages.notCallable(Ty.FLOAT, span));
        return Term.error(span);
    }
}
