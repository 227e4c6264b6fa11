package snow.types;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import snow.diagnostics.Diagnostic;
import snow.syntax.Expr;
import snow.syntax.Node;
import snow.syntax.Span;
import snow.types.tree.Expression;

/** Which rule types which kind of expression (spec 02 §4). */
final class Expressions {
    private final Inference in;

    Expressions(Inference in) {
        this.in = in;
    }

    /** Stands for the left operand of a step while the chain is put together. */
    private static final class Slot implements Term.Build {
        private Expression value = new Expression.Unit(new Span(0, 0));

        @Override
        public Expression in(Zonk zonk) {
            return value;
        }
    }

    private record Step(Slot slot, Term.Build build) {}

    Term infer(Expr expression, Ty hint) {
        boolean tail = in.takeTail();
        var pending = new ArrayDeque<Expr>();
        var current = expression;
        for (var left = left(current); left.isPresent(); left = left(current)) {
            pending.push(current);
            current = left.get();
        }
        if (pending.isEmpty()) {
            in.setTail(tail);
            return base(current, hint);
        }
        return chain(
                isQualifier(current, pending.peek()) ? qualifier(current) : base(current, Ty.ERROR),
                pending,
                hint,
                tail);
    }

    /** Whether a name stands before a dot, where modules and types would be legal, too. */
    private static boolean isQualifier(Expr first, Expr next) {
        return first instanceof Expr.NameRef
                && switch (next) {
                    case Expr.FieldAccess access -> access.base() == first;
                    case Expr.Call call -> call.callee() instanceof Expr.FieldAccess access && access.base() == first;
                    default -> false;
                };
    }

    private Term qualifier(Expr name) {
        return in.names.qualifier((Expr.NameRef) name);
    }

    /** A left spine of any length, in a loop. */
    private Term chain(Term first, ArrayDeque<Expr> pending, Ty hint, boolean tail) {
        var steps = new ArrayList<Step>(pending.size());
        var term = first;
        while (!pending.isEmpty()) {
            var node = pending.pop();
            boolean last = pending.isEmpty();
            var slot = new Slot();
            in.setTail(last && tail);
            term = step(node, new Term(term.type(), term.span(), slot), last ? hint : Ty.ERROR);
            in.takeTail();
            steps.add(new Step(slot, term.build()));
        }
        return new Term(term.type(), term.span(), zonk -> {
            var value = first.in(zonk);
            for (var one : steps) {
                one.slot.value = value;
                value = one.build.in(zonk);
            }
            return value;
        });
    }

    /** The operand that an expression starts with, if it is inferred before the expression is looked at. */
    private Optional<Expr> left(Expr expression) {
        return switch (expression) {
            case Expr.Binary binary -> Optional.of(binary.left());
            case Expr.Range range -> Optional.of(range.left());
            case Expr.Pipe pipe -> Optional.of(pipe.left());
            case Expr.Try attempt -> Optional.of(attempt.operand());
            case Expr.Index index -> Optional.of(index.base());
            case Expr.FieldAccess access ->
                in.names.isQualified(access) ? Optional.empty() : Optional.of(access.base());
            case Expr.Call call ->
                switch (call.callee()) {
                    case Expr.NameRef _ -> Optional.empty();
                    case Expr.FieldAccess access ->
                        in.names.isQualified(access) ? Optional.empty() : Optional.of(access.base());
                    default -> Optional.of(call.callee());
                };
            default -> Optional.empty();
        };
    }

    private Term step(Expr expression, Term left, Ty hint) {
        return switch (expression) {
            case Expr.Binary binary -> in.operators.binary(binary, left);
            case Expr.Range range -> in.operators.range(range, left);
            case Expr.Pipe pipe -> in.calls.pipe(pipe, left, hint);
            case Expr.Try attempt -> in.matches.attempt(attempt, left);
            case Expr.Index index -> index(index, left);
            case Expr.FieldAccess access -> in.methods.field(access, left);
            case Expr.Call call ->
                call.callee() instanceof Expr.FieldAccess access
                        ? in.methods.call(call, access.name(), left, hint)
                        : in.calls.value(call, left);
            default -> throw new IllegalStateException("no left operand");
        };
    }

    private Term base(Expr expression, Ty hint) {
        return switch (expression) {
            case Expr.Literal literal -> in.literals.literal(literal);
            case Expr.Str string -> in.literals.string(string);
            case Expr.NameRef ref -> in.names.use(ref, hint);
            case Expr.FieldAccess access -> in.names.qualified(access, hint);
            case Expr.Call call ->
                switch (call.callee()) {
                    case Expr.NameRef ref -> in.calls.named(call, ref, Optional.empty(), hint);
                    case Expr.FieldAccess access -> in.calls.qualified(call, access, Optional.empty(), hint);
                    default -> throw new IllegalStateException("handled as a chain");
                };
            case Expr.SelfRef self -> in.names.self(self);
            case Expr.SelfPid self -> in.actors.self(self);
            case Expr.Unary unary -> in.operators.unary(unary);
            case Expr.Tuple tuple -> in.literals.tuple(tuple, hint);
            case Expr.Paren paren -> infer(paren.inner(), hint);
            case Expr.ListLiteral list -> in.literals.list(list, hint);
            case Expr.MapLiteral map -> in.literals.map(map);
            case Expr.HandlersLiteral handlers -> in.handlers.literal(handlers);
            case Expr.StructLiteral struct -> in.literals.struct(struct);
            case Expr.If branch -> in.matches.branch(branch, hint);
            case Expr.Case match -> in.matches.match(match, hint);
            case Expr.Receive receive -> in.actors.receive(receive, hint);
            case Expr.While loop -> in.loops.whileLoop(loop);
            case Expr.For loop -> in.loops.forLoop(loop);
            case Expr.Closure closure -> in.clauses.closure(closure, hint);
            case Expr.Return value -> in.matches.returned(value);
            case Expr.Break word -> in.loops.leave(word);
            case Expr.Continue word -> in.loops.next(word);
            case Expr.Spawn spawn -> in.actors.spawn(spawn, Optional.empty());
            case Expr.Send send -> in.actors.send(send, Optional.empty());
            case Expr.Link link -> in.actors.link(link, Optional.empty());
            case Expr.Error error -> error(error);
            case Expr.Binary _, Expr.Pipe _, Expr.Range _, Expr.Index _, Expr.Try _ ->
                throw new IllegalStateException("handled as a chain");
        };
    }

    private Term index(Expr.Index index, Term base) {
        in.infer(index.index());
        if (!(index.base() instanceof Expr.Index && base.isError())) { // else it is one mistake: m["a"][0]
            in.report(Diagnostic.error(
                    "E0065",
                    "indexing with [] is not supported",
                    index.span(),
                    "use List.get(xs, i) or Map.get(m, k)"));
        }
        return Term.error(index.span());
    }

    /** What could be understood of a broken expression is still looked at. */
    private Term error(Expr.Error error) {
        for (Node part : error.parts()) {
            if (part instanceof Expr expression) {
                infer(expression, Ty.ERROR);
            }
        }
        return Term.error(error.span());
    }

    List<Term> inferAll(List<Expr> expressions) {
        var terms = new ArrayList<Term>(expressions.size());
        for (var expression : expressions) {
            terms.add(in.infer(expression));
        }
        return terms;
    }
}
