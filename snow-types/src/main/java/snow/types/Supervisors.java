package snow.types;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import snow.diagnostics.Diagnostic;
import snow.syntax.Constant;
import snow.syntax.Expr;
import snow.syntax.Name;
import snow.syntax.Span;
import snow.types.tree.Expression;
import snow.types.tree.Function;
import snow.types.tree.Generated;
import snow.types.tree.Supervisor;

/** What supervisors may say, and the types of their start functions (spec 02 §14.6). */
final class Supervisors {
    private static final List<String> STRATEGIES =
            List.of("one_for_one", "one_for_all", "rest_for_one", SupervisorDefinition.SIMPLE_ONE_FOR_ONE);
    private static final List<String> RESTARTS = List.of("permanent", "transient", "temporary");
    private static final Ty.Con PID = Ty.pid(Ty.UNIT);

    private final Inference in;

    /** The types of the start functions. */
    private final Map<SupervisorDefinition.Child, Ty.Function> starts = new IdentityHashMap<>();

    Supervisors(Inference in) {
        this.in = in;
    }

    // ---- types before bodies

    void prepare(SupervisorDefinition supervisor) {
        var all = new ArrayList<Ty>();
        for (var child : supervisor.children) {
            var parameters = new ArrayList<Ty>();
            for (int i = 0; i < dynamicParameters(supervisor); i++) {
                parameters.add(in.unifier.fresh());
            }
            var start = new Ty.Function(parameters, in.unifier.fresh());
            starts.put(child, start);
            all.add(start);
        }
        supervisor.type = new Ty.Tuple(all);
        var functions = supervisor.generated;
        functions.get("start").type = new Ty.Function(List.of(), PID);
        functions.get("children").type =
                new Ty.Function(List.of(PID), Ty.list(new Ty.Tuple(List.of(Ty.STRING, Ty.PID))));
        functions.get("count_children").type = new Ty.Function(List.of(PID), Ty.INT);
        functions.get("terminate_child").type = new Ty.Function(List.of(PID, Ty.PID), Ty.BOOL);
        Optional.ofNullable(functions.get("start_child")).ifPresent(function -> {
            var start = starts.get(supervisor.children.getFirst());
            var parameters = new ArrayList<Ty>();
            parameters.add(PID);
            parameters.addAll(start.parameters());
            function.type = new Ty.Function(parameters, start.result());
        });
    }

    private static int dynamicParameters(SupervisorDefinition supervisor) {
        return Optional.ofNullable(supervisor.generated.get("start_child"))
                .map(function -> function.function.arity() - 1)
                .orElse(0);
    }

    // ---- what the entries say

    /** @return what makes the typed tree when all types are known */
    List<Clauses.Define> bodies(SupervisorDefinition supervisor) {
        supervisor.strategy.ifPresent(this::strategy);
        distinct(supervisor);
        var result = new ArrayList<Clauses.Define>();
        for (var child : supervisor.children) {
            result.add(start(child));
            restart(child);
            shutdown(child);
        }
        result.add(zonk -> generate(supervisor, zonk));
        return result;
    }

    private void strategy(Name word) {
        if (!word.isMissing() && !STRATEGIES.contains(word.text())) {
            in.report(Diagnostic.error(
                    "E0019",
                    "unknown supervision strategy `" + word.text() + "`",
                    word.span(),
                    "expected one_for_one, one_for_all, rest_for_one, or simple_one_for_one"));
        }
    }

    private void distinct(SupervisorDefinition supervisor) {
        var places = new LinkedHashMap<String, Span>();
        for (var child : supervisor.children) {
            if (child.name.isMissing()) {
                continue;
            }
            var first = places.putIfAbsent(child.name.text(), child.name.span());
            if (first != null) {
                in.report(Diagnostic.error(
                                "E0019",
                                "duplicate child name `" + child.name.text() + "` in supervisor `" + supervisor.name
                                        + "`",
                                child.name.span(),
                                "already used")
                        .label(first, "first child here"));
            }
        }
    }

    private void restart(SupervisorDefinition.Child child) {
        child.restart
                .map(entry -> entry.value())
                .filter(word -> !word.isMissing())
                .ifPresent(word -> {
                    if (!RESTARTS.contains(word.text())) {
                        in.report(Diagnostic.error(
                                "E0020",
                                "invalid restart type `" + word.text() + "` for child `" + child.name.text() + "`",
                                word.span(),
                                "expected permanent, transient, or temporary"));
                    }
                });
    }

    private void shutdown(SupervisorDefinition.Child child) {
        child.shutdown.map(entry -> entry.value()).ifPresent(value -> {
            if (!(value instanceof Expr.Error) && shutdown(value).isEmpty()) {
                in.report(Diagnostic.error(
                        "E0021",
                        "invalid shutdown value `" + in.module.textOf(value.span()) + "` for child `"
                                + child.name.text() + "`",
                        value.span(),
                        "expected a positive integer or brutal_kill"));
            }
        });
    }

    private static Optional<Supervisor.Shutdown> shutdown(Expr value) {
        if (value instanceof Expr.Literal literal && literal.value() instanceof Constant.Int milliseconds) {
            return Optional.<Supervisor.Shutdown>of(new Supervisor.Shutdown.Milliseconds(milliseconds.value()))
                    .filter(_ -> milliseconds.value() >= 1);
        }
        if (value instanceof Expr.NameRef ref) {
            return switch (ref.name().text()) {
                case "brutal_kill" -> Optional.of(new Supervisor.Shutdown.BrutalKill());
                case "infinity" -> Optional.of(new Supervisor.Shutdown.Infinity());
                default -> Optional.empty();
            };
        }
        return Optional.empty();
    }

    // ---- start functions

    private Clauses.Define start(SupervisorDefinition.Child child) {
        if (child.start.isEmpty()) {
            if (!child.name.isMissing()) {
                in.report(Diagnostic.error(
                        "E0018",
                        "child `" + child.name.text() + "` has no start function",
                        child.name.span(),
                        "no `start` here"));
            }
            return define(child, new Term(Ty.ERROR, child.name.span(), _ -> new Expression.Unit(child.name.span())));
        }
        var written = child.start.get().value();
        var wanted = starts.get(child);
        var frame = new Frame(Frame.Kind.TOP, Ty.ERROR, Optional.empty());
        var terms = new ArrayList<Term>(1);
        in.within(Scope.top().inner(), () -> in.inFrame(frame, _ -> terms.add(in.infer(written, wanted))));
        var term = terms.getFirst();
        check(child, written, wanted, term);
        return define(child, term);
    }

    private Clauses.Define define(SupervisorDefinition.Child child, Term term) {
        return zonk -> child.function.define(
                List.of(), List.of(), List.of(), zonk.type(starts.get(child)), new Function.Body.Code(term.in(zonk)));
    }

    private void check(SupervisorDefinition.Child child, Expr written, Ty.Function wanted, Term term) {
        switch (Ty.resolve(term.type())) {
            case Ty.Function found
            when found.parameters().size() == wanted.parameters().size() -> {
                for (int i = 0; i < wanted.parameters().size(); i++) {
                    in.unifier.unify(
                            wanted.parameters().get(i), found.parameters().get(i));
                }
                var result = Ty.resolve(found.result());
                boolean isPid = switch (result) {
                    case Ty.Con con -> con.isBuiltin("Pid");
                    case Ty.Var _ -> in.unifier.unify(result, Ty.pid(in.unifier.fresh())) == Unifier.EQUAL;
                    case Ty.Simple _ -> true;
                    case Ty.Tuple _, Ty.Function _, Ty.Parameter _ -> false;
                };
                in.unifier.unify(wanted.result(), result instanceof Ty.Simple ? Ty.pid(in.unifier.fresh()) : result);
                if (!isPid) {
                    notAPid(child, result, tail(written));
                }
            }
            case Ty.Var variable -> {
                in.unifier.unify(variable, wanted);
                in.unifier.unify(wanted.result(), Ty.pid(in.unifier.fresh()));
            }
            case Ty.Simple _ -> {}
            case Ty.Con _, Ty.Tuple _, Ty.Parameter _, Ty.Function _ ->
                notAPid(child, Ty.resolve(term.type()), written.span());
        }
    }

    private void notAPid(SupervisorDefinition.Child child, Ty found, Span at) {
        var shown = TypeText.of(found);
        in.report(Diagnostic.error(
                        "E0018",
                        "child `" + child.name.text() + "` start function must return Pid, found `" + shown + "`",
                        at,
                        "expected Pid<M>, found " + shown)
                .help("the start function must call spawn() and return a Pid"));
    }

    /** The last expression of a closure; anything else as a whole. */
    private static Span tail(Expr start) {
        if (start instanceof Expr.Closure closure) {
            var items = closure.clauses().getFirst().body().items();
            return items.isEmpty() ? start.span() : items.getLast().span();
        }
        return start instanceof Expr.Paren paren ? tail(paren.inner()) : start.span();
    }

    // ---- generated functions

    private void generate(SupervisorDefinition supervisor, Zonk zonk) {
        var tree = tree(supervisor);
        supervisor.generated.forEach((name, function) -> {
            switch (name) {
                case "start" -> Services.define(function, new Generated.Supervise(tree), zonk);
                case "children" -> ask(function, tree, Generated.Ask.Query.CHILDREN, zonk);
                case "count_children" -> ask(function, tree, Generated.Ask.Query.COUNT_CHILDREN, zonk);
                case "terminate_child" -> ask(function, tree, Generated.Ask.Query.TERMINATE_CHILD, zonk);
                default -> startChild(supervisor, function, tree.owner(), zonk);
            }
        });
    }

    private static void ask(GeneratedFunction function, Supervisor tree, Generated.Ask.Query query, Zonk zonk) {
        Services.define(function, new Generated.Ask(tree, query), zonk);
    }

    private void startChild(SupervisorDefinition supervisor, GeneratedFunction function, String owner, Zonk zonk) {
        var child = supervisor.children.getFirst();
        var span = child.name.span();
        var start = zonk.function(starts.get(child));
        var parameters = Services.locals(function, zonk);
        var arguments = parameters.subList(1, parameters.size()).stream()
                .<Expression>map(local -> new Expression.LocalUse(span, local.type(), local, List.of()))
                .toList();
        var callee = new Expression.Call(span, start, child.function, List.of(), List.of());
        var call = new Expression.CallValue(span, start.result(), callee, arguments);
        var lambda = new Expression.Lambda(span, new Type.Function(List.of(), start.result()), List.of(), call);
        Services.define(function, parameters, new Generated.StartChild(owner, lambda), zonk);
    }

    private static Supervisor tree(SupervisorDefinition supervisor) {
        boolean isDynamic = supervisor.generated.containsKey("start_child");
        return new Supervisor(
                supervisor.module.name + "." + supervisor.name,
                supervisor.strategy.map(Name::text),
                supervisor.maxRestarts.flatMap(limit -> number(limit.value())),
                supervisor.maxSeconds.flatMap(limit -> number(limit.value())),
                supervisor.children.stream()
                        .map(child -> new Supervisor.Child(
                                child.name.text(),
                                child.function,
                                isDynamic,
                                child.restart.map(entry -> entry.value().text()),
                                child.shutdown.flatMap(entry -> shutdown(entry.value()))))
                        .toList());
    }

    private static Optional<Long> number(Expr value) {
        return value instanceof Expr.Literal literal && literal.value() instanceof Constant.Int number
                ? Optional.of(number.value())
                : Optional.empty();
    }
}
