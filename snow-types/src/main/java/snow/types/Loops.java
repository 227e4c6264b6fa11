package snow.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import snow.diagnostics.Diagnostic;
import snow.syntax.Block;
import snow.syntax.Expr;
import snow.syntax.Span;
import snow.types.tree.Expression;

/** Loops (spec 02 §4.8). */
final class Loops {
    private final Inference in;

    Loops(Inference in) {
        this.in = in;
    }

    Term whileLoop(Expr.While loop) {
        in.takeTail();
        var condition = in.infer(loop.condition());
        in.require(Ty.BOOL, condition.type(), condition.span(), Cause.EXPECTED_FOUND);
        var body = body(loop.body());
        var span = loop.span();
        return new Term(Ty.UNIT, span, zonk -> new Expression.While(span, condition.in(zonk), body.in(zonk)));
    }

    private Term body(Block block) {
        in.frame.loops++;
        var term = in.blocks.infer(block, Ty.ERROR);
        in.frame.loops--;
        return term;
    }

    Term forLoop(Expr.For loop) {
        in.takeTail();
        var iterable = in.infer(loop.iterable());
        var variables = new ArrayList<Variable>();
        var types = new ArrayList<Ty>();
        var inner = in.scope.inner();
        for (var name : loop.names()) {
            var type = in.unifier.fresh();
            var variable = new Variable(name.isWildcard() ? "" : name.text(), name.span(), type);
            types.add(type);
            variables.add(variable);
            var first = name.isWildcard() ? Optional.<Variable>empty() : named(variables, variable);
            first.ifPresent(
                    earlier -> in.report(Messages.duplicate("variable", name.text(), name.span(), earlier.span)));
            if (!variable.name.isEmpty()) {
                inner.add(variable);
            }
        }
        var constraint = new IterableOf(in, loop.iterable().span(), iterable.type(), types);
        in.unifier.require(constraint);
        return in.inScope(inner, () -> loopBody(loop, iterable, variables, constraint));
    }

    private static Optional<Variable> named(List<Variable> variables, Variable added) {
        return variables.stream()
                .filter(variable -> variable != added && variable.name.equals(added.name))
                .findFirst();
    }

    private Term loopBody(Expr.For loop, Term iterable, List<Variable> variables, IterableOf constraint) {
        var filter = loop.filter().map(condition -> {
            in.frame.loops++;
            var term = in.infer(condition);
            in.frame.loops--;
            in.require(Ty.BOOL, term.type(), term.span(), Cause.EXPECTED_FOUND);
            return term;
        });
        var body = body(loop.body());
        var type = Ty.list(body.isNever() ? Ty.UNIT : body.type());
        var span = loop.span();
        return new Term(
                type,
                span,
                zonk -> new Expression.For(
                        span,
                        zonk.named(type),
                        constraint.iteration(),
                        variables.stream().map(variable -> variable.local(zonk)).toList(),
                        iterable.in(zonk),
                        filter.map(term -> term.in(zonk)),
                        body.in(zonk)));
    }

    Term leave(Expr.Break word) {
        in.takeTail();
        var span = word.span();
        if (in.frame.loops == 0) {
            outside("E0032", "break", span);
            return Term.error(span);
        }
        return new Term(Ty.NEVER, span, _ -> new Expression.Break(span));
    }

    Term next(Expr.Continue word) {
        in.takeTail();
        var span = word.span();
        if (in.frame.loops == 0) {
            outside("E0033", "continue", span);
            return Term.error(span);
        }
        return new Term(Ty.NEVER, span, _ -> new Expression.Continue(span));
    }

    private void outside(String code, String word, Span span) {
        in.report(Diagnostic.error(
                        code, "`" + word + "` outside of loop", span, "`" + word + "` can only be used inside a loop")
                .help("move this `" + word + "` inside a loop body"));
    }
}
