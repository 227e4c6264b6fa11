package snow.rt.actor;

import snow.rt.collection.PersistentList;
import snow.rt.fn.Fn__L;

/** What compiled code calls for processes and messages, and what the rest of the runtime uses of them. */
public final class Actors {
    private Actors() {}

    /** {@code spawn(actor, …)}. */
    public static Pid spawn(Activity activity) {
        Process spawner = Process.current();
        Process made = new Process(spawner.group, Kind.ACTOR, activity.name());
        spawner.starts(made);
        return Process.begin(made, activity).pid;
    }

    /**
     * {@code spawn(f, …)} of a function value: as the actor that it is the name of, or else as a closure.
     *
     * @param closure the call of the function as an activity named {@code <closure>}
     * @param arguments the arguments as objects
     */
    public static Pid spawn(Object function, Object[] arguments, Activity closure) {
        if (function instanceof SupervisorFunction && function instanceof Fn__L supervisor) {
            return (Pid) supervisor.apply();
        }
        return spawn(function instanceof ActorFunction actor ? actor.with(arguments) : closure);
    }

    /** The same with the arguments as a list, as compiled code makes it. */
    public static Pid spawn(Object function, PersistentList arguments, Activity closure) {
        var array = new Object[arguments.size()];
        int count = 0;
        for (var cursor = arguments.cursor(); cursor.next(); ) array[count++] = cursor.current();
        return spawn(function, array, closure);
    }

    /** An actor called like a function: runs in the calling process and gives its pid. */
    public static Pid call(Activity activity) {
        Process current = Process.current();
        boolean kept = current.keepsStack(true);
        try {
            Object next = activity.run();
            while (next != null) {
                Safepoint.poll();
                next = ((Activity) next).run();
            }
        } finally {
            current.keepsStack(kept);
        }
        return current.pid;
    }

    /** {@code send(pid, message)}: never waits, never fails. */
    public static void send(Pid to, Object message) {
        to.process.mailbox.push(new Node.Message(message));
    }

    /** {@code self()}. */
    public static Pid self() {
        return Process.current().pid;
    }

    /** {@code link(pid)}. */
    public static void link(Pid to) {
        Process.current().link(to.process);
    }

    /** {@code Timer.sleep}, in milliseconds. */
    public static void sleep(long millis) {
        Process.current().sleep(millis);
    }

    /** {@code Timer.send_after}, in milliseconds. */
    public static void sendAfter(Pid to, long millis, Object message) {
        if (millis <= 0) {
            send(to, message);
            return;
        }
        Process target = to.process;
        if (millis > 1L << 53 || !target.isAlive()) {
            return;
        }
        Headroom.require();
        Group group = Process.current().group;
        Node.Message node = new Node.Message(message);
        DelayedMessage timer = group == target.group
                ? new DelayedMessage(target, node)
                : new MessageToAnotherGroup(target, node, group);
        if (!target.timerSet()) {
            return;
        }
        try {
            target.group.world.timers().set(timer, millis);
        } catch (OutOfMemoryError | StackOverflowError e) {
            // Setting wants headroom of its own, a few frames deeper: it either has not begun or is done.
            target.timerDone();
            throw e;
        }
    }

    private static class DelayedMessage extends Timers.Timer {
        private final Process target;
        private final Node.Message message;

        DelayedMessage(Process target, Node.Message message) {
            this.target = target;
            this.message = message;
        }

        @Override
        protected boolean isAbandoned() {
            return !target.isAlive();
        }

        @Override
        protected void dropped() {
            target.timerDone();
        }

        @Override
        protected void expire() {
            target.mailbox.push(message);
            target.timerDone();
        }
    }

    /** It goes with the group of the process that has set it. */
    private static final class MessageToAnotherGroup extends DelayedMessage {
        private final Group group;

        MessageToAnotherGroup(Process target, Node.Message message, Group group) {
            super(target, message);
            this.group = group;
        }

        @Override
        protected boolean isAbandoned() {
            return group.isKilled() || super.isAbandoned();
        }

        @Override
        protected void expire() {
            if (group.isKilled()) {
                dropped();
            } else {
                super.expire();
            }
        }
    }

    /**
     * For transports: calls {@link Flush#flush} at the end of the present turn of the carrier, that is when it has nothing to
     * run or after 64 tasks, on the carrier's own thread. On a thread that is no carrier it is called at once, before this
     * returns; so hold no lock that flushing takes. Asking twice flushes twice.
     */
    public static void flushLater(World world, Flush flush) {
        world.scheduler.flushLater(flush);
    }
}
