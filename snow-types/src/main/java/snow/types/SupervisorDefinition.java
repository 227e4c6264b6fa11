package snow.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import snow.syntax.Item;
import snow.syntax.Name;
import snow.syntax.Span;
import snow.types.tree.Function;

/** A supervisor and its generated functions (spec 02 §14.6). Its own type lists those of its start functions. */
final class SupervisorDefinition extends Definition {
    static final String SIMPLE_ONE_FOR_ONE = "simple_one_for_one";

    final Item.SupervisorDef item;
    /** Of entries given twice, those that count. */
    Optional<Name> strategy = Optional.empty();

    Optional<Item.RestartLimit> maxRestarts = Optional.empty();
    Optional<Item.SecondsLimit> maxSeconds = Optional.empty();
    final List<Child> children = new ArrayList<>();
    /** By the name behind the dot. */
    final Map<String, GeneratedFunction> generated = new LinkedHashMap<>();

    /** A child; of keys given twice, those that count. */
    static final class Child {
        final Name name;
        /** Gives the start function. */
        final Function function;

        Optional<Item.ChildStart> start = Optional.empty();
        Optional<Item.ChildRestart> restart = Optional.empty();
        Optional<Item.ChildShutdown> shutdown = Optional.empty();

        Child(SupervisorDefinition owner, Item.ChildSpec item) {
            this.name = item.name();
            this.function = new Function(owner.module.name, owner.name, 0, Function.Kind.FUNCTION, item.span());
        }
    }

    SupervisorDefinition(ModuleScope module, Item.SupervisorDef item) {
        super(module, item.name().text(), item.name().span(), item.span());
        this.item = item;
    }

    GeneratedFunction generate(String function, Span at, int arity) {
        var made = new GeneratedFunction(this, function, at, arity);
        generated.put(function, made);
        return made;
    }

    List<Function> functions() {
        var all = new ArrayList<Function>();
        children.forEach(child -> all.add(child.function));
        generated.values().forEach(one -> all.add(one.function));
        return all;
    }
}
