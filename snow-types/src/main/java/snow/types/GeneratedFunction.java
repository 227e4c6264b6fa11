package snow.types;

import snow.syntax.Span;
import snow.types.tree.Function;

/** A function that a service or supervisor brings with it, {@code Vault.put_coin}; part of the definition it comes from. */
final class GeneratedFunction extends Definition {
    final Function function;

    /**
     * @param owner the definition it comes from
     * @param name behind the dot
     * @param nameSpan of what it is made for
     * @param arity its number of parameters
     */
    GeneratedFunction(Definition owner, String name, Span nameSpan, int arity) {
        super(owner.module, name, nameSpan, owner.span);
        function = new Function(owner.module.name, owner.name + "." + name, arity, Function.Kind.FUNCTION, owner.span);
    }
}
