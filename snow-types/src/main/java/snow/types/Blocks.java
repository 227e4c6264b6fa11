package snow.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import snow.diagnostics.Diagnostic;
import snow.syntax.Block;
import snow.syntax.Expr;
import snow.syntax.Item;
import snow.syntax.Name;
import snow.syntax.Pattern;
import snow.syntax.Span;
import snow.syntax.Stmt;
import snow.types.tree.Expression;
import snow.types.tree.Expression.Statement;

/** Blocks, {@code let}, nested functions (spec 02 §4.5, §3.5). */
final class Blocks {
    private final Inference in;

    Blocks(Inference in) {
        this.in = in;
    }

    @FunctionalInterface
    private interface BuildStatement {
        Statement in(Zonk zonk);
    }

    /** A block under construction. */
    private static final class Building {
        final List<BuildStatement> statements = new ArrayList<>();
        boolean diverges;
        Optional<Term> result = Optional.empty();
    }

    /** The span of the term is that of the expression that gives the block its value. */
    Term infer(Block block, Ty hint) {
        return infer(block.items(), block.span(), hint);
    }

    Term infer(List<Stmt> items, Span span, Ty hint) {
        boolean tail = in.takeTail();
        var building = new Building();
        in.within(in.scope.inner(), () -> {
            for (int i = 0; i < items.size(); i++) {
                boolean last = i == items.size() - 1;
                var item = items.get(i);
                switch (item) {
                    case Stmt.Let let -> let(let, building, last);
                    case Item.FnDef _ -> {
                        int end = i + 1;
                        while (end < items.size() && items.get(end) instanceof Item.FnDef) {
                            end++;
                        }
                        functions(items.subList(i, end), building, end == items.size());
                        i = end - 1;
                    }
                    case Item misplaced -> misplaced(misplaced);
                    case Expr expression -> {
                        in.setTail(last && tail);
                        var term = in.infer(expression, last ? hint : Ty.ERROR);
                        in.takeTail();
                        if (last) {
                            building.result = Optional.of(term);
                        } else {
                            building.diverges |= term.isNever();
                            in.afterwards.add(() -> neverCalled(expression, term));
                            building.statements.add(zonk -> new Statement.Evaluate(term.in(zonk)));
                        }
                    }
                    case Stmt.Assert test -> {
                        var condition = in.infer(test.condition());
                        in.require(Ty.BOOL, condition.type(), condition.span(), Cause.EXPECTED_FOUND);
                        test.message().ifPresent(in::infer);
                    }
                }
            }
        });
        return finished(building, span);
    }

    private static Term finished(Building building, Span span) {
        if (building.result.isEmpty() && building.statements.isEmpty()) {
            return new Term(Ty.UNIT, span, _ -> new Expression.Unit(span));
        }
        var result = building.result.orElseGet(() -> new Term(Ty.UNIT, span, _ -> new Expression.Unit(span)));
        var type = building.diverges ? Ty.NEVER : result.type();
        if (building.statements.isEmpty()) {
            return result;
        }
        return new Term(type, result.span(), zonk -> {
            var statements = building.statements.stream()
                    .map(statement -> statement.in(zonk))
                    .toList();
            return new Expression.Block(span, zonk.type(type), statements, result.in(zonk));
        });
    }

    /** W0015: {@code println "hi"} reads like a call and is two statements. */
    private void neverCalled(Expr expression, Term term) {
        var name = switch (expression) {
            case Expr.NameRef ref -> ref.name().text();
            case Expr.FieldAccess(Span span, Expr.NameRef base, Name member) ->
                base.name().text() + "." + member.text();
            default -> "";
        };
        if (!name.isEmpty() && Ty.resolve(term.type()) instanceof Ty.Function) {
            in.report(Diagnostic.warning(
                            "W0015", "`" + name + "` is not called", expression.span(), "a function alone does nothing")
                    .help("write `" + name + "(...)`"));
        }
    }

    private void misplaced(Item item) {
        var word = switch (item) {
            case Item.StructDef struct -> struct.isPub() ? "pub" : "struct";
            case Item.SumTypeDef sum -> sum.isPub() ? "pub" : "type";
            case Item.TypeAlias alias -> alias.isPub() ? "pub" : "type";
            case Item.InterfaceDef definition -> definition.isPub() ? "pub" : "interface";
            case Item.ImplDef _ -> "impl";
            case Item.ModuleDef definition -> definition.isPub() ? "pub" : "module";
            case Item.Import _ -> "import";
            case Item.FromImport _ -> "from";
            case Item.ActorDef _ -> "actor";
            case Item.ServiceDef _ -> "service";
            case Item.SupervisorDef definition -> definition.isPub() ? "pub" : "supervisor";
            case Item.TerminateClause _ -> "terminate";
            case Item.TestDef _ -> "test";
            case Item.DescribeDef _ -> "describe";
            case Item.SetupDef _ -> "setup";
            case Item.FnDef _ -> "fn";
        };
        int start = item.span().start();
        in.report(Messages.notAllowed(
                "`" + word + "` is only allowed at the top level of a file", new Span(start, start + word.length())));
    }

    // ---- let

    /** The initialiser of a {@code let}, checked against its annotation; its type is the annotated one if there is one. */
    Term letValue(Stmt.Let let) {
        var annotation = let.type().map(type -> in.annotations.type(type, in.scope.types));
        var value = in.infer(let.value(), annotation.orElse(Ty.ERROR));
        if (annotation.isEmpty()) {
            return value;
        }
        var type = annotation.get();
        in.require(
                type,
                value.type(),
                value.span(),
                Cause.annotation(let.type().orElseThrow().span()));
        return new Term(type, value.span(), value.build());
    }

    private void let(Stmt.Let let, Building building, boolean last) {
        in.unifier.enterLevel();
        var value = letValue(let);
        in.unifier.leaveLevel();
        var target = let.target();
        while (target instanceof Pattern.Paren paren) {
            target = paren.inner();
        }
        if (target instanceof Pattern.Bind bind
                && in.names.variant(bind.name().text(), value.type()).isEmpty()) {
            letName(let, bind.name(), value, building, last);
        } else {
            letPattern(let, target, value, building, last);
        }
    }

    private void letName(Stmt.Let let, Name name, Term value, Building building, boolean last) {
        var variable = new Variable(name.text(), name.span(), in.generalising.local(value.type(), value.span()));
        in.scope.add(variable);
        in.letVariables.add(variable);
        building.statements.add(zonk -> new Statement.Let(let.span(), variable.local(zonk), value.in(zonk)));
        if (last) {
            building.result = Optional.of(withSpan(useOf(variable, value.span()), value.span()));
        }
    }

    private Term useOf(Variable variable, Span span) {
        boolean before = variable.isUsed;
        var term = in.names.local(variable, span);
        variable.isUsed = before;
        return term;
    }

    private static Term withSpan(Term term, Span span) {
        return new Term(term.type(), span, term.build());
    }

    private void letPattern(Stmt.Let let, Pattern target, Term value, Building building, boolean last) {
        var type = value.isNever() ? in.unifier.fresh() : value.type();
        if (Ty.isTooLarge(type)) {
            in.report(Messages.tooLarge(value.span()));
            type = Ty.ERROR;
        }
        letPattern(let, target, value, type, building, last);
    }

    private void letPattern(Stmt.Let let, Pattern target, Term value, Ty type, Building building, boolean last) {
        in.unifier.lowerAll(type, in.unifier.level());
        var pattern = in.patterns.infer(target, type);
        pattern.variables().forEach(variable -> {
            in.scope.add(variable);
            in.letVariables.add(variable);
        });
        in.afterwards.add(() -> in.matches.coverLet(target.span(), pattern, type));
        if (!last) {
            building.statements.add(zonk -> new Statement.LetPattern(let.span(), pattern.in(zonk), value.in(zonk)));
            return;
        }
        var whole = new Variable("", let.span(), type);
        building.statements.add(zonk -> new Statement.Let(let.span(), whole.local(zonk), value.in(zonk)));
        building.statements.add(zonk -> new Statement.LetPattern(
                let.span(), pattern.in(zonk), useOf(whole, value.span()).in(zonk)));
        building.result = Optional.of(useOf(whole, value.span()));
    }

    // ---- nested functions

    private static final class Nested {
        final List<Item.FnDef> clauses = new ArrayList<>();
        final int arity;
        final String name;
        Variable variable;
        boolean clausesAreApart;
        Definition.Header header = new Definition.Header();
        Map<TypeParameter, Ty> opened = Map.of();
        Ty.Function type = new Ty.Function(List.of(), Ty.ERROR);
        Optional<Clauses.Code> code = Optional.empty();

        Nested(Item.FnDef first) {
            clauses.add(first);
            arity = first.params().size();
            name = first.name().text();
            variable = new Variable(name, first.name().span(), Ty.ERROR);
        }
    }

    private void functions(List<Stmt> items, Building building, boolean last) {
        var nested = group(items);
        for (var fn : nested) {
            in.scope.addFunction(fn.variable, fn.arity);
        }
        for (var component : Components.of(nested, fn -> mentioned(fn, nested))) {
            check(component, building);
        }
        if (last && !nested.isEmpty()) {
            var finalFn = nested.getLast();
            var span = finalFn.clauses.getLast().span();
            building.result = Optional.of(useOf(finalFn.variable, span));
        }
    }

    private List<Nested> group(List<Stmt> items) {
        var nested = new ArrayList<Nested>();
        for (var item : items) {
            var fn = (Item.FnDef) item;
            if (fn.name().isMissing()) {
                continue;
            }
            var same = nested.stream()
                    .filter(one -> one.name.equals(fn.name().text())
                            && one.arity == fn.params().size())
                    .findFirst();
            if (same.isEmpty()) {
                nested.add(new Nested(fn));
                continue;
            }
            if (same.get() != nested.getLast()) {
                in.report(Diagnostic.error(
                                "E0023",
                                "function `" + fn.name().text() + "/"
                                        + fn.params().size()
                                        + "` already defined; multi-clause functions must have consecutive clauses",
                                fn.name().span(),
                                "non-consecutive redefinition here")
                        .label(same.get().variable.span, "first definition here"));
                same.get().clausesAreApart = true;
            }
            same.get().clauses.add(fn);
        }
        return nested;
    }

    private static List<Nested> mentioned(Nested fn, List<Nested> all) {
        var names = new LinkedHashSet<String>();
        fn.clauses.forEach(clause -> Mentions.of(clause).forEach(mention -> names.add(mention.name())));
        return all.stream().filter(other -> names.contains(other.name)).toList();
    }

    private void check(List<Nested> component, Building building) {
        in.unifier.enterLevel();
        for (var fn : component) {
            fn.header = in.headers.read(fn.clauses, in.scope.types);
            fn.opened = in.headers.open(fn.header);
            var parameters = new ArrayList<Ty>();
            for (int i = 0; i < fn.arity; i++) {
                parameters.add(parameterType(fn, i));
            }
            Ty result = fn.header
                    .result
                    .map(type -> Scheme.substitute(type, fn.opened))
                    .orElseGet(in.unifier::fresh);
            fn.type = new Ty.Function(parameters, result);
            fn.variable.scheme = Scheme.mono(fn.type);
        }
        component.forEach(this::body);
        in.unifier.leaveLevel();
        var shared = new LinkedHashSet<TypeParameter>();
        var bounds = new LinkedHashMap<Generalising.Key, Scheme.Bound>();
        for (var fn : component) {
            fn.variable.scheme = in.generalising.local(fn.type, fn.variable.span, shared, bounds);
        }
        building.statements.add(zonk -> new Statement.LocalFunctions(component.stream()
                .map(fn -> new Statement.LocalFunction(fn.variable.local(zonk), lambda(fn, zonk)))
                .toList()));
    }

    private Ty parameterType(Nested fn, int index) {
        return fn.header
                .parameter(index)
                .map(type -> Scheme.substitute(type, fn.opened))
                .orElseGet(in.unifier::fresh);
    }

    private void body(Nested fn) {
        for (var bound : fn.header.bounds) {
            in.assume(
                    new Scheme.Bound(bound.interfaceName(), Scheme.substitute(bound.type(), fn.opened)),
                    fn.variable.span);
        }
        var names = new LinkedHashMap<String, Ty>();
        fn.header.typeParameters.forEach((name, parameter) -> names.put(name, fn.opened.get(parameter)));
        var frame = new Frame(Frame.Kind.FUNCTION, fn.type.result(), in.frame.messageType);
        frame.annotation = fn.header.resultSpan;
        in.within(
                in.scope.inner(names),
                () -> in.inFrame(
                        frame,
                        _ -> fn.code = Optional.of(in.clauses.functionClauses(
                                fn.name, fn.clauses, fn.clausesAreApart, fn.header, fn.opened, fn.type))));
        fn.type = frame.typeOf(fn.type, fn.header.result.isPresent());
    }

    private static Expression.Lambda lambda(Nested fn, Zonk zonk) {
        var code = fn.code.orElseThrow();
        return new Expression.Lambda(
                fn.clauses.getFirst().span(),
                zonk.function(fn.type),
                code.parameters().stream().map(variable -> variable.local(zonk)).toList(),
                code.body().in(zonk));
    }
}
