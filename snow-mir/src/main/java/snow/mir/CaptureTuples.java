package snow.mir;

import java.util.ArrayList;
import java.util.List;

/**
 * The captured variables of a closure that has more of them than a method can have parameters: the closure captures tuples of them,
 * and takes these apart when it is called.
 */
final class CaptureTuples {
    private static final int COMPONENTS = 50;
    /** What captured variables may take of a method's parameters, in words; the rest is for the closure's own. */
    private static final int MOST_WORDS = 100;

    private final List<String> classes = new ArrayList<>();
    private final List<Variable> captured;

    private CaptureTuples(Layout layout, List<Variable> captured) {
        this.captured = captured;
        for (int from = 0; from < captured.size(); from += COMPONENTS) {
            var letters = new StringBuilder();
            part(captured, from)
                    .forEach(variable -> letters.append(variable.rep().letter()));
            classes.add(layout.tuple(letters.toString()));
        }
    }

    static boolean areNeeded(List<Variable> captured) {
        return Problems.words(captured.stream().map(Variable::rep).toList()) > MOST_WORDS;
    }

    static CaptureTuples of(Layout layout, List<Variable> captured) {
        return new CaptureTuples(layout, captured);
    }

    /** New variables for the tuples. */
    List<Variable> variables() {
        return classes.stream().map(name -> Nodes.temporary(Rep.ref(name))).toList();
    }

    /** Binds the captured variables to the components of tuples. */
    List<Node.Step> takenFrom(List<Variable> tuples) {
        var steps = new ArrayList<Node.Step>();
        for (int i = 0; i < captured.size(); i++) {
            var variable = captured.get(i);
            var name = classes.get(i / COMPONENTS);
            var component = new Node.Field(
                    Nodes.get(tuples.get(i / COMPONENTS)), name, "_" + i % COMPONENTS, Layout.open(variable.rep()));
            steps.add(Nodes.let(variable, Nodes.convert(component, variable.rep())));
        }
        return steps;
    }

    /** Binds tuples to what the captured variables are outside of the closure. */
    List<Node.Step> madeOf(List<Variable> outer, List<Variable> tuples) {
        var steps = new ArrayList<Node.Step>();
        for (int i = 0; i < tuples.size(); i++) {
            var components = part(outer, i * COMPONENTS);
            var open = components.stream()
                    .map(variable -> Layout.open(variable.rep()))
                    .toList();
            var values = new ArrayList<Node>();
            for (int at = 0; at < open.size(); at++) {
                values.add(Nodes.convert(Nodes.get(components.get(at)), open.get(at)));
            }
            steps.add(Nodes.let(tuples.get(i), new Node.New(classes.get(i), open, values)));
        }
        return steps;
    }

    private static List<Variable> part(List<Variable> variables, int from) {
        return variables.subList(from, Math.min(from + COMPONENTS, variables.size()));
    }
}
