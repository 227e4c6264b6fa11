package snow.types.tree;

import java.util.List;
import java.util.Optional;

/**
 * A supervisor declaration; what is not written is absent (spec 05 §12).
 *
 * @param owner the supervisor with the module before it: {@code Main.Crew}
 * @param strategy the word
 * @param children in order of declaration
 */
public record Supervisor(
        String owner,
        Optional<String> strategy,
        Optional<Long> maxRestarts,
        Optional<Long> maxSeconds,
        List<Child> children) {
    public Supervisor {
        children = List.copyOf(children);
    }

    /**
     * One child.
     *
     * @param start without parameters; gives the start function
     * @param isDynamic whether the start function has parameters: none is started with the supervisor
     * @param restart the word
     * @param shutdown a number of milliseconds or a word
     */
    public record Child(
            String name, Function start, boolean isDynamic, Optional<String> restart, Optional<Shutdown> shutdown) {}

    /** How long a child may take to end. */
    public sealed interface Shutdown {
        record Milliseconds(long count) implements Shutdown {}

        record BrutalKill() implements Shutdown {}

        record Infinity() implements Shutdown {}
    }
}
