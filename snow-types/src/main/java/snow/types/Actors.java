package snow.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import snow.diagnostics.Diagnostic;
import snow.syntax.Expr;
import snow.syntax.Span;
import snow.types.tree.Expression;

/** Actors and what they do (spec 02 §14). */
final class Actors {
    private final Inference in;

    Actors(Inference in) {
        this.in = in;
    }

    /** An actor's parameters, body and cleaning up after inference. */
    record Code(List<Variable> parameters, Term body, Optional<Term> terminate) {}

    Code body(Definition.Actor actor, Ty.Function type) {
        var parameters = in.clauses.parameters(actor.item.params(), type.parameters());
        parameters.stream().filter(variable -> !variable.name.isEmpty()).forEach(in.scope::add);
        in.setTail(true);
        var body = in.blocks.infer(actor.item.statements(), actor.item.body().span(), Ty.ERROR);
        in.takeTail();
        var terminate = actor.item.terminate().map(clause -> in.blocks.infer(clause.body(), Ty.ERROR));
        in.frame.end();
        return new Code(parameters, body, terminate);
    }

    /** A call of an actor by its name: becoming it in tail position of an actor, else a call like any other. */
    Term call(Definition.Actor actor, Arguments arguments, Span span, boolean tail) {
        boolean becomes = tail && in.frame.kind == Frame.Kind.ACTOR;
        var use = in.names.use(actor);
        var pid = Ty.resolve(use.type()) instanceof Ty.Function function ? function.result() : Ty.ERROR;
        if (in.frame.messageType.isPresent()
                && Ty.resolve(pid) instanceof Ty.Con con
                && !con.arguments().isEmpty()) {
            in.require(in.frame.messageType.get(), con.arguments().getFirst(), span, Cause.EXPECTED_FOUND);
        }
        var call = in.calls.apply(use, arguments, span, in.definedAt(actor), (zonk, values) -> {
            markMessage(pid);
            var typeArguments = use.typeArguments().apply(zonk);
            return becomes
                    ? new Expression.Become(span, actor.function, typeArguments, values)
                    : new Expression.Call(span, zonk.type(pid), actor.function, typeArguments, values);
        });
        if (becomes) {
            return new Term(Ty.NEVER, span, call.build());
        }
        in.report(Diagnostic.warning(
                        "W0009",
                        "actor `" + actor.name + "` is called, not spawned",
                        span,
                        "runs in the calling process")
                .help("to start a process write `spawn(" + actor.name + ", ...)`"));
        return call;
    }

    // ---- spawn, send, link, self

    Term spawn(Expr.Spawn spawn, Optional<Term> piped) {
        in.takeTail();
        var span = spawn.span();
        var arguments = Arguments.of(in, piped, spawn.args(), Optional.empty());
        if (arguments.size() == 0) {
            in.report(Messages.arity(1, 0, span));
            return Term.error(span);
        }
        var callee = callee(spawn, piped, arguments);
        var type = Ty.resolve(callee.type());
        if (type instanceof Ty.Con || type instanceof Ty.Tuple || type instanceof Ty.Parameter) {
            var shown = TypeText.of(type);
            in.report(Diagnostic.error(
                    "E0016",
                    "cannot spawn non-function: found " + shown,
                    callee.span(),
                    "expected a function, found " + shown));
            arguments.all();
            return Term.error(span);
        }
        int count = arguments.size() - 1;
        if (type instanceof Ty.Function function && function.parameters().size() != count) {
            in.report(Messages.arity(function.parameters().size(), count, span));
            arguments.all();
            return Term.error(span);
        }
        var values = new ArrayList<Term>();
        for (int i = 0; i < count; i++) {
            var expected =
                    type instanceof Ty.Function function ? function.parameters().get(i) : Ty.ERROR;
            var value = arguments.infer(i + 1, expected);
            if (expected != Ty.ERROR) {
                in.require(expected, value.type(), value.span(), Cause.argument(i + 2));
            }
            values.add(value);
        }
        var pid = pid(callee, type, values);
        return new Term(pid, span, zonk -> {
            markMessage(pid);
            return new Expression.Spawn(span, zonk.type(pid), callee.in(zonk), zonk.expressions(values));
        });
    }

    /** What a process takes that is still open at the end of inference, in whole or in part, is not of one type. */
    private static void markMessage(Ty pid) {
        if (Ty.resolve(pid) instanceof Ty.Con con) {
            con.arguments().forEach(Actors::markOpen);
        }
    }

    private static void markOpen(Ty message) {
        switch (Ty.resolve(message)) {
            case Ty.Var open -> open.isMessage = true;
            case Ty.Con con -> con.arguments().forEach(Actors::markOpen);
            case Ty.Tuple tuple -> tuple.components().forEach(Actors::markOpen);
            case Ty.Function _, Ty.Parameter _, Ty.Simple _ -> {}
        }
    }

    /** What is to be spawned; of several functions of one name the one that takes the arguments. */
    private Term callee(Expr.Spawn spawn, Optional<Term> piped, Arguments arguments) {
        if (piped.isEmpty()
                && spawn.args().getFirst() instanceof Expr.NameRef ref
                && in.scope.find(ref.name().text()).isEmpty()) {
            int given = spawn.args().size() - 1;
            var fitting = in.functions(ref.name().text()).stream()
                    .filter(fn -> fn.arity == given)
                    .toList();
            if (!fitting.isEmpty()) {
                return in.calls.functionValue(fitting.getFirst(), ref.span());
            }
        }
        return arguments.infer(0, Ty.ERROR);
    }

    /** The type of the new process's pid. */
    private Ty pid(Term callee, Ty type, List<Term> values) {
        return switch (type) {
            case Ty.Function function -> {
                var result = Ty.resolve(function.result());
                var wanted = Ty.pid(in.unifier.fresh());
                yield in.require(wanted, result, callee.span(), Cause.EXPECTED_FOUND)
                        ? result instanceof Ty.Con ? result : wanted
                        : Ty.ERROR;
            }
            case Ty.Var _ -> {
                var wanted = Ty.pid(in.unifier.fresh());
                var parameters = values.stream().map(Term::type).toList();
                in.require(type, new Ty.Function(parameters, wanted), callee.span(), Cause.EXPECTED_FOUND);
                yield wanted;
            }
            case Ty.Con _, Ty.Tuple _, Ty.Parameter _, Ty.Simple _ -> Ty.ERROR;
        };
    }

    Term send(Expr.Send send, Optional<Term> piped) {
        in.takeTail();
        var span = send.span();
        var arguments = Arguments.of(in, piped, send.args(), Optional.empty());
        if (arguments.size() != 2) {
            in.report(Messages.arity(2, arguments.size(), span));
            arguments.all();
            return new Term(Ty.UNIT, span, _ -> new Expression.Unit(span));
        }
        var target = arguments.infer(0, Ty.ERROR);
        var type = Ty.resolve(target.type());
        var expected = type instanceof Ty.Con con
                        && con.isBuiltin("Pid")
                        && !con.arguments().isEmpty()
                ? con.arguments().getFirst()
                : Ty.ERROR;
        var message = arguments.infer(1, expected);
        if (expected != Ty.ERROR) {
            if (in.unifier.unify(expected, message.type()) != Unifier.EQUAL) {
                in.report(Messages.messageMismatch(expected, message.type(), message.span()));
            }
        } else if (type instanceof Ty.Var) {
            in.require(
                    type,
                    Ty.pid(message.isNever() ? in.unifier.fresh() : message.type()),
                    target.span(),
                    Cause.EXPECTED_FOUND);
        } else {
            mustBePid(target, type);
        }
        return new Term(Ty.UNIT, span, zonk -> new Expression.Send(span, target.in(zonk), message.in(zonk)));
    }

    Term link(Expr.Link link, Optional<Term> piped) {
        in.takeTail();
        var span = link.span();
        var arguments = Arguments.of(in, piped, link.args(), Optional.empty());
        if (arguments.size() != 1) {
            in.report(Messages.arity(1, arguments.size(), span));
            arguments.all();
            return new Term(Ty.UNIT, span, _ -> new Expression.Unit(span));
        }
        var target = arguments.infer(0, Ty.ERROR);
        mustBePid(target, Ty.resolve(target.type()));
        return new Term(Ty.UNIT, span, zonk -> new Expression.Link(span, target.in(zonk)));
    }

    private void mustBePid(Term target, Ty type) {
        in.require(Ty.pid(in.unifier.fresh()), type, target.span(), Cause.EXPECTED_FOUND);
    }

    Term self(Expr.SelfPid self) {
        in.takeTail();
        var span = self.span();
        if (in.frame.messageType.isEmpty()) {
            in.report(Diagnostic.error(
                    "E0015",
                    "self() used outside actor block",
                    span,
                    "self() is only available inside an actor block"));
            return Term.error(span);
        }
        var type = Ty.pid(in.frame.messageType.get());
        return new Term(type, span, zonk -> new Expression.SelfPid(span, zonk.type(type)));
    }

    // ---- receive

    Term receive(Expr.Receive receive, Ty hint) {
        boolean tail = in.takeTail();
        var span = receive.span();
        if (in.frame.messageType.isEmpty()) {
            in.report(Diagnostic.error(
                            "E0017",
                            "receive used outside actor block",
                            new Span(span.start(), span.start() + "receive".length()),
                            "receive is only available inside an actor block")
                    .help("move this receive expression into an actor block"));
        }
        Ty messageType = in.frame.messageType.orElse(Ty.ERROR);
        var join = in.matches.new Join(hint);
        var arms = in.matches.arms(receive.arms(), messageType, hint, join, tail);
        var after = receive.after().map(clause -> {
            var timeout = in.infer(clause.timeout());
            in.require(Ty.INT, timeout.type(), timeout.span(), Cause.EXPECTED_FOUND);
            in.setTail(tail);
            var body = in.infer(clause.body(), hint);
            in.takeTail();
            join.add(body.type(), body.span());
            return new After(timeout, body);
        });
        join.end();
        in.afterwards.add(() -> in.matches.redundantArms(messageType, arms));
        return new Term(
                in.frame.messageType.isEmpty() ? Ty.ERROR : join.type(),
                span,
                zonk -> new Expression.Receive(
                        span,
                        zonk.type(join.type()),
                        zonk.type(messageType),
                        arms.stream().map(arm -> arm.in(zonk)).toList(),
                        after.map(clause -> new Expression.Receive.After(
                                clause.timeout().in(zonk), clause.body().in(zonk)))));
    }

    private record After(Term timeout, Term body) {}
}
