package snow.types.tree;

/** What a function that services and supervisors bring with them does (spec 05 §12.10, §13.3). */
public sealed interface Generated extends Function.Body {
    /** The service or supervisor, with the module before it: {@code Main.Vault}. */
    String owner();

    /** {@code Vault.start}: a new process of the service, whose first state is the value of {@code init} for the arguments. */
    record Start(String owner, Function init) implements Generated {}

    /**
     * {@code Vault.put_coin}: its parameters are the pid and those of the handler after the state; with a time limit the
     * milliseconds last.
     *
     * @param name {@code put_coin}
     * @param handler of a call {@code (S, A…) -> (S, R)}, of a cast {@code (S, A…) -> S}
     */
    record Request(String owner, String name, Kind kind, Function handler) implements Generated {
        public enum Kind {
            CALL,
            /** The result is {@code Result<R, String>}. */
            CALL_WITH_TIME_LIMIT,
            CAST
        }
    }

    /** {@code Crew.start}, which is also what the supervisor's name means as a value. */
    record Supervise(Supervisor supervisor) implements Generated {
        @Override
        public String owner() {
            return supervisor.owner();
        }
    }

    /** {@code Crew.children} and its like; the first parameter is the pid. */
    record Ask(Supervisor supervisor, Query query) implements Generated {
        public enum Query {
            CHILDREN,
            COUNT_CHILDREN,
            TERMINATE_CHILD
        }

        @Override
        public String owner() {
            return supervisor.owner();
        }
    }

    /**
     * {@code Crew.start_child}: the first parameter is the pid, the others are for the child's start function.
     *
     * @param start a lambda without parameters that starts the child with these arguments
     */
    record StartChild(String owner, Expression.Lambda start) implements Generated {}
}
