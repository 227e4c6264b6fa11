package snow.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import snow.syntax.Name;
import snow.syntax.Span;
import snow.types.tree.Expression;

/** {@code t.m(args) : r} while nothing is known of {@code t} (spec 02 §9.2). */
final class MethodOf extends Constraint {
    final Ty result;

    private final Inference in;
    private final Name method;
    private final Term receiver;
    private final List<Term> arguments;
    private final Span callSpan;
    private Optional<Term> resolved = Optional.empty();

    MethodOf(Inference in, Name method, Term receiver, List<Term> arguments, Span callSpan) {
        super(in.module, receiver.span());
        this.in = in;
        this.method = method;
        this.receiver = receiver;
        this.arguments = arguments;
        this.callSpan = callSpan;
        this.result = in.unifier.fresh();
    }

    @Override
    Ty head() {
        return receiver.type();
    }

    @Override
    List<Ty> related() {
        var types = new ArrayList<Ty>();
        arguments.forEach(argument -> types.add(argument.type()));
        types.add(result);
        return types;
    }

    @Override
    void solve() {
        become(in.methods.resolve(
                method, receiver, Ty.resolve(receiver.type()), Arguments.of(in, arguments), callSpan));
    }

    @Override
    boolean settle(int step) {
        if (step != 3) {
            return false;
        }
        var only = in.methods.onlyMethod(method.text(), arguments.size() + 1);
        only.ifPresent(declared -> {
            markDone();
            become(in.methods.callInterface(
                    declared, Optional.empty(), Arguments.of(in, arguments).after(receiver), callSpan));
        });
        return only.isPresent();
    }

    private void become(Term term) {
        resolved = Optional.of(term);
        in.require(result, term.type(), callSpan, Cause.EXPECTED_FOUND);
    }

    Expression build(Zonk zonk) {
        return resolved.map(term -> term.in(zonk)).orElseGet(() -> Zonk.nothing(callSpan));
    }
}
