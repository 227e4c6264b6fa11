package snow.types;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Strongly connected components, dependencies first (Tarjan's algorithm, without recursion). */
public final class Components<T> {
    private final class Node {
        final T value;
        final int index;
        int low;
        boolean onStack = true;
        final List<T> edges;
        int next;

        Node(T value) {
            this.value = value;
            this.index = counter++;
            this.low = index;
            this.edges = dependencies.apply(value);
            stack.push(this);
        }
    }

    private final Function<T, List<T>> dependencies;
    private final Map<T, Node> nodes = new IdentityHashMap<>();
    private final ArrayDeque<Node> stack = new ArrayDeque<>();
    private final List<List<T>> result = new ArrayList<>();
    private int counter;

    private Components(Function<T, List<T>> dependencies) {
        this.dependencies = dependencies;
    }

    /**
     * @param dependencies what a value refers to; only values among {@code all} may be given
     * @return the components, those that others need before them; members in the order of {@code all} as far as found
     */
    public static <T> List<List<T>> of(List<T> all, Function<T, List<T>> dependencies) {
        var components = new Components<>(dependencies);
        for (var value : all) {
            if (!components.nodes.containsKey(value)) {
                components.visit(value);
            }
        }
        return components.result;
    }

    private void visit(T root) {
        var path = new ArrayDeque<Node>();
        path.push(enter(root));
        while (!path.isEmpty()) {
            var node = path.peek();
            if (node.next < node.edges.size()) {
                var target = node.edges.get(node.next++);
                var known = nodes.get(target);
                if (known == null) {
                    path.push(enter(target));
                } else if (known.onStack) {
                    node.low = Math.min(node.low, known.index);
                }
                continue;
            }
            path.pop();
            if (!path.isEmpty()) {
                path.peek().low = Math.min(path.peek().low, node.low);
            }
            if (node.low == node.index) {
                finish(node);
            }
        }
    }

    private Node enter(T value) {
        var node = new Node(value);
        nodes.put(value, node);
        return node;
    }

    private void finish(Node root) {
        var component = new ArrayList<Node>();
        Node member;
        do {
            member = stack.pop();
            member.onStack = false;
            component.add(member);
        } while (member != root);
        component.sort(java.util.Comparator.comparingInt(node -> node.index));
        result.add(component.stream().map(node -> node.value).toList());
    }
}
