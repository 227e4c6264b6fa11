package snow.rt.actor;

import java.util.Arrays;
import snow.rt.Crash;
import snow.rt.collection.PersistentList;
import snow.rt.fn.Fn_LL_L;
import snow.rt.fn.Fn_L_L;
import snow.rt.value.Option;
import snow.rt.value.Result;
import snow.rt.value.Unit;

/** The functions of Snow's module {@code Process} (spec 05 §9). */
public final class Processes {
    private Processes() {}

    /** {@code Process.monitor}. */
    public static Monitor monitor(Pid self, Pid target, Fn_L_L message) {
        return own(self, "Process.monitor").monitor(target.process, message);
    }

    /** {@code Process.demonitor}. */
    public static void demonitor(Monitor monitor) {
        Headroom.require();
        monitor.withdrawn = true;
        monitor.watcher.forget(monitor);
        monitor.target.forget(monitor);
    }

    /** {@code Process.link}. */
    public static void link(Pid to) {
        Process.current().link(to.process);
    }

    /** {@code Process.unlink}. */
    public static void unlink(Pid from) {
        Process.current().unlink(from.process);
    }

    /** {@code Process.trap_exit}. */
    public static void trapExit(Pid self, Fn_LL_L message) {
        own(self, "Process.trap_exit").trapExits(message);
    }

    private static Process own(Pid self, String function) {
        Process current = Process.current();
        if (self.process != current) {
            throw new Crash(function + ": not the calling process");
        }
        return current;
    }

    /** {@code Process.exit}: an order. */
    public static void exit(Pid target, ExitReason reason) {
        Process current = Process.current();
        if (target.process == current) {
            current.exitSelf(reason);
        } else {
            target.process.signal(new Node.Signal(current, reason, Node.Origin.ORDER));
        }
    }

    /** {@code Process.alive}. */
    public static boolean alive(Pid pid) {
        return pid.process.isAlive();
    }

    /** {@code Process.list}: by ascending number. */
    public static PersistentList list() {
        Group group = Group.current();
        Process[] all = group.world.table().snapshot();
        Arrays.sort(all, Process.YOUNGEST_FIRST);
        Object[] pids = new Object[all.length];
        int count = 0;
        for (int i = all.length - 1; i >= 0; i--) {
            // The dead are in the table until all have been told.
            if (all[i].isAlive() && all[i].group == group) {
                pids[count++] = all[i].pid;
            }
        }
        return PersistentList.of(Arrays.copyOf(pids, count));
    }

    /** {@code Process.register}. */
    public static Result register(String name, Pid pid) {
        if (name.isEmpty()) {
            return Result.err("name must not be empty");
        }
        String problem = pid.process.register(name);
        return problem.isEmpty() ? Result.ok(Unit.UNIT) : Result.err(problem);
    }

    /** {@code Process.unregister}. */
    public static boolean unregister(String name) {
        Process owner = Group.current().registry().find(name);
        return owner != null && owner.unregister(name);
    }

    /** {@code Process.whereis}. */
    public static Option whereis(String name) {
        Process owner = Group.current().registry().find(name);
        return owner == null ? Option.None.INSTANCE : new Option.Some_L(owner.pid);
    }
}
