package snow.rt.actor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import snow.rt.io.Console;

/**
 * One running program, and the owner of all that belongs to it: processes, scheduler, timers, streams. Several worlds may
 * run in one JVM; a stopped one leaves no thread and no reference behind.
 *
 * <p>The thread that calls {@link #run} waits for the end: first for that of {@code main}, then for the moment when no
 * process can run again ({@link Quiescence}); then it stops what is left.
 */
public final class World {
    private final Settings settings;
    private final Console console;
    private final ProcessTable table = new ProcessTable();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger unobservedSignals = new AtomicInteger();
    private final Quiescence quiescence = new Quiescence(this);
    private final Group programGroup;

    final Scheduler scheduler;

    /** Guards the fields below; notified when main ends, a process ends while the world stops, servers come and go. */
    private final Object lock = new Object();

    private ExitReason mainReason;
    private final Map<Stoppable, Group> servers = new LinkedHashMap<>();
    private volatile Timers timers;
    private BlockingPool blockingPool;
    private Poller transport;
    private boolean finished;
    private int stopStatus = -1;

    private boolean interrupted;
    private volatile boolean stopping;

    /** Everything left is being killed. */
    private volatile boolean killing;

    private volatile boolean tickerStarted;

    /** Some process is {@link Process#unwoken}. */
    volatile boolean repairNeeded;

    private List<String> arguments = List.of();

    /** When memory ran out the last times before the present one. */
    private final long[] memoryFailures = new long[7];

    private int memoryFailureCount;

    /** A world that has not started. */
    public World(Settings settings) {
        this.settings = settings;
        this.console = settings.console();
        this.programGroup = new Group(this, console);
        long stackBytes = (long) settings.stackMegabytes() << 20;
        this.scheduler = Loom.AVAILABLE && !settings.fallback()
                ? new CarrierScheduler(this, settings.schedulers(), stackBytes)
                : new GateScheduler(this, settings.schedulers(), stackBytes);
    }

    /** The world of the process that runs this code. */
    public static World current() {
        return Process.current().group.world;
    }

    /** Runs a program that is the whole JVM, and exits with its status. Called by the {@code main} of a jar. */
    public static void runAndExit(Program program, String[] arguments) {
        World world = new World(Settings.forJvm());
        Interruption.installFor(world);
        int status = world.run(program, arguments);
        // Returning from main is the cheapest end, but waits for threads of others, if there are any.
        if (status != 0 || !isAlone()) {
            System.exit(status);
        }
    }

    /** Whether the calling thread is the only one that would keep the JVM alive. */
    private static boolean isAlone() {
        Thread[] threads = new Thread[64];
        int count = Thread.currentThread().getThreadGroup().enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (!threads[i].isDaemon() && threads[i] != Thread.currentThread()) {
                return false;
            }
        }
        return count < threads.length;
    }

    /** Runs a program to its end. */
    public static int run(Program program, String[] arguments, Settings settings) {
        return new World(settings).run(program, arguments);
    }

    /**
     * Runs a program to its end. Once per world.
     *
     * @return the exit status: 0; 101 when main crashed or all wait for each other; or that of {@link #stop}
     */
    public int run(Program program, String[] programArguments) {
        arguments = List.of(programArguments);
        Process.spawn(programGroup, Kind.MAIN, new Main(program));
        int status = awaitEnd();
        console.flushQuietly();
        if (!settings.standalone()) {
            killAll();
            dismantle();
        }
        synchronized (lock) {
            finished = true;
            lock.notifyAll();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        console.close();
        return status;
    }

    private int awaitEnd() {
        ExitReason reason = awaitMain();
        int requested = requestedStatus();
        if (requested >= 0) {
            return awaitStopped(requested);
        }
        if (!(reason instanceof ExitReason.Normal)) {
            return 101;
        }
        quiescence.await();
        requested = requestedStatus();
        if (requested >= 0) {
            return awaitStopped(requested);
        }
        stopProcesses(System.nanoTime() + Deadline.nanos(settings.shutdownMillis()));
        return 0;
    }

    /** Waits for the end of main, looking every second whether that can still come. */
    private ExitReason awaitMain() {
        long seen = -1;
        while (true) {
            synchronized (lock) {
                if (mainReason == null && stopStatus < 0) {
                    waitOnLock(1000);
                }
                if (interrupted) {
                    return ExitReason.Killed.INSTANCE;
                }
                if (mainReason != null) {
                    return mainReason;
                }
                if (stopStatus >= 0) {
                    return ExitReason.Shutdown.INSTANCE;
                }
            }
            long now = quiescence.look() ? quiescence.fingerprint() : -1;
            if (now >= 0 && now == seen) {
                console.flushQuietly();
                console.error("Snow panic: deadlock: all processes are waiting\n");
                return ExitReason.Killed.INSTANCE;
            }
            seen = now;
        }
    }

    private int requestedStatus() {
        synchronized (lock) {
            return stopStatus;
        }
    }

    private int awaitStopped(int status) {
        synchronized (lock) {
            while (!finished && !table.isEmpty()) {
                waitOnLock(100);
            }
        }
        return status;
    }

    /** With the lock. An interrupt of the thread in {@link #run} gives the program up; its owner learns of it at the end. */
    private void waitOnLock(long millis) {
        try {
            lock.wait(Math.max(1, millis));
        } catch (InterruptedException _) {
            interrupted = true;
        }
    }

    /** Lets {@link Quiescence} sleep until something that matters changes, at most so long. */
    void pause(long millis) {
        synchronized (lock) {
            if (stopStatus < 0) {
                waitOnLock(millis);
            }
        }
    }

    /** Whether the program has come to its end. */
    boolean isFinished() {
        synchronized (lock) {
            return finished;
        }
    }

    boolean isStopRequested() {
        synchronized (lock) {
            return stopStatus >= 0 || interrupted;
        }
    }

    /**
     * Stops the program in order, within its shutdown time: servers, then processes, {@code main} last. Returns when that is
     * done; {@link #run} then returns the status. Any thread that is not a process.
     */
    public void stop(int status) {
        List<Stoppable> open;
        synchronized (lock) {
            if (finished || stopStatus >= 0) {
                return;
            }
            stopStatus = status;
            open = List.copyOf(servers.keySet());
            lock.notifyAll();
        }
        long deadline = System.nanoTime() + Deadline.nanos(settings.shutdownMillis());
        for (Stoppable server : open) {
            server.stop(Math.max(0, (deadline - System.nanoTime()) / 1_000_000));
        }
        stopProcesses(deadline);
        killAll();
        console.flushQuietly();
        synchronized (lock) {
            finished = true;
            lock.notifyAll();
        }
    }

    /** Supervisors at the top first; then all others. Youngest first; one that has a terminate clause is waited for before the next. */
    private void stopProcesses(long deadline) {
        stopping = true;
        while (!table.isEmpty() && deadline - System.nanoTime() > 0) {
            Process[] all = table.snapshot();
            Arrays.sort(all, Process.YOUNGEST_FIRST);
            for (Process process : all) {
                if (process.stopsOthers()) {
                    process.stop(ExitReason.Shutdown.INSTANCE);
                    awaitEndOf(new Process[] {process}, deadline);
                }
            }
            for (Process process : all) {
                process.stop(ExitReason.Shutdown.INSTANCE);
                if (process.hasTerminate()) {
                    awaitEndOf(new Process[] {process}, deadline);
                }
            }
            awaitEndOf(all, deadline);
        }
        killAll();
    }

    private void killAll() {
        stopping = true;
        killing = true;
        long deadline = System.nanoTime() + Deadline.nanos(1000);
        while (!table.isEmpty() && deadline - System.nanoTime() > 0) {
            Process[] all = table.snapshot();
            for (Process process : all) {
                process.stop(ExitReason.Killed.INSTANCE);
            }
            awaitEndOf(all, deadline);
        }
    }

    /** Closes the servers of a group and kills its processes; false when some are left at the deadline. */
    boolean kill(Group group, long deadline) {
        List<Stoppable> open = new ArrayList<>();
        synchronized (lock) {
            servers.forEach((server, owner) -> {
                if (owner == group) {
                    open.add(server);
                }
            });
        }
        for (Stoppable server : open) {
            server.stop(0);
        }
        Process[] left = members(group);
        while (left.length > 0 && deadline - System.nanoTime() > 0) {
            for (Process process : left) {
                process.stop(ExitReason.Killed.INSTANCE);
            }
            awaitEndOf(left, deadline);
            left = members(group);
        }
        Timers used = timers;
        if (used != null) {
            used.dropAbandoned();
        }
        return left.length == 0;
    }

    private Process[] members(Group group) {
        List<Process> members = new ArrayList<>();
        for (Process process : table.snapshot()) {
            if (process.group == group) {
                members.add(process);
            }
        }
        return members.toArray(new Process[0]);
    }

    private void awaitEndOf(Process[] processes, long deadline) {
        synchronized (lock) {
            for (Process process : processes) {
                while (process.isUnfinished()) {
                    long rest = (deadline - System.nanoTime()) / 1_000_000;
                    if (rest <= 0) {
                        return;
                    }
                    waitOnLock(rest);
                }
            }
        }
    }

    private void dismantle() {
        scheduler.close(1000);
        synchronized (lock) {
            if (timers != null) {
                timers.stop();
            }
            if (blockingPool != null) {
                blockingPool.stop();
            }
        }
    }

    // --- what belongs to the world ---

    /** The standard streams. */
    public Console console() {
        return console;
    }

    /** The command line arguments. */
    public List<String> arguments() {
        return arguments;
    }

    /** The settings of this world. */
    public Settings settings() {
        return settings;
    }

    /** The timers; their thread is made with the first one. */
    public Timers timers() {
        Timers made = timers;
        if (made != null) {
            return made;
        }
        synchronized (lock) {
            if (timers == null) {
                timers = new Timers();
            }
            return timers;
        }
    }

    /** What has been printed leaves also while every carrier computes. */
    void flushBesides() {
        console().flushOn(task -> blockingPool().execute(task));
    }

    BlockingPool blockingPool() {
        synchronized (lock) {
            if (blockingPool == null) {
                blockingPool = new BlockingPool(settings.ioThreads());
            }
            return blockingPool;
        }
    }

    /**
     * The transport of this world, made and given to the carriers at the first call.
     *
     * @throws ClassCastException if the world already has a transport of another class
     */
    public <P extends Poller> P transport(Class<P> type, Supplier<P> create) {
        synchronized (lock) {
            if (transport == null) {
                P made = create.get();
                transport = made;
                scheduler.install(made);
            }
            return type.cast(transport);
        }
    }

    /** A server is open: it keeps the program alive, and is stopped first when the program is. */
    public void opened(Stoppable server) {
        synchronized (lock) {
            servers.put(server, group());
        }
    }

    /** A server is closed for good. */
    public void closed(Stoppable server) {
        synchronized (lock) {
            servers.remove(server);
            lock.notifyAll();
        }
    }

    boolean hasServers() {
        synchronized (lock) {
            return !servers.isEmpty();
        }
    }

    /** Whether the last process has gone. */
    private boolean isEmpty() {
        return table.isEmpty();
    }

    /** The group of the program. */
    Group program() {
        return programGroup;
    }

    /** The group of the running process; where none runs, that of the program. */
    public Group group() {
        return Process.isCurrent() ? Process.current().group : programGroup;
    }

    /** Makes a group within this world, with standard streams of its own. */
    public Group newGroup(Console streams) {
        return new Group(this, streams);
    }

    ProcessTable table() {
        return table;
    }

    long nextNumber() {
        return numbers.getAndIncrement();
    }

    /** How many processes there have been. */
    long spawned() {
        return numbers.get();
    }

    /** Whether the end of a process is no news any more: all are being killed, and what crashes does so because of that. */
    boolean isKilling() {
        return killing;
    }

    boolean isStopping() {
        return stopping;
    }

    // --- what processes report ---

    void enter(Process process) {
        table.add(process);
        Recording.started(process);
        if (!tickerStarted && process.number > 0) {
            tickerStarted = true;
            scheduler.ticker.startOnce();
        }
    }

    void leave(Process process) {
        table.remove(process);
    }

    void ended(Process process, ExitReason reason) {
        Recording.ended(process, reason);
        if (process.kind == Kind.MAIN || stopping || process.group.isKilled()) {
            synchronized (lock) {
                if (process.kind == Kind.MAIN) {
                    mainReason = reason;
                }
                lock.notifyAll();
            }
        }
    }

    /** How many processes have a signal that they have not noticed; the safepoint stays up as long. */
    int unobservedSignals() {
        return unobservedSignals.get();
    }

    void signalMarked() {
        if (unobservedSignals.getAndIncrement() == 0) {
            Safepoint.raise();
        }
    }

    void signalCleared() {
        if (unobservedSignals.decrementAndGet() == 0) {
            Safepoint.lower();
        }
    }

    /** A stack overflow may have cut off a sender between its message and the wake-up, or a spawner: does what is missing. */
    void repair() {
        repairNeeded = false;
        scheduler.wakeAgain();
        Process repaired = null;
        try {
            for (Process process : table.snapshot()) {
                repaired = process;
                if (process.unwoken) {
                    process.unwoken = false;
                    process.rewake();
                }
            }
        } catch (OutOfMemoryError e) {
            if (repaired != null) {
                repaired.unwoken = true;
            }
            repairNeeded = true;
            throw e;
        }
    }

    /** Memory ran out in a process, which crashes. When that happens 8 times within 10 s the program cannot go on. */
    void outOfMemory() {
        long now = System.nanoTime();
        boolean hopeless;
        synchronized (memoryFailures) {
            int slot = memoryFailureCount % memoryFailures.length;
            hopeless = memoryFailureCount >= memoryFailures.length && now - memoryFailures[slot] < 10_000_000_000L;
            memoryFailures[slot] = now;
            memoryFailureCount++;
        }
        if (hopeless && settings.standalone()) {
            console.lastWords();
            Runtime.getRuntime().halt(101);
        }
    }

    /** The main process: runs the program. */
    private static final class Main extends Activity {
        private final Program program;

        Main(Program program) {
            this.program = program;
        }

        @Override
        public String name() {
            return "";
        }

        @Override
        public Object run() {
            program.main();
            return null;
        }
    }
}
