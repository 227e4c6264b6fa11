package snow.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import snow.syntax.Expr;
import snow.syntax.FnBody;
import snow.syntax.Param;
import snow.types.tree.Function;
import snow.types.tree.Local;

/** Functions of built-in modules that stand for a static method of the runtime: {@code = extern("class.method", T)}. */
final class Externs {
    private Externs() {}

    static Optional<Function.Body> body(Definition.Fn fn) {
        if (!(fn.clauses.getFirst().body() instanceof FnBody.Equals equals)
                || !(equals.value() instanceof Expr.Call call)
                || !(call.callee() instanceof Expr.NameRef callee)
                || !callee.name().text().equals("extern")
                || call.args().isEmpty()
                || !(call.args().getFirst() instanceof Expr.Str string)
                || string.parts().size() != 1
                || !(string.parts().getFirst() instanceof Expr.StringText text)) {
            return Optional.empty();
        }
        int cut = text.value().lastIndexOf('.');
        var specialised = new ArrayList<TypeParameter>();
        for (var argument : call.args().subList(1, call.args().size())) {
            if (argument instanceof Expr.NameRef ref) {
                specialised.add(fn.header.typeParameters.get(ref.name().text()));
            }
        }
        return Optional.of(new Function.Body.Extern(
                text.value().substring(0, cut), text.value().substring(cut + 1), specialised));
    }

    static List<Local> parameters(Definition.Fn fn, Zonk zonk) {
        var result = new ArrayList<Local>();
        var types = fn.header.parameters.getFirst();
        for (int i = 0; i < fn.arity; i++) {
            var name = fn.clauses.getFirst().params().get(i) instanceof Param.Named named
                    ? named.name().text()
                    : "";
            result.add(new Local(name, zonk.type(types.get(i).orElseThrow())));
        }
        return result;
    }
}
