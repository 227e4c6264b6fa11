package snow.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import snow.syntax.Block;
import snow.syntax.Item;
import snow.syntax.Name;
import snow.syntax.Param;
import snow.syntax.Span;
import snow.syntax.TypeExpr;
import snow.types.tree.Function;

/** A service: its state, handlers, helper functions and generated functions (spec 02 §14.5). Its own type lists all of theirs. */
final class ServiceDefinition extends Definition {
    final Item.ServiceDef item;
    /** Absent: the state is an Int, 0 at first. */
    Optional<Definition.Fn> init = Optional.empty();

    /** Functions that only the service sees. */
    final Map<String, List<Definition.Fn>> helpers = new LinkedHashMap<>();

    final List<Handler> handlers = new ArrayList<>();
    /** By the name behind the dot. */
    final Map<String, GeneratedFunction> generated = new LinkedHashMap<>();

    /** The body of {@code init}; when there is none, one that gives 0. */
    final Function initial;

    Ty state = Ty.ERROR;

    /** {@code call Name(params) :: R do |state| … end}, or a cast. */
    static final class Handler {
        final boolean isCall;
        final Name name;
        final List<Param> params;
        final Optional<TypeExpr> reply;
        final Optional<Name> stateName;
        final Block body;
        final Span span;
        final Function function;
        /** Of the parameters, without the state. */
        List<Ty> parameterTypes = List.of();

        Ty replyType = Ty.UNIT;

        Handler(ServiceDefinition service, Item.CallHandler item) {
            this(service, true, item.name(), item.params(), item.returnType(), item.state(), item.body(), item.span());
        }

        Handler(ServiceDefinition service, Item.CastHandler item) {
            this(service, false, item.name(), item.params(), Optional.empty(), item.state(), item.body(), item.span());
        }

        private Handler(
                ServiceDefinition service,
                boolean isCall,
                Name name,
                List<Param> params,
                Optional<TypeExpr> reply,
                Optional<Name> stateName,
                Block body,
                Span span) {
            this.isCall = isCall;
            this.name = name;
            this.params = params;
            this.reply = reply;
            this.stateName = stateName;
            this.body = body;
            this.span = span;
            this.function = new Function(
                    service.module.name,
                    service.name + "." + name.text(),
                    params.size() + 1,
                    Function.Kind.FUNCTION,
                    span);
        }

        /** {@code put_coin} for {@code PutCoin}: an underscore before every upper-case letter but the first, then lower case. */
        String generatedName() {
            var out = new StringBuilder();
            name.text().codePoints().forEach(c -> {
                if (Character.isUpperCase(c) && !out.isEmpty()) {
                    out.append('_');
                }
                out.appendCodePoint(Character.toLowerCase(c));
            });
            return out.toString();
        }
    }

    ServiceDefinition(ModuleScope module, Item.ServiceDef item) {
        super(module, item.name().text(), item.name().span(), item.span());
        this.item = item;
        this.initial = new Function(
                module.name,
                name + ".init",
                initClauses().isEmpty() ? 0 : initClauses().getFirst().params().size(),
                Function.Kind.FUNCTION,
                initClauses().isEmpty() ? item.span() : initClauses().getFirst().span());
    }

    /** The clauses of the function {@code init}, else of the first function; empty when there are no functions. */
    List<Item.FnDef> initClauses() {
        var functions = item.members().stream()
                .filter(Item.FnDef.class::isInstance)
                .map(Item.FnDef.class::cast)
                .toList();
        var first = functions.stream()
                .filter(fn -> fn.name().text().equals("init"))
                .findFirst()
                .or(() -> functions.stream().findFirst());
        return first.map(one -> functions.stream()
                        .filter(fn -> fn.name().text().equals(one.name().text())
                                && fn.params().size() == one.params().size())
                        .toList())
                .orElse(List.of());
    }

    /** Everything the service consists of that has a body in the source. */
    List<Function> functions() {
        var all = new ArrayList<Function>();
        all.add(initial);
        handlers.forEach(handler -> all.add(handler.function));
        helpers.values().forEach(list -> list.forEach(fn -> all.add(fn.function)));
        generated.values().forEach(one -> all.add(one.function));
        return all;
    }
}
