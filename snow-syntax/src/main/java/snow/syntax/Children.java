package snow.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the parts of a node in the order given. */
final class Children {
    private final List<Node> nodes = new ArrayList<>();

    static Children of() {
        return new Children();
    }

    Children add(Node node) {
        nodes.add(node);
        return this;
    }

    Children add(Optional<? extends Node> node) {
        node.ifPresent(nodes::add);
        return this;
    }

    Children add(List<? extends Node> more) {
        nodes.addAll(more);
        return this;
    }

    List<Node> list() {
        return List.copyOf(nodes);
    }
}
