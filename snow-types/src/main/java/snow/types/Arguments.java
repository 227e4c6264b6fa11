package snow.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import snow.syntax.Expr;
import snow.syntax.Span;

/** The arguments of a call; each is inferred once, when its expected type is known as well as it can be. */
final class Arguments {
    private final class Argument {
        private final Optional<Expr> expression;
        private final Optional<Expr.TrailingClosure> closure;
        private Optional<Term> term;

        Argument(Optional<Expr> expression, Optional<Expr.TrailingClosure> closure, Optional<Term> term) {
            this.expression = expression;
            this.closure = closure;
            this.term = term;
        }

        Term infer(Ty hint) {
            if (term.isEmpty()) {
                term = Optional.of(
                        expression.isPresent()
                                ? in.infer(expression.get(), hint)
                                : in.clauses.trailing(closure.orElseThrow(), hint));
            }
            return term.get();
        }
    }

    private final Inference in;
    private final List<Argument> arguments = new ArrayList<>();

    Arguments(Inference in) {
        this.in = in;
    }

    static Arguments of(Inference in, Optional<Term> first, List<Expr> rest, Optional<Expr.TrailingClosure> closure) {
        var arguments = new Arguments(in);
        first.ifPresent(arguments::add);
        for (var expression : rest) {
            arguments.arguments.add(
                    arguments.new Argument(Optional.of(expression), Optional.empty(), Optional.empty()));
        }
        closure.ifPresent(body ->
                arguments.arguments.add(arguments.new Argument(Optional.empty(), Optional.of(body), Optional.empty())));
        return arguments;
    }

    static Arguments of(Inference in, List<Term> terms) {
        var arguments = new Arguments(in);
        terms.forEach(arguments::add);
        return arguments;
    }

    static Arguments of(Inference in, Expr.Call call, Optional<Term> first) {
        return of(in, first, call.args(), call.trailing());
    }

    private void add(Term term) {
        arguments.add(new Argument(Optional.empty(), Optional.empty(), Optional.of(term)));
    }

    /** The same with a value before them. */
    Arguments after(Term first) {
        var result = new Arguments(in);
        result.add(first);
        result.arguments.addAll(arguments);
        return result;
    }

    int size() {
        return arguments.size();
    }

    Term infer(int index, Ty hint) {
        return arguments.get(index).infer(hint);
    }

    /** Infers what has not been inferred yet. */
    List<Term> all() {
        var terms = new ArrayList<Term>(arguments.size());
        for (var argument : arguments) {
            terms.add(argument.infer(Ty.ERROR));
        }
        return terms;
    }

    Span span(int index) {
        return arguments.get(index).infer(Ty.ERROR).span();
    }

    /** The expression of an argument as written; empty for a piped value or a trailing closure. */
    Optional<Expr> expression(int index) {
        return arguments.get(index).expression;
    }
}
