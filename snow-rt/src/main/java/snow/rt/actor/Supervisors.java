package snow.rt.actor;

import snow.rt.collection.PersistentList;
import snow.rt.fn.Fn__L;

/** What the generated functions of supervisors call (spec 05 §12.10); {@code type} is the supervisor's full name. */
public final class Supervisors {
    private Supervisors() {}

    /** {@code S.children}: the running children in order of start, flat: id, pid, id, pid, … */
    public static PersistentList children(Pid supervisor, String type) {
        return (PersistentList) Services.call(supervisor, new Question(type, "children") {
            @Override
            Object answer(SupervisorProcess process) {
                return PersistentList.of(process.running());
            }
        });
    }

    /** {@code S.count_children}. */
    public static long countChildren(Pid supervisor, String type) {
        return (Long) Services.call(supervisor, new Question(type, "count_children") {
            @Override
            Object answer(SupervisorProcess process) {
                return (long) process.countRunning();
            }
        });
    }

    /** {@code S.terminate_child}. */
    public static boolean terminateChild(Pid supervisor, Pid child, String type) {
        return (Boolean) Services.call(supervisor, new Question(type, "terminate_child") {
            @Override
            Object answer(SupervisorProcess process) {
                return process.terminate(child.process);
            }
        });
    }

    /** {@code S.start_child}: the start function applied to the arguments. */
    public static Pid startChild(Pid supervisor, Fn__L start, String type) {
        return (Pid) Services.call(supervisor, new Question(type, "start_child") {
            @Override
            Object answer(SupervisorProcess process) {
                return process.startDynamic(start);
            }
        });
    }

    private abstract static class Question extends Request {
        private final String type;
        private final String function;

        Question(String type, String function) {
            this.type = type;
            this.function = function;
        }

        @Override
        public String owner() {
            return type;
        }

        @Override
        public String function() {
            return function;
        }

        @Override
        String kind() {
            return "supervisor";
        }

        @Override
        public Object handle(Object supervisor) {
            reply(answer((SupervisorProcess) supervisor));
            return supervisor;
        }

        abstract Object answer(SupervisorProcess process);
    }
}
