package snow.mir.optimise;

import java.util.ArrayList;
import snow.mir.Node;
import snow.mir.Parts;

/** How large code is, counted in nodes. */
final class Sizes {
    private Sizes() {}

    static int of(Node root) {
        int[] count = {0};
        Parts.walk(root, _ -> count[0]++);
        return count[0];
    }

    /** Stops to count where it is more. */
    static boolean atMost(Node root, int limit) {
        var todo = new ArrayList<Node>();
        todo.add(root);
        for (int count = 0; !todo.isEmpty(); count++) {
            if (count == limit) {
                return false;
            }
            todo.addAll(Parts.of(todo.removeLast()));
        }
        return true;
    }
}
