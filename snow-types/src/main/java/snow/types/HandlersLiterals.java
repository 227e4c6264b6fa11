package snow.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import snow.diagnostics.Diagnostic;
import snow.syntax.Block;
import snow.syntax.Expr;
import snow.syntax.FnBody;
import snow.syntax.Item;
import snow.syntax.Name;
import snow.syntax.Span;
import snow.syntax.Stmt;
import snow.types.tree.Expression;

/** Handlers literals, and the positional form of {@code Ws.serve} (spec 06 §2.3, §3.1, §3.3). */
final class HandlersLiterals {
    private static final Ty.Con CONNECTION = Ty.builtin("WsConn");
    private static final Ty.Con HANDLERS = Ty.builtin("WsHandlers");
    private static final Ty.Con BYTES = Ty.builtin("Bytes");
    private static final List<String> CALLBACKS =
            List.of("on_connect", "on_message", "on_binary", "on_info", "on_close");
    private static final Map<String, Ty> OPTIONS = options();

    /** Functions that return 0 for success: as the last thing {@code on_connect} does they are no answer. */
    private static final Set<String> NO_ANSWER = Set.of(
            "send", "try_send", "send_binary", "join", "leave", "broadcast", "broadcast_except", "broadcast_binary");

    private final Inference in;

    HandlersLiterals(Inference in) {
        this.in = in;
    }

    private static Map<String, Ty> options() {
        var options = new LinkedHashMap<String, Ty>();
        options.put("protocols", Ty.list(Ty.STRING));
        options.put("origins", Ty.list(Ty.STRING));
        options.put("compress", Ty.BOOL);
        for (var name : List.of(
                "ping_interval_ms",
                "pong_timeout_ms",
                "max_message_bytes",
                "send_queue_messages",
                "send_queue_bytes",
                "stall_timeout_ms",
                "max_connections")) {
            options.put(name, Ty.INT);
        }
        options.put("overflow", Ty.ATOM);
        return options;
    }

    private record Entry(Span keySpan, String key, Term value, boolean acceptAlways) {
        Expression.Handlers.Entry in(Zonk zonk) {
            return new Expression.Handlers.Entry(keySpan, key, value.in(zonk), acceptAlways);
        }
    }

    Term literal(Expr.HandlersLiteral literal) {
        in.takeTail();
        Ty messageType = in.unifier.fresh();
        var entries = new ArrayList<Entry>();
        var seen = new LinkedHashMap<String, Span>();
        boolean hasCallback = false;
        boolean hasKnownKey = false;
        boolean isBroken = false;
        for (var item : literal.entries()) {
            var key = item.name();
            hasCallback |= CALLBACKS.contains(key.text());
            boolean isKnown = CALLBACKS.contains(key.text()) || OPTIONS.containsKey(key.text());
            hasKnownKey |= isKnown;
            boolean isNew = seen.putIfAbsent(key.text(), key.span()) == null;
            if (!isKnown || !isNew) {
                isBroken = true;
                in.infer(item.value());
                if (!key.isMissing()) {
                    wrongKey(key, isKnown);
                }
                continue;
            }
            entries.add(entry(key.span(), key.text(), item.value(), messageType));
        }
        var span = literal.span();
        if (!hasCallback && !isBroken) {
            in.report(Diagnostic.error(
                    "E0066", "a handlers literal needs at least one callback", span, "not allowed here"));
        }
        if (isBroken && !hasKnownKey) {
            // may be meant as a map
            return Term.error(span);
        }
        return new Term(
                HANDLERS,
                span,
                zonk -> new Expression.Handlers(
                        span,
                        zonk.type(HANDLERS),
                        entries.stream().map(entry -> entry.in(zonk)).toList()));
    }

    private void wrongKey(Name key, boolean isKnown) {
        if (isKnown) {
            in.report(Diagnostic.error(
                    "E0066", "handler key `" + key.text() + "` given twice", key.span(), "not allowed here"));
            return;
        }
        var legal = new ArrayList<>(CALLBACKS);
        legal.addAll(OPTIONS.keySet());
        var unknown = Messages.withSuggestion(
                Diagnostic.error("E0066", "unknown handler key `" + key.text() + "`", key.span(), "not allowed here"),
                key.text(),
                legal);
        in.report(
                unknown.help().isPresent()
                        ? unknown
                        : unknown.help("a map is written `%{\"" + key.text() + "\" => …}`"));
    }

    private Entry entry(Span keySpan, String key, Expr value, Ty messageType) {
        var option = OPTIONS.get(key);
        if (option != null) {
            var term = in.infer(value, option);
            in.require(option, term.type(), term.span(), Cause.EXPECTED_FOUND);
            return new Entry(keySpan, key, term, false);
        }
        return callback(keySpan, key, Optional.of(value), () -> in.infer(value), messageType);
    }

    /**
     * @param written the expression of the callback, if it was written there
     * @param other infers it when it is no closure literal
     */
    private Entry callback(Span keySpan, String key, Optional<Expr> written, Supplier<Term> other, Ty messageType) {
        var expression = written.map(HandlersLiterals::bare);
        Term term;
        Ty.Function type;
        if (expression.orElse(null) instanceof Expr.Closure closure) {
            type = typeOf(key, closure.clauses().getFirst().params().size(), messageType);
            term = in.clauses.closure(closure, type, Optional.of(messageType));
        } else {
            term = other.get();
            int arity = Ty.resolve(term.type()) instanceof Ty.Function function
                    ? function.parameters().size()
                    : -1;
            type = typeOf(key, arity, messageType);
        }
        boolean fits = in.require(type, term.type(), term.span(), Cause.EXPECTED_FOUND);
        boolean acceptAlways = false;
        if (key.equals("on_connect") && fits) {
            acceptAlways = expression.map(this::endsInCall).orElse(false);
            if (!acceptAlways) {
                in.afterwards.add(() -> answer(type.result(), term.span()));
            }
        }
        return new Entry(keySpan, key, term, acceptAlways);
    }

    private Ty.Function typeOf(String key, int arity, Ty messageType) {
        List<Ty> parameters = switch (key) {
            case "on_connect" ->
                arity == 1 ? List.of(CONNECTION) : List.of(CONNECTION, Ty.STRING, Ty.map(Ty.STRING, Ty.STRING));
            case "on_message" -> List.of(CONNECTION, Ty.STRING);
            case "on_binary" -> List.of(CONNECTION, BYTES);
            case "on_info" -> List.of(CONNECTION, messageType);
            default -> arity == 1 ? List.of(CONNECTION) : List.of(CONNECTION, Ty.INT, Ty.STRING);
        };
        return new Ty.Function(parameters, in.unifier.fresh());
    }

    /** The result type of {@code on_connect} decides what accepts. */
    private void answer(Ty result, Span callback) {
        boolean isAnswer = switch (Ty.resolve(result)) {
            case Ty.Var _, Ty.Simple _ -> true;
            case Ty.Con con ->
                con.name().isBuiltin()
                        && Set.of("Unit", "Bool", "Atom", "Int", "Option", "Result", "WsConn")
                                .contains(con.name().name());
            case Ty.Tuple _, Ty.Function _, Ty.Parameter _ -> false;
        };
        if (!isAnswer) {
            in.report(Diagnostic.error(
                    "E0066",
                    "on_connect must return (), Bool, Atom, Int, Option, Result or WsConn, found "
                            + TypeText.of(result),
                    callback,
                    "not allowed here"));
        }
    }

    /** {@code Ws.serve(on_connect, on_message, on_close, …)} as a call with a literal of these three keys. */
    Term positional(List<Definition.Fn> functions, int arity, Arguments arguments, Span span) {
        Ty messageType = in.unifier.fresh();
        var entries = new ArrayList<Entry>();
        var keys = List.of("on_connect", "on_message", "on_close");
        for (int i = 0; i < keys.size(); i++) {
            int index = i;
            var written = arguments.expression(i);
            var keySpan = written.map(Expr::span).orElse(span);
            entries.add(callback(keySpan, keys.get(i), written, () -> arguments.infer(index, Ty.ERROR), messageType));
        }
        var handlers = new Term(
                HANDLERS,
                span,
                zonk -> new Expression.Handlers(
                        span,
                        zonk.type(HANDLERS),
                        entries.stream().map(entry -> entry.in(zonk)).toList()));
        var fn = functions.stream().filter(one -> one.arity == arity).findFirst();
        var rest = new ArrayList<Term>();
        rest.add(handlers);
        for (int i = keys.size(); i < arguments.size(); i++) {
            var expected = fn.flatMap(one -> one.header.parameters.getFirst().get(rest.size()))
                    .orElse(Ty.ERROR);
            var term = arguments.infer(i, expected);
            in.require(expected, term.type(), term.span(), Cause.argument(i + 1));
            rest.add(new Term(expected == Ty.ERROR ? term.type() : expected, term.span(), term.build()));
        }
        return fn.map(one -> in.calls.function(one, Arguments.of(in, rest), span))
                .orElseGet(() -> Term.error(span));
    }

    // ---- callbacks that end in a call whose result is no answer

    private static Expr bare(Expr expression) {
        return expression instanceof Expr.Paren paren ? bare(paren.inner()) : expression;
    }

    private boolean endsInCall(Expr callback) {
        return switch (callback) {
            case Expr.Closure closure ->
                closure.clauses().stream()
                        .allMatch(clause -> endsInCall(clause.body().items()));
            case Expr.NameRef ref
            when in.scope.find(ref.name().text()).isEmpty() -> {
                var functions = in.functions(ref.name().text());
                yield !functions.isEmpty()
                        && functions.getLast().clauses.stream()
                                .map(Item.FnDef::body)
                                .allMatch(this::endsInCall);
            }
            default -> false;
        };
    }

    private boolean endsInCall(FnBody body) {
        return switch (body) {
            case Block block -> endsInCall(block.items());
            case FnBody.Equals equals -> isCall(equals.value());
        };
    }

    private boolean endsInCall(List<Stmt> items) {
        return !items.isEmpty() && items.getLast() instanceof Expr last && isCall(last);
    }

    private boolean isCall(Expr expression) {
        return switch (bare(expression)) {
            case Expr.Call call -> isFunction(call.callee());
            case Expr.Pipe pipe ->
                switch (bare(pipe.right())) {
                    case Expr.Call call -> isFunction(call.callee());
                    case Expr other -> isFunction(other);
                };
            default -> false;
        };
    }

    private boolean isFunction(Expr callee) {
        return switch (bare(callee)) {
            case Expr.FieldAccess access ->
                access.base() instanceof Expr.NameRef ref
                        && ref.name().text().equals("Ws")
                        && NO_ANSWER.contains(access.name().text());
            case Expr.NameRef ref -> {
                var name = ref.name().text();
                var imported = Optional.ofNullable(in.module.imports.get(name));
                yield name.startsWith("ws_") && NO_ANSWER.contains(name.substring(3))
                        || imported.isPresent()
                                && imported.get().from.name.equals("Ws")
                                && NO_ANSWER.contains(imported.get().member);
            }
            default -> false;
        };
    }
}
