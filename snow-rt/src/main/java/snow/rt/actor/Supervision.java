package snow.rt.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import snow.rt.fn.Fn__L;

/** What a {@code supervisor} declaration says; the compiler emits one call per clause. */
public final class Supervision {
    /** {@code shutdown}: no limit. */
    public static final long INFINITY = -1;

    /** {@code shutdown}: killed at once. */
    public static final long BRUTAL_KILL = 0;

    /** {@code shutdown} is not given: 5000 ms, or no limit for a child that is itself a supervisor. */
    public static final long DEFAULT = -2;

    private static final Fn__L NEVER = new Fn__L() {
        @Override
        public Object apply() {
            throw new IllegalStateException("a dynamic child needs arguments");
        }
    };

    enum Strategy {
        ONE_FOR_ONE,
        ONE_FOR_ALL,
        REST_FOR_ONE
    }

    enum Restart {
        PERMANENT,
        TRANSIENT,
        TEMPORARY
    }

    record Child(String id, Fn__L start, Restart restart, long shutdown) {}

    final String type;
    private Strategy strategy = Strategy.ONE_FOR_ONE;

    /** How dynamic children are treated; its start function is never called. Absent: there are none. */
    private Optional<Child> template = Optional.empty();

    private long maxRestarts = 3;
    private long maxSeconds = 5;
    private final List<Child> children = new ArrayList<>();

    /**
     * A supervisor with the default clauses and without children.
     *
     * @param type the supervisor with the module it belongs to: {@code Main.Nursery}
     */
    public Supervision(String type) {
        this.type = type;
    }

    /** {@code strategy: …}. */
    public Supervision strategy(String word) {
        strategy = switch (word) {
            case "one_for_one", "simple_one_for_one" -> Strategy.ONE_FOR_ONE;
            case "one_for_all" -> Strategy.ONE_FOR_ALL;
            case "rest_for_one" -> Strategy.REST_FOR_ONE;
            default -> throw new IllegalArgumentException(word);
        };
        return this;
    }

    /** {@code max_restarts: …}. */
    public Supervision maxRestarts(long count) {
        maxRestarts = count;
        return this;
    }

    /** {@code max_seconds: …}. */
    public Supervision maxSeconds(long seconds) {
        maxSeconds = seconds;
        return this;
    }

    /**
     * {@code child ID do … end}.
     *
     * @param start gives the pid
     * @param restart {@code permanent}, {@code transient} or {@code temporary}
     * @param shutdown in milliseconds, or {@link #INFINITY}, {@link #BRUTAL_KILL}, {@link #DEFAULT}
     */
    public Supervision child(String id, Fn__L start, String restart, long shutdown) {
        children.add(new Child(id, start, restart(restart), shutdown));
        return this;
    }

    /**
     * The one child of a {@code simple_one_for_one} supervisor whose start function has parameters: none is started with
     * the supervisor.
     */
    public Supervision dynamicChild(String id, String restart, long shutdown) {
        template = Optional.of(new Child(id, NEVER, restart(restart), shutdown));
        return this;
    }

    private static Restart restart(String word) {
        return switch (word) {
            case "permanent" -> Restart.PERMANENT;
            case "transient" -> Restart.TRANSIENT;
            case "temporary" -> Restart.TEMPORARY;
            default -> throw new IllegalArgumentException(word);
        };
    }

    Strategy strategy() {
        return strategy;
    }

    long maxRestarts() {
        return maxRestarts;
    }

    long maxSeconds() {
        return maxSeconds;
    }

    List<Child> children() {
        return children;
    }

    /** A child of a supervisor that has dynamic ones. */
    Child dynamic(String id, Fn__L start) {
        Child like = template.orElseThrow();
        return new Child(id, start, like.restart, like.shutdown);
    }

    /** {@code spawn(S)}: returns when all children have been started, or the start has failed. */
    public Pid start() {
        Process starter = Process.current();
        SupervisorProcess supervisor = new SupervisorProcess(starter.group, this, starter);
        supervisor.startAndWait();
        return supervisor.pid;
    }
}
