package snow.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import snow.diagnostics.Diagnostic;
import snow.syntax.Block;
import snow.syntax.Expr;
import snow.syntax.FnBody;
import snow.syntax.Item;
import snow.syntax.Name;
import snow.syntax.Param;
import snow.syntax.Pattern;
import snow.syntax.Span;
import snow.types.tree.Expression;

/** Functions and closures: parameters, clauses, bodies (spec 02 §4.9, §5.3). */
final class Clauses {
    private final Inference in;

    Clauses(Inference in) {
        this.in = in;
    }

    /** Gives definitions their code when all types are known. */
    @FunctionalInterface
    interface Define {
        void in(Zonk zonk);
    }

    /** Parameters and body after inference. */
    record Code(List<Variable> parameters, Term body) {}

    /**
     * One clause of a function or closure.
     *
     * @param annotations of its parameters
     */
    private record Clause(
            List<Param> params,
            Optional<Expr> guard,
            FnBody body,
            Span span,
            Span header,
            List<Optional<Ty>> annotations) {}

    /**
     * What is checked, for messages.
     *
     * @param isBroken whether the clauses themselves are in error: apart from each other, or of different lengths
     */
    private record Subject(String name, boolean isClosure, Span whole, boolean isBroken) {}

    // ---- functions

    Code function(Definition.Fn fn, Ty.Function type) {
        var opened = new java.util.IdentityHashMap<TypeParameter, Ty>();
        fn.header.typeParameters.forEach((name, parameter) ->
                opened.put(parameter, in.scope.types.find(name).orElse(Ty.ERROR)));
        return functionClauses(fn.name, fn.clauses, fn.clausesAreApart, fn.header, opened, type);
    }

    Code functionClauses(
            String name,
            List<Item.FnDef> items,
            boolean areApart,
            Definition.Header header,
            Map<TypeParameter, Ty> opened,
            Ty.Function type) {
        var clauses = new ArrayList<Clause>();
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            var annotations = header.parameters.get(i).stream()
                    .map(written -> written.map(annotation -> Scheme.substitute(annotation, opened)))
                    .toList();
            clauses.add(new Clause(
                    item.params(),
                    item.guard(),
                    item.body(),
                    item.span(),
                    header(item.span(), item.body()),
                    annotations));
        }
        return check(clauses, type, new Subject(name, false, items.getFirst().span(), areApart));
    }

    /** From the start of a definition to before its {@code do} or {@code =}. */
    private Span header(Span whole, FnBody body) {
        var tokens = in.module.source.tokens();
        int at = Math.max(
                whole.start(),
                Math.min(body.span().start(), in.module.source.text().length()));
        int index = body.span().isEmpty() || at == 0 ? tokens.indexAt(Math.max(0, at - 1)) : tokens.indexAt(at) - 1;
        int opener = lastSignificant(index);
        int before = lastSignificant(opener - 1);
        int end = before < 0 ? whole.end() : tokens.end(before);
        return end <= whole.start() ? whole : new Span(whole.start(), end);
    }

    private int lastSignificant(int index) {
        var tokens = in.module.source.tokens();
        int result = index;
        while (result >= 0 && tokens.kind(result).isTrivia()) {
            result--;
        }
        return result;
    }

    // ---- closures

    Term closure(Expr.Closure closure, Ty hint) {
        in.takeTail();
        return closure(closure, hint, in.frame.messageType);
    }

    /** A closure that counts as lexically inside an actor with a message type, if there is one. */
    Term closure(Expr.Closure closure, Ty hint, Optional<Ty> messageType) {
        var first = closure.clauses().getFirst();
        int arity = first.params().size();
        var clauses = new ArrayList<Clause>();
        for (var item : closure.clauses()) {
            var annotations = annotations(item.params());
            if (item.params().size() != arity) {
                wrongNumber(item, arity);
                continue;
            }
            var header = item.params().isEmpty()
                    ? item.span()
                    : item.params().getFirst().span().to(item.params().getLast().span());
            clauses.add(new Clause(item.params(), item.guard(), item.body(), item.span(), header, annotations));
        }
        var result = first.returnType().map(type -> in.annotations.type(type, in.scope.types));
        return lambda(
                closure.span(),
                clauses,
                arity,
                result,
                first.returnType().map(type -> type.span()),
                hint,
                messageType,
                clauses.size() < closure.clauses().size());
    }

    Term trailing(Expr.TrailingClosure closure, Ty hint) {
        in.takeTail();
        var clause = new Clause(
                closure.params(),
                Optional.empty(),
                closure.body(),
                closure.span(),
                closure.span(),
                annotations(closure.params()));
        return lambda(
                closure.span(),
                List.of(clause),
                closure.params().size(),
                Optional.empty(),
                Optional.empty(),
                hint,
                in.frame.messageType,
                false);
    }

    private List<Optional<Ty>> annotations(List<Param> params) {
        return params.stream()
                .map(param -> Headers.annotation(param).map(type -> in.annotations.type(type, in.scope.types)))
                .toList();
    }

    private void wrongNumber(Expr.ClosureClause clause, int expected) {
        var at = clause.params().isEmpty()
                ? clause.span()
                : clause.params().getFirst().span().to(clause.params().getLast().span());
        in.report(Diagnostic.error(
                "E0024",
                "all clauses of `closure` must have the same number of parameters; expected " + expected + ", found "
                        + clause.params().size(),
                at,
                "expected " + expected + " parameters"));
    }

    private Term lambda(
            Span span,
            List<Clause> clauses,
            int arity,
            Optional<Ty> declared,
            Optional<Span> declaredAt,
            Ty hint,
            Optional<Ty> messageType,
            boolean isBroken) {
        var known = Ty.resolve(hint) instanceof Ty.Function wanted
                        && wanted.parameters().size() == arity
                ? wanted.parameters()
                : List.<Ty>of();
        var parameters = new ArrayList<Ty>();
        for (int i = 0; i < arity; i++) {
            int index = i;
            var annotated = clauses.stream()
                    .flatMap(clause -> clause.annotations().get(index).stream())
                    .findFirst();
            parameters.add(annotated.orElseGet(() -> known.isEmpty() ? in.unifier.fresh() : known.get(index)));
        }
        Ty result = declared.orElseGet(in.unifier::fresh);
        var type = new Ty.Function(parameters, result);
        var frame = new Frame(Frame.Kind.CLOSURE, result, messageType);
        frame.annotation = declaredAt;
        var code = new ArrayList<Code>(1);
        in.within(
                in.scope.inner(),
                () -> in.inFrame(
                        frame, _ -> code.add(check(clauses, type, new Subject("closure", true, span, isBroken)))));
        return new Term(
                frame.typeOf(type, declared.isPresent()),
                span,
                zonk -> new Expression.Lambda(
                        span,
                        zonk.function(type),
                        code.getFirst().parameters().stream()
                                .map(variable -> variable.local(zonk))
                                .toList(),
                        code.getFirst().body().in(zonk)));
    }

    // ---- both

    private Code check(List<Clause> clauses, Ty.Function type, Subject subject) {
        in.frame.loops = 0;
        var only = clauses.getFirst();
        boolean plain = clauses.size() == 1
                && only.guard().isEmpty()
                && only.params().stream().allMatch(this::isPlain);
        var code = plain ? plain(only, type) : matching(clauses, type, subject);
        in.frame.end();
        return code;
    }

    private boolean isPlain(Param param) {
        return switch (param) {
            case Param.Self _ -> true;
            case Param.Named named -> !isVariant(named.name());
            case Param.Match match -> match.pattern() instanceof Pattern.Wildcard;
        };
    }

    private boolean isVariant(Name name) {
        return name.isUpperCase() || in.names.variant(name.text(), Ty.ERROR).isPresent();
    }

    /** Parameters that are plain names. */
    private Code plain(Clause clause, Ty.Function type) {
        var parameters = parameters(clause.params(), type.parameters());
        parameters.stream().filter(variable -> !variable.name.isEmpty()).forEach(in.scope::add);
        var body = body(clause.body(), type.result());
        in.matches.result(body.type(), body.span());
        return new Code(parameters, body);
    }

    /** Variables of parameters that are all plain names; the names of one list must differ. */
    List<Variable> parameters(List<Param> params, List<Ty> types) {
        var result = new ArrayList<Variable>();
        var seen = new LinkedHashMap<String, Span>();
        for (int i = 0; i < params.size(); i++) {
            var name = switch (params.get(i)) {
                case Param.Self self -> {
                    checkSelf(self, i);
                    yield new Name(self.span(), "self");
                }
                case Param.Named named -> named.name();
                case Param.Match match -> new Name(match.span(), "");
            };
            distinct(name, seen);
            result.add(new Variable(name.isWildcard() ? "" : name.text(), name.span(), types.get(i)));
        }
        return result;
    }

    private void distinct(Name name, Map<String, Span> seen) {
        if (name.isMissing() || name.isWildcard()) {
            return;
        }
        var first = seen.putIfAbsent(name.text(), name.span());
        if (first != null) {
            in.report(Messages.duplicate("parameter", name.text(), name.span(), first));
        }
    }

    private void checkSelf(Param.Self self, int position) {
        if (in.scope.types.find("Self").isEmpty() && !in.module.isBuiltin) {
            in.report(Messages.notAllowed("`self` parameter outside of interface or impl", self.span()));
        } else if (position > 0) {
            in.report(Messages.selfNotFirst(self));
        }
    }

    private Term body(FnBody body, Ty hint) {
        in.setTail(in.frame.kind == Frame.Kind.ACTOR);
        var term = switch (body) {
            case Block block -> in.blocks.infer(block, hint);
            case FnBody.Equals equals -> in.infer(equals.value(), hint);
        };
        in.takeTail();
        return term;
    }

    /** One row of a match over the parameters. */
    private record Row(Clause clause, List<Patterns.Inferred> patterns, Optional<Term> guard, Term body) {
        Expression.Arm in(Zonk zonk) {
            return new Expression.Arm(
                    clause.span(),
                    patterns.stream().map(pattern -> pattern.in(zonk)).toList(),
                    guard.map(term -> term.in(zonk)),
                    body.in(zonk));
        }
    }

    private Code matching(List<Clause> clauses, Ty.Function type, Subject subject) {
        var parameters = new ArrayList<Variable>();
        for (var parameter : type.parameters()) {
            parameters.add(new Variable("", subject.whole(), parameter));
        }
        var rows = new ArrayList<Row>();
        var join = in.matches.new Join(Ty.ERROR);
        for (var clause : clauses) {
            if (subject.isBroken() && !subject.isClosure() && clause != clauses.getFirst()) {
                in.within(in.scope.inner(), () -> rows.add(apart(clause)));
            } else {
                in.within(in.scope.inner(), () -> rows.add(row(clause, type, join)));
            }
        }
        if (!Ty.isNever(join.type())) {
            in.unifier.unify(type.result(), join.type());
        }
        in.frame.isResultInError |= Ty.resolve(join.type()) == Ty.ERROR;
        boolean isBlocked = subject.isBroken() || catchAllBeforeLast(rows, subject) || parameters.isEmpty();
        in.afterwards.add(() -> cover(rows, type, subject, isBlocked));
        var span = subject.whole();
        Term.Build build = zonk -> new Expression.Match(
                span,
                zonk.type(type.result()),
                parameters.stream()
                        .<Expression>map(variable -> new Expression.LocalUse(
                                span, zonk.type(variable.scheme.type()), variable.local(zonk), List.of()))
                        .toList(),
                rows.stream().map(row -> row.in(zonk)).toList());
        return new Code(parameters, new Term(type.result(), span, build));
    }

    /** A clause that may well belong to another function of the name: that it differs is no second mistake. */
    private Row apart(Clause clause) {
        var parameters = new ArrayList<Ty>();
        clause.params().forEach(_ -> parameters.add(in.unifier.fresh()));
        var type = new Ty.Function(parameters, in.unifier.fresh());
        var frame = new Frame(in.frame.kind, type.result(), in.frame.messageType);
        var rows = new ArrayList<Row>(1);
        in.inFrame(frame, _ -> rows.add(row(clause, type, in.matches.new Join(Ty.ERROR))));
        frame.end();
        return rows.getFirst();
    }

    private Row row(Clause clause, Ty.Function type, Matches.Join join) {
        var patterns = new ArrayList<Patterns.Inferred>();
        var seen = new LinkedHashMap<String, Span>();
        for (int i = 0; i < clause.params().size(); i++) {
            var parameter = type.parameters().get(i);
            var annotation = clause.annotations().get(i);
            if (annotation.isPresent()) {
                in.require(
                        parameter,
                        annotation.get(),
                        Headers.annotation(clause.params().get(i))
                                .map(written -> written.span())
                                .orElse(clause.params().get(i).span()),
                        Cause.EXPECTED_FOUND);
            }
            if (clause.params().get(i) instanceof Param.Self self) {
                checkSelf(self, i);
            }
            var pattern = pattern(clause.params().get(i), parameter);
            for (var variable : pattern.variables()) {
                distinct(new Name(variable.span, variable.name), seen);
                in.scope.add(variable);
            }
            patterns.add(pattern);
        }
        var guard = clause.guard().map(in.matches::bool);
        var body = body(clause.body(), type.result());
        if (in.frame.annotation.isPresent() || in.frame.firstResult.isPresent()) {
            in.matches.result(body.type(), body.span());
        } else {
            join.add(body.type(), body.span());
            if (!Ty.isNever(join.type())) {
                in.unifier.unify(type.result(), join.type());
            }
        }
        return new Row(clause, patterns, guard, body);
    }

    private Patterns.Inferred pattern(Param param, Ty type) {
        return switch (param) {
            case Param.Self self -> in.patterns.name(new Name(self.span(), "self"), type);
            case Param.Named named -> in.patterns.name(named.name(), type);
            case Param.Match match -> in.patterns.infer(match.pattern(), type);
        };
    }

    /** E0022; true when there is such a clause. */
    private boolean catchAllBeforeLast(List<Row> rows, Subject subject) {
        for (var row : rows.subList(0, rows.size() - 1)) {
            if (row.guard().isEmpty()
                    && row.clause().params().stream().allMatch(this::isCatchAll)
                    && row.clause().annotations().stream()
                            .flatMap(Optional::stream)
                            .noneMatch(Ty::hasError)) {
                in.report(Diagnostic.error(
                        "E0022",
                        "catch-all clause must be the last clause of function `" + subject.name() + "/"
                                + row.patterns().size() + "`",
                        row.clause().header(),
                        "clauses after a catch-all are unreachable"));
                return true;
            }
        }
        return false;
    }

    private boolean isCatchAll(Param param) {
        return switch (param) {
            case Param.Self _ -> true;
            case Param.Named named -> !isVariant(named.name());
            case Param.Match match -> {
                var pattern = match.pattern();
                while (pattern instanceof Pattern.Paren paren) {
                    pattern = paren.inner();
                }
                yield pattern instanceof Pattern.Wildcard
                        || pattern instanceof Pattern.Bind bind && !isVariant(bind.name());
            }
        };
    }

    private void cover(List<Row> rows, Ty.Function type, Subject subject, boolean isBlocked) {
        if (isBlocked) {
            return;
        }
        var found = in.matches.cover(
                type.parameters(),
                rows.stream()
                        .map(row -> new Matches.Row(row.patterns(), row.guard().map(Term::span)))
                        .toList());
        if (found.isEmpty()) {
            return;
        }
        if (!found.get().isComplete()) {
            var shown = type.parameters().size() == 1
                    ? TypeText.of(type.parameters().getFirst())
                    : TypeText.of(new Ty.Tuple(type.parameters()));
            var at = subject.isClosure()
                    ? new Span(subject.whole().start(), subject.whole().start() + 2)
                    : rows.getFirst().clause().header();
            in.report(Diagnostic.warning(
                            "W0003",
                            "non-exhaustive match on `" + shown + "`",
                            at,
                            "missing: " + Messages.names(found.get().missing()))
                    .help(
                            subject.isClosure()
                                    ? "add the missing patterns or a wildcard `_` arm"
                                    : "add the missing clauses"));
        }
        for (int row : found.get().redundantRows()) {
            in.report(Matches.unreachable("clause", row, rows.get(row).clause().header()));
        }
    }
}
