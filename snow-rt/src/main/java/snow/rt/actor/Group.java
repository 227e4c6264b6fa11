package snow.rt.actor;

import snow.rt.io.Console;

/**
 * Processes that belong together: who is made by a process of a group, or serves a connection of a server that one has opened, is of that
 * group. They print to its console and have names in its registry. {@code main} and what it makes are the group of the program; who runs
 * parts of a program one after the other, like tests, makes a group for each ({@link World#newGroup}).
 */
public final class Group {
    final World world;
    private final Console console;
    private final Registry registry = new Registry();

    /** All of it is being killed: whose end is no news. */
    private volatile boolean killed;

    Group(World world, Console console) {
        this.world = world;
        this.console = console;
    }

    /** The group of the process that runs this code. */
    public static Group current() {
        return Process.current().group;
    }

    /** The standard streams of its processes. */
    public Console console() {
        return console;
    }

    Registry registry() {
        return registry;
    }

    /** Starts a process of this group that none of its processes has made. Any thread. */
    public Process spawn(Activity activity) {
        return Process.begin(new Process(this, Kind.ACTOR, activity.name()), activity);
    }

    /**
     * Closes the group's servers, kills its processes and takes back the messages that they have left to timers, or that timers were to send to
     * them. Nobody may be started in it
     * afterwards. Any thread that is not one of its processes.
     *
     * @param millis how long to wait for processes that do not reach a yield point
     * @return whether none is left
     */
    public boolean killAll(long millis) {
        killed = true;
        boolean gone = world.kill(this, System.nanoTime() + Deadline.nanos(millis));
        console.flushQuietly();
        return gone;
    }

    boolean isKilled() {
        return killed;
    }
}
