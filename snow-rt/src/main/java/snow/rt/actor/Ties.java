package snow.rt.actor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What ties a process to others, each part made when it is first needed; most processes have none. Guarded by the monitor of
 * the process, and taken from it as a whole when it dies.
 */
final class Ties {
    /** Those of a process that has none. */
    static final Ties NONE = new Ties();

    private Set<Process> links;
    private Set<Monitor> watchers;
    private Set<Monitor> watched;
    private Set<Process> jobs;
    private List<String> names;

    boolean link(Process other) {
        if (links == null) {
            links = new LinkedHashSet<>(4);
        }
        return links.add(other);
    }

    boolean unlink(Process other) {
        return links != null && links.remove(other);
    }

    Set<Process> links() {
        return links == null ? Set.of() : links;
    }

    /** Adds a monitor that looks at this process. */
    void watcher(Monitor monitor) {
        if (watchers == null) {
            watchers = new LinkedHashSet<>(4);
        }
        watchers.add(monitor);
    }

    /** Adds a monitor with which this process looks at another. */
    void watch(Monitor monitor) {
        if (watched == null) {
            watched = new LinkedHashSet<>(4);
        }
        watched.add(monitor);
    }

    void forget(Monitor monitor) {
        if (watchers != null) {
            watchers.remove(monitor);
        }
        if (watched != null) {
            watched.remove(monitor);
        }
    }

    Set<Monitor> watchers() {
        return watchers == null ? Set.of() : watchers;
    }

    Set<Monitor> watched() {
        return watched == null ? Set.of() : watched;
    }

    void own(Process job) {
        if (jobs == null) {
            jobs = new LinkedHashSet<>(4);
        }
        jobs.add(job);
    }

    void disown(Process job) {
        if (jobs != null) {
            jobs.remove(job);
        }
    }

    Set<Process> jobs() {
        return jobs == null ? Set.of() : jobs;
    }

    void name(String name) {
        if (names == null) {
            names = new ArrayList<>(1);
        }
        names.add(name);
    }

    boolean unname(String name) {
        return names != null && names.remove(name);
    }

    /** In order of registration. */
    List<String> names() {
        return names == null ? List.of() : names;
    }
}
