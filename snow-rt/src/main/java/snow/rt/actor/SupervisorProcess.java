package snow.rt.actor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import snow.rt.fn.Fn__L;

/**
 * A supervisor (spec 05 §12): one loop, one piece of news at a time.
 *
 * <pre>
 * phase      news                                   action                                           next phase
 * STARTING   a start function has returned          adopt the child, start the next one              STARTING; RUNNING after the last
 * STARTING   a start function has crashed           report, stop children in reverse                 ended: Error(failed to start child …)
 * STARTING   a child has ended                      kept until RUNNING
 * RUNNING    a temporary child has ended            remove it                                        RUNNING
 * RUNNING    a transient child has ended well       keep it, stopped                                 RUNNING
 * RUNNING    any other child has ended              restart due: too many → stop all                 ended: Error(restart limit exceeded …)
 *                                                   one_for_one  → start it                          RUNNING
 *                                                   one_for_all  → stop the others, start all        RUNNING
 *                                                   rest_for_one → stop those after it, start it and those   RUNNING
 * RUNNING    a start function has crashed           as if that child had ended with Error            RUNNING
 * RUNNING    a request                              answer it                                        RUNNING
 * any        told to stop                           (after the action in progress) stop all          ended: the reason of the order
 * any        the order Killed                       none: links tell the children                    ended: Killed
 * any        the end of a child being stopped       the next one is stopped
 * any        another link's signal, a message       dropped
 * </pre>
 *
 * All fields belong to the process's own thread, except {@code parent}.
 */
final class SupervisorProcess extends SystemProcess {
    /** How long a killed child is waited for. */
    private static final long KILL_MILLIS = 1000;

    private static final long DEFAULT_SHUTDOWN_MILLIS = 5000;

    private final Supervision supervision;

    /** In order of start. */
    private final LinkedHashSet<Child> children = new LinkedHashSet<>();

    private final Map<Process, Child> running = new HashMap<>();

    /** The times of restarts that still count, oldest first. */
    private final ArrayDeque<Long> restarts = new ArrayDeque<>();

    /** Living processes that the running start function has made, linked to this one. */
    private final Set<Process> made = new HashSet<>();

    /** The supervisor above, or null. */
    private volatile SupervisorProcess parent;

    /** Why it has to stop; null: it has not. */
    private ExitReason order;

    private long dynamicChildren;

    /** A child, running or not. */
    private static final class Child {
        final Supervision.Child description;
        Process process;

        /** The process that it last was. */
        Process last;

        /** Its end has been noticed. */
        boolean ended;

        Child(Supervision.Child description) {
            this.description = description;
        }
    }

    SupervisorProcess(Group group, Supervision supervision, Process starter) {
        super(group, Kind.SUPERVISOR, supervision.type, starter);
        this.supervision = supervision;
        for (Supervision.Child description : supervision.children()) {
            children.add(new Child(description));
        }
    }

    /** Whether no supervisor above will stop it. */
    @Override
    boolean stopsOthers() {
        SupervisorProcess above = parent;
        return above == null || !above.isAlive();
    }

    @Override
    boolean traps(Node.Signal signal) {
        ExitReason reason = signal.reason;
        if (signal.isOrder() || signal.sender == parent) {
            if (order == null && reason != ExitReason.Normal.INSTANCE) {
                order = signal.isOrder() || reason == ExitReason.Shutdown.INSTANCE
                        ? reason
                        : new ExitReason.Linked_LL(signal.sender.pid, reason);
            }
            return true;
        }
        Child child = running.get(signal.sender);
        if (child != null) {
            child.ended = true;
            news.add(signal);
        }
        made.remove(signal.sender);
        return true;
    }

    @Override
    void clear() {
        children.clear();
        running.clear();
        made.clear();
        restarts.clear();
        parent = null;
    }

    // --- the loop ---

    @Override
    boolean serve() {
        for (Child child : List.copyOf(children)) {
            ExitReason failure = start(child);
            if (failure != null) {
                String text = "failed to start child " + child.description.id() + ": " + failure.text();
                report(text);
                stopAll();
                endsQuietly = true;
                throw exit(new ExitReason.Error_L(text));
            }
        }
        started();
        while (true) {
            Safepoint.poll();
            mailbox.drainIfAny();
            if (order != null) {
                stopAll();
                throw exit(order);
            }
            Node next = news.poll();
            if (next instanceof Node.Signal signal) {
                Child child = running.get(signal.sender);
                if (child != null && child.ended) {
                    ended(child, signal.reason);
                }
            } else if (next instanceof Request request) {
                handle(request, this);
            } else {
                mailbox.await(Mailbox.Wait.OTHERS, false, 0);
            }
        }
    }

    private void ended(Child child, ExitReason reason) {
        running.remove(child.process);
        child.process = null;
        switch (child.description.restart()) {
            case TEMPORARY -> children.remove(child);
            case TRANSIENT -> {
                if (reason.isAbnormal()) {
                    restart(child, reason);
                }
            }
            case PERMANENT -> restart(child, reason);
        }
    }

    /** A child that may not stay ended. A start function that crashes is the next failure. */
    private void restart(Child failed, ExitReason reason) {
        Child child = failed;
        ExitReason why = reason;
        while (order == null) {
            String what = "child " + child.description.id() + " " + child.last.pid + " exited: " + why.text();
            long seconds = supervision.maxSeconds();
            long allowed = supervision.maxRestarts();
            forgetOldRestarts(seconds);
            if (restarts.size() >= allowed) {
                String limit = "restart limit exceeded: " + allowed + " restarts in " + seconds + " seconds";
                report(what + "; " + limit);
                stopAll();
                endsQuietly = true;
                throw exit(new ExitReason.Error_L(limit));
            }
            restarts.add(System.nanoTime());
            Recording.restarted(this, child.description.id(), why);
            report(what + "; restarting (" + restarts.size() + " of " + allowed + " in " + seconds + " s)");
            List<Child> affected = affectedBy(child);
            for (int i = affected.size() - 1; i >= 0; i--) {
                Child sibling = affected.get(i);
                if (sibling.process != null) {
                    stop(sibling);
                    if (sibling.description.restart() == Supervision.Restart.TEMPORARY) {
                        children.remove(sibling);
                    }
                }
            }
            ExitReason failure = null;
            for (int i = 0; i < affected.size() && failure == null; i++) {
                Child next = affected.get(i);
                if (children.contains(next)) {
                    failure = start(next);
                    child = failure == null ? child : next;
                }
            }
            if (failure == null) {
                return;
            }
            why = failure;
            mailbox.drainIfAny();
        }
    }

    private void forgetOldRestarts(long seconds) {
        if (seconds == 0) {
            restarts.clear();
            return;
        }
        long now = System.nanoTime();
        long window = Deadline.nanos(seconds > Long.MAX_VALUE / 1000 ? Long.MAX_VALUE : seconds * 1000);
        while (!restarts.isEmpty() && now - restarts.peek() > window) {
            restarts.remove();
        }
    }

    /** The children that are started again together with one, in order. */
    private List<Child> affectedBy(Child child) {
        List<Child> affected = new ArrayList<>();
        switch (supervision.strategy()) {
            case ONE_FOR_ONE -> affected.add(child);
            case ONE_FOR_ALL -> affected.addAll(children);
            case REST_FOR_ONE -> {
                boolean after = false;
                for (Child one : children) {
                    after = after || one == child;
                    if (after) {
                        affected.add(one);
                    }
                }
            }
        }
        return affected;
    }

    // --- one child ---

    /**
     * Until a start function has returned nobody knows which process is the child. So all are linked: a supervisor that is
     * killed meanwhile leaves none behind.
     */
    @Override
    void starts(Process process) {
        Headroom.require();
        made.add(process);
        tie(process);
    }

    /** False if the process is dead. */
    private boolean tie(Process process) {
        if (process instanceof SupervisorProcess below) {
            below.parent = this;
        }
        addLink(process);
        return process.addLink(this);
    }

    /** The start function is done; what it has made besides the child is not supervised. */
    private void releaseMade() {
        for (Process process : made) {
            unlink(process);
            if (process instanceof SupervisorProcess below) {
                below.parent = null;
            }
        }
        made.clear();
    }

    /** Calls the start function: null, or the reason why there is no child. */
    private ExitReason start(Child child) {
        Process process;
        try {
            process = ((Pid) child.description.start().apply()).process;
        } catch (ProcessExit e) {
            throw e;
        } catch (Throwable e) {
            releaseMade();
            reportCrashIn(e, "start of child " + child.description.id());
            return crashed(e);
        }
        made.remove(process);
        releaseMade();
        child.process = process;
        child.last = process;
        child.ended = false;
        running.put(process, child);
        if (!tie(process)) {
            // Without the link, a signal that is on its way does not count; so this is the only one.
            removeLink(process);
            child.ended = true;
            news.add(new Node.Signal(process, process.exitReason(), Node.Origin.DEAD_LINK));
        }
        return null;
    }

    private void stopAll() {
        List<Child> all = new ArrayList<>(children);
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).process != null) {
                stop(all.get(i));
            }
        }
    }

    private void stop(Child child) {
        Process process = child.process;
        long limit = child.description.shutdown();
        if (limit == Supervision.DEFAULT) {
            limit = process instanceof SupervisorProcess ? Supervision.INFINITY : DEFAULT_SHUTDOWN_MILLIS;
        }
        if (!child.ended && limit != Supervision.BRUTAL_KILL) {
            process.stop(ExitReason.Shutdown.INSTANCE);
            awaitEnd(child, limit);
        }
        if (!child.ended) {
            process.stop(ExitReason.Killed.INSTANCE);
            awaitEnd(child, KILL_MILLIS);
        }
        if (!child.ended) {
            report("child " + child.description.id() + " " + process.pid + " does not stop");
            unlink(process);
        }
        running.remove(process);
        child.process = null;
    }

    private void awaitEnd(Child child, long limit) {
        boolean timed = limit >= 0;
        long deadline = timed ? Deadline.after(limit) : 0;
        Mailbox.Wait wait = timed ? Mailbox.Wait.TIME : Mailbox.Wait.OTHERS;
        while (!child.ended && mailbox.await(wait, timed, deadline)) {
            // The end is noticed in the drain; news of others is kept.
        }
    }

    private void report(String text) {
        group.console().error("[snow-rt] supervisor " + name() + " " + pid + ": " + text + "\n");
    }

    // --- requests, in the supervisor's own process ---

    /** Running children in order of start: id, pid, id, pid, … */
    Object[] running() {
        List<Object> found = new ArrayList<>();
        for (Child child : children) {
            if (child.process != null) {
                found.add(child.description.id());
                found.add(child.process.pid);
            }
        }
        return found.toArray();
    }

    int countRunning() {
        return running.size();
    }

    boolean terminate(Process process) {
        Child child = running.get(process);
        if (child == null) {
            return false;
        }
        stop(child);
        children.remove(child);
        return true;
    }

    /** Starts a dynamic child: its pid, or the failure. */
    Object startDynamic(Fn__L start) {
        String id = "dynamic_" + dynamicChildren++;
        Child child = new Child(supervision.dynamic(id, start));
        ExitReason failure = start(child);
        if (failure != null) {
            return new Request.Failure("failed to start child " + id + ": " + failure.text(), true);
        }
        children.add(child);
        return child.process.pid;
    }
}
