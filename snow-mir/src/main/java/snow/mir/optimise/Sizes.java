package snow.mir.optimise;

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
        int[] count = {0};
        return !Parts.any(root, _ -> ++count[0] > limit);
    }
}
