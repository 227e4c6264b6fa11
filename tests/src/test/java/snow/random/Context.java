package snow.random;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where code stands.
 *
 * @param result of the function or closure around, if {@code return} and {@code ?} may be used
 * @param peers functions that count down together, if the one around is among them
 */
record Context(List<Known> names, List<Ty> variables, Optional<Ty> result, boolean inLoop, List<Code.Function> peers) {
    Context with(List<Known> more) {
        var all = new ArrayList<>(names);
        all.addAll(more);
        return new Context(all, variables, result, inLoop, peers);
    }

    Context with(String name, Ty type) {
        return with(List.of(new Known(name, type, false)));
    }

    Context inLoop(boolean loop) {
        return new Context(names, variables, result, loop, peers);
    }

    Context returning(Optional<Ty> type) {
        return new Context(names, variables, type, false, List.of());
    }

    Context among(List<Code.Function> functions) {
        return new Context(names, variables, result, inLoop, functions);
    }

    /** What a polymorphic name's type begins to be matched with: the variables of the function around are not its own. */
    Map<String, Ty> bindings() {
        var bindings = new HashMap<String, Ty>();
        for (var variable : variables) {
            bindings.put(variable.text(), variable);
        }
        return bindings;
    }

    /** Names that no later one hides. */
    List<Known> visible() {
        var seen = new HashSet<String>();
        var visible = new ArrayList<Known>();
        for (var known : names.reversed()) {
            if (seen.add(known.name())) {
                visible.add(known);
            }
        }
        return visible;
    }
}
