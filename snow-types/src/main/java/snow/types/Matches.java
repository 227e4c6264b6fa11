package snow.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import snow.diagnostics.Diagnostic;
import snow.syntax.Block;
import snow.syntax.Expr;
import snow.syntax.Span;
import snow.types.tree.Expression;

/** {@code if}, {@code case}, {@code return}, {@code ?}, and whether matches are complete (spec 02 §4.7, §12). */
final class Matches {
    private final Inference in;

    Matches(Inference in) {
        this.in = in;
    }

    /** A branch that yields a value. */
    private record Branch(Ty type, Span tail) {}

    /**
     * The common type of branches, in error when they differ; those that never yield a value do not take part (spec 02 §3.6).
     *
     * <p>The first branch fixes the type. When it is not what the surroundings expect and two or more later ones are, it is the one in
     * error: a mistake in the first of many arms is one mistake.
     */
    final class Join {
        private final Ty expected;
        private Optional<Branch> first = Optional.empty();
        private final List<Branch> asExpected = new ArrayList<>();
        private boolean differs;

        /** @param expected the type that the surroundings ask for; the error type when it is not known */
        Join(Ty expected) {
            this.expected = expected;
        }

        void add(Ty type, Span tail) {
            if (Ty.isNever(type)) {
                return;
            }
            var branch = new Branch(type, tail);
            if (first.isEmpty()) {
                first = Optional.of(branch);
            } else if (isAsExpected(type) && !isAsExpected(first.get().type)) {
                if (asExpected.isEmpty() && in.unifier.unify(first.get().type, type) == Unifier.EQUAL) {
                    return;
                }
                differs = true;
                asExpected.add(branch);
                if (asExpected.size() > 1) {
                    compare(asExpected.getFirst(), branch);
                }
            } else {
                compare(first.get(), branch);
            }
        }

        private void compare(Branch earlier, Branch later) {
            differs |= !in.require(earlier.type, later.type, later.tail, Cause.branch(earlier.tail));
        }

        private boolean isAsExpected(Ty type) {
            return switch (Ty.resolve(expected)) {
                case Ty.Con wanted -> Ty.resolve(type) instanceof Ty.Con found && wanted.is(found);
                case Ty.Tuple wanted ->
                    Ty.resolve(type) instanceof Ty.Tuple found
                            && wanted.components().size() == found.components().size();
                case Ty.Var _, Ty.Function _, Ty.Parameter _, Ty.Simple _ -> false;
            };
        }

        /** All branches have been added. */
        void end() {
            if (asExpected.size() == 1) {
                compare(first.orElseThrow(), asExpected.getFirst());
            } else if (asExpected.size() > 1) {
                in.require(
                        expected, first.orElseThrow().type, first.get().tail, Cause.branch(asExpected.getFirst().tail));
            }
        }

        Ty type() {
            return differs ? Ty.ERROR : first.map(Branch::type).orElse(Ty.NEVER);
        }
    }

    // ---- if

    Term branch(Expr.If node, Ty hint) {
        boolean tail = in.takeTail();
        var condition = in.infer(node.condition());
        in.require(Ty.BOOL, condition.type(), condition.span(), Cause.EXPECTED_FOUND);
        in.setTail(tail);
        var then = in.blocks.infer(node.then(), hint);
        var span = node.span();
        if (node.otherwise().isEmpty()) {
            return new Term(
                    Ty.UNIT,
                    span,
                    zonk -> new Expression.If(
                            span, Type.UNIT, condition.in(zonk), then.in(zonk), new Expression.Unit(span)));
        }
        in.setTail(tail);
        var otherwise = switch (node.otherwise().get()) {
            case Block block -> in.blocks.infer(block, hint);
            case Expr.If next -> in.infer(next, hint);
        };
        var join = new Join(hint);
        join.add(then.type(), then.span());
        join.add(otherwise.type(), otherwise.span());
        join.end();
        return new Term(
                join.type(),
                span,
                zonk -> new Expression.If(
                        span, zonk.type(join.type()), condition.in(zonk), then.in(zonk), otherwise.in(zonk)));
    }

    // ---- case

    /** An arm after inference. */
    record Arm(Span span, Patterns.Inferred pattern, Optional<Term> guard, Term body) {
        Expression.Arm in(Zonk zonk) {
            return new Expression.Arm(span, List.of(pattern.in(zonk)), guard.map(term -> term.in(zonk)), body.in(zonk));
        }
    }

    Term match(Expr.Case node, Ty hint) {
        boolean tail = in.takeTail();
        var scrutinee = in.infer(node.scrutinee());
        var type = scrutinee.isNever() ? in.unifier.fresh() : scrutinee.type();
        var join = new Join(hint);
        var arms = arms(node.arms(), type, hint, join, tail);
        join.end();
        var span = node.span();
        in.afterwards.add(() -> coverCase(span, type, arms));
        return new Term(
                node.arms().isEmpty() ? Ty.ERROR : join.type(),
                span,
                zonk -> new Expression.Match(
                        span,
                        zonk.type(join.type()),
                        List.of(scrutinee.in(zonk)),
                        arms.stream().map(arm -> arm.in(zonk)).toList()));
    }

    List<Arm> arms(List<Expr.Arm> nodes, Ty type, Ty hint, Join join, boolean tail) {
        var arms = new ArrayList<Arm>();
        for (var node : nodes) {
            var pattern = in.patterns.infer(node.pattern(), type);
            var inner = in.scope.inner();
            pattern.variables().forEach(inner::add);
            in.within(inner, () -> {
                var guard = node.guard().map(this::guard);
                in.setTail(tail);
                var body = in.infer(node.body(), hint);
                join.add(body.type(), body.span());
                arms.add(new Arm(node.span(), pattern, guard, body));
            });
        }
        return arms;
    }

    private Term guard(Expr guard) {
        var forbidden = Guards.forbidden(guard);
        if (forbidden.isPresent()) {
            in.report(Diagnostic.error(
                            "E0013",
                            "invalid guard: " + Guards.reason(forbidden.get()),
                            forbidden.get().span(),
                            "only comparisons, boolean ops, literals, and names allowed")
                    .help("guards must be simple boolean expressions"));
            return Term.error(guard.span());
        }
        return bool(guard);
    }

    /** A guard of any form; E0025 when it is no truth value. */
    Term bool(Expr guard) {
        var term = in.infer(guard);
        if (in.unifier.unify(Ty.BOOL, term.type()) != Unifier.EQUAL) {
            var shown = TypeText.of(term.type());
            in.report(Diagnostic.error(
                    "E0025",
                    "guard expression must return `Bool`, found `" + shown + "`",
                    guard.span(),
                    "expected `Bool`, found `" + shown + "`"));
        }
        return term;
    }

    // ---- coverage; final types are needed

    private void coverCase(Span span, Ty type, List<Arm> arms) {
        var result = cover(List.of(type), arms.stream().map(Row::of).toList());
        if (result.isEmpty()) {
            return;
        }
        if (!result.get().isComplete()) {
            var title = "non-exhaustive match on `" + TypeText.of(type) + "`";
            var missing = "missing: " + Messages.names(result.get().missing());
            var help = "add the missing patterns or a wildcard `_` arm";
            in.report(
                    result.get().completeWhenConsIsWildcard()
                            ? Diagnostic.warning("W0003", title, span, missing).help(help)
                            : Diagnostic.error("E0012", title, span, missing).help(help));
        }
        redundant(result.get(), arms);
    }

    void redundantArms(Ty type, List<Arm> arms) {
        cover(List.of(type), arms.stream().map(Row::of).toList()).ifPresent(result -> redundant(result, arms));
    }

    private void redundant(Coverage.Result result, List<Arm> arms) {
        for (int row : result.redundantRows()) {
            in.report(unreachable("arm", row, arms.get(row).pattern().span()));
        }
    }

    static Diagnostic unreachable(String what, int row, Span at) {
        return Diagnostic.warning(
                        "W0001", "redundant match arm (" + what + " " + (row + 1) + ")", at, "this arm is unreachable")
                .help("remove this arm or reorder the match");
    }

    /** Patterns of one arm or clause, for coverage. */
    record Row(List<Patterns.Inferred> patterns, Optional<Span> guard) {
        static Row of(Arm arm) {
            return new Row(List.of(arm.pattern()), arm.guard().map(Term::span));
        }
    }

    /** Coverage of a match; empty when something in it is in error. */
    Optional<Coverage.Result> cover(List<Ty> types, List<Row> rows) {
        if (types.stream().anyMatch(Ty::hasError) || rows.stream().anyMatch(this::isBroken)) {
            return Optional.empty();
        }
        var zonk = new Zonk(Set.of());
        return Optional.of(Coverage.check(
                zonk.types(types),
                rows.stream()
                        .map(row -> new Coverage.Row(
                                row.patterns().stream()
                                        .map(pattern -> pattern.in(zonk))
                                        .toList(),
                                row.guard().isPresent()))
                        .toList(),
                in.world::sumType));
    }

    private boolean isBroken(Row row) {
        return row.patterns().stream().anyMatch(Patterns.Inferred::isBroken)
                || row.guard().filter(in.module.reporter::hasErrorsIn).isPresent();
    }

    void coverLet(Span span, Patterns.Inferred pattern, Ty type) {
        cover(List.of(type), List.of(new Row(List.of(pattern), Optional.empty())))
                .filter(result -> !result.isComplete())
                .ifPresent(result -> in.report(Diagnostic.warning(
                                "W0003",
                                "non-exhaustive match on `" + TypeText.of(type) + "`",
                                span,
                                "missing: " + Messages.names(result.missing()))
                        .help("add the missing patterns or a wildcard `_` arm")));
    }

    // ---- leaving a function

    Term returned(Expr.Return node) {
        in.takeTail();
        var span = node.span();
        var frame = in.frame;
        in.setTail(frame.kind == Frame.Kind.ACTOR);
        var value =
                node.value().map(in::infer).orElseGet(() -> new Term(Ty.UNIT, span, _ -> new Expression.Unit(span)));
        in.takeTail();
        switch (frame.kind) {
            case TOP -> {
                var word = new Span(span.start(), span.start() + "return".length());
                in.report(Messages.notAllowed("`return` outside of function", word));
                return Term.error(span);
            }
            case ACTOR -> {}
            case FUNCTION, CLOSURE -> result(value.type(), value.span());
        }
        return new Term(Ty.NEVER, span, zonk -> new Expression.Return(span, value.in(zonk)));
    }

    /** A value that the function around it yields. */
    void result(Ty type, Span at) {
        var frame = in.frame;
        boolean fits = in.require(frame.result, type, at, frame.cause());
        frame.isResultInError |= !fits || Ty.resolve(type) == Ty.ERROR;
        if (fits && frame.firstResult.isEmpty() && !Ty.isNever(type)) {
            frame.firstResult = Optional.of(at);
        }
    }

    Term attempt(Expr.Try node, Term operand) {
        in.takeTail();
        var span = node.span();
        if (in.frame.kind == Frame.Kind.TOP) {
            in.report(Messages.notAllowed("`?` outside of function", new Span(span.end() - 1, span.end())));
            return Term.error(span);
        }
        var constraint = new TryOf(in, in.frame, span, operand.type());
        in.unifier.require(constraint);
        var frame = in.frame;
        return new Term(
                constraint.result,
                span,
                zonk -> new Expression.Try(
                        span,
                        zonk.type(constraint.result),
                        operand.in(zonk),
                        frame.kind == Frame.Kind.ACTOR ? Type.UNIT : zonk.type(frame.result)));
    }
}
