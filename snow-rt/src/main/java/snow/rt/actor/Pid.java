package snow.rt.actor;

import snow.rt.value.Hash;
import snow.rt.value.Opaque;

/**
 * The identity of a process: a value for ever, also after the process has ended. Pids are numbered from 0 in the order in
 * which processes are made, are compared by number, and read {@code <0.N>}.
 *
 * <p>It refers to the process object strongly, so that sending needs no table; a dead process keeps next to nothing.
 */
public final class Pid implements Opaque, Comparable<Pid> {
    final Process process;

    Pid(Process process) {
        this.process = process;
    }

    /** The number of the process, unique in its world. */
    public long number() {
        return process.number;
    }

    /** The process of this pid, living or dead. */
    public Process process() {
        return process;
    }

    @Override
    public int compareTo(Pid other) {
        return Long.compare(process.number, other.process.number);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pid pid && pid.process == process;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(process.number);
    }

    @Override
    public void display(StringBuilder out) {
        out.append("<0.").append(process.number).append('>');
    }

    @Override
    public boolean eq(Object other) {
        return equals(other);
    }

    @Override
    public int compare(Object other) {
        return compareTo((Pid) other);
    }

    @Override
    public long hash() {
        return Hash.ofInt(process.number);
    }

    @Override
    public String toString() {
        return "<0." + process.number + ">";
    }
}
